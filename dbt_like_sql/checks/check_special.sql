/*
description: Sums that need more than one total and its parts - residual of the revenue total (R12), opening plus revenue less expenditure (F17), final against budget figures of 三公 (F32).
description_zh: 其他算术核对：收入总表余额、结转平衡、“三公”决算与预算。
grain: document_id, rule_id, table_seq, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, left_value, right_value]
*/
with
-- R12: the 总计 group of a revenue table may leave out the units' own money.
residual_table as (
    select
        document_id,
        table_seq
    from stg_column as table_column
    where role = 'amount' and not is_of_which and coalesce(origin_year, 'all') = 'all' and coalesce(flow, 'revenue') = 'revenue'
    group by all
    having
        count(*) filter (where fund in ('general_public_budget', 'government_managed_funds') and not is_leaf_column) > 0
        and count(*) filter (
            where fund in ('own_funds', 'institutional_revenue', 'other_revenue') and coalesce(origin_year, 'all') = 'all' and not is_leaf_column
        ) = 0
),

residual as (
    select
        document_id,
        table_seq,
        row_seq,
        any_value(title) as title,
        any_value(label) as label,
        any_value(factor) as factor,
        min(page) as page,
        max(step_yuan) as step,
        coalesce(sum(amount_yuan) filter (where coalesce(fund, 'all') = 'all' and coalesce(origin_year, 'all') = 'all'), 0)
        - coalesce(sum(amount_yuan) filter (where coalesce(fund, 'all') <> 'all' and coalesce(origin_year, 'all') = 'all' and not is_leaf_column), 0)
            as open_part,
        coalesce(
            sum(amount_yuan) filter (
                where
                is_leaf_column
                and fund in (
                    'own_funds', 'institutional_revenue', 'institutional_operating_revenue', 'superior_subsidy', 'subordinate_remittance', 'other_revenue'
                )
            ),
            0
        ) as own,
        count(*) as parts,
        list(amount_id) filter (where coalesce(origin_year, 'all') = 'all') as left_ids,
        list(amount_id) filter (where is_leaf_column and coalesce(origin_year, 'all') <> 'all') as right_ids
    from stg_rule_amount
    semi join residual_table using (document_id, table_seq)
    where rule_kind = 'revenue' and not column_of_which and family = 'budget'
    group by all
),

balance as (
    select
        document_id,
        table_seq,
        row_seq,
        any_value(rule_kind) as rule_kind,
        any_value(title) as title,
        any_value(label) as label,
        any_value(factor) as factor,
        min(page) as page,
        max(step_yuan) as step,
        coalesce(sum(amount_yuan) filter (where flow = 'opening_balance'), 0) as opening,
        coalesce(sum(amount_yuan) filter (where flow = 'revenue'), 0) as revenue,
        coalesce(sum(amount_yuan) filter (where flow = 'expenditure'), 0) as expenditure,
        coalesce(sum(amount_yuan) filter (where flow = 'closing_balance'), 0) as closing,
        list(amount_id) filter (where flow in ('opening_balance', 'revenue', 'expenditure')) as left_ids,
        list(amount_id) filter (where flow = 'closing_balance') as right_ids
    from stg_rule_amount
    where rule_kind in ('government_fund', 'state_capital') and family = 'final' and is_leaf_column and not column_of_which
    group by all
),

balance_table as (
    select
        document_id,
        table_seq
    from stg_column as table_column
    where role = 'amount' and is_leaf_column
    group by all
    having count(distinct flow) filter (where flow in ('opening_balance', 'revenue', 'expenditure', 'closing_balance')) = 4
),

three_public as (
    select
        document_id,
        table_seq,
        three_public_item,
        stage,
        first(amount_yuan order by row_seq, column_seq) as amount_yuan,
        first(amount_id order by row_seq, column_seq) as amount_id,
        first(printed order by row_seq, column_seq) as printed,
        first(page order by row_seq, column_seq) as page,
        any_value(title) as title,
        any_value(factor) as factor,
        max(step_yuan) as step
    from stg_rule_amount
    where
        family = 'final'
        and table_kind = 'three_public'
        and three_public_item in ('total', 'overseas_travel', 'vehicles', 'vehicle_purchase', 'vehicle_operation', 'reception')
        and stage in ('budget', 'adjusted_budget', 'final_accounts')
    group by all
)

select
    document_id,
    'R12' as rule_id,
    table_seq,
    '《' || title || '》“' || label || '”行' as place,
    '=' as relation,
    '总计中未列明资金的部分' as left_label,
    open_part::DECIMAL(20, 2) as left_value,
    coalesce(left_ids, []) as left_ids,
    '第' || page || '页' as left_printed,
    '各项单位资金之和' as right_label,
    own::DECIMAL(20, 2) as right_value,
    parts as right_parts,
    coalesce(right_ids, []) as right_ids,
    '同行各栏' as right_printed,
    step as left_step,
    step as right_step,
    factor
from residual
union all by name
select
    balance.document_id,
    'F17' as rule_id,
    balance.table_seq,
    '《' || title || '》“' || label || '”行' as place,
    '=' as relation,
    '年初结转 + 本年收入 − 本年支出' as left_label,
    (opening + revenue - expenditure)::DECIMAL(20, 2) as left_value,
    coalesce(left_ids, []) as left_ids,
    '第' || page || '页' as left_printed,
    '年末结转' as right_label,
    closing::DECIMAL(20, 2) as right_value,
    3 as right_parts,
    coalesce(right_ids, []) as right_ids,
    '同行' as right_printed,
    step as left_step,
    step as right_step,
    factor
from balance
semi join balance_table on balance.document_id = balance_table.document_id and balance.table_seq = balance_table.table_seq
union all by name
select
    actual.document_id,
    'F32' as rule_id,
    actual.table_seq,
    '《' || actual.title || '》' as place,
    '<=' as relation,
    coalesce(named.label, '“三公”经费合计') || '决算数' as left_label,
    actual.amount_yuan as left_value,
    [actual.amount_id] as left_ids,
    '第' || actual.page || '页印“' || actual.printed || '”' as left_printed,
    '预算数' as right_label,
    coalesce(plan.amount_yuan, 0)::DECIMAL(20, 2) as right_value,
    1 as right_parts,
    case when plan.amount_id is null then [] else [plan.amount_id] end as right_ids,
    coalesce('印“' || plan.printed || '”', '为空') as right_printed,
    actual.step as left_step,
    coalesce(plan.step, actual.step) as right_step,
    actual.factor
from three_public as actual
left join figure_claim_label as named on actual.three_public_item = named.item
left join three_public as plan
    on
        actual.document_id = plan.document_id
        and actual.table_seq = plan.table_seq
        and actual.three_public_item = plan.three_public_item
        and plan.stage in ('budget', 'adjusted_budget')
where
    actual.stage = 'final_accounts'
    and exists (
        from three_public as any_plan
        where
            any_plan.document_id = actual.document_id
            and any_plan.table_seq = actual.table_seq
            and any_plan.stage in ('budget', 'adjusted_budget')
    )
qualify row_number() over (partition by actual.document_id, actual.table_seq, actual.three_public_item order by plan.stage) = 1
