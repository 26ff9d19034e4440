/*
description: Kinds of disclosure table, with the Chinese term.
description_zh: 表种类。
grain: table_kind
materialization: table
columns:
  name_zh: {en: Chinese term, zh: 中文名称}
  sort_order: {en: order of presentation, zh: 顺序}
checks:
  - unique: [table_kind]
  - not_null: [table_kind, name_zh]
*/
select
    value as table_kind,
    term as name_zh,
    sort_order
from ref_allowed_value
where column_name = 'table_kind'
