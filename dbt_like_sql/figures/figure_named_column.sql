/*
description: The columns that each named figure is read from in each table - the printed column if there is one, else its detail columns.
description_zh: 各指标在各表中取数的栏目。
grain: document_id, table_seq, measure, fund, item, column_seq
materialization: incremental
columns:
  is_derived: the table prints no such column, the figure is the sum of its detail columns
checks:
  - not_null: [document_id, table_seq, measure, column_seq]
*/
with
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
    from figure_named_amount
    group by all
    union by name
    select
        c.document_id,
        c.table_seq,
        c.column_seq,
        side_of(c.flow) as side,
        c.flow,
        coalesce(c.fund, 'all') as fund_key,
        coalesce(c.spending_kind, 'all') as spending_key,
        origin_of(c.origin_year, c.flow, c.fund, y.is_carrying, y.is_undivided) as origin_key,
        coalesce(c.is_leaf_column or c.is_restated, true) as is_leaf_column,
        c.three_public_item
    from stg_column as c
    left join stg_table_years as y on c.document_id = y.document_id and c.table_seq = y.table_seq
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
    from stg_column as table_column
    where three_public_item is not null
),

total_column as (
    select distinct
        amount.document_id,
        amount.table_seq,
        amount.side,
        amount.column_seq,
        r.role
    from figure_named_amount as amount
    inner join figure_named_row as r
        on amount.document_id = r.document_id
        and amount.table_seq = r.table_seq
        and amount.side = r.side
        and amount.row_seq = r.row_seq
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
        -- Of columns of one meaning the one in which the total row prints (支出用途/金额 beside 功能分类/金额).
        d.pick in ('total', 'current') and printed.column_seq is null as lacks_total
    from figure_named_table as t
    inner join figure_measure_definition as d on t.measure = d.measure
    inner join meaning as m on t.document_id = m.document_id and t.table_seq = m.table_seq
    left join stg_cover as f on f.dimension = 'fund' and f.whole = d.fund and f.part = m.fund_key
    left join stg_cover as s on s.dimension = 'spending' and s.whole = d.spending and s.part = m.spending_key
    left join item_column on t.document_id = item_column.document_id and t.table_seq = item_column.table_seq
    left join total_column as printed
        on t.document_id = printed.document_id
        and t.table_seq = printed.table_seq
        and m.column_seq = printed.column_seq
        and m.side = printed.side
        and d.pick = printed.role
    where
        d.pick not in ('label', 'none')
        and d.side in ('*', m.side)
        and (d.flow in ('*', coalesce(m.flow, d.flow)))
        and (asks_for(d.fund, m.fund_key) or f.part is not null)
        and (asks_for(d.spending, m.spending_key) or s.part is not null)
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
    select distinct document_id, table_seq, measure, fund, item, column_seq, false as is_derived
    from matched
    where is_exact
    window
        best as (
            partition by document_id, table_seq, measure, fund, item
            order by fund_key <> 'all', spending_key <> 'all', origin_key = 'carried_in', lacks_total, column_seq
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
    select distinct document_id, table_seq, measure, fund, item, column_seq, true as is_derived
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

-- 上年结转 of no fund beside 上年实户资金余额 (西安 表2): what was carried over is both.
carried_beside as (
    select distinct
        m.document_id,
        m.table_seq,
        m.measure,
        m.fund,
        m.item,
        m.column_seq,
        true as is_derived
    from matched as m
    inner join exact_column as e using (document_id, table_seq, measure, fund, item)
    inner join stg_column as printed
        on e.document_id = printed.document_id and e.table_seq = printed.table_seq and e.column_seq = printed.column_seq
    where
        m.measure = 'revenue_opening'
        and m.fund_key <> 'all'
        and m.is_leaf_column
        and coalesce(printed.is_leaf_column or printed.is_restated, true)
)

from exact_column
union all by name
from derived_column
union all by name
from carried_beside
