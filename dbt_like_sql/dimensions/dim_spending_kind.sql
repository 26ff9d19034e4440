/*
description: Kinds of spending and their parts, with the Chinese term.
description_zh: 支出类别。
grain: spending_kind
materialization: table
columns:
  name_zh: {en: Chinese term, zh: 中文名称}
  parent_spending_kind: {en: what it is a part of; never add a value and its parts, zh: 上级}
  sort_order: {en: order of presentation, zh: 顺序}
checks:
  - unique: [spending_kind]
  - not_null: [spending_kind, name_zh]
*/
select
    value as spending_kind,
    term as name_zh,
    parent_value as parent_spending_kind,
    sort_order
from ref_allowed_value
where column_name = 'spending_kind'
