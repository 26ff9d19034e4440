/*
description: The cells that each named figure of figure_measure_definition adds up.
description_zh: 各指标所含的单元格。
grain: document_id, table_seq, measure, key, amount_id
materialization: incremental
columns:
  key: what the figure is for (a function class, a unit, a fund …); empty for a single figure
  is_listed: the rows of a list say the fund or the kind of spending, not the column
  wanted_fund: fund that the figure asks for
  wanted_spending: kind of spending that the figure asks for
  wanted_item: three-public item that the figure asks for
checks:
  - not_null: [document_id, measure, key, amount_id]
*/
with
-- 三公 by economic code. Where the row is named after its code the name must agree: 30212 of a form that numbers its own items is 退休人员活动费
-- (普陀), and travel of teachers and researchers (北京 3021203 科研类, 3021205 教学类因公出国) is no 三公.
economic_item (code, name, item) as (
    values
    ('30212', '出国|出境', 'overseas_travel'), ('30217', '接待', 'reception'), ('30231', '用车|车辆|公车', 'vehicle_operation'),
    ('30913', '用车|车辆|公车', 'vehicle_purchase'), ('31013', '用车|车辆|公车', 'vehicle_purchase')
),

-- 类 printed as rows of their own are what the table says about the class.
prints_class as (
    select distinct
        document_id,
        table_seq
    from figure_named_amount
    where row_kind = 'function' and length(function_code) = 3
),

-- Where funds or kinds of spending are rows (广东 收入总体情况表) no total row has one: the rows of the list say it.
listed_column as (
    select
        c.*,
        d.fund as listed_fund,
        d.spending as listed_spending
    from figure_named_column as c
    inner join figure_measure_definition as d on c.measure = d.measure and c.fund = d.fund and c.item = d.item
    inner join stg_table as list on c.document_id = list.document_id and c.table_seq = list.table_seq and list.by = 'item'
    inner join stg_column as t on c.document_id = t.document_id and c.table_seq = t.table_seq and c.column_seq = t.column_seq
    where
        d.pick = 'total'
        and (
            (d.fund not in ('*', 'all') and coalesce(t.fund, 'all') = 'all')
            or (d.spending not in ('*', 'all') and coalesce(t.spending_kind, 'all') = 'all')
        )
),

-- The row that heads the parts (二、项目支出), where there is one such row, else the parts.
listed_row as (
    select
        c.document_id,
        c.table_seq,
        c.measure,
        c.fund,
        c.column_seq,
        a.row_seq
    from listed_column as c
    inner join figure_named_amount as a on c.document_id = a.document_id and c.table_seq = a.table_seq and c.column_seq = a.column_seq
    where
        a.row_kind in ('item', 'section')
        and (a.is_leaf_row or (asks_for(c.listed_fund, a.fund_key) and asks_for(c.listed_spending, a.spending_key)))
    window one_list as (partition by c.document_id, c.table_seq, c.measure, c.fund, c.column_seq, a.side)
    qualify a.is_leaf_row = (count(*) filter (where not a.is_leaf_row) over one_list <> 1)
),

picked as (
    select
        d.measure,
        d.fund as wanted_fund,
        d.item as wanted_item,
        case d.key_by
            when 'fund' then d.fund
            when 'item' then d.item
            when 'class' then left(a.function_code, 3)
            when 'function' then a.function_code
            when 'unit' then a.unit_code
            when 'economic' then a.department_economic_code
            when 'economic_item' then economic_item.item
            else ''
        end as key,
        c.is_derived,
        d.pick,
        w.row_seq is not null or d.pick = 'leaf' as is_listed,
        d.spending as wanted_spending,
        a.*
    from figure_named_column as c
    inner join figure_measure_definition as d on c.measure = d.measure and c.fund = d.fund and c.item = d.item
    inner join figure_named_amount as a on c.document_id = a.document_id and c.table_seq = a.table_seq and c.column_seq = a.column_seq
    left join figure_named_row as r
        on
            a.document_id = r.document_id
            and a.table_seq = r.table_seq
            and a.side = r.side
            and a.row_seq = r.row_seq
            and d.pick = r.role
    left join listed_row as w
        on
            a.document_id = w.document_id
            and a.table_seq = w.table_seq
            and a.row_seq = w.row_seq
            and a.column_seq = w.column_seq
            and c.measure = w.measure
            and c.fund = w.fund
    left join prints_class as k on a.document_id = k.document_id and a.table_seq = k.table_seq
    left join economic_item
        on
            d.key_by = 'economic_item'
            and a.department_economic_code = economic_item.code
            and (
                a.row_kind <> 'economic'
                or a.label = ''
                or (regexp_matches(a.label, economic_item.name) and not regexp_matches(a.label, '教学|科研|学术'))
            )
    where
        d.side in ('*', a.side)
        and d.flow in ('*', coalesce(a.flow, d.flow))
        and case d.pick
            when 'total' then r.row_seq is not null or (w.row_seq is not null and (d.origin in ('*', 'total', a.origin_key) or a.origin_key = 'only'))
            when 'current' then r.row_seq is not null
            when 'unit' then a.row_kind = 'unit'
            when 'leaf' then a.is_leaf_row
            when 'class'
                then case when k.document_id is null then a.is_leaf_row else length(a.function_code) = 3 and a.row_kind = 'function' end
            when 'main' then true
        end
        -- Where rows carry the fund, the kind of spending or the item, the row decides.
        and (asks_for(d.fund, a.fund_key) or exists (from stg_cover as f where f.whole = d.fund and f.part = a.fund_key))
        and (asks_for(d.spending, a.spending_key) or exists (from stg_cover as s where s.whole = d.spending and s.part = a.spending_key))
        and (d.item = '' or a.three_public_item = d.item)
        and (d.words = '' or regexp_matches(coalesce(a.department_economic_code, a.government_economic_code, ''), d.words))
),

-- Three public items: the total row of a table with several units, the first line of a list.
one_pick as (
    select *
    from picked
    qualify
        wanted_item = ''
        or row_number() over (
            partition by document_id, table_seq, measure, wanted_item
            order by (row_kind = 'total') desc, (wanted_item = 'total' and column_path like '%三公%') desc, row_seq, column_seq asc
        ) = 1
),

labelled as (
    select
        d.measure,
        '' as key,
        false as is_derived,
        a.*
    from figure_measure_definition as d
    inner join figure_named_amount as a on d.table_kind = a.table_kind
    where
        d.pick = 'label'
        and regexp_matches(a.label || '|' || a.column_path, d.words)
        and d.spending in ('*', a.spending_key)
    -- The first that answers; kinds of spending may stand once per fund (北京) and are added.
    -- A merged cell may have been read on each of its rows (长沙).
    qualify
        row_number() over (
            partition by a.document_id, a.table_seq, d.measure, case when d.spending <> '*' then a.column_path end order by a.row_seq, a.column_seq
        ) = 1
)

select
    document_id, table_seq, measure, key, amount_id, amount_yuan, step_yuan, row_seq, column_seq, page, printed, side, fund_key, origin_key, is_of_the_year,
    family, factor, is_derived, coalesce(is_listed, false) as is_listed, wanted_fund, wanted_spending, wanted_item
from (
    from one_pick
    where key is not null
    union all by name
    from labelled
)
