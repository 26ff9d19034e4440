/*
description: Funds and their parts, with the Chinese term.
description_zh: 资金性质。
grain: fund
materialization: table
columns:
  name_zh: {en: Chinese term, zh: 中文名称}
  parent_fund: {en: what it is a part of; never add a value and its parts, zh: 上级}
  sort_order: {en: order of presentation, zh: 顺序}
checks:
  - unique: [fund]
  - not_null: [fund, name_zh]
*/
select
    value as fund,
    term as name_zh,
    parent_value as parent_fund,
    sort_order
from ref_allowed_value
where column_name = 'fund'
