/*
description: The prose against itself - growth rates (R93, R94, R112, R126), shares (R96, R98, F34, F35, F37), dates, counts, repeated figures, remains of the form.
description_zh: 文字内部核对：增减率、占比、时点、数量、前后一致、表式残留。
grain: document_id, rule_id, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
claim as (select * from stg_rule_claim),

amount as (
    select * from claim where facet = '' and value_unit in ('yuan', 'count')
),

-- The figure a change belongs to: the same item, else the total that was named before 收、支总计.
change as (
    select
        c.document_id,
        c.family,
        c.document_year,
        c.claim_seq,
        c.page,
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
    inner join amount as a
        on
            c.document_id = a.document_id
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
        amount_value - change_value as base,
        case when amount_value <> change_value then 100 * change_value::DOUBLE / (amount_value - change_value)::DOUBLE end as true_rate,
        case
            when amount_value <> change_value
                then
                    0.5 * rate_step::DOUBLE
                    + 100 * (
                        change_step::DOUBLE / 2 / abs((amount_value - change_value)::DOUBLE)
                        + abs(change_value::DOUBLE) * (amount_step + change_step)::DOUBLE / 2 / power((amount_value - change_value)::DOUBLE, 2)
                    )
        end as margin
    from change
    where rate_value is not null
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
        s.page,
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

one_sentence as (
    select
        document_id,
        page,
        sentence,
        any_value(document_year) as document_year,
        any_value(family) as family,
        bool_or(facet in ('change', 'change_rate')) as has_change
    from claim
    group by document_id, page, sentence
),

named_year as (
    select
        document_id,
        page,
        sentence,
        document_year,
        try_cast(regexp_extract(sentence, '(?:与|比|较)(?:上年（)?(20\d\d)年', 1) as INTEGER) as base_year
    from one_sentence
    where has_change
),

vehicle as (
    select
        c.document_id,
        c.page,
        c.printed,
        c.value as vehicles,
        m.value as running
    from amount as c
    inner join figure_measure as m on c.document_id = m.document_id and m.measure = 'three_public_item' and m.key = 'vehicle_operation'
    where c.item = 'vehicle_count'
    qualify row_number() over (partition by c.document_id order by c.claim_seq) = 1
),

counted_thing (amount_item, count_item, label) as (
    values
    ('reception', 'reception_batch_count', '公务接待'), ('vehicle_purchase', 'vehicle_purchase_count', '公务用车购置'),
    ('vehicle_operation', 'vehicle_holding_count', '公务用车运行'), ('overseas_travel', 'overseas_group_count', '因公出国（境）')
),

project_row as (
    select
        t.document_id,
        t.table_kind,
        count(distinct coalesce(p.project_code, coalesce(p.unit_code, '') || p.project_name)) as listed,
        count(distinct t.table_seq) as tables
    from stg_row as p
    inner join stg_table as t on p.document_id = t.document_id and p.table_seq = t.table_seq
    where p.row_kind = 'project' and t.table_kind in ('project_performance', 'project_expenditure')
    group by all
),

-- The list of goals is complete when it has as many projects as the project table; many places publish some goals only.
project_count as (
    select
        c.document_id,
        c.page,
        c.printed,
        c.value as stated,
        g.listed
    from amount as c
    inner join project_row as g on c.document_id = g.document_id and g.table_kind = 'project_performance' and g.tables = 1
    inner join project_row as b on c.document_id = b.document_id and b.table_kind = 'project_expenditure' and b.listed = g.listed
    where c.item = 'performance_project_count'
),

unit_count as (
    select
        c.document_id,
        c.page,
        c.printed,
        c.value as stated,
        count(distinct r.unit_code) filter (where length(r.unit_code) > 3) as listed
    from amount as c
    inner join stg_row as r on c.document_id = r.document_id and r.row_kind = 'unit'
    inner join stg_table as t on r.document_id = t.document_id and r.table_seq = t.table_seq
    where c.item = 'subordinate_unit_count' and t.table_kind = 'revenue'
    group by all
),

verdict as (
    select
        document_id,
        case family when 'final' then 'F33' else 'R93' end as rule_id,
        '第' || page || '页' as place,
        stem as left_label,
        rate_value as left_value,
        true_rate as right_value,
        margin as limit_value,
        case
            when abs(abs(rate_value::DOUBLE) - abs(true_rate)) <= margin then 'pass'
            when abs(abs(rate_value::DOUBLE) - abs(true_rate)) <= 2 * margin then 'pass_rounding'
            else 'fail'
        end as outcome,
        coalesce(named.label || '的', '') || '增减率印“' || rate_printed || '”，按本年 ' || amount_printed || '、' || change_printed || ' 计算应为 '
        || round(abs(true_rate), 2) || '%：' || sentence as trouble
    from rate
    left join figure_claim_label as named on rate.stem = named.item
    where true_rate is not null
    union all
    select
        document_id,
        'R94',
        '第' || page || '页',
        stem,
        change_value,
        rate_value,
        0,
        case when change_value = 0 or rate_value = 0 or sign(change_value) = sign(rate_value) then 'pass' else 'fail' end,
        '增减额“' || change_printed || '”与增减率“' || rate_printed || '”方向相反：' || sentence
    from rate
    where family = 'budget'
    union all
    select
        document_id,
        'R112',
        '第' || page || '页',
        stem,
        rate_value,
        0,
        0,
        -- 0.00万元，减少0.00万元，下降2.1%: both are rounded
        case
            when base <> 0 or rate_value = 0 then 'pass'
            when amount_value = 0 and abs(rate_value) <> 100 then 'insufficient_data'
            else 'fail'
        end,
        '上年数为 0，却印增长率“' || rate_printed || '”：' || sentence
    from rate
    union all
    select
        document_id,
        rule_id,
        '第' || page || '页',
        '占比 ' || stem,
        share_value,
        true_share,
        margin,
        case
            when abs(share_value::DOUBLE - true_share) <= margin then 'pass'
            when abs(share_value::DOUBLE - true_share) <= 2 * margin then 'pass_rounding'
            else 'fail'
        end,
        '占比印“' || printed || '”，' || part_printed || ' ÷ ' || whole_printed || ' 应为 ' || round(true_share, 2) || '%'
    from share
    union all
    select
        document_id,
        'R107',
        '第' || min(page) || '页',
        '资产时点',
        min(value),
        min(document_year) - 1,
        0,
        case when min(value) = min(document_year) - 1 or min(value) = min(document_year) then 'pass' else 'fail' end,
        '资产时点为 ' || min(value)::INTEGER || ' 年，应为 ' || (min(document_year) - 1) || ' 年'
    from amount
    where item = 'asset_balance_year' and family = 'budget' and document_year is not null
    group by document_id
    union all
    select
        document_id,
        'R108',
        '第' || page || '页',
        '车辆',
        vehicles,
        running,
        0,
        case when running > 0 and vehicles = 0 then 'fail' else 'pass' end,
        '正文说车辆“' || printed || '”，“三公”经费表有公务用车运行费 '
        || regexp_replace((running / 10000)::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1') || '万元'
    from vehicle
    union all
    select
        document_id,
        'R105',
        '第' || page || '页',
        '项目个数',
        stated,
        listed,
        0,
        case
            when stated = listed then 'pass'
            when stated > listed and document_id in (select k.document_id from stg_key_project_list as k) then 'insufficient_data'
            else 'fail'
        end,
        '文字说涉及项目“' || printed || '”，项目绩效目标表有 ' || listed || ' 个'
    from project_count
    union all
    -- 无所属单位 is a department whose only unit is itself; some texts count the 本级, some do not.
    select
        document_id,
        'R109',
        '第' || page || '页',
        '预算单位个数',
        stated,
        listed,
        0,
        case when stated in (listed, listed - 1) then 'pass' else 'fail' end,
        '文字说预算单位“' || printed || '”，收入总表有 ' || listed || ' 个单位'
    from unit_count
    where listed > 0
    union all
    select
        document_id,
        'R111',
        '第' || least(smallest_page, largest_page) || '页' || case when smallest_page = largest_page then '' else '、第' || greatest(smallest_page, largest_page) || '页' end,
        same_item.item,
        smallest,
        largest,
        step,
        case when smallest = largest then 'pass' when largest - smallest <= step then 'pass_rounding' else 'fail' end,
        coalesce(named.label, '同一数') || '前后不一：第' || smallest_page || '页“' || smallest_printed || '”（' || left(smallest_sentence, 60) || '），第'
        || largest_page || '页“' || largest_printed || '”（' || left(largest_sentence, 60) || '）'
    from same_item
    left join figure_claim_label as named on same_item.item = named.item
    union all
    select
        document_id,
        'R114',
        '第' || page || '页',
        '表式残留',
        null,
        null,
        null,
        case when regexp_matches(sentence, 'XX|××|XXX|增加（减少）|增加\(减少\)|减少（增加）|（数据）|\*\*\*') then 'fail' else 'pass' end,
        '残留表式文字：' || sentence
    from one_sentence
    union all
    select
        document_id,
        'R113',
        '第' || page || '页',
        '占比 ' || stem,
        value,
        null,
        null,
        case when contains(printed, '%') or contains(printed, '％') then 'pass' else 'fail' end,
        '占比没有百分号：“' || printed || '”'
    from claim
    where facet = 'share' and family = 'budget'
    union all
    select
        document_id,
        'R126',
        '第' || page || '页',
        '比较年度',
        base_year,
        document_year - 1,
        0,
        case when base_year = document_year - 1 then 'pass' else 'fail' end,
        '比较的年度是 ' || base_year || ' 年，应为 ' || (document_year - 1) || ' 年：' || sentence
    from named_year
    where base_year is not null and document_year is not null
    union all
    select
        c.document_id,
        'R115',
        '第' || c.page || '页',
        c.stem,
        c.value,
        null,
        null,
        case
            when
                regexp_matches(c.sentence, '原因|由于|主要是|主要系|主要为')
                or exists (
                    from claim as r
                    where
                        r.document_id = c.document_id
                        and r.facet = 'change_reason'
                        and (r.stem = c.stem or r.claim_seq between c.claim_seq and c.claim_seq + 8)
                )
                then 'pass'
            else 'fail'
        end,
        '增减“' || c.printed || '”没有写明原因'
    from claim as c
    where c.facet = 'change' and c.value <> 0 and c.family = 'budget'
    union all
    select
        a.document_id,
        'F42',
        '第' || a.page || '页',
        t.label,
        a.value,
        n.value,
        null,
        case when a.value > 0 and n.value = 0 then 'fail' else 'pass' end,
        t.label || '费 ' || a.printed || '，数量却为 0（' || n.printed || '）'
    from amount as a
    inner join counted_thing as t on a.item = t.amount_item
    inner join amount as n on a.document_id = n.document_id and n.item = t.count_item
    where a.family = 'final'
    union all
    select
        b.document_id,
        'F39',
        '第' || b.page || '页',
        b.stem,
        b.value,
        r.value,
        null,
        case when b.value = 0 and r.value <> 0 then 'fail' else 'pass' end,
        '年初预算为 0，却印完成率“' || r.printed || '”：' || r.sentence
    from claim as b
    inner join claim as r on b.document_id = r.document_id and b.stem = r.stem and b.sentence = r.sentence and r.facet = 'completion_rate'
    where b.facet = 'budget' and b.family = 'final'
    union all
    select
        a.document_id,
        'F43',
        '第' || a.page || '页',
        '机关运行经费',
        a.value,
        m.value,
        a.step,
        case when a.value = m.value then 'pass' when a.value - m.value <= greatest(a.step, m.step) then 'pass_rounding' else 'fail' end,
        '机关运行经费 ' || a.printed || '，大于基本支出表公用经费 ' || m.printed
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
    try_cast(coalesce(left_value::DOUBLE - right_value::DOUBLE, 0) as DECIMAL(20, 2)) as difference,
    try_cast(limit_value as DECIMAL(20, 2)) as limit_value,
    outcome,
    []::VARCHAR[] as left_ids,
    []::VARCHAR[] as right_ids,
    case when outcome <> 'pass' then place || '：' || trouble end as instance
from verdict
