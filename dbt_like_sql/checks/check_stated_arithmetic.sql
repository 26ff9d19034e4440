/*
description: Figures that one sentence of the prose gives and that follow from each other - last year and the change give this year (R133, F54), the budget and the final amount give the rate of completion (F55).
description_zh: 同一句中互相推得出的数：上年数加减增减额为本年数，决算数除以预算数为完成率。
grain: document_id, rule_id, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
claim as (select * from stg_rule_claim),

-- The amount of the year stands with what is said of it: in the same sentence, or in the one before.
amount as (select * from claim where facet = '' and value_unit = 'yuan'),

change as (
    select
        c.document_id,
        c.family,
        c.page,
        c.stem,
        c.sentence,
        c.value as change_value,
        c.step as change_step,
        c.printed as change_printed,
        p.value as prior_value,
        p.step as prior_step,
        p.printed as prior_printed,
        a.value as amount_value,
        a.step as amount_step,
        a.printed as amount_printed
    from claim as c
    inner join claim as p on c.document_id = p.document_id and c.stem = p.stem and c.sentence = p.sentence and p.facet = 'prior'
    inner join amount as a on c.document_id = a.document_id and c.stem = a.stem and c.sentence = a.sentence
    where c.facet = 'change'
    qualify
        row_number() over (
            partition by c.document_id, c.claim_seq order by abs(p.claim_seq - c.claim_seq), abs(a.claim_seq - c.claim_seq), p.claim_seq, a.claim_seq
        ) = 1
),

completion as (
    select
        r.document_id,
        r.page,
        r.stem,
        r.sentence,
        r.value as rate_value,
        r.step as rate_step,
        r.printed as rate_printed,
        b.value as budget_value,
        b.step as budget_step,
        b.printed as budget_printed,
        a.value as amount_value,
        a.step as amount_step,
        a.printed as amount_printed
    from claim as r
    inner join claim as b on r.document_id = b.document_id and r.stem = b.stem and r.sentence = b.sentence and b.facet = 'budget' and b.value <> 0
    inner join amount as a on r.document_id = a.document_id and regexp_replace(r.stem, '_adjusted$', '') = a.stem and r.sentence = a.sentence
    where r.facet = 'completion_rate' and r.family = 'final'
    qualify
        row_number() over (
            partition by r.document_id, r.claim_seq order by abs(b.claim_seq - r.claim_seq), abs(a.claim_seq - r.claim_seq), b.claim_seq, a.claim_seq
        ) = 1
),

rated as (
    select
        *,
        100 * amount_value::DOUBLE / budget_value::DOUBLE as true_rate,
        0.5 * rate_step::DOUBLE
        + 100 * (
            amount_step::DOUBLE / 2 / abs(budget_value::DOUBLE)
            + abs(amount_value::DOUBLE) * budget_step::DOUBLE / 2 / power(budget_value::DOUBLE, 2)
        ) as margin
    from completion
),

verdict as (
    select
        document_id,
        if(family = 'final', 'F54', 'R133') as rule_id,
        '第' || page || '页' as place,
        stem,
        amount_value as left_value,
        prior_value + change_value as right_value,
        (amount_step + prior_step + change_step) / 2 as limit_value,
        case
            when amount_value = prior_value + change_value then 'pass'
            when abs(amount_value - prior_value - change_value) <= (amount_step + prior_step + change_step) / 2 then 'pass_rounding'
            else 'fail'
        end as outcome,
        '本年印“' || amount_printed || '”，上年“' || prior_printed || '”，“' || change_printed || '”，三者不能相合：' || sentence as trouble
    from change
    union all
    select
        document_id,
        'F55',
        '第' || page || '页',
        stem,
        rate_value,
        true_rate,
        margin,
        case
            when abs(rate_value::DOUBLE - true_rate) <= margin then 'pass'
            when abs(rate_value::DOUBLE - true_rate) <= 2 * margin then 'pass_rounding'
            else 'fail'
        end,
        '完成率印“' || rate_printed || '”，按决算 ' || amount_printed || ' ÷ 预算 ' || budget_printed || ' 计算应为 ' || round(true_rate, 2) || '%：' || sentence
    from rated
)

select
    v.document_id,
    v.rule_id,
    null::INTEGER as table_seq,
    v.place,
    v.stem as left_label,
    v.left_value::DECIMAL(20, 2) as left_value,
    v.right_value::DECIMAL(20, 2) as right_value,
    (v.left_value::DOUBLE - v.right_value::DOUBLE)::DECIMAL(20, 2) as difference,
    v.limit_value::DECIMAL(20, 2) as limit_value,
    v.outcome,
    []::VARCHAR[] as left_ids,
    []::VARCHAR[] as right_ids,
    case when v.outcome <> 'pass' then v.place || '：' || coalesce(named.label || '：', '') || v.trouble end as instance
from verdict as v
left join figure_claim_label as named on v.stem = named.item
