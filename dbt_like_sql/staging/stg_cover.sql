/*
description: Which fund or kind of spending is part of which; what a whole covers is transitive and written out.
description_zh: 资金、支出类别的从属关系。
grain: dimension, whole, part
materialization: view
columns:
  dimension: "`fund` or `spending`"
  whole: the wider value
  part: a value that it covers
checks:
  - unique: [dimension, whole, part]
*/
with recursive
cover as (
    select
        column_name,
        parent_value as whole,
        value as part
    from ref_allowed_value
    where column_name in ('fund', 'spending_kind') and parent_value is not null
    union all
    select
        cover.column_name,
        wider.parent_value as whole,
        cover.part
    from cover
    inner join ref_allowed_value as wider
        on cover.column_name = wider.column_name and cover.whole = wider.value and wider.parent_value is not null
)

select
    if(column_name = 'spending_kind', 'spending', column_name) as dimension,
    whole,
    part
from cover
where whole <> 'all' -- what is part of all is asked for by name
