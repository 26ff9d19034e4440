/*
description: Expenditure by function over the years under today's code - mart_function_year through the bridge of moves and merges.
description_zh: 支出功能分类跨年序列（按现行科目归并）。
grain: place, fiscal_year, stage, document_scope, basis, fund, level, series_code
materialization: view
answers: [Q07]
warnings:
  - Renames keep their code; moves and merges are followed to the newest code; a code that was split keeps its old code, because no shares are published.
  - Filter one level, one basis and one document_scope, as in mart_function_year.
columns:
  basis: {en: "as in mart_function_year", zh: 口径}
  series_code: {en: newest code of the function, zh: 现行编码}
  series_name: {en: newest name of the function, zh: 现行名称}
  printed_codes: {en: codes under which the money was printed, zh: 原编码}
  body_count: {en: "most documents behind one of the printed codes", zh: 文件数}
  consistent_body_count: {en: "most documents behind one of the printed codes whose rows add up to the printed total", zh: 与合计相符的文件数}
evidence:
  - of: [amount_yuan]
    sum_of: >
      select amount_id from figure_function_cell
      where
        coalesce(division_code, 'collection:' || collection) = $place and fiscal_year is not distinct from $fiscal_year and stage = $stage
        and basis = $basis and fund = $fund and level = $level and list_contains($printed_codes, function_code)
        and document_id in (select document_id from stg_document_version where is_current and document_scope is not distinct from $document_scope)
  - of: [body_count]
    read_from: >
      select distinct document_id from figure_function_cell
      where
        coalesce(division_code, 'collection:' || collection) = $place and fiscal_year is not distinct from $fiscal_year and stage = $stage
        and basis = $basis and fund = $fund and level = $level and list_contains($printed_codes, function_code)
        and document_id in (select document_id from stg_document_version where is_current and document_scope is not distinct from $document_scope)
  - of: [consistent_body_count]
    read_from: >
      select distinct document_id from figure_function_cell
      where
        coalesce(division_code, 'collection:' || collection) = $place and fiscal_year is not distinct from $fiscal_year and stage = $stage
        and basis = $basis and fund = $fund and level = $level and list_contains($printed_codes, function_code) and is_consistent
        and document_id in (select document_id from stg_document_version where is_current and document_scope is not distinct from $document_scope)
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - not_null: [place, series_code, amount_yuan]
  - unique: [place, fiscal_year, stage, document_scope, basis, fund, level, series_code]
*/
with
-- A code that went to several is not followed: how much went where is not published.
step as (
    select
        from_code,
        any_value(to_code) as to_code,
        max(year) as year
    from bridge_function
    where kind in ('move', 'merge') and from_code <> to_code
    group by from_code
    having count(distinct to_code) = 1
),
newest_name as (
    select
        code,
        arg_max(official_name, valid_from_year) as series_name
    from dim_function
    where is_official
    group by code
),
followed as (
    select
        mart.*,
        coalesce(second.to_code, first.to_code, mart.function_code) as series_code
    from mart_function_year as mart
    left join step as first on mart.function_code = first.from_code and mart.fiscal_year < first.year
    left join step as second on first.to_code = second.from_code and mart.fiscal_year < second.year
)
select
    'mart_function_series:' || left(md5(concat_ws('|', followed.place, coalesce(followed.fiscal_year, 0), followed.stage, coalesce(followed.document_scope, ''), followed.basis, coalesce(followed.fund, ''), followed.level, coalesce(followed.series_code, ''))), 16) as row_key,
    followed.place,
    any_value(followed.division_code) as division_code,
    followed.fiscal_year,
    followed.stage,
    followed.document_scope,
    followed.basis,
    followed.fund,
    followed.level,
    followed.series_code,
    any_value(coalesce(newest_name.series_name, followed.function_name)) as series_name,
    sum(followed.amount_yuan)::decimal(20, 2) as amount_yuan,
    list(distinct followed.function_code order by followed.function_code) as printed_codes,
    max(followed.body_count) as body_count,
    max(followed.consistent_body_count) as consistent_body_count
from followed
left join newest_name on followed.series_code = newest_name.code
group by
    followed.place, followed.fiscal_year, followed.stage, followed.document_scope, followed.basis, followed.fund,
    followed.level, followed.series_code
