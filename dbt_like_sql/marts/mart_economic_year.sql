/*
description: Expenditure by economic classification (部门 and 政府), body and year, from leaf rows only.
description_zh: 支出经济分类：单位、年度、部门经济、政府经济。
grain: document_id, disclosure_seq, table_kind, unit_key, stage, fiscal_year, spending_kind, department_economic_code, government_economic_code
materialization: view
answers: [Q03, Q16, Q17]
warnings:
  - coverage basic holds basic spending only; compare bodies with the same coverage.
  - A document whose table of all spending stops at 类 has a second set of rows, its basic spending by 款 (coverage basic); never add the two.
  - document_scope department includes the units below it; never add department and unit rows of one body.
columns:
  table_kind: {en: kind of table that the row was read from, zh: 取数表}
  department_economic_name: {en: official name in the year, zh: 部门经济科目名称}
  department_class: {en: first three digits of the departmental code, zh: 部门经济类}
  department_class_name: {en: official name of the class, zh: 部门经济类名称}
  government_economic_name: {en: official name in the year, zh: 政府经济科目名称}
  is_usual_pair: {en: the crosswalk knows this pair of codes; NULL when one code is missing or the crosswalk has no row, zh: 是否常见对应}
  printed_share: {en: share of the total that the table prints (NULL when it prints none), zh: 占所印合计比重, unit: 0 to 1}
  is_consistent: {en: "the leaves of the table add up to its printed total; NULL when it prints none", zh: 是否与合计相符}
  per_head_yuan: {en: amount per head of the publishing body; NULL for one unit of several, zh: 人均, unit: yuan per person}
evidence:
  - of: [amount_yuan]
    sum_of: >
      select amount_id from stg_leaf_amount
      where
        document_id = $disclosure_key and table_kind = $table_kind
        and measure = if($coverage = 'basic' and $table_kind = 'general_public_basic_expenditure', 'basic_expenditure', 'economic_expenditure')
        and unit_key is not distinct from $unit_key and stage = $stage and fiscal_year is not distinct from $fiscal_year
        and spending_kind is not distinct from $spending_kind
        and department_economic_code is not distinct from $department_economic_code
        and government_economic_code is not distinct from $government_economic_code
  - of: [printed_share]
    computed_from: [amount_yuan]
  - of: [per_head_yuan]
    same_as: mart_unit_year.head_count
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - not_null: [document_id, amount_yuan]
  - sql: {name: figures_are_those_of_the_print, severity: warn, query: "select * from mart_economic_year where not is_consistent"}
  - unique: [document_id, disclosure_seq, table_kind, unit_key, stage, fiscal_year, spending_kind, department_economic_code, government_economic_code]
*/
with
printed as (
    select
        document_id,
        table_kind,
        max(total_yuan) as total_yuan,
        bool_and(agrees_with_total) as is_consistent
    from stg_measure_table
    where measure in ('economic_expenditure', 'basic_expenditure')
    group by document_id, table_kind
)
select
    'mart_economic_year:' || left(md5(concat_ws('|', summed.document_id, summed.table_kind, summed.unit_key, summed.stage, coalesce(summed.fiscal_year, 0), coalesce(summed.spending_kind, ''), coalesce(summed.department_economic_code, ''), coalesce(summed.government_economic_code, ''))), 16) as row_key,
    split_part(summed.document_id, '#', 1) as document_id,
    disclosure_number(summed.document_id) as disclosure_seq,
    summed.document_id as disclosure_key,
    summed.document_kind,
    version.document_scope,
    summed.division_code,
    summed.unit_key,
    summed.unit_code,
    coalesce(unit.unit_name, summed.unit_name) as unit_name,
    summed.fiscal_year,
    summed.stage,
    summed.coverage,
    summed.table_kind,
    summed.spending_kind,
    left(summed.department_economic_code, 3) as department_class,
    class.official_name as department_class_name,
    summed.department_economic_code,
    item.official_name as department_economic_name,
    summed.government_economic_code,
    government.official_name as government_economic_name,
    case
        when crosswalk.dept_code is null or summed.government_economic_code is null then null
        else summed.government_economic_code in (
            crosswalk.gov_code_if_admin_unit, crosswalk.gov_code_if_public_institution,
            left(crosswalk.gov_code_if_admin_unit, 3), left(crosswalk.gov_code_if_public_institution, 3)
        )
    end as is_usual_pair,
    summed.amount_yuan,
    round(summed.amount_yuan / nullif(printed.total_yuan, 0), 6) as printed_share,
    printed.is_consistent,
    if(summed.units = 1, round(summed.amount_yuan / nullif(counts.head_count, 0), 2), null) as per_head_yuan
from figure_economic_document as summed
inner join stg_document_version as version on summed.document_id = version.document_id
left join printed on summed.document_id = printed.document_id and summed.table_kind = printed.table_kind
left join dim_unit as unit on summed.unit_key = unit.unit_key
left join figure_head_count as counts on summed.document_id = counts.document_id
left join dim_economic_department as item
    on summed.department_economic_code = item.code
    and summed.fiscal_year between item.valid_from_year and item.valid_to_year
left join dim_economic_department as class
    on left(summed.department_economic_code, 3) = class.code
    and summed.fiscal_year between class.valid_from_year and class.valid_to_year
left join dim_economic_government as government
    on summed.government_economic_code = government.code
    and summed.fiscal_year between government.valid_from_year and government.valid_to_year
left join ref_econ_crosswalk_dept_to_gov as crosswalk on summed.department_economic_code = crosswalk.dept_code
where version.is_current
