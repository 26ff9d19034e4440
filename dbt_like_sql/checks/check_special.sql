/*
description: Sums that need more than one total and its parts - residual of the revenue total (R12), economic classes against the two funds of basic expenditure (R34), operating expenses against public funds (R75), opening plus revenue less expenditure (F17), final against budget figures of 三公 (F32).
description_zh: 其他算术核对：收入总表余额、基本支出分类、机关运行经费、结转平衡、“三公”决算与预算。
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

-- R34: 301 and 303 are people, 302 and 310 are not. 工会经费, 福利费 and 其他交通费用 (car allowances) are paid to people and stand on either side.
wrong_fund as (
    select
        document_id,
        table_seq,
        any_value(title) as title,
        any_value(factor) as factor,
        max(step_yuan) as step,
        coalesce(
            sum(amount_yuan) filter (
                where
                (left(department_economic_code, 3) in ('301', '303') and starts_with(spending_kind, 'basic_public'))
                or (
                    left(department_economic_code, 3) in ('302', '310')
                    and department_economic_code not in ('30228', '30229', '30239')
                    and starts_with(spending_kind, 'basic_personnel')
                )
            ),
            0
        ) as misplaced,
        list(amount_id) filter (
            where
            amount_yuan <> 0
            and (
                (left(department_economic_code, 3) in ('301', '303') and starts_with(spending_kind, 'basic_public'))
                or (
                    left(department_economic_code, 3) in ('302', '310')
                    and department_economic_code not in ('30228', '30229', '30239')
                    and starts_with(spending_kind, 'basic_personnel')
                )
            )
        ) as ids,
        string_agg(label || ' ' || printed, '、') filter (
            where
            amount_yuan <> 0
            and (
                (left(department_economic_code, 3) in ('301', '303') and starts_with(spending_kind, 'basic_public'))
                or (
                    left(department_economic_code, 3) in ('302', '310')
                    and department_economic_code not in ('30228', '30229', '30239')
                    and starts_with(spending_kind, 'basic_personnel')
                )
            )
        ) as printed
    from stg_rule_amount
    where rule_kind = 'general_public_basic_expenditure' and family = 'budget' and is_leaf_row and department_economic_code is not null
    group by all
    having count(*) filter (where spending_kind in ('basic_personnel', 'basic_public')) > 0
),

-- Public institutions are paid through the government classes 505 and 506.
institution as (
    select
        document_id,
        bool_or(left(government_economic_code, 3) in ('505', '506')) as has_institution,
        bool_or(left(government_economic_code, 3) in ('501', '502')) as has_administration
    from stg_amount as fact_amount
    group by document_id
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

-- 人员经费合计 and 公用经费合计 close the two halves of a basic expenditure table; their 款 may stand in three columns side by side.
part_total as (
    select
        t.document_id,
        t.table_seq,
        t.family,
        t.amount_id,
        t.title,
        t.label,
        t.page,
        t.printed,
        t.amount_yuan,
        t.step_yuan,
        t.factor,
        coalesce(sum(l.amount_yuan), 0) as right_value,
        count(l.amount_id) filter (where l.amount_yuan <> 0) as right_parts,
        coalesce(list(l.amount_id) filter (where l.amount_id is not null), []) as right_ids
    from stg_rule_amount as t
    left join stg_rule_amount as l
        on
            t.document_id = l.document_id
            and t.table_seq = l.table_seq
            and l.is_leaf_row
            and l.is_leaf_column
            and coalesce(t.stage, '') = coalesce(l.stage, '')
            and (left(l.department_economic_code, 3) in ('301', '303')) = contains(t.label, '人员')
    where
        t.rule_kind = 'general_public_basic_expenditure'
        and t.total_rank = 3
        and regexp_full_match(t.label, '(人员|(日常)?公用)经费(合计|总计|小计)')
        and t.is_of_this_year
        and t.column_seq = (
            select min(o.column_seq)
            from stg_rule_amount as o
            where o.document_id = t.document_id and o.table_seq = t.table_seq and o.row_seq = t.row_seq and o.label = t.label
        )
    group by all
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
    document_id,
    'R34' as rule_id,
    table_seq,
    '《' || title || '》' as place,
    '=' as relation,
    '不在所属人员、公用经费栏的金额' as left_label,
    misplaced::DECIMAL(20, 2) as left_value,
    coalesce(ids, []) as left_ids,
    coalesce(printed, '无') as left_printed,
    '零' as right_label,
    0::DECIMAL(20, 2) as right_value,
    0 as right_parts,
    []::VARCHAR[] as right_ids,
    '应无此数' as right_printed,
    0.01 as left_step,
    0.01 as right_step,
    factor
from wrong_fund
union all by name
select
    operating.document_id,
    'R75' as rule_id,
    operating.table_seq,
    '' as place,
    case when institution.has_administration and not institution.has_institution then '=' else '<=' end as relation,
    operating_label.label as left_label,
    operating.value as left_value,
    operating.amount_ids as left_ids,
    operating.printed as left_printed,
    '基本支出公用经费' as right_label,
    public.value as right_value,
    1 as right_parts,
    public.amount_ids as right_ids,
    public.printed as right_printed,
    operating.step as left_step,
    public.step as right_step,
    coalesce(operating.factor, public.factor, 1) as factor
from figure_measure as operating
inner join (select distinct
    measure,
    label
from figure_measure_definition) as operating_label on operating.measure = operating_label.measure
inner join figure_measure as public on operating.document_id = public.document_id and public.measure in ('basic_public', 'basic_public_leaf')
left join institution on operating.document_id = institution.document_id
where operating.measure = 'operating_total'
qualify row_number() over (partition by operating.document_id order by public.measure) = 1
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
union all by name
select
    document_id,
    case family when 'final' then 'F16' else 'R33' end as rule_id,
    table_seq,
    '《' || title || '》' as place,
    '=' as relation,
    label as left_label,
    amount_yuan as left_value,
    [amount_id] as left_ids,
    '第' || page || '页印“' || printed || '”' as left_printed,
    case when contains(label, '人员') then '301、303 各款之和' else '其余各类各款之和' end as right_label,
    right_value::DECIMAL(20, 2) as right_value,
    right_parts,
    right_ids,
    '同表各款' as right_printed,
    step_yuan as left_step,
    step_yuan as right_step,
    factor
from part_total
where right_parts > 0
