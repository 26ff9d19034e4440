/*
description: The three classifications of expenditure with years of validity, completed by the codes, and years of codes, that documents print and the lists lack.
description_zh: 三套支出分类科目，带有效年度；名录未载而文件印出的科目一并列入。
grain: classification, code, valid_from_year
materialization: table
columns:
  classification: "`function`, `department_economic` or `government_economic`"
  code: {en: "3, 5 or 7 digits", zh: 科目编码}
  level: {en: "类, 款 or 项", zh: 级次}
  parent_code: {en: code one level up, zh: 上级编码}
  official_name: {en: name in force in these years, zh: 名称}
  valid_from_year: {en: first year; 1900 when open, zh: 启用年度}
  valid_to_year: {en: last year; 9999 when open, zh: 停用年度}
  is_official: {en: "false for a code, or a year of a code, that the list lacks; kept so that no amount is lost", zh: 是否名录所载}
  confidence: {en: "high seen in documents, medium general knowledge, low doubtful", zh: 可信度}
  source: {en: where the row comes from, zh: 来源}
  note: {en: remark, zh: 备注}
checks:
  - unique: [classification, code, valid_from_year]
  - not_null: [classification, code, level, valid_from_year, valid_to_year, is_official]
  - sql:
      name: years_of_a_code_do_not_overlap
      query: >-
        select early.code from stg_classification as early inner join stg_classification as late
        on early.classification = late.classification and early.code = late.code
        and early.valid_from_year < late.valid_from_year and early.valid_to_year >= late.valid_from_year
  - sql:
      name: every_code_of_an_amount_has_one_row
      query: >-
        select seen.classification, seen.code, seen.fiscal_year
        from (select distinct classification, code, fiscal_year from stg_code_mention) as seen
        left join stg_classification as listed on listed.classification = seen.classification and listed.code = seen.code
        and seen.fiscal_year between listed.valid_from_year and listed.valid_to_year
        group by all having count(listed.code) <> 1
*/
with
listed as (
    select 'function' as classification, code, name, level, parent, fund, valid_from, valid_to, confidence, source, note
    from ref_func_lei_kuan_2024
    union all by name
    select 'function' as classification, code, name, level, parent, fund, valid_from, valid_to, confidence, source, note
    from ref_func_items_observed
    where code not in (select code from ref_func_lei_kuan_2024)
    union all by name
    select 'department_economic' as classification, code, name, level, parent, valid_from, valid_to, confidence, source, note, basic_group, sangong_item
    from ref_econ_dept_2024
    union all by name
    select 'government_economic' as classification, code, name, level, parent, valid_from, valid_to, confidence, source, note
    from ref_econ_gov_2024
),

-- An open year is open; where two names of one code overlap by a year, the later one begins.
official as (
    select
        classification, code, level, confidence, source,
        name as official_name,
        nullif(parent, '') as parent_code,
        -- a code was in force in every year in which it was read
        least(coalesce(try_cast(valid_from as integer), 1900), first_year_seen(source)) as valid_from_year,
        least(
            coalesce(try_cast(valid_to as integer), 9999),
            coalesce(lead(valid_from_year) over (partition by classification, code order by valid_from_year) - 1, 9999)
        ) as valid_to_year,
        true as is_official,
        nullif(note, '') as note,
        nullif(fund, '') as fund,
        nullif(basic_group, '') as basic_group,
        nullif(sangong_item, '') as three_public_item
    from listed
),

seen as (
    select classification, code, fiscal_year, first(printed_name order by printed_name is null, mentions desc, printed_name) as printed_name
    from stg_code_mention
    group by classification, code, fiscal_year
),

unlisted as (
    select
        seen.classification, seen.code, seen.fiscal_year,
        coalesce(max_by(other_year.official_name, other_year.valid_from_year), any_value(seen.printed_name)) as official_name,
        any_value(other_year.code) is not null as is_known_in_other_years
    from seen
    anti join official
        on
            seen.classification = official.classification
            and seen.code = official.code
            and seen.fiscal_year between official.valid_from_year and official.valid_to_year
    left join official as other_year on seen.classification = other_year.classification and seen.code = other_year.code
    group by seen.classification, seen.code, seen.fiscal_year
)

from official
union all by name
select
    classification, code, official_name,
    case
        when length(code) = 3 then '类'
        when length(code) = 5 then '款'
        when length(code) = 7 and classification = 'function' then '项'
        else '其他'
    end as level,
    if(length(code) > 3, left(code, length(code) - 2), null) as parent_code,
    fiscal_year as valid_from_year,
    fiscal_year as valid_to_year,
    false as is_official,
    if(is_known_in_other_years, 'listed for other years only', 'printed in documents; not in the list') as source
from unlisted
