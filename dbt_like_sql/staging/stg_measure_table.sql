/*
description: The one table of a document that each measure is read from, so that no figure is counted from two tables.
description_zh: 每份文件每个指标取数的唯一一张表。
grain: document_id, measure, table_kind
materialization: incremental
columns:
  measure: "revenue, expenditure, appropriation_expenditure, economic_expenditure, project_expenditure or three_public"
  priority: {en: "1 the table made for the measure; higher: stand-ins", zh: 优先级}
  leaf_count: {en: "leaf amounts of the document's own stage", zh: 末级金额数}
  leaf_yuan: {en: sum of the leaf amounts, zh: 末级金额之和, unit: yuan}
  total_yuan: {en: "the table's own total row, leaf columns added up; NULL when none is printed", zh: 所印合计, unit: yuan}
  agrees_with_total: {en: "leaves and total agree within rounding; NULL when no total is printed", zh: 与合计是否相符}
checks:
  - not_null: [document_id, measure, table_seq]
  - unique: [document_id, measure, table_kind]
  - unique: [document_id, measure, table_seq]
*/
with
source_kind (measure, table_kind, priority) as (
    values
    ('revenue', 'revenue', 1),
    ('revenue', 'revenue_expenditure_summary', 2),
    ('expenditure', 'expenditure', 1),
    ('expenditure', 'revenue_expenditure_summary', 2),
    -- by fund: these three kinds of table hold different money and stand side by side
    ('appropriation_expenditure', 'general_public_expenditure', 1),
    ('appropriation_expenditure', 'government_fund', 1),
    ('appropriation_expenditure', 'state_capital', 1),
    ('economic_expenditure', 'economic_summary', 1),
    ('economic_expenditure', 'general_public_basic_expenditure', 2),
    ('project_expenditure', 'project_expenditure', 1),
    ('project_expenditure', 'general_public_project_expenditure', 2),
    ('three_public', 'three_public', 1)
),
own_amount as (
    select
        source_kind.measure,
        source_kind.priority,
        amount.* replace (coalesce(correction.corrected_yuan, amount.amount_yuan) as amount_yuan)
    from fact_amount as amount
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id
    inner join source_kind on amount.table_kind = source_kind.table_kind
    inner join document on amount.document_id = document.document_id
    where
        not amount.is_of_which
        and amount.is_leaf_column
        and coalesce(amount.stage, 'budget') = if(document.document_kind like '%final_accounts', 'final_accounts', 'budget')
        and case source_kind.measure
            when 'revenue' then coalesce(amount.flow, 'revenue') in ('revenue', 'opening_balance')
            when 'three_public' then amount.three_public_item is not null
            else coalesce(amount.flow, 'expenditure') = 'expenditure'
        end
),
-- The total row of a table, its leaf columns added up; several total rows (合计, 本年合计) leave the largest.
total_of_table as (
    select
        measure,
        document_id,
        table_seq,
        max(row_sum) as total_yuan
    from (
        select
            measure,
            document_id,
            table_seq,
            row_seq,
            sum(amount_yuan) as row_sum
        from own_amount
        where row_kind = 'total'
        group by measure, document_id, table_seq, row_seq
    )
    group by measure, document_id, table_seq
),
candidate as (
    select
        amount.measure,
        amount.priority,
        amount.document_id,
        amount.table_kind,
        amount.table_seq,
        count(*) as leaf_count,
        sum(amount.amount_yuan) as leaf_yuan,
        any_value(total.total_yuan) as total_yuan,
        -- Rounding explains half a printed step for every figure that is added and for the total.
        abs(sum(amount.amount_yuan) - any_value(total.total_yuan)) <= (count(*) + 1) * if(any_value(amount.printed_unit) = '万元', 50, 1)
            as agrees_with_total
    from own_amount as amount
    left join total_of_table as total
        on amount.measure = total.measure
        and amount.document_id = total.document_id
        and amount.table_seq = total.table_seq
    where
        amount.is_leaf
        and (
            amount.measure <> 'project_expenditure'
            or amount.row_kind = 'project'
            or amount.project_code is not null
            or amount.project_name is not null
        )
    group by amount.measure, amount.priority, amount.document_id, amount.table_kind, amount.table_seq
),
-- A document may print the same kind of table twice (a table in the prose, a department and its units). The one whose leaves
-- add up to its own total is the better reading; among equals a titled table, then the largest.
best as (
    select candidate.*
    from candidate
    inner join document_table
        on candidate.document_id = document_table.document_id
        and candidate.table_seq = document_table.table_seq
    qualify row_number() over (
        partition by candidate.document_id, candidate.measure, candidate.table_kind
        order by
            coalesce(candidate.agrees_with_total, false) desc,
            document_table.title <> '' desc,
            candidate.leaf_yuan desc,
            candidate.leaf_count desc,
            candidate.table_seq
    ) = 1
)
select
    document_id,
    measure,
    table_kind,
    table_seq,
    priority,
    leaf_count,
    leaf_yuan::decimal(20, 2) as leaf_yuan,
    total_yuan::decimal(20, 2) as total_yuan,
    agrees_with_total
from best
qualify priority = min(priority) over (partition by document_id, measure)
