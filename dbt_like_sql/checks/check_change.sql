/*
description: What the prose says of changes, against itself - growth rates (R93, F33), their direction (R94) and base (R112), the year compared with (R126), reasons (R115), completion of a plan of nothing (F39).
description_zh: 文字内部核对：增减率、增减方向、比较年度、增减原因、完成率。
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

-- The figure a change belongs to: the same item, else the total that was named before 收、支总计.
change as (
    select
        c.document_id,
        c.family,
        c.place,
        c.stem,
        c.sentence,
        c.value as change_value,
        c.step as change_step,
        c.printed as change_printed,
        a.value as amount_value,
        a.step as amount_step,
        a.printed as amount_printed,
        r.value as rate_value,
        r.step as rate_step,
        r.printed as rate_printed
    from claim as c
    inner join claim as a
        on
            c.document_id = a.document_id
            and a.facet = ''
            and a.value_unit in ('yuan', 'count')
            and a.claim_seq <= c.claim_seq
            and (
                a.item = c.stem
                or (c.stem = 'total_revenue_expenditure' and a.item = 'total_revenue')
                or (c.stem = 'revenue_expenditure_budget' and a.item = 'revenue_budget')
            )
    left join claim as r
        on c.document_id = r.document_id and r.item = c.stem || '_change_rate' and r.sentence = c.sentence and r.claim_seq > c.claim_seq
    where c.facet = 'change'
    qualify row_number() over (partition by c.document_id, c.claim_seq order by a.claim_seq desc, r.claim_seq asc) = 1
),

rate as (
    select
        *,
        (amount_value - change_value)::DOUBLE as base,
        if(base <> 0, 100 * change_value::DOUBLE / base, null) as true_rate,
        if(
            base <> 0,
            0.5 * rate_step::DOUBLE
            + 100 * (change_step::DOUBLE / 2 / abs(base) + abs(change_value::DOUBLE) * (amount_step + change_step)::DOUBLE / 2 / power(base, 2)),
            null
        ) as margin
    from change
    where rate_value is not null
),

named_year as (
    select
        document_id,
        place,
        sentence,
        any_value(document_year) as document_year,
        try_cast(regexp_extract(sentence, '(?:与|比|较)(?:上年（)?(20\d\d)年', 1) as INTEGER) as base_year
    from claim
    group by document_id, place, sentence
    having bool_or(facet in ('change', 'change_rate'))
),

verdict as (
    select
        document_id,
        case family when 'final' then 'F33' else 'R93' end as rule_id,
        place,
        stem as left_label,
        rate_value::DOUBLE as left_value,
        true_rate as right_value,
        margin as limit_value,
        rate_outcome(abs(rate_value::DOUBLE), abs(true_rate), margin) as outcome,
        coalesce(named.label || '的', '') || '增减率印“' || rate_printed || '”，按本年 ' || amount_printed || '、' || change_printed || ' 计算应为 '
        || round(abs(true_rate), 2) || '%：' || sentence as trouble
    from rate
    left join figure_claim_label as named on rate.stem = named.item
    where true_rate is not null
    union all by name
    select
        document_id,
        'R94' as rule_id,
        place,
        stem as left_label,
        change_value as left_value,
        rate_value as right_value,
        0 as limit_value,
        if(change_value = 0 or rate_value = 0 or sign(change_value) = sign(rate_value), 'pass', 'fail') as outcome,
        '增减额“' || change_printed || '”与增减率“' || rate_printed || '”方向相反：' || sentence as trouble
    from rate
    where family = 'budget'
    union all by name
    select
        document_id,
        'R112' as rule_id,
        place,
        stem as left_label,
        rate_value as left_value,
        0 as right_value,
        0 as limit_value,
        -- 0.00万元，减少0.00万元，下降2.1%: both are rounded
        case
            when base <> 0 or rate_value = 0 then 'pass'
            when amount_value = 0 and abs(rate_value) <> 100 then 'insufficient_data'
            else 'fail'
        end as outcome,
        '上年数为 0，却印增长率“' || rate_printed || '”：' || sentence as trouble
    from rate
    union all by name
    select
        document_id,
        'R126' as rule_id,
        place,
        '比较年度' as left_label,
        base_year as left_value,
        document_year - 1 as right_value,
        0 as limit_value,
        if(base_year = document_year - 1, 'pass', 'fail') as outcome,
        '比较的年度是 ' || base_year || ' 年，应为 ' || (document_year - 1) || ' 年：' || sentence as trouble
    from named_year
    where base_year is not null and document_year is not null
    union all by name
    select
        c.document_id,
        'R115' as rule_id,
        c.place,
        c.stem as left_label,
        c.value as left_value,
        case
            when
                regexp_matches(c.sentence, '原因|由于|主要是|主要系|主要为|因为')
                or exists (
                    from claim as r
                    where
                        r.document_id = c.document_id
                        and r.facet = 'change_reason'
                        and (r.stem = c.stem or r.claim_seq between c.claim_seq and c.claim_seq + 8 or r.section = c.section)
                )
                then 'pass'
            -- sentences without figures are not stored: a document that gives no reason in those that are may give all of them in others
            when c.document_id in (select r.document_id from claim as r where r.facet = 'change_reason') then 'fail'
            else 'insufficient_data'
        end as outcome,
        '增减“' || c.printed || '”没有写明原因' as trouble
    from claim as c
    where c.facet = 'change' and c.value <> 0 and c.family = 'budget'
    union all by name
    select
        b.document_id,
        'F39' as rule_id,
        b.place,
        b.stem as left_label,
        b.value as left_value,
        r.value as right_value,
        if(b.value = 0 and r.value <> 0, 'fail', 'pass') as outcome,
        '年初预算为 0，却印完成率“' || r.printed || '”：' || r.sentence as trouble
    from claim as b
    inner join claim as r on b.document_id = r.document_id and b.stem = r.stem and b.sentence = r.sentence and r.facet = 'completion_rate'
    where b.facet = 'budget' and b.family = 'final'
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
