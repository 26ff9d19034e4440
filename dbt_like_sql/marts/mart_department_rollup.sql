/*
description: A department's own document against the sum of its units, both the units listed inside it and the units' own documents.
description_zh: 部门汇总：部门文件与所属单位之和。
grain: document_id, measure
materialization: table
answers: [Q19]
warnings:
  - units_with_document can be smaller than units_listed; then the sum of documents is incomplete and documents_difference_yuan is NULL.
columns:
  row_key: {en: "locator of the row, the same in every build: mingzhang trace ROW_KEY shows the cells behind it", zh: 溯源键}
  measure: {en: "revenue, expenditure or project_expenditure", zh: 指标}
  department_yuan: {en: figure of the department's document, zh: 部门数, unit: yuan}
  units_listed: {en: "units that the department's table lists, its own 本级 included", zh: 所列单位数}
  listed_units_yuan: {en: sum over the units listed, zh: 所列单位之和, unit: yuan}
  listed_difference_yuan: {en: department minus listed units, zh: 与所列单位之差, unit: yuan}
  units_with_document: {en: listed units whose own document of the year was read, zh: 有单位文件的单位数}
  unit_documents_yuan: {en: sum over the units' own documents, zh: 单位文件之和, unit: yuan}
  documents_difference_yuan: {en: "department minus unit documents, when every listed unit has one (rule R122)", zh: 与单位文件之差, unit: yuan}
  missing_units: {en: listed units without a document, zh: 缺文件的单位}
evidence:
  - of: [department_yuan]
    sum_of: >
      select amount_id from stg_figure_cell
      where
        document_id = $document_id
        and figure = case $measure when 'revenue' then 'revenue_yuan' when 'expenditure' then 'expenditure_yuan' else 'project_yuan' end
  - of: [units_listed, listed_units_yuan]
    sum_of: >
      select amount_id from stg_leaf_amount
      where
        $listed_units_yuan is not null and document_id = $document_id and measure = $measure
        and (measure <> 'revenue' or coalesce(flow, 'revenue') = 'revenue' and coalesce(origin_year, 'current') <> 'carried_in')
  - of: [listed_difference_yuan]
    computed_from: [department_yuan, listed_units_yuan]
  - of: [units_with_document, unit_documents_yuan]
    read_from: >
      select own.document_id from mart_unit_year as own
      inner join dim_unit as unit on own.unit_id = unit.unit_id and own.fiscal_year = unit.fiscal_year
      inner join stg_measure_unit as listed on unit.unit_key = listed.unit_key
      where listed.document_id = $document_id and listed.measure = $measure and own.document_kind = replace($document_kind, 'department', 'unit')
  - of: [documents_difference_yuan]
    computed_from: [department_yuan, unit_documents_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, measure]
  - not_null: [document_id, measure, department_yuan]
*/
with
leaf as (
    select
        amount.measure,
        amount.document_id,
        unit.unit_id,
        amount.unit_code,
        amount.unit_name,
        amount.amount_yuan
    from stg_measure_unit as amount
    inner join dim_unit as unit on amount.unit_key = unit.unit_key
),
unit_sum as (
    select
        leaf.measure,
        leaf.document_id,
        leaf.unit_id,
        any_value(leaf.unit_code) as unit_code,
        any_value(leaf.unit_name) as unit_name,
        sum(leaf.amount_yuan) as amount_yuan
    from leaf
    group by leaf.measure, leaf.document_id, leaf.unit_id
),
department as (
    select *
    from mart_unit_year
    where document_scope = 'department'
),
department_figure as (
    select
        document_id,
        unnest(['revenue', 'expenditure', 'project_expenditure']) as measure,
        unnest([revenue_yuan, expenditure_yuan, project_yuan]) as department_yuan
    from department
),
own_document as (
    select
        unit_id,
        fiscal_year,
        document_kind,
        document_id
    from mart_unit_year
    where document_scope = 'unit' and unit_id is not null
    qualify row_number() over (partition by unit_id, fiscal_year, document_kind order by document_id) = 1
),
own_sum as (
    select
        own_document.unit_id,
        own_document.fiscal_year,
        own_document.document_kind,
        leaf.measure,
        sum(leaf.amount_yuan) as amount_yuan
    from own_document
    inner join leaf on own_document.document_id = leaf.document_id
    group by own_document.unit_id, own_document.fiscal_year, own_document.document_kind, leaf.measure
),
listed as (
    select
        unit_sum.document_id,
        unit_sum.measure,
        count(*)::integer as units_listed,
        sum(unit_sum.amount_yuan)::decimal(20, 2) as listed_units_yuan,
        count(own_sum.unit_id)::integer as units_with_document,
        sum(own_sum.amount_yuan)::decimal(20, 2) as unit_documents_yuan,
        list(coalesce(unit_sum.unit_name, unit_sum.unit_code) order by unit_sum.unit_code, unit_sum.unit_name) filter (where own_sum.unit_id is null)
            as missing_units
    from unit_sum
    inner join department on unit_sum.document_id = department.document_id
    left join own_sum
        on unit_sum.unit_id = own_sum.unit_id
        and department.fiscal_year = own_sum.fiscal_year
        and unit_sum.measure = own_sum.measure
        and own_sum.document_kind = replace(department.document_kind, 'department', 'unit')
    group by unit_sum.document_id, unit_sum.measure
    -- A leaf row under the department's own name is its 本级 (泉州 lists it beside the units); alone it is the document itself.
    having bool_or(unit_sum.unit_id <> department.unit_id)
)
select
    'mart_department_rollup:' || left(md5(concat_ws('|', department.document_id, department_figure.measure)), 16) as row_key,
    department.document_id,
    department.document_kind,
    department.division_code,
    department.unit_id,
    department.unit_code,
    department.unit_name,
    department.fiscal_year,
    department_figure.measure,
    department_figure.department_yuan::decimal(20, 2) as department_yuan,
    coalesce(listed.units_listed, 0) as units_listed,
    listed.listed_units_yuan,
    (department_figure.department_yuan - listed.listed_units_yuan)::decimal(20, 2) as listed_difference_yuan,
    coalesce(listed.units_with_document, 0) as units_with_document,
    listed.unit_documents_yuan,
    if(
        listed.units_listed = listed.units_with_document,
        (department_figure.department_yuan - listed.unit_documents_yuan)::decimal(20, 2),
        null
    ) as documents_difference_yuan,
    listed.missing_units
from department
inner join department_figure on department.document_id = department_figure.document_id
left join listed on department.document_id = listed.document_id and department_figure.measure = listed.measure
where department_figure.department_yuan is not null
