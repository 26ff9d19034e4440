/*
description: What a table says of years - whether it prints money carried over, and whether that is split by fund.
description_zh: 各表是否列上年结转、是否按资金分列。
grain: document_id, table_seq
materialization: incremental
columns:
  is_carrying: a column holds money carried over
  is_undivided: one column holds what all funds carried over
  is_of_the_year: the table holds money of the year only and says so
checks:
  - unique: [document_id, table_seq]
*/
-- A column of 本年收入 in a table without 上年结转 speaks for the table; 收入决算表 is a table of the year by its form.
select
    c.document_id,
    c.table_seq,
    bool_or(coalesce(c.origin_year = 'carried_in' or c.flow = 'opening_balance', false)) as is_carrying,
    bool_or(
        coalesce(c.origin_year = 'carried_in' or c.flow = 'opening_balance', false)
        and coalesce(c.fund, 'all') = 'all'
        and coalesce(c.is_leaf_column or c.is_restated, true)
        and not c.is_of_which
    ) as is_undivided,
    bool_or(coalesce(c.origin_year = 'current', false) or (t.table_kind = 'revenue' and d.family = 'final')) and not is_carrying as is_of_the_year
from stg_column as c
inner join stg_table as t on c.document_id = t.document_id and c.table_seq = t.table_seq
inner join stg_disclosure as d on c.document_id = d.document_id and d.rejected_reason is null
group by c.document_id, c.table_seq
