/*
description: Money beside a named figure that the table does not split as the figure asks, so that the figure may lack it.
description_zh: 指标旁未分列、不能确定是否属于该指标的金额。
grain: document_id, table_seq, measure, key
materialization: incremental
columns:
  open_carried: {en: money carried over that is printed for no single fund, zh: 未按资金分列的上年结转, unit: yuan}
  open_other: {en: other money that is not split by fund or kind of spending, zh: 未分列的其他金额, unit: yuan}
checks:
  - unique: [document_id, table_seq, measure, key]
*/
with
-- Each row under its own side and under `*`, which a definition asks for when it takes either.
row_of_side as (
    select
        document_id,
        table_seq,
        role,
        row_seq,
        side,
        unnest(list_distinct(['*', side])) as wanted_side
    from figure_named_row
),

-- What each figure was read from, to see what beside it is not split as the figure asks.
place_of_figure as (
    select
        document_id,
        table_seq,
        measure,
        key,
        wanted_fund,
        wanted_spending,
        side,
        is_listed,
        row_seq,
        list(distinct fund_key) as funds
    from figure_named_cell
    where wanted_item = ''
    group by all
    union all by name
    select
        b.document_id,
        b.table_seq,
        b.measure,
        b.key,
        d.fund as wanted_fund,
        d.spending as wanted_spending,
        coalesce(r.side, d.side) as side,
        d.pick = 'leaf' as is_listed,
        r.row_seq,
        [d.fund] as funds
    from figure_named_blank as b
    anti join figure_named_cell as c
        on b.document_id = c.document_id and b.table_seq = c.table_seq and b.measure = c.measure and b.key = c.key
    inner join figure_measure_definition as d
        on b.measure = d.measure and b.key = case d.key_by when 'fund' then d.fund else '' end
    left join row_of_side as r
        on b.document_id = r.document_id and b.table_seq = r.table_seq and d.pick = r.role and d.side = r.wanted_side
    where d.item = ''
),

loose as (
    select
        a.document_id,
        a.table_seq,
        a.row_seq,
        a.side,
        a.amount_yuan,
        a.fund_key,
        a.spending_key,
        a.origin_key = 'carried_in' as is_carried,
        coalesce(c.origin_year, '') <> 'carried_in'
        and coalesce(c.flow, '') <> 'opening_balance'
        and (a.origin_key = 'carried_in' or coalesce(c.fund, 'all') = 'all') as is_row
    from figure_named_amount as a
    inner join stg_column as c on a.document_id = c.document_id and a.table_seq = c.table_seq and a.column_seq = c.column_seq
    where a.is_leaf_column and a.amount_yuan > 0 and coalesce(a.flow, '') <> 'closing_balance'
),

beside as (
    select
        p.document_id,
        p.table_seq,
        p.measure,
        p.key,
        o.is_carried,
        o.amount_yuan
    from place_of_figure as p
    inner join loose as o
        on p.document_id = o.document_id and p.table_seq = o.table_seq and p.row_seq = o.row_seq and p.side = o.side
    where
        not o.is_row
        and (
            -- one 上年结转 for several funds (云南 预算05-1表)
            (
                o.is_carried
                and p.wanted_fund not in ('*', 'all', o.fund_key)
                and (o.fund_key = 'all' or exists (from stg_cover as f where f.whole = o.fund_key and f.part = p.wanted_fund))
            )
            -- a fund without 基本 and 项目 beside one that has them (云南 预算01-3表)
            or (
                p.wanted_spending not in ('*', 'all')
                and p.wanted_fund in ('*', 'all')
                and o.spending_key = 'all'
                and o.fund_key <> 'all'
                and coalesce(o.side, '') <> 'in'
                and not list_contains(p.funds, o.fund_key)
            )
        )
    union all by name
    select
        p.document_id,
        p.table_seq,
        p.measure,
        p.key,
        o.is_carried,
        o.amount_yuan
    from (select distinct
        document_id,
        table_seq,
        measure,
        key,
        wanted_fund,
        side
    from place_of_figure where is_listed) as p
    inner join (
        select l.*
        from loose as l
        inner join figure_named_amount as a
            on l.document_id = a.document_id and l.table_seq = a.table_seq and l.row_seq = a.row_seq and l.side = a.side and a.is_leaf_row
        where l.is_row
        group by all
    ) as o
        on p.document_id = o.document_id and p.table_seq = o.table_seq and p.side in ('*', o.side)
    where
        p.wanted_fund not in ('*', 'all', o.fund_key)
        and case
            -- 二、上年结转 without its funds (江西 财政拨款收支总表)
            when o.is_carried then o.fund_key = 'all' or exists (from stg_cover as f where f.whole = o.fund_key and f.part = p.wanted_fund)
            -- 其他资金: the appropriated funds always have lines of their own (广东 收支总体情况表)
            else
                o.side = 'in'
                and o.fund_key = 'all'
                and p.wanted_fund not in ('general_public_budget', 'government_managed_funds', 'state_capital_operations')
        end
)

select
    document_id,
    table_seq,
    measure,
    key,
    coalesce(sum(amount_yuan) filter (where is_carried), 0) as open_carried,
    coalesce(sum(amount_yuan) filter (where not is_carried), 0) as open_other
from beside
group by all
