/*
description: The tables that a disclosure of each family must have (docs/analysts/rule-sources.md); they are kept and explained also when empty.
description_zh: 预算、决算公开必有的表。
grain: family, table_kind
materialization: view
columns:
  label: the table in Chinese
checks:
  - unique: [family, table_kind]
*/
select 'budget' as family, kind as table_kind, budget_title as label
from ref_table_kind
where budget_title is not null
union all by name
select 'final' as family, kind as table_kind, final_title as label
from ref_table_kind
where final_title is not null
