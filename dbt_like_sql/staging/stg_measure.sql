/*
description: The named figures of stg_measure_definition as each document prints them. A figure whose table, row or column was not found has no row here.
description_zh: 各文件中勾稽规则所比较的指标值。
grain: document_id, measure, key
materialization: incremental
columns:
  key: what the figure is for (a function class, a unit, a fund …); empty for a single figure
  value: {en: the figure; blank cells of a table that was read count as zero, zh: 指标值, unit: yuan}
  parts: how many printed amounts other than zero it adds up
  is_derived: the table prints no such column, the figure is the sum of its detail columns
  years: "whose money the figure is: `current` of the year only, `both` with what was carried over, `unsaid` where the table does not speak of years"
  open_carried: {en: "money carried over that the table prints without saying for which fund, so that the figure may lack it", zh: 未分列的上年结转, unit: yuan}
  open_other: {en: "other money that the table does not split as the figure asks, so that the figure may lack it", zh: 未分列的其他资金, unit: yuan}
  candidates: tables of this kind in the document that could print it
checks:
  - not_null: [document_id, measure, key, value]
  - unique: [document_id, measure, key]
*/
with
candidate_table as (
    select
        t.document_id,
        t.table_seq,
        t.table_kind,
        t.by,
        t.status,
        d.measure
    from document_table as t
    inner join (select distinct
        measure,
        table_kind,
        row_by
    from stg_measure_definition) as d
        on t.table_kind = d.table_kind and (d.row_by is null or t.by is null or t.by = d.row_by)
    where
        t.status in ('bound', 'empty')
        -- Where every project has a form of its own, often only some are published: they are no table of all projects.
        and (
            t.table_kind <> 'project_performance'
            or (select count(*) from document_table as o where o.document_id = t.document_id and o.table_kind = 'project_performance') = 1
        )
    -- An empty table speaks only where no table of its kind prints a figure.
    qualify t.status = 'bound' or count(*) filter (where t.status = 'bound') over (partition by t.document_id, d.measure) = 0
),

carried as (
    select
        document_id,
        table_seq,
        bool_or(coalesce(fund, 'all') = 'all' and coalesce(is_leaf_column, true) and not is_of_which) as is_undivided
    from table_column
    where origin_year = 'carried_in' or flow = 'opening_balance'
    group by all
),

-- A column of 本年收入 in a table without 上年结转 speaks for the table; 收入决算表 is a table of the year by its form.
of_the_year as (
    select
        c.document_id,
        c.table_seq
    from table_column as c
    inner join document_table as t on c.document_id = t.document_id and c.table_seq = t.table_seq
    inner join stg_rule_document as d on c.document_id = d.document_id
    group by c.document_id, c.table_seq
    having
        bool_or(c.origin_year = 'current' or (t.table_kind = 'revenue' and d.family = 'final'))
        and not bool_or(coalesce(c.origin_year = 'carried_in' or c.flow = 'opening_balance', false))
),

amount as (
    select
        a.*,
        coalesce(a.fund, 'all') as fund_key,
        coalesce(a.spending_kind, 'all') as spending_key,
        case
            when a.origin_year = 'carried_in' or a.flow = 'opening_balance' then 'carried_in'
            when carried.document_id is null then 'only'
            -- Beside one 上年结转 for all funds a column of one fund holds money of the year (浙江 公开02表).
            when a.origin_year is null and carried.is_undivided and coalesce(a.fund, 'all') <> 'all' then 'current'
            else coalesce(a.origin_year, 'all')
        end as origin_key,
        of_the_year.document_id is not null as is_of_the_year
    from stg_rule_amount as a
    left join of_the_year on a.document_id = of_the_year.document_id and a.table_seq = of_the_year.table_seq
    left join carried on a.document_id = carried.document_id and a.table_seq = carried.table_seq
    where a.is_of_this_year and (not a.column_of_which or a.three_public_item is not null)
),

-- What each column can mean: by its header (also when all its cells are blank) and by what its amounts were understood to be.
meaning as (
    select
        document_id,
        table_seq,
        column_seq,
        side,
        flow,
        fund_key,
        spending_key,
        origin_key,
        is_leaf_column,
        three_public_item
    from amount
    group by all
    union
    select
        c.document_id,
        c.table_seq,
        c.column_seq,
        case
            when c.flow in ('revenue', 'opening_balance') then 'in'
            when c.flow in ('expenditure', 'closing_balance') then 'out'
            else 'none'
        end,
        c.flow,
        coalesce(c.fund, 'all'),
        coalesce(c.spending_kind, 'all'),
        case
            when c.origin_year = 'carried_in' or c.flow = 'opening_balance' then 'carried_in'
            when carried.document_id is null then 'only'
            when c.origin_year is null and carried.is_undivided and coalesce(c.fund, 'all') <> 'all' then 'current'
            else coalesce(c.origin_year, 'all')
        end,
        coalesce(c.is_leaf_column, true),
        c.three_public_item
    from table_column as c
    left join carried on c.document_id = carried.document_id and c.table_seq = carried.table_seq
    where c.role = 'amount' and not c.is_of_which and (c.stage is null or c.stage in ('budget', 'final_accounts'))
    -- beside the final accounts a table may print the budget of the year
    qualify
        coalesce(c.stage, '') <> 'budget'
        or not bool_or(coalesce(c.stage, '') = 'final_accounts') over (partition by c.document_id, c.table_seq)
),

item_column as (
    select distinct
        document_id,
        table_seq
    from table_column
    where three_public_item is not null
),

matched as (
    select
        t.document_id,
        t.table_seq,
        d.measure,
        d.fund,
        d.spending,
        d.item,
        d.pick,
        d.origin,
        m.column_seq,
        m.is_leaf_column,
        m.fund_key,
        m.spending_key,
        m.origin_key,
        (d.fund in ('*', m.fund_key))
        and (d.spending in ('*', m.spending_key))
        and (d.origin = '*' or m.origin_key in ('only', d.origin) or (d.origin = 'total' and m.origin_key = 'all'))
            as is_exact,
        case m.fund_key when 'all' then 0 else 1 end as fund_order,
        case m.spending_key when 'all' then 0 else 1 end as spending_order,
        case m.origin_key when 'carried_in' then 1 else 0 end as origin_order
    from candidate_table as t
    inner join stg_measure_definition as d on t.measure = d.measure
    inner join meaning as m on t.document_id = m.document_id and t.table_seq = m.table_seq
    left join stg_cover as f on f.dimension = 'fund' and f.whole = d.fund and f.part = m.fund_key
    left join stg_cover as s on s.dimension = 'spending' and s.whole = d.spending and s.part = m.spending_key
    left join item_column on t.document_id = item_column.document_id and t.table_seq = item_column.table_seq
    where
        d.pick not in ('label', 'none')
        and d.side in ('*', m.side)
        and (d.flow in ('*', coalesce(m.flow, d.flow)))
        and (d.fund in ('*', 'all', m.fund_key) or f.part is not null)
        and (d.spending in ('*', 'all', m.spending_key) or s.part is not null)
        and (d.origin in ('*', 'total', m.origin_key) or (m.origin_key = 'only' and d.origin <> 'carried_in'))
        and (
            d.item = ''
            or d.item = m.three_public_item
            -- where the items are rows, any amount column will do
            or (m.three_public_item is null and item_column.document_id is null)
        )
),

-- The printed column if there is one, else all its detail columns.
exact_column as (
    select distinct
        document_id,
        table_seq,
        measure,
        fund,
        item,
        column_seq,
        false as is_derived
    from matched
    where is_exact
    window
        best as (
            partition by document_id, table_seq, measure, fund, item order by fund_order, spending_order, origin_order, column_seq
        )
    qualify
        row_number() over best = 1
        -- Of several columns of an item the pick decides.
        or pick = 'main'
        -- The money of both years, where the table prints the two apart and not together (四川 表2-1).
        or (
            origin = '*'
            and origin_key = 'carried_in'
            and first_value(origin_key) over best = 'current'
            and fund_key = first_value(fund_key) over best
            and spending_key = first_value(spending_key) over best
        )
        -- Detail rows may stand in several blocks side by side, each with its own amount column.
        or (
            pick in ('leaf', 'class')
            and is_leaf_column
            and first_value(is_leaf_column) over best
            and fund_key = first_value(fund_key) over best
            and spending_key = first_value(spending_key) over best
            and origin_key = first_value(origin_key) over best
        )
),

-- All funds or all kinds of spending can only be added up where the table prints several of them; a table of one fund has no total of all.
derived_column as (
    select distinct
        document_id,
        table_seq,
        measure,
        fund,
        item,
        column_seq,
        true as is_derived
    from matched
    anti join exact_column using (document_id, table_seq, measure, fund, item)
    where is_leaf_column
    qualify
        (fund <> 'all' or count(distinct fund_key) over (partition by document_id, table_seq, measure, fund, item) > 1)
        and (
            spending <> 'all'
            or count(distinct left(spending_key, 5)) over (partition by document_id, table_seq, measure, fund, item) > 1
        )
),

chosen_column as (
    from exact_column
    union all
    from derived_column
),

needed_row as (
    select * from stg_total_row
    union all
    -- Without a printed 本年合计 the grand total stands for it, as long as no balance of another year is in it.
    select
        t.document_id,
        t.table_seq,
        t.side,
        'current',
        t.row_seq
    from stg_total_row as t
    where
        t.role = 'total'
        and not exists (
            from stg_total_row as c
            where c.role = 'current' and c.document_id = t.document_id and c.table_seq = t.table_seq and c.side = t.side
        )
        and not exists (
            from stg_rule_amount as b
            where
                b.document_id = t.document_id
                and b.table_seq = t.table_seq
                and b.side = t.side
                and b.flow in ('opening_balance', 'closing_balance')
                and b.amount_yuan <> 0
        )
),

-- 类 printed as rows of their own are what the table says about the class.
prints_class as (
    select distinct
        document_id,
        table_seq
    from amount
    where row_kind = 'function' and length(function_code) = 3
),

-- Where funds or kinds of spending are rows (广东 收入总体情况表) no total row has one: the rows of the list say it.
listed_column as (
    select
        c.*,
        d.fund as listed_fund,
        d.spending as listed_spending
    from chosen_column as c
    inner join stg_measure_definition as d on c.measure = d.measure and c.fund = d.fund and c.item = d.item
    inner join document_table as list on c.document_id = list.document_id and c.table_seq = list.table_seq and list.by = 'item'
    inner join table_column as t on c.document_id = t.document_id and c.table_seq = t.table_seq and c.column_seq = t.column_seq
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
    inner join amount as a on c.document_id = a.document_id and c.table_seq = a.table_seq and c.column_seq = a.column_seq
    where
        a.row_kind in ('item', 'section')
        and (a.is_leaf_row or (c.listed_fund in ('*', 'all', a.fund_key) and c.listed_spending in ('*', 'all', a.spending_key)))
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
            when 'economic_item'
                then
                    case
                        when a.department_economic_code = '30212' then 'overseas_travel'
                        when a.department_economic_code = '30217' then 'reception'
                        when a.department_economic_code = '30231' then 'vehicle_operation'
                        when a.department_economic_code in ('30913', '31013') then 'vehicle_purchase'
                    end
            else ''
        end as key,
        c.is_derived,
        d.pick,
        w.row_seq is not null or d.pick = 'leaf' as is_listed,
        d.spending as wanted_spending,
        a.*
    from chosen_column as c
    inner join stg_measure_definition as d on c.measure = d.measure and c.fund = d.fund and c.item = d.item
    inner join amount as a on c.document_id = a.document_id and c.table_seq = a.table_seq and c.column_seq = a.column_seq
    left join needed_row as r
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
        and (d.fund in ('*', 'all', a.fund_key) or exists (from stg_cover as f where f.whole = d.fund and f.part = a.fund_key))
        and (d.spending in ('*', 'all', a.spending_key) or exists (from stg_cover as s where s.whole = d.spending and s.part = a.spending_key))
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
    from stg_measure_definition as d
    inner join amount as a on d.table_kind = a.table_kind
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
),

summed as (
    select
        document_id,
        table_seq,
        measure,
        key,
        case
            when bool_and(origin_key = 'current' or (origin_key = 'only' and is_of_the_year)) then 'current'
            when bool_or(origin_key = 'only') then 'unsaid'
            else 'both'
        end as years,
        sum(amount_yuan) as value,
        count(*) filter (where amount_yuan <> 0) as parts,
        max(step_yuan) as step,
        list(amount_id order by row_seq, column_seq) as amount_ids,
        '第' || min(page) || '页印“'
        || array_to_string(list_slice(list(printed order by row_seq, column_seq), 1, 4), '+')
        || case when count(*) > 4 then '+…' else '' end || '”' as printed,
        bool_or(is_derived) as is_derived,
        any_value(family) as family,
        any_value(factor) as factor
    from (
        select
            document_id,
            table_seq,
            measure,
            key,
            amount_yuan,
            step_yuan,
            amount_id,
            row_seq,
            column_seq,
            page,
            printed,
            is_derived,
            family,
            factor,
            origin_key,
            is_of_the_year
        from one_pick
        union all
        select
            document_id,
            table_seq,
            measure,
            key,
            amount_yuan,
            step_yuan,
            amount_id,
            row_seq,
            column_seq,
            page,
            printed,
            is_derived,
            family,
            factor,
            origin_key,
            is_of_the_year
        from labelled
    ) as every_amount
    where key is not null
    group by document_id, table_seq, measure, key
),

-- A figure that is blank although its table, row and column are there is zero.
blank as (
    select
        t.document_id,
        t.table_seq,
        t.measure,
        case d.key_by when 'fund' then d.fund when 'item' then d.item else '' end as key
    from candidate_table as t
    inner join stg_measure_definition as d on t.measure = d.measure
    where
        (t.document_id, t.table_seq, t.measure, case d.key_by when 'fund' then d.fund when 'item' then d.item else '' end)
        not in (select (document_id, table_seq, measure, key) from summed)
        and d.key_by in ('one', 'fund', 'item')
        and d.pick not in ('label', 'none')
        and (
            t.status = 'empty'
            or (
                -- its column is there; but a sum over all detail rows that finds none was not read
                (
                    (d.pick <> 'leaf' or d.words <> '')
                    and exists (
                        from chosen_column as c
                        inner join table_column as h
                            on c.document_id = h.document_id and c.table_seq = h.table_seq and c.column_seq = h.column_seq
                        where
                            c.document_id = t.document_id
                            and c.table_seq = t.table_seq
                            and c.measure = t.measure
                            and c.fund = d.fund
                            and c.item = d.item
                            -- a row of the column that names the fund (22、国有资本经营, 西安 财政拨款收支总表) gives the total row no such figure
                            and (
                                d.pick not in ('total', 'current')
                                or d.fund in ('*', 'all', coalesce(h.fund, 'all'))
                                or exists (from stg_cover as f where f.whole = d.fund and f.part = h.fund)
                            )
                    )
                )
                -- in a list the fund or the balance is a row: it must be printed, with or without an amount
                or (
                    d.pick = 'leaf'
                    and (d.fund_words <> '' or d.flow = 'opening_balance')
                    and exists (
                        from table_row as w
                        where
                            w.document_id = t.document_id
                            and w.table_seq = t.table_seq
                            and (d.flow = '*' or w.flow = d.flow)
                            and (d.fund_words = '' or regexp_matches(w.row_label, d.fund_words))
                            -- 其中：政府性基金 prints a figure, though no detail row does
                            and not exists (
                                from amount as a
                                where
                                    a.document_id = w.document_id
                                    and a.table_seq = w.table_seq
                                    and a.row_seq = w.row_seq
                                    and a.side = d.side
                                    and a.amount_yuan <> 0
                            )
                    )
                )
            )
            -- One of the three public expenses is blank only where others are printed.
            and (
                d.pick <> 'main'
                or t.status = 'empty'
                or exists (
                    from summed as other
                    where other.document_id = t.document_id and other.table_seq = t.table_seq and other.measure = t.measure
                )
            )
            and (
                d.pick not in ('total', 'current')
                or exists (
                    from needed_row as r
                    where r.document_id = t.document_id and r.table_seq = t.table_seq and r.role = d.pick and d.side in ('*', r.side)
                )
            )
        )
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
    from one_pick
    where wanted_item = ''
    group by all
    union all
    select
        b.document_id,
        b.table_seq,
        b.measure,
        b.key,
        d.fund,
        d.spending,
        coalesce(r.side, d.side),
        d.pick = 'leaf',
        r.row_seq,
        [d.fund]
    from blank as b
    inner join stg_measure_definition as d
        on b.measure = d.measure and b.key = case d.key_by when 'fund' then d.fund else '' end
    left join needed_row as r
        on b.document_id = r.document_id and b.table_seq = r.table_seq and d.pick = r.role and d.side in ('*', r.side)
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
    from amount as a
    inner join table_column as c on a.document_id = c.document_id and a.table_seq = c.table_seq and a.column_seq = c.column_seq
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
    union all
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
        inner join amount as a
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
),

undivided as (
    select
        document_id,
        table_seq,
        measure,
        key,
        coalesce(sum(amount_yuan) filter (where is_carried), 0) as open_carried,
        coalesce(sum(amount_yuan) filter (where not is_carried), 0) as open_other
    from beside
    group by all
),

every_figure as (
    from summed
    union all by name
    select
        document_id,
        table_seq,
        measure,
        key,
        0::DECIMAL(38, 2) as value,
        0 as parts,
        null as step,
        []::VARCHAR[] as amount_ids,
        '为空' as printed,
        false as is_derived,
        'unsaid' as years
    from blank
    union all by name
    -- Where 合计 also holds 会议费 and 培训费 (西安) the three items have no printed total.
    select
        document_id,
        table_seq,
        'three_public_sum' as measure,
        'total' as key,
        sum(value) as value,
        sum(parts) as parts,
        max(step) as step,
        flatten(list(amount_ids)) as amount_ids,
        string_agg(printed, '+' order by key) as printed,
        true as is_derived,
        any_value(family) as family,
        any_value(factor) as factor
    from summed
    where measure = 'three_public_item' and key in ('overseas_travel', 'vehicles', 'reception')
    group by document_id, table_seq
)

select
    document_id,
    measure,
    key,
    first(coalesce(years, 'unsaid') order by table_seq) as years,
    first(coalesce(open_carried, 0) order by table_seq)::DECIMAL(20, 2) as open_carried,
    first(coalesce(open_other, 0) order by table_seq)::DECIMAL(20, 2) as open_other,
    count(*) as candidates,
    count(distinct value) > 1 as is_ambiguous,
    first(table_seq order by table_seq) as table_seq,
    first(value order by table_seq)::DECIMAL(20, 2) as value,
    list(value order by table_seq) as candidate_values,
    first(parts order by table_seq)::INTEGER as parts,
    first(step order by table_seq) as step,
    first(amount_ids order by table_seq) as amount_ids,
    first(printed order by table_seq) as printed,
    first(is_derived order by table_seq) as is_derived,
    first(factor order by table_seq) as factor
from every_figure
left join undivided using (document_id, table_seq, measure, key)
group by document_id, measure, key
