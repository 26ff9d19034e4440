/*
description: Tables whose only funds are the appropriated ones. They may hold the appropriation only (四川 表2-1), whatever their total is called.
description_zh: 只列财政拨款各项资金的表，及表外可能的其他资金。
grain: document_id, table_seq
materialization: incremental
columns:
  other_yuan: {en: "money of the document outside the appropriation, by the list of revenue that names most of it; NULL where none names any fund", zh: 非财政拨款资金, unit: yuan}
checks:
  - unique: [document_id, table_seq]
*/
with
other_money as (
    select
        document_id,
        table_seq,
        coalesce(
            sum(amount_yuan) filter (
                where
                coalesce(fund, 'all') not in ('fiscal_appropriation', 'general_public_budget', 'government_managed_funds', 'state_capital_operations')
            ),
            0
        ) as amount_yuan
    from stg_rule_amount
    where rule_kind in ('revenue_expenditure_summary', 'revenue') and side = 'in' and is_leaf_row and is_leaf_column and is_of_this_year
    group by document_id, table_seq
),

most_of_it as (
    select
        document_id,
        max(amount_yuan) as amount_yuan
    from other_money
    group by document_id
)

select
    head.document_id,
    head.table_seq,
    any_value(most_of_it.amount_yuan) as other_yuan
from stg_column as head
left join most_of_it on head.document_id = most_of_it.document_id
where
    head.role = 'amount'
    and not head.is_of_which
    and coalesce(head.is_leaf_column or head.is_restated, true)
    and coalesce(head.origin_year, '') <> 'carried_in'
group by head.document_id, head.table_seq
having
    bool_and(
        coalesce(head.fund, 'all') in ('fiscal_appropriation', 'general_public_budget', 'government_managed_funds', 'state_capital_operations')
    )
