/*
description: The prose against itself - shares (R95, R96, R98, F34, F35, F37), the percent sign (R113), figures that recur (R111), remains of the form (R114), operating expenses (F43).
description_zh: 文字内部核对：占比、百分号、前后一致、表式残留、机关运行经费。
grain: document_id, rule_id, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
claim as (
    select
        *,
        '第' || page || '页' as place
    from stg_rule_claim
),

amount as (
    select * from claim where facet = '' and value_unit in ('yuan', 'count')
),

-- What a share is a share of.
share_of (stem, whole, budget_rule, final_rule) as (
    values
    ('basic_expenditure', 'expenditure', 'R96', 'F35'), ('project_expenditure', 'expenditure', 'R96', 'F35'),
    ('institutional_operating_expenditure', 'expenditure', 'R96', 'F35'), ('remitted_upward', 'expenditure', 'R96', 'F35'),
    ('subsidy_downward', 'expenditure', 'R96', 'F35'), ('general_public_expenditure', 'expenditure', 'R98', 'F37'),
    ('fiscal_appropriation_revenue', 'revenue', 'R95', 'F34'), ('general_public_revenue', 'revenue', 'R95', 'F34'),
    ('institutional_revenue', 'revenue', 'R95', 'F34'), ('institutional_operating_revenue', 'revenue', 'R95', 'F34'),
    ('superior_subsidy', 'revenue', 'R95', 'F34'), ('subordinate_remittance', 'revenue', 'R95', 'F34'), ('other_revenue', 'revenue', 'R95', 'F34')
),

share as (
    select
        s.document_id,
        case s.family when 'final' then coalesce(o.final_rule, 'F37') else coalesce(o.budget_rule, 'R98') end as rule_id,
        s.claim_seq,
        s.place,
        s.stem,
        s.printed,
        s.value as share_value,
        s.step as share_step,
        part.value as part_value,
        part.printed as part_printed,
        part.step as part_step,
        whole.value as whole_value,
        whole.printed as whole_printed,
        100 * part.value::DOUBLE / whole.value::DOUBLE as true_share,
        0.5 * s.step::DOUBLE
        + 100 * (part.step::DOUBLE / 2 / abs(whole.value::DOUBLE) + abs(part.value::DOUBLE) * whole.step::DOUBLE / 2 / power(whole.value::DOUBLE, 2))
            as margin
    from claim as s
    left join share_of as o on s.stem = o.stem
    inner join amount as part on s.document_id = part.document_id and part.item = s.stem and part.sentence = s.sentence
    inner join amount as whole
        on
            s.document_id = whole.document_id
            and whole.value <> 0
            and whole.claim_seq < s.claim_seq
            and whole.item = coalesce(o.whole, case when starts_with(s.stem, 'general_public_function_') then 'general_public_expenditure' end)
    where s.facet = 'share' and s.value_unit = 'percent'
    qualify row_number() over (partition by s.document_id, s.claim_seq order by abs(part.claim_seq - s.claim_seq), whole.claim_seq desc) = 1
),

same_item as (
    select
        document_id,
        item,
        count(*) as times,
        min(value) as smallest,
        max(value) as largest,
        max(step) as step,
        arg_min(printed, value) as smallest_printed,
        arg_max(printed, value) as largest_printed,
        arg_min(page, value) as smallest_page,
        arg_max(page, value) as largest_page,
        arg_min(sentence, value) as smallest_sentence,
        arg_max(sentence, value) as largest_sentence
    from amount
    where
        value_unit = 'yuan'
        and item in (
            'total_revenue', 'total_expenditure', 'total_revenue_expenditure', 'general_public_expenditure', 'three_public_total', 'reception',
            'overseas_travel', 'vehicles', 'vehicle_purchase', 'vehicle_operation', 'agency_operating_expenses', 'procurement_total',
            'general_public_basic_expenditure', 'general_public_personnel_funds', 'general_public_public_funds', 'government_fund_expenditure'
        )
    group by all
    having count(*) > 1
),

verdict as (
    select
        document_id,
        rule_id,
        place,
        '占比 ' || stem as left_label,
        share_value::DOUBLE as left_value,
        true_share as right_value,
        margin as limit_value,
        rate_outcome(share_value::DOUBLE, true_share, margin) as outcome,
        '占比印“' || printed || '”，' || part_printed || ' ÷ ' || whole_printed || ' 应为 ' || round(true_share, 2) || '%' as trouble
    from share
    union all by name
    select
        document_id,
        'R113' as rule_id,
        place,
        '占比 ' || stem as left_label,
        value as left_value,
        if(contains(printed, '%') or contains(printed, '％'), 'pass', 'fail') as outcome,
        '占比没有百分号：“' || printed || '”' as trouble
    from claim
    where facet = 'share' and family = 'budget'
    union all by name
    select
        document_id,
        'R111' as rule_id,
        '第' || least(smallest_page, largest_page) || '页'
        || if(smallest_page = largest_page, '', '、第' || greatest(smallest_page, largest_page) || '页') as place,
        same_item.item as left_label,
        smallest as left_value,
        largest as right_value,
        step as limit_value,
        case when smallest = largest then 'pass' when largest - smallest <= step then 'pass_rounding' else 'fail' end as outcome,
        coalesce(named.label, '同一数') || '前后不一：第' || smallest_page || '页“' || smallest_printed || '”（' || left(smallest_sentence, 60) || '），第'
        || largest_page || '页“' || largest_printed || '”（' || left(largest_sentence, 60) || '）' as trouble
    from same_item
    left join figure_claim_label as named on same_item.item = named.item
    union all by name
    select distinct
        document_id,
        'R114' as rule_id,
        place,
        '表式残留' as left_label,
        if(regexp_matches(sentence, 'XX|××|XXX|增加（减少）|增加\(减少\)|减少（增加）|（数据）|\*\*\*'), 'fail', 'pass') as outcome,
        '残留表式文字：' || sentence as trouble
    from claim
    union all by name
    select
        a.document_id,
        'F43' as rule_id,
        a.place,
        '机关运行经费' as left_label,
        a.value as left_value,
        m.value as right_value,
        a.step as limit_value,
        case when a.value = m.value then 'pass' when a.value - m.value <= greatest(a.step, m.step) then 'pass_rounding' else 'fail' end as outcome,
        '机关运行经费 ' || a.printed || '，大于基本支出表公用经费 ' || m.printed as trouble
    from amount as a
    inner join figure_measure as m on a.document_id = m.document_id and m.measure in ('basic_public', 'basic_public_leaf')
    where a.item = 'agency_operating_expenses' and a.family = 'final'
    qualify row_number() over (partition by a.document_id, a.claim_seq order by m.measure) = 1
)

select
    document_id,
    rule_id,
    null::INTEGER as table_seq,
    place,
    left_label,
    try_cast(left_value as DECIMAL(20, 2)) as left_value,
    try_cast(right_value as DECIMAL(20, 2)) as right_value,
    try_cast(coalesce(left_value - right_value, 0) as DECIMAL(20, 2)) as difference,
    try_cast(limit_value as DECIMAL(20, 2)) as limit_value,
    outcome,
    case when outcome <> 'pass' then place || '：' || trouble end as instance
from verdict
