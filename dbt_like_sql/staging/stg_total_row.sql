/*
description: The grand total row and the current-year total row (本年合计) of each side of each table.
description_zh: 各表各方的合计行与本年合计行。
grain: document_id, table_seq, side, role
materialization: incremental
columns:
  role: "`total` or `current`"
checks:
  - unique: [document_id, table_seq, side, role]
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
    where
        total_rank > best_rank
        and (total_rank = 4 or (total_rank = 2 and rule_kind in ('revenue_expenditure_summary', 'fiscal_appropriation_summary')))
    union all
    select distinct
        document_id,
        table_seq,
        side,
        row_seq
    from stg_rule_amount
    where
        row_kind = 'section'
        and not is_leaf_row
        and regexp_matches(label, '(本年|当年)(财政拨款)?(收入|支出)$')
        and rule_kind in ('revenue_expenditure_summary', 'fiscal_appropriation_summary')
)

select
    document_id,
    table_seq,
    side,
    'total' as role,
    arg_max(row_seq, largest) as row_seq
from ranked
where total_rank = best_rank
group by all
union all
select
    document_id,
    table_seq,
    side,
    'current',
    min(row_seq)
from current_row
group by all
