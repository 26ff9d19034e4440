/*
description: 公用经费 of a document's basic expenditure by where its tables tell it, the printed total before a sum of rows.
description_zh: 各表所载公用经费。
grain: document_id, source
materialization: incremental
columns:
  source: "spending_kind, economic_class or expenditure_table, as mart_operating_expenses.public_source"
  priority: {en: the lowest is the best, zh: 优先级}
  tolerance: {en: "100 yuan, and half a printed step for every further amount that was added", zh: 容差, unit: yuan}
  amount_ids: {en: cells behind the amount, zh: 金额编号}
checks:
  - unique: [document_id, source]
  - not_null: [document_id, amount_yuan]
*/
with
total_row as (
    select
        amount.document_id,
        amount.row_seq,
        sum(coalesce(correction.corrected_yuan, amount.amount_yuan)) as amount_yuan,
        list(amount.amount_id order by amount.amount_id) as amount_ids
    from stg_amount as amount
    inner join stg_measure_table as basic
        on amount.document_id = basic.document_id
        and amount.table_seq = basic.table_seq
        and basic.measure = 'basic_expenditure'
    inner join stg_disclosure as document on amount.document_id = document.document_id
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id and correction.applies
    where
        amount.row_kind = 'total'
        and amount.is_leaf_column
        and starts_with(amount.spending_kind, 'basic_public')
        and coalesce(amount.stage, 'budget') = own_stage(document.document_kind)
    group by amount.document_id, amount.row_seq
),
leaf as (
    select
        document_id,
        case
            when starts_with(spending_kind, 'basic_public') then 'spending_kind'
            when
                coalesce(spending_kind, 'basic') = 'basic'
                and (starts_with(department_economic_code, '302') or starts_with(department_economic_code, '310'))
                then 'economic_class'
        end as source,
        -- the table of basic spending before a table of all spending
        if(measure = 'basic_expenditure', 0, 1) as rank,
        amount_id,
        unit.rounding_yuan::integer as half_step,
        amount_yuan
    from stg_leaf_amount
    inner join ref_unit as unit on stg_leaf_amount.printed_unit = unit.unit
    where is_sure and measure in ('basic_expenditure', 'economic_expenditure')
    qualify rank = min(rank) over (partition by document_id, source)
),
found as (
    select
        document_id,
        'spending_kind' as source,
        1 as priority,
        max(amount_yuan) as amount_yuan,
        100 as tolerance,
        arg_max(amount_ids, amount_yuan) as amount_ids
    from total_row
    group by document_id
    union all by name
    select
        document_id,
        source,
        if(source = 'spending_kind', 2, 4) as priority,
        sum(amount_yuan) as amount_yuan,
        100 - any_value(half_step) + sum(half_step) as tolerance,
        list(amount_id order by amount_id) as amount_ids
    from leaf
    where source is not null
    group by document_id, source
    union all by name
    select
        document_id,
        'expenditure_table' as source,
        5 as priority,
        sum(amount_yuan) as amount_yuan,
        100 as tolerance,
        list(amount_id order by amount_id) as amount_ids
    from figure_cell
    where figure = 'basic_public_yuan'
    group by document_id
)
select
    document_id,
    source,
    priority,
    amount_yuan::decimal(20, 2) as amount_yuan,
    tolerance,
    amount_ids
from found
qualify priority = min(priority) over (partition by document_id, source)
