/*
description: Expenditure by function (类, 款, 项), place, year, stage and fund, from leaf rows only.
description_zh: 支出功能分类：地区、年度、级次、资金。
grain: place, fiscal_year, stage, document_scope, basis, fund, level, function_code
materialization: table
answers: [Q06, Q07]
warnings:
  - Filter one level; 类 rows contain their 款, 款 rows contain their 项.
  - Filter one basis; appropriation is a part of all_funds.
  - Filter one document_scope; department documents contain their units.
  - At 类 a document is read from 收支总表 where its 支出总表 does not tell all functions; 款 and 项 of that document are then incomplete or missing.
  - body_count says how many documents are behind a figure; a place is complete only when all its bodies are read (mart_disclosure_register).
columns:
  place: {en: "division code, else `collection:` and the collection", zh: 地区}
  division_name: {en: full name of the division, zh: 行政区划}
  level: {en: "类, 款 or 项; an amount counts in every level that its code reaches", zh: 级次}
  function_name: {en: official name in the year, zh: 科目名称}
  is_official: {en: false when the official list lacks the code in the year, zh: 是否名录所载}
  body_count: {en: documents behind the figure, zh: 文件数}
  consistent_body_count: {en: "of body_count, documents whose rows add up to the printed total of their table; the others print no total or leave rows out", zh: 与合计相符的文件数}
  summary_body_count: {en: "of body_count, documents read from 收支总表 because their 支出总表 names no functions or leaves rows out", zh: 取自收支总表的文件数}
  is_consistent: {en: "the rows of every document behind the figure add up to the printed total of their table; false: those of some do not; NULL: none prints a total", zh: 是否与合计相符}
  share: {en: "share of what got a code in the place, year, stage, scope, basis, fund and level", zh: 占比, unit: 0 to 1}
  printed_share: {en: "share of the totals that the tables of the same documents print; NULL where one of them prints none", zh: 占所印合计比重, unit: 0 to 1}
evidence:
  - of: [amount_yuan]
    sum_of: >
      select amount_id from figure_function_cell
      where
        coalesce(division_code, 'collection:' || collection) = $place and fiscal_year is not distinct from $fiscal_year and stage = $stage
        and basis = $basis and fund = $fund and level = $level and function_code = $function_code
        and document_id in (select document_id from stg_document_version where is_current and document_scope is not distinct from $document_scope)
  - of: [share, printed_share]
    computed_from: [amount_yuan]
  - of: [body_count]
    read_from: >
      select distinct document_id from figure_function_cell
      where
        coalesce(division_code, 'collection:' || collection) = $place and fiscal_year is not distinct from $fiscal_year and stage = $stage
        and basis = $basis and fund = $fund and level = $level and function_code = $function_code
        and document_id in (select document_id from stg_document_version where is_current and document_scope is not distinct from $document_scope)
  - of: [consistent_body_count]
    read_from: >
      select distinct document_id from figure_function_cell
      where
        coalesce(division_code, 'collection:' || collection) = $place and fiscal_year is not distinct from $fiscal_year and stage = $stage
        and basis = $basis and fund = $fund and level = $level and function_code = $function_code and is_consistent
        and document_id in (select document_id from stg_document_version where is_current and document_scope is not distinct from $document_scope)
  - of: [summary_body_count]
    read_from: >
      select distinct document_id from figure_function_cell
      where
        coalesce(division_code, 'collection:' || collection) = $place and fiscal_year is not distinct from $fiscal_year and stage = $stage
        and basis = $basis and fund = $fund and level = $level and function_code = $function_code and is_from_summary
        and document_id in (select document_id from stg_document_version where is_current and document_scope is not distinct from $document_scope)
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [place, fiscal_year, stage, document_scope, basis, fund, level, function_code]
  - not_null: [place, function_code, amount_yuan]
  - sql: {name: figures_are_those_of_the_print, severity: warn, query: "select * from mart_function_year where not is_consistent"}
*/
with
summed as (
    select
        coalesce(leaf.division_code, 'collection:' || leaf.collection) as place,
        any_value(leaf.division_code) as division_code,
        leaf.fiscal_year,
        leaf.stage,
        version.document_scope,
        leaf.basis,
        leaf.fund,
        leaf.level,
        leaf.function_code,
        sum(leaf.amount_yuan)::decimal(20, 2) as amount_yuan,
        count(distinct leaf.document_id)::integer as body_count,
        bool_and(leaf.is_consistent) as is_consistent,
        (count(distinct leaf.document_id) filter (where leaf.is_consistent))::integer as consistent_body_count,
        (count(distinct leaf.document_id) filter (where leaf.is_from_summary))::integer as summary_body_count
    from figure_function_document as leaf
    inner join stg_document_version as version on leaf.document_id = version.document_id
    where version.is_current
    group by
        coalesce(leaf.division_code, 'collection:' || leaf.collection),
        leaf.fiscal_year, leaf.stage, version.document_scope, leaf.basis, leaf.fund, leaf.level, leaf.function_code
),

-- The totals that the tables of all documents of a place print, whatever they got codes for.
printed as (
    select
        place, fiscal_year, stage, document_scope, basis, fund, level,
        if(count(total_yuan) = count(*), sum(total_yuan), null) as total_yuan
    from (
        select distinct
            coalesce(leaf.division_code, 'collection:' || leaf.collection) as place, leaf.fiscal_year, leaf.stage, version.document_scope,
            leaf.basis, leaf.fund, leaf.level, leaf.document_id, leaf.total_yuan
        from figure_function_document as leaf
        inner join stg_document_version as version on leaf.document_id = version.document_id
        where version.is_current
    )
    group by all
)
select
    'mart_function_year:' || left(md5(concat_ws('|', summed.place, coalesce(summed.fiscal_year, 0), summed.stage, coalesce(summed.document_scope, ''), summed.basis, coalesce(summed.fund, ''), summed.level, summed.function_code)), 16) as row_key,
    summed.place,
    summed.division_code,
    dim_division.full_name as division_name,
    summed.fiscal_year,
    summed.stage,
    summed.document_scope,
    summed.basis,
    summed.fund,
    summed.level,
    summed.function_code,
    dim_function.official_name as function_name,
    coalesce(dim_function.is_official, false) as is_official,
    summed.amount_yuan,
    round(
        summed.amount_yuan / nullif(
            sum(summed.amount_yuan) over (
                partition by
                    summed.place, summed.fiscal_year, summed.stage, summed.document_scope, summed.basis, summed.fund, summed.level
            ), 0
        ), 6
    ) as share,
    round(summed.amount_yuan / nullif(printed.total_yuan, 0), 6) as printed_share,
    summed.is_consistent,
    summed.body_count,
    summed.consistent_body_count,
    summed.summary_body_count
from summed
left join printed
    on
        summed.place = printed.place
        and summed.fiscal_year is not distinct from printed.fiscal_year
        and summed.stage = printed.stage
        and summed.document_scope is not distinct from printed.document_scope
        and summed.basis = printed.basis
        and summed.fund is not distinct from printed.fund
        and summed.level = printed.level
left join dim_function
    on summed.function_code = dim_function.code
    and summed.fiscal_year between dim_function.valid_from_year and dim_function.valid_to_year
left join dim_division
    on summed.division_code = dim_division.division_code
    and summed.fiscal_year between dim_division.valid_from_year and dim_division.valid_to_year
