/*
description: Projects across years, by their code where one is printed, else by unit and name.
description_zh: 项目：按项目编码，无编码者按单位和名称。
grain: project_key
materialization: table
columns:
  project_name: {en: name printed most recently, zh: 项目名称}
  plain_project_name: {en: "project_name without its year, to find the same undertaking in other years", zh: 不含年份的项目名称}
  library_year: {en: "year in which the project entered the library, from a 21-character code", zh: 入库年度}
  code_division: {en: "division in the code, first six digits", zh: 编码中的区划}
  is_standard_code: {en: "the code has 21 characters: 6 division, 2 year, 13 more", zh: 是否标准编码}
  first_year: {en: first year seen, zh: 最早年度}
  last_year: {en: last year seen, zh: 最近年度}
  year_count: {en: years in which a document names the project, zh: 出现年数}
checks:
  - unique: [project_key]
  - not_null: [project_key]
*/
select
    project_key,
    any_value(project_code) as project_code,
    arg_max(project_name, (fiscal_year, document_id)) as project_name,
    -- 2024年校舍维修 and 校舍维修（2025年度） are one thing in two years
    nullif(
        trim(regexp_replace(arg_max(project_name, (fiscal_year, document_id)), '[（(]?20\d\d(年?[-—至]20\d\d)?年度?[）)]?|^20\d\d[-—_ ]|[（(]20\d\d[）)]', '', 'g')), ''
    ) as plain_project_name,
    arg_max(unit_key, (fiscal_year, document_id)) as unit_key,
    arg_max(unit_name, (fiscal_year, document_id)) as unit_name,
    regexp_full_match(any_value(project_code), '\d{8}[0-9A-Z]{13}') as is_standard_code,
    if(
        regexp_full_match(any_value(project_code), '\d{8}[0-9A-Z]{13}'),
        2000 + substr(any_value(project_code), 7, 2)::integer,
        null
    ) as library_year,
    if(regexp_full_match(any_value(project_code), '\d{8}[0-9A-Z]{13}'), left(any_value(project_code), 6), null) as code_division,
    min(fiscal_year) as first_year,
    max(fiscal_year) as last_year,
    count(distinct fiscal_year)::integer as year_count
from figure_project_document
group by project_key
