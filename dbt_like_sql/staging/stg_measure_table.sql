/*
description: The one table of a document that each measure is read from, so that no figure is counted from two tables.
description_zh: 每份文件每个指标取数的唯一一张表。
grain: document_id, measure, table_kind
materialization: incremental
columns:
  measure: "revenue, expenditure, appropriation_expenditure, economic_expenditure, project_expenditure or three_public"
  priority: {en: "1 the table made for the measure; higher: stand-ins", zh: 优先级}
  leaf_count: {en: leaf amounts of the document's own stage, zh: 末级金额数}
checks:
  - not_null: [document_id, measure, table_seq]
  - unique: [document_id, measure, table_kind]
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
candidate as (
    select
        source_kind.measure,
        source_kind.priority,
        amount.document_id,
        amount.table_kind,
        amount.table_seq,
        count(*) as leaf_count,
        sum(amount.amount_yuan) as leaf_sum
    from fact_amount as amount
    inner join source_kind on amount.table_kind = source_kind.table_kind
    inner join document on amount.document_id = document.document_id
    where
        amount.is_leaf
        and not amount.is_of_which
        and coalesce(amount.stage, 'budget') = if(document.document_kind like '%final_accounts', 'final_accounts', 'budget')
        and case source_kind.measure
            when 'revenue' then coalesce(amount.flow, 'revenue') in ('revenue', 'opening_balance')
            when 'three_public' then amount.three_public_item is not null
            when 'project_expenditure' then amount.row_kind = 'project' or amount.project_code is not null or amount.project_name is not null
            else coalesce(amount.flow, 'expenditure') = 'expenditure'
        end
    group by all
),
-- A document may print the same kind of table twice (a department and its units): the largest is the whole.
best as (
    select *
    from candidate
    qualify row_number() over (
        partition by document_id, measure, table_kind
        order by leaf_sum desc, leaf_count desc, table_seq
    ) = 1
)
select
    document_id,
    measure,
    table_kind,
    table_seq,
    priority,
    leaf_count
from best
qualify priority = min(priority) over (partition by document_id, measure)
