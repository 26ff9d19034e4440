/*
description: Revenue, expenditure and project expenditure of a document by the units that its tables list.
description_zh: 每份文件各单位的收入、支出、项目支出。
grain: document_id, measure, unit_key
materialization: incremental
checks:
  - not_null: [document_id, measure, amount_yuan]
columns:
  measure: "revenue (money of the year only), expenditure, or project_expenditure (of the same table as expenditure)"
*/
with
-- A total row is a leaf where no row below it prints the column; it lists no unit.
leaf as (
    select
        document_id,
        unnest(case
            when measure = 'revenue' then ['revenue']
            when starts_with(spending_kind, 'project') then ['expenditure', 'project_expenditure']
            else ['expenditure']
        end) as measure,
        unit_key,
        unit_code,
        unit_name,
        amount_yuan
    from stg_leaf_amount
    where
        row_kind <> 'total'
        and is_sure
        and (
            measure = 'expenditure'
            or measure = 'revenue'
            and coalesce(flow, 'revenue') = 'revenue'
            and coalesce(origin_year, 'current') <> 'carried_in'
        )
)
select
    document_id,
    measure,
    unit_key,
    any_value(unit_code) as unit_code,
    any_value(unit_name) as unit_name,
    sum(amount_yuan)::decimal(20, 2) as amount_yuan
from leaf
group by document_id, measure, unit_key
