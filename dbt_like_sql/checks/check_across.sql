/*
description: A document against that of the year before - the base of stated changes (R125, R102, F50), balances carried over (F49, R127).
description_zh: 跨年核对：文字推出的上年数、年初年末结转。
grain: document_id, rule_id, place
materialization: table
columns:
  partner_id: the other document of the comparison
checks:
  - not_null: [document_id, rule_id, outcome, instance]
*/
with
-- What the prose says a change is the change of.
base_of (stem, measure, key, budget_rule, final_rule) as (
    values
    ('total_revenue_expenditure', 'summary_revenue', '', 'R125', 'F50'),
    ('total_revenue', 'summary_revenue', '', 'R125', 'F50'),
    ('total_expenditure', 'summary_expenditure', '', 'R125', 'F50'),
    ('revenue_expenditure_budget', 'summary_revenue', '', 'R125', 'F50'),
    ('general_public_expenditure', 'general_total', '', 'R125', 'F50'),
    ('three_public_total', 'three_public_item', 'total', 'R125', 'F50'),
    ('overseas_travel', 'three_public_item', 'overseas_travel', 'R102', 'F50'),
    ('vehicles', 'three_public_item', 'vehicles', 'R102', 'F50'),
    ('vehicle_purchase', 'three_public_item', 'vehicle_purchase', 'R102', 'F50'),
    ('vehicle_operation', 'three_public_item', 'vehicle_operation', 'R102', 'F50'),
    ('reception', 'three_public_item', 'reception', 'R102', 'F50')
),

stated_base as (
    select
        c.document_id,
        case c.family when 'final' then b.final_rule else b.budget_rule end as rule_id,
        b.measure,
        b.key,
        c.page,
        c.stem,
        c.printed,
        a.value - c.value as base,
        greatest(a.step, c.step) as step
    from stg_rule_claim as c
    inner join base_of as b on c.stem = b.stem
    inner join stg_rule_claim as a
        on
            c.document_id = a.document_id
            and a.facet = ''
            and a.claim_seq <= c.claim_seq
            and a.value_unit = 'yuan'
            and (
                a.stem = c.stem
                or (c.stem = 'total_revenue_expenditure' and a.stem = 'total_revenue')
                or (c.stem = 'revenue_expenditure_budget' and a.stem = 'revenue_budget')
            )
    where c.facet = 'change' and (c.family = 'final' or b.budget_rule = 'R125' or c.value = 0)
    qualify row_number() over (partition by c.document_id, c.claim_seq order by a.claim_seq desc) = 1
),

plan_in_final as (
    select
        c.document_id,
        b.measure,
        b.key,
        c.value,
        c.step,
        '第' || c.page || '页“' || c.printed || '”' as printed,
        true as is_initial
    from stg_rule_claim as c
    inner join base_of as b on c.stem = b.stem
    where c.family = 'final' and c.facet = 'budget' and c.value_unit = 'yuan' and contains(c.sentence, '年初预算')
    union all by name
    select document_id, 'three_public_item' as measure, three_public_item as key, amount_yuan as value, step, printed, false as is_initial
    from figure_planned_three_public
),

-- The document of the year before, and where it was not found, the final accounts of that year.
printed_base as (
    select
        p.document_id, p.partner_id, p.partner_year, if(p.relation = 'final_before', 'final', 'budget') as family,
        m.measure, m.key, m.value, m.step, m.printed, true as is_initial
    from stg_partner as p
    inner join figure_measure as m on p.partner_id = m.document_id
    where p.relation in ('final_before', 'budget_before') and not m.is_ambiguous
    union all by name
    select p.document_id, p.partner_id, p.partner_year, 'budget' as family, m.measure, m.key, m.value, m.step, m.printed, m.is_initial
    from stg_partner as p
    inner join plan_in_final as m on p.partner_id = m.document_id
    where
        p.relation = 'final_of_last_year'
        and not exists (from stg_partner as b where b.document_id = p.document_id and b.relation = 'budget_before')
    qualify row_number() over (partition by p.document_id, p.partner_id, m.measure, m.key order by m.is_initial desc, m.printed) = 1
),

base_check as (
    select
        s.document_id,
        s.rule_id,
        m.partner_id,
        '第' || s.page || '页' as place,
        s.base as left_value,
        m.value as right_value,
        greatest(s.step, m.step, 100) as limit_value,
        '=' as relation,
        '文字推出的上年数（' || s.printed || '）' as left_label,
        m.partner_year || ' 年文件（' || m.printed || '）' as right_label,
        case when not m.is_initial then '决算表所列预算数可能是调整后的预算' end as doubt
    from stated_base as s
    inner join printed_base as m
        on
            s.document_id = m.document_id
            and s.measure = m.measure
            and s.key = m.key
            and m.family = case when starts_with(s.rule_id, 'F') then 'final' else 'budget' end
),

-- 年初结转和结余 and 年末结转和结余 of the summary table of final accounts.
balance as (
    select
        document_id,
        sum(amount_yuan) filter (where side = 'in' and regexp_matches(label, '年初.*结转')) as opening,
        sum(amount_yuan) filter (where side = 'out' and regexp_matches(label, '年末.*结转|结转下年')) as closing,
        max(step_yuan) as step
    from stg_rule_amount
    where family = 'final' and table_kind = 'revenue_expenditure_summary' and is_leaf_row and is_of_this_year
    group by document_id
),

balance_check as (
    select
        this.document_id,
        'F49' as rule_id,
        p.partner_id,
        '总表' as place,
        this.opening as left_value,
        last.closing as right_value,
        greatest(this.step, last.step) as limit_value,
        '=' as relation,
        '年初结转和结余' as left_label,
        p.partner_year || ' 年决算年末结转和结余' as right_label
    from balance as this
    inner join stg_partner as p on this.document_id = p.document_id and p.relation = 'final_before'
    inner join balance as last on p.partner_id = last.document_id
    where this.opening is not null and last.closing is not null
    union all by name
    select
        m.document_id,
        'R127' as rule_id,
        p.partner_id,
        '收入总表' as place,
        m.value as left_value,
        last.closing as right_value,
        greatest(m.step, last.step) as limit_value,
        '<=' as relation,
        '上年结转结余' as left_label,
        p.partner_year || ' 年决算年末结转和结余' as right_label
    from figure_measure as m
    inner join stg_partner as p on m.document_id = p.document_id and p.relation = 'final_of_last_year'
    inner join balance as last on p.partner_id = last.document_id
    where m.measure = 'revenue_opening' and last.closing is not null
),

judged as (
    select
        *,
        difference_of(relation, left_value, right_value)::DECIMAL(20, 2) as difference
    from (
        from base_check
        union all by name
        from balance_check
    )
)

select
    document_id,
    rule_id,
    partner_id,
    place,
    left_value::DECIMAL(20, 2) as left_value,
    right_value::DECIMAL(20, 2) as right_value,
    difference,
    limit_value::DECIMAL(20, 2) as limit_value,
    outcome_of(difference, limit_value, doubt) as outcome,
    across_sentence(place, left_label, left_value, relation, right_label, right_value, difference, limit_value, doubt) as instance
from judged
