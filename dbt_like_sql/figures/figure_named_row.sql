/*
description: The total row and the current-year total row that named figures are read from.
description_zh: 各指标取数的合计行、本年合计行。
grain: document_id, table_seq, side, role
materialization: incremental
checks:
  - unique: [document_id, table_seq, side, role]
columns:
  role: "`total` or `current`: the grand total row, or that of the current year (本年合计), of each side of each table"
*/
with
total_row as (
    select
        document_id,
        table_seq,
        rule_kind,
        side,
        row_seq,
        min(label) as first_label,
        max(label) as last_label,
        min(total_rank) as total_rank,
        max(abs(amount_yuan)) as largest
    from stg_rule_amount
    where row_kind = 'total' and is_of_this_year
    group by all
),

-- 人员经费合计 beside 公用经费合计 is no total of the table.
ranked as (
    select
        *,
        min(total_rank) over (partition by document_id, table_seq, side) as best_rank
    from total_row
    qualify best_rank < 3 or min(first_label) over (partition by document_id, table_seq, side) = max(last_label) over (partition by document_id, table_seq, side)
),

current_row as (
    select
        document_id,
        table_seq,
        side,
        row_seq
    from ranked
    where is_total_of_the_year(total_rank, best_rank, rule_kind)
    union all by name
    select distinct
        document_id,
        table_seq,
        side,
        row_seq
    from stg_rule_amount
    where is_section_of_the_year(row_kind, is_leaf_row, label, rule_kind)
),

printed_total as (
    select
        document_id,
        table_seq,
        side,
        'total' as role,
        arg_max(row_seq, largest) as row_seq
    from ranked
    where total_rank = best_rank
    group by all
    union all by name
    select
        document_id,
        table_seq,
        side,
        'current' as role,
        min(row_seq) as row_seq
    from current_row
    group by all
)

select * from printed_total
union all by name
-- Without a printed 本年合计 the grand total stands for it, as long as no balance of another year is in it.
select
    t.document_id,
    t.table_seq,
    t.side,
    'current' as role,
    t.row_seq
from printed_total as t
where
    t.role = 'total'
    and not exists (
        from printed_total as c
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
