/*
description: Budget units by place, code and year, with an identity that is stable across years and the department they belong to.
description_zh: 预算单位：按地区、编码、年度，附跨年度身份和所属部门。
grain: unit_key
materialization: table
warnings:
  - A unit code is unique only inside one division; where the division is unknown, the collection stands in for it and unit_id does not reach beyond the collection.
columns:
  unit_key: {en: "key: place, unit code or name, year", zh: 单位年度键}
  unit_id: {en: "identity across years: place and code, else place and name", zh: 单位身份}
  unit_name: {en: name printed most often with this code in this year, zh: 单位名称}
  aliases: {en: all names printed with this code in this year, zh: 别名}
  department_code: {en: first three digits of a six-digit code, zh: 部门编码}
  department_unit_id: {en: unit_id of the department, zh: 部门身份}
  unit_level: {en: "`department` (3-digit code) or `unit`; NULL without a code", zh: 级次}
  office_kind: {en: "name without place, party and 本级, the same office in every place: 财政局", zh: 机构类别}
  is_own_account: {en: "本级: the body without the units below it", zh: 是否本级}
  publishes_document: {en: a document of the unit itself was read, zh: 是否有本单位文件}
  is_listed: {en: "a document of another body, such as its department, has rows of it", zh: 是否列于他单位文件}
checks:
  - unique: [unit_key]
  - not_null: [unit_key, unit_id]
  - sql:
      name: every_leaf_amount_has_one_unit
      severity: warn
      query: >-
        select distinct unit_key from figure_measure_unit anti join dim_unit using (unit_key) where unit_code is not null or unit_name is not null
*/
with
mention as (
    select
        place,
        division_code,
        unit_code,
        unit_name,
        fiscal_year,
        is_publisher,
        mentions,
        not is_publisher as is_listed
    from stg_unit_mention
    union all by name
    select
        coalesce(division_code, 'collection:' || collection) as place,
        division_code,
        unit_code,
        unit_name,
        fiscal_year,
        false as is_publisher,
        0 as mentions,
        false as is_listed
    from expected_disclosure
),
keyed as (
    select
        *,
        plain_name(unit_name) as plain_name,
        coalesce(unit_code, 'name:' || plain_name(unit_name)) as code_or_name
    from mention
    where unit_code is not null or unit_name is not null
),
-- A body that prints no code in one document and its code in another is one body: same place, same name, one code.
code_of_name as (
    select
        place,
        plain_name,
        any_value(unit_code) as unit_code
    from keyed
    where unit_code is not null and plain_name is not null
    group by place, plain_name
    having count(distinct unit_code) = 1
),
unit as (
    select
        md5(concat_ws('|', keyed.place, keyed.code_or_name, keyed.fiscal_year)) as unit_key,
        any_value(md5(concat_ws('|', keyed.place, coalesce(keyed.unit_code, code_of_name.unit_code, keyed.code_or_name)))) as unit_id,
        any_value(keyed.place) as place,
        any_value(keyed.division_code) as division_code,
        any_value(coalesce(keyed.unit_code, code_of_name.unit_code)) as unit_code,
        keyed.fiscal_year,
        first(keyed.unit_name order by keyed.unit_name is null, keyed.mentions desc, keyed.unit_name) as unit_name,
        list(distinct keyed.unit_name order by keyed.unit_name) filter (where keyed.unit_name is not null) as aliases,
        bool_or(keyed.is_publisher) as publishes_document,
        bool_or(keyed.is_listed) as is_listed
    from keyed
    left join code_of_name on keyed.place = code_of_name.place and keyed.plain_name = code_of_name.plain_name
    group by keyed.place, keyed.code_or_name, keyed.fiscal_year
)
select
    unit_key,
    unit_id,
    place,
    division_code,
    unit_code,
    fiscal_year,
    unit_name,
    aliases,
    case
        when regexp_full_match(unit_code, '\d{3}') then 'department'
        when unit_code is not null then 'unit'
    end as unit_level,
    if(regexp_full_match(unit_code, '\d{3}(\d{3})*'), left(unit_code, 3), null) as department_code,
    if(regexp_full_match(unit_code, '\d{3}(\d{3})*'), md5(concat_ws('|', place, left(unit_code, 3))), null) as department_unit_id,
    -- 某市财政局（本级） → 财政局: brackets, party and place taken off
    nullif(
        regexp_replace(
            regexp_replace(unit_name, '[（(].*[）)]$|本级$', ''),
            '^(中共|中国共产党)?([^省市县区]{2,8}(省|自治区|自治州|盟))?([^省市县区]{2,6}市)?([^省市县区]{2,8}(县|区|旗))?', ''
        ), ''
    ) as office_kind,
    coalesce(regexp_matches(unit_name, '本级[）)]?$|[（(]本部[）)]$'), false) as is_own_account,
    publishes_document,
    is_listed
from unit
