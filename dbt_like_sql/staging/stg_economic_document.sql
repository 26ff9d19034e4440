/*
description: Leaf expenditure of a document by unit and economic codes.
description_zh: 每份文件的支出经济科目金额。
grain: document_id, unit_key, stage, fiscal_year, spending_kind, department_economic_code, government_economic_code
materialization: incremental
columns:
  coverage: {en: "`basic_and_project` (支出经济分类汇总表) or `basic` (一般公共预算基本支出表)", zh: 口径}
  units: {en: units in the document's table, zh: 单位数}
checks:
  - not_null: [document_id, amount_yuan]
*/
with
summed as (
    select
        document_id,
        unit_key,
        any_value(unit_code) as unit_code,
        any_value(unit_name) as unit_name,
        division_code,
        document_kind,
        stage,
        fiscal_year,
        spending_kind,
        department_economic_code,
        government_economic_code,
        if(any_value(table_kind) = 'economic_summary', 'basic_and_project', 'basic') as coverage,
        sum(amount_yuan)::decimal(20, 2) as amount_yuan
    from stg_leaf_amount
    where measure = 'economic_expenditure' and (department_economic_code is not null or government_economic_code is not null)
    group by
        document_id, unit_key, division_code, document_kind, stage, fiscal_year, spending_kind,
        department_economic_code, government_economic_code
)
select
    *,
    count(distinct unit_key) over (partition by document_id) as units
from summed
