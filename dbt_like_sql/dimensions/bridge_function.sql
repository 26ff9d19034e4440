/*
description: Renames, moves, merges and splits of functional classification codes, for series over several years.
description_zh: 支出功能分类沿革对照。
grain: from_code, to_code, year
materialization: table
answers: [Q07]
warnings:
  - A split has several rows per from_code, a merge several per to_code; no shares are published, so a split series is right only for the sum of its parts.
columns:
  from_code: {en: "code before the change; NULL for a code that is new", zh: 原编码}
  from_name: {en: name before the change, zh: 原名称}
  to_code: {en: code from the year on, zh: 新编码}
  to_name: {en: name from the year on, zh: 新名称}
  year: {en: first year of the new code or name, zh: 启用年度}
  is_year_certain: {en: false where sources give a range or only general knowledge of the year, zh: 年度是否确定}
  kind: {en: "rename, move, merge, split or new", zh: 变动种类}
  source: {en: where the row comes from, zh: 来源}
checks:
  - not_null: [to_code, year, kind]
  - unique: [from_code, to_code, year]
*/
select
    nullif(from_code, '') as from_code,
    nullif(from_name, '') as from_name,
    to_code,
    to_name,
    regexp_extract(year, '\d{4}')::integer as year,
    regexp_full_match(year, '\d{4}(-\d{2}-\d{2})?') as is_year_certain,
    kind,
    source
from ref_classification_history
where regexp_full_match(to_code, '2\d{2,6}')
