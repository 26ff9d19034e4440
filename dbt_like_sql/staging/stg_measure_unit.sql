/*
description: Revenue, expenditure and project expenditure of a document by unit.
description_zh: 每份文件各单位的收入、支出、项目支出。
grain: document_id, measure, unit_key
materialization: incremental
checks:
  - not_null: [document_id, measure, amount_yuan]
columns:
  measure: "revenue (money of the year only), expenditure or project_expenditure"
*/
select
    document_id,
    measure,
    unit_key,
    any_value(unit_code) as unit_code,
    any_value(unit_name) as unit_name,
    sum(amount_yuan)::decimal(20, 2) as amount_yuan
from stg_leaf_amount
where
    measure in ('expenditure', 'project_expenditure')
    or measure = 'revenue'
    and coalesce(flow, 'revenue') = 'revenue'
    and coalesce(origin_year, 'current') <> 'carried_in'
group by document_id, measure, unit_key
