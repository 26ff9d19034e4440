/*
description: Renames, moves to another code, merges and splits of administrative divisions since 2009, for series over several years.
description_zh: 行政区划沿革对照（2009年起）。
grain: from_code, to_code, year
materialization: table
warnings:
  - A split has several rows per from_code, a merge several per to_code; no shares are published, so a split series is right only for the sum of its parts.
  - A code can change more than once; follow the rows until no later one begins with the code.
  - Transfers of towns between divisions that keep code and name are not listed, but for a few large ones.
columns:
  from_code: {en: "code before the change; NULL for a division that is new", zh: 原代码}
  from_name: {en: name before the change, zh: 原名称}
  to_code: {en: "code after the change; NULL where nothing followed", zh: 新代码}
  to_name: {en: name after the change, zh: 新名称}
  year: {en: year of the approval; both codes may be printed for it, zh: 变更年度}
  kind: {en: "rename, move (new code), merge, split, abolish or new", zh: 变动种类}
  confidence: {en: "high, medium or low", zh: 可信度}
  source: {en: where the row comes from, zh: 来源}
checks:
  - not_null: [year, kind]
  - unique: [from_code, to_code, year]
  - sql:
      name: every_code_of_a_change_is_in_the_list
      query: >-
        select bridge.to_code from bridge_division as bridge
        where bridge.to_code is not null and bridge.to_name is null
*/
with
followed as (
    select
        code as from_code,
        name as from_name,
        unnest(string_split(successor, '|')) as to_code,
        valid_to::integer as year,
        change as kind,
        confidence,
        source
    from ref_division_history
    where valid_to is not null and successor is not null
    union all by name
    select
        code as from_code,
        name as from_name,
        valid_to::integer as year,
        change as kind,
        confidence,
        source
    from ref_division_history
    where valid_to is not null and successor is null
),
created as (
    select
        history.code as to_code,
        history.valid_from::integer as year,
        'new' as kind,
        history.confidence,
        history.source
    from ref_division_history as history
    left join followed on history.code = followed.to_code and history.valid_from::integer = followed.year
    where history.valid_from is not null and followed.to_code is null
)
select
    change.from_code,
    change.from_name,
    change.to_code,
    division.name as to_name,
    change.year,
    change.kind,
    change.confidence,
    change.source
from (
    select * from followed
    union all by name
    select * from created
) as change
left join dim_division as division
    on change.to_code = division.division_code and division.is_official and change.year between division.valid_from_year and division.valid_to_year
