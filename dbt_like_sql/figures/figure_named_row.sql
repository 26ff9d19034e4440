/*
description: The total row and the current-year total row that named figures are read from.
description_zh: 各指标取数的合计行、本年合计行。
grain: document_id, table_seq, side, role
materialization: incremental
checks:
  - unique: [document_id, table_seq, side, role]
*/
select * from stg_total_row
union all
-- Without a printed 本年合计 the grand total stands for it, as long as no balance of another year is in it.
select
    t.document_id,
    t.table_seq,
    t.side,
    'current',
    t.row_seq
from stg_total_row as t
where
    t.role = 'total'
    and not exists (
        from stg_total_row as c
        where c.role = 'current' and c.document_id = t.document_id and c.table_seq = t.table_seq and c.side = t.side
    )
    and not exists (
        from stg_rule_amount as b
        where
            b.document_id = t.document_id
            and b.table_seq = t.table_seq
            and b.side = t.side
            and b.flow in ('opening_balance', 'closing_balance')
            and b.amount_yuan <> 0
    )
