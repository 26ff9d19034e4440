/*
description: Governmental economic classification of expenditure (政府预算支出经济分类) with years of validity.
description_zh: 政府预算支出经济分类科目，带有效年度。
grain: code, valid_from_year
materialization: table
warnings:
  - "Join by code and year: code = government_economic_code and fiscal_year between valid_from_year and valid_to_year; exactly one row matches."
  - Years of validity of rows with confidence low are guesses; see source.
columns:
  code: {en: "3 or 5 digits", zh: 科目编码}
  level: {en: 类 or 款, zh: 级次}
  parent_code: {en: code one level up, zh: 上级编码}
  official_name: {en: name in force in these years, zh: 名称}
  valid_from_year: {en: first year; 1900 when open, zh: 启用年度}
  valid_to_year: {en: last year; 9999 when open, zh: 停用年度}
  is_official: {en: "false for a code, or a year of a code, that the list lacks; kept so that no amount is lost", zh: 是否名录所载}
  confidence: {en: "high seen in documents, medium general knowledge, low doubtful", zh: 可信度}
  source: {en: where the row comes from, zh: 来源}
  note: {en: remark, zh: 备注}
checks:
  - unique: [code, valid_from_year]
  - not_null: [code, level, valid_from_year, valid_to_year, is_official]
  - sql:
      name: years_of_a_code_do_not_overlap
      query: >-
        select early.code from dim_economic_government as early inner join dim_economic_government as late
        on early.code = late.code and early.valid_from_year < late.valid_from_year and early.valid_to_year >= late.valid_from_year
  - sql:
      name: every_code_of_an_amount_has_one_row
      query: >-
        select seen.code, seen.fiscal_year from (select distinct code, fiscal_year from stg_code_mention where classification = 'government_economic') as seen
        left join dim_economic_government as listed on listed.code = seen.code and seen.fiscal_year between listed.valid_from_year and listed.valid_to_year
        group by all having count(listed.code) <> 1
*/
with
listed as (
    select code, name as official_name, level, parent, valid_from, valid_to, confidence, source, note
    from ref_econ_gov_2024
),
-- An open year is open; where two names of one code overlap by a year, the later one begins.
official as (
    select
        * exclude (valid_from, valid_to, first_year),
        first_year as valid_from_year,
        least(
            coalesce(try_cast(valid_to as integer), 9999),
            coalesce(lead(first_year) over (partition by code order by first_year) - 1, 9999)
        ) as valid_to_year
    from (
        select
            *,
            coalesce(try_cast(valid_from as integer), 1900) as first_year
        from listed
    )
),
seen as (
    select
        code,
        fiscal_year,
        arg_max(printed_name, mentions) as printed_name
    from stg_code_mention
    where classification = 'government_economic'
    group by code, fiscal_year
),
unlisted as (
    select
        seen.code,
        seen.fiscal_year,
        coalesce(any_value(other_year.official_name), any_value(seen.printed_name)) as official_name,
        any_value(other_year.code) is not null as is_known_in_other_years
    from seen
    anti join official on seen.code = official.code and seen.fiscal_year between official.valid_from_year and official.valid_to_year
    left join official as other_year on seen.code = other_year.code
    group by all
)
select
    code,
    level,
    nullif(parent, '') as parent_code,
    official_name,
    valid_from_year,
    valid_to_year,
    true as is_official,
    confidence,
    source,
    nullif(note, '') as note
from official
union all by name
select
    code,
    case length(code)
        when 3 then '类'
        when 5 then '款'
        else '其他'
    end as level,
    if(length(code) > 3, left(code, length(code) - 2), null) as parent_code,
    official_name,
    fiscal_year as valid_from_year,
    fiscal_year as valid_to_year,
    false as is_official,
    if(is_known_in_other_years, 'listed for other years only', 'printed in documents; not in the list') as source
from unlisted
