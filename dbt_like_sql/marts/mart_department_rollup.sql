/*
description: A department's own document against the sum of its units, both the units listed inside it and the units' own documents.
description_zh: 部门汇总：部门文件与所属单位之和。
grain: document_id, disclosure_seq, measure
materialization: table
answers: [Q19]
warnings:
  - listed_difference_yuan is NULL where the table prints no total row; the sum of the units is then all there is, and compares with nothing.
  - units_with_document can be smaller than units_listed; then the sum of documents is incomplete and documents_difference_yuan is NULL.
columns:
  measure: {en: "revenue, expenditure or project_expenditure", zh: 指标}
  department_yuan: {en: "figure of the department, from the printed total row of its table where it has one", zh: 部门数, unit: yuan}
  is_printed: {en: department_yuan is the printed total row, zh: 部门数是否为所印合计}
  units_listed: {en: "units that the department's table lists, its own 本级 included", zh: 所列单位数}
  listed_units_yuan: {en: sum over the units listed, zh: 所列单位之和, unit: yuan}
  listed_difference_yuan: {en: "printed total minus listed units (rule R13)", zh: 与所列单位之差, unit: yuan}
  units_with_document: {en: "listed units whose own document of the year was read, by code or by name without （本级）; of a document that lists no units, the department's own 单位 edition", zh: 有单位文件的单位数}
  unit_documents_yuan: {en: sum over the units' own documents, zh: 单位文件之和, unit: yuan}
  documents_difference_yuan: {en: "department minus unit documents, when every listed unit has one (rule R122)", zh: 与单位文件之差, unit: yuan}
  missing_units: {en: listed units without a document, zh: 缺文件的单位}
  unit_document_ids: {en: documents behind unit_documents_yuan, zh: 单位文件编号}
evidence:
  - of: [department_yuan]
    sum_of: >
      select amount_id from figure_candidate
      where
        $is_printed and basis = 'total' and document_id = $disclosure_key
        and figure = case $measure when 'revenue' then 'revenue_yuan' when 'expenditure' then 'expenditure_yuan' else 'project_yuan' end
      union all
      select amount_id from figure_cell
      where
        not $is_printed and document_id = $disclosure_key
        and figure = case $measure when 'revenue' then 'revenue_yuan' when 'expenditure' then 'expenditure_yuan' else 'project_yuan' end
  - of: [units_listed, listed_units_yuan]
    sum_of: >
      select amount_id from stg_leaf_amount
      where
        $listed_units_yuan is not null and document_id = $disclosure_key and row_kind <> 'total'
        and case $measure
          when 'revenue' then
            measure = 'revenue' and coalesce(flow, 'revenue') = 'revenue' and coalesce(origin_year, 'current') <> 'carried_in'
          when 'expenditure' then measure = 'expenditure'
          else measure = 'expenditure' and starts_with(spending_kind, 'project')
        end
  - of: [listed_difference_yuan]
    computed_from: [department_yuan, listed_units_yuan]
  - of: [units_with_document, unit_documents_yuan]
    read_from: select unnest(unit_document_ids) as document_id from mart_department_rollup where row_key = $row_key
  - of: [documents_difference_yuan]
    computed_from: [department_yuan, unit_documents_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq, measure]
  - not_null: [document_id, measure, department_yuan]
*/
with
unit_sum as (
    select
        amount.measure, amount.document_id, unit.unit_id,
        any_value(unit.place) as place,
        any_value(amount.unit_code) as unit_code,
        any_value(coalesce(unit.unit_name, amount.unit_name)) as unit_name,
        sum(amount.amount_yuan) as amount_yuan
    from figure_measure_unit as amount
    inner join dim_unit as unit on amount.unit_key = unit.unit_key
    group by amount.measure, amount.document_id, unit.unit_id
),
body as (
    select
        overview.* replace (overview.disclosure_key as document_id),
        unit.place,
        -- 泉州市公安局（本级） publishes what 泉州市公安局 lists under its own name
        name_of_body(overview.unit_name) as plain_name
    from mart_unit_year as overview
    left join dim_unit as unit on overview.unit_key = unit.unit_key
),
department as (
    select *
    from body
    where document_scope = 'department'
),
printed_total as (
    select document_id, figure, sum(amount_yuan) as amount_yuan
    from figure_candidate
    where basis = 'total' and figure in ('revenue_yuan', 'expenditure_yuan', 'project_yuan')
    group by document_id, figure
),
figure as (
    select
        disclosure_key as document_id,
        unnest(['revenue', 'expenditure', 'project_expenditure']) as measure,
        unnest(['revenue_yuan', 'expenditure_yuan', 'project_yuan']) as figure,
        unnest([revenue_yuan, expenditure_yuan, project_yuan]) as figure_yuan
    from mart_unit_year
),
department_figure as (
    select
        figure.document_id, figure.measure,
        coalesce(printed_total.amount_yuan, figure.figure_yuan) as department_yuan,
        printed_total.amount_yuan is not null as is_printed
    from figure
    left join printed_total on figure.document_id = printed_total.document_id and figure.figure = printed_total.figure
    where figure.figure_yuan is not null
),
own_document as (
    select
        body.unit_id, body.place, body.plain_name, body.fiscal_year, body.document_kind, body.document_id, figure.measure, figure.figure_yuan
    from body
    inner join figure on body.document_id = figure.document_id
    where body.document_scope = 'unit' and body.unit_id is not null and figure.figure_yuan is not null
    qualify row_number() over (
        partition by body.unit_id, body.fiscal_year, body.document_kind, figure.measure order by body.document_id
    ) = 1
),
-- By identity, else by name: one document of a unit, and no document for two units.
matched as (
    select
        unit_sum.document_id, unit_sum.measure, unit_sum.unit_id, own.document_id as own_document_id, own.figure_yuan
    from unit_sum
    inner join department on unit_sum.document_id = department.document_id
    inner join own_document as own
        on department.fiscal_year = own.fiscal_year
        and unit_sum.measure = own.measure
        and own.document_kind = replace(department.document_kind, 'department', 'unit')
        and (
            unit_sum.unit_id = own.unit_id
            or unit_sum.place = own.place
            and name_of_body(unit_sum.unit_name) = own.plain_name
        )
    qualify
        row_number() over (
            partition by unit_sum.document_id, unit_sum.measure, unit_sum.unit_id order by unit_sum.unit_id = own.unit_id desc, own.document_id
        ) = 1
        and row_number() over (
            partition by unit_sum.document_id, unit_sum.measure, own.document_id order by unit_sum.unit_id = own.unit_id desc, unit_sum.unit_id
        ) = 1
),
listed as (
    select
        unit_sum.document_id,
        unit_sum.measure,
        count(*)::integer as units_listed,
        sum(unit_sum.amount_yuan)::decimal(20, 2) as listed_units_yuan,
        count(matched.own_document_id)::integer as units_with_document,
        sum(matched.figure_yuan)::decimal(20, 2) as unit_documents_yuan,
        list(matched.own_document_id order by matched.own_document_id) filter (where matched.own_document_id is not null) as unit_document_ids,
        list(coalesce(unit_sum.unit_name, unit_sum.unit_code) order by unit_sum.unit_code, unit_sum.unit_name)
            filter (where matched.own_document_id is null) as missing_units
    from unit_sum
    inner join department on unit_sum.document_id = department.document_id
    left join matched
        on unit_sum.document_id = matched.document_id and unit_sum.measure = matched.measure and unit_sum.unit_id = matched.unit_id
    group by unit_sum.document_id, unit_sum.measure
    -- A leaf row under the department's own name is its 本级 (泉州 lists it beside the units); alone it is the document itself.
    having bool_or(unit_sum.unit_id <> department.unit_id)
),
-- A department that lists no units publishes the same figures twice (普陀区政府办公室 2025: 部门预算 and 单位预算).
same_body as (
    select
        department.document_id,
        own.measure,
        any_value(own.document_id) as own_document_id,
        any_value(own.figure_yuan) as figure_yuan
    from department
    inner join own_document as own
        on department.fiscal_year = own.fiscal_year
        and department.place = own.place
        and department.plain_name = own.plain_name
        and own.document_kind = replace(department.document_kind, 'department', 'unit')
    -- 泉州市公安局 lists its units in 收入总表 only
    anti join listed on department.document_id = listed.document_id
    group by department.document_id, own.measure
    having count(*) = 1
)
select
    'mart_department_rollup:' || left(md5(concat_ws('|', department.document_id, department_figure.measure)), 16) as row_key,
    split_part(department.document_id, '#', 1) as document_id,
    disclosure_number(department.document_id) as disclosure_seq,
    department.document_id as disclosure_key,
    department.document_kind, department.division_code, department.unit_id, department.unit_code, department.unit_name, department.fiscal_year,
    department_figure.measure,
    department_figure.department_yuan::decimal(20, 2) as department_yuan,
    department_figure.is_printed,
    coalesce(listed.units_listed, 0) as units_listed,
    listed.listed_units_yuan,
    if(department_figure.is_printed, (department_figure.department_yuan - listed.listed_units_yuan)::decimal(20, 2), null) as listed_difference_yuan,
    coalesce(listed.units_with_document, (same_body.own_document_id is not null)::integer) as units_with_document,
    if(listed.document_id is null, same_body.figure_yuan, listed.unit_documents_yuan)::decimal(20, 2) as unit_documents_yuan,
    if(
        listed.document_id is null or listed.units_listed = listed.units_with_document,
        (department_figure.department_yuan - if(listed.document_id is null, same_body.figure_yuan, listed.unit_documents_yuan))::decimal(20, 2),
        null
    ) as documents_difference_yuan,
    listed.missing_units,
    if(listed.document_id is null, [same_body.own_document_id], listed.unit_document_ids) as unit_document_ids
from department
inner join department_figure on department.document_id = department_figure.document_id
left join listed on department.document_id = listed.document_id and department_figure.measure = listed.measure
left join same_body on department.document_id = same_body.document_id and department_figure.measure = same_body.measure
