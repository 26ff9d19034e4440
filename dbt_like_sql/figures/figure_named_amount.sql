/*
description: The amounts of a document's own year that named figures are read from, with fund, kind of spending and years as keys.
description_zh: 指标取数所用的本年金额。
grain: amount_id
materialization: incremental
columns:
  origin_key: "`current`, `carried_in`, `all` for both, `only` where the table prints nothing carried over"
checks:
  - not_null: [document_id, amount_id, origin_key]
  - unique: [amount_id]
*/
select
    a.*,
    coalesce(a.fund, 'all') as fund_key,
    coalesce(a.spending_kind, 'all') as spending_key,
    origin_of(a.origin_year, a.flow, a.fund, y.is_carrying, y.is_undivided) as origin_key,
    coalesce(y.is_of_the_year, false) as is_of_the_year
from stg_rule_amount as a
left join stg_table_years as y on a.document_id = y.document_id and a.table_seq = y.table_seq
where a.is_of_this_year and (not a.column_of_which or a.three_public_item is not null)
