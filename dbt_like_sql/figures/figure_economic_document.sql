/*
description: Leaf expenditure of a document by unit and economic codes.
description_zh: 每份文件的支出经济科目金额。
grain: document_id, table_kind, unit_key, stage, fiscal_year, spending_kind, department_economic_code, government_economic_code
materialization: incremental
columns:
  units: {en: units in the document's table, zh: 单位数}
checks:
  - not_null: [document_id, amount_yuan]
*/
with
-- 泉州 prints all spending by class and basic spending by item: neither tells what the other does, and coverage keeps them apart.
source as (
    select
        economic.document_id,
        economic.measure,
        economic.table_kind,
        economic.coverage
    from stg_measure_table as economic
    where economic.measure = 'economic_expenditure'
    union all
    select
        basic.document_id,
        basic.measure,
        basic.table_kind,
        basic.coverage
    from stg_measure_table as basic
    inner join stg_measure_table as economic
        on basic.document_id = economic.document_id
        and economic.measure = 'economic_expenditure'
        and basic.coverage <> economic.coverage
        and basic.economic_digits > economic.economic_digits
    where basic.measure = 'basic_expenditure'
),
summed as (
    select
        leaf.document_id,
        leaf.table_kind,
        leaf.unit_key,
        any_value(leaf.unit_code) as unit_code,
        any_value(leaf.unit_name) as unit_name,
        leaf.division_code,
        leaf.document_kind,
        leaf.stage,
        leaf.fiscal_year,
        leaf.spending_kind,
        leaf.department_economic_code,
        leaf.government_economic_code,
        any_value(source.coverage) as coverage,
        sum(leaf.amount_yuan)::decimal(20, 2) as amount_yuan
    from stg_leaf_amount as leaf
    inner join source
        on leaf.document_id = source.document_id
        and leaf.measure = source.measure
        and leaf.table_kind = source.table_kind
    where leaf.is_sure and (leaf.department_economic_code is not null or leaf.government_economic_code is not null)
    group by
        leaf.document_id, leaf.table_kind, leaf.unit_key, leaf.division_code, leaf.document_kind, leaf.stage, leaf.fiscal_year,
        leaf.spending_kind, leaf.department_economic_code, leaf.government_economic_code
)
select
    *,
    count(distinct unit_key) over (partition by document_id, table_kind) as units
from summed
