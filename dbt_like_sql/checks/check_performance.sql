/*
description: Quality of performance indicators - targets present (R116), measurable (R117), all four kinds (R118), own explanation (R119), vacuous ratios (R120), usable counts (R121).
description_zh: 绩效指标质量核对。
grain: document_id, rule_id, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
indicator as (
    select
        i.*,
        t.table_kind,
        t.title
    from stg_indicator as i
    inner join stg_table as t on i.document_id = t.document_id and i.table_seq = t.table_seq
    where i.level3 is not null
),

-- A ratio whose denominator the same document states as zero.
vacuous_when (indicator_words, item) as (
    values
    ('政府采购执行率', 'procurement_total'),
    ('专项资金细化率', 'transfer_project_count'),
    ('部门绩效评价完成率', 'performance_key_project_count')
),

by_project as (
    select
        document_id,
        coalesce(project_code, project_name) as project,
        any_value(project_name) as project_name,
        min(page) as page,
        bool_or(regexp_matches(level1, '成本')) as has_cost,
        bool_or(regexp_matches(level1, '产出')) as has_output,
        bool_or(regexp_matches(level1, '效益|效果')) as has_effect,
        bool_or(regexp_matches(level1, '满意')) as has_satisfaction
    from indicator
    where table_kind = 'project_performance' and coalesce(project_code, project_name) is not null and level1 is not null
    group by all
),

-- An explanation that defines another indicator of the same form.
borrowed as (
    select
        a.document_id,
        a.page,
        a.level3,
        b.level3 as other,
        a.explanation
    from indicator as a
    inner join indicator as b
        on
            a.document_id = b.document_id
            and a.table_seq = b.table_seq
            and a.level3 <> b.level3
            and (
                starts_with(a.explanation, b.level3 || '=')
                or contains(a.explanation, '。' || b.level3 || '=')
                -- 目标编制完成率 explained by 绩效自评…: the other name without its last word (完成率) opens the explanation
                or (a.level3 like '%率' and length(b.level3) > 5 and contains(left(a.explanation, 40), left(b.level3, length(b.level3) - 3)) and not contains(a.explanation, left(a.level3, length(a.level3) - 3)))
            )
    where a.explanation is not null and not contains(a.explanation, a.level3)
),

verdict as (
    select
        document_id,
        'R116' as rule_id,
        '第' || page || '页' as place,
        level3 as left_label,
        null::DECIMAL(20, 2) as left_value,
        null::DECIMAL(20, 2) as right_value,
        case
            when coalesce(target_printed, '') <> '' then 'pass'
            -- a rest of a clipped name: what stands beside it was not read as printed
            when length(level3) <= 2 then 'insufficient_data'
            else 'fail'
        end as outcome,
        '指标“' || level3 || '”没有指标值' || if(outcome = 'insufficient_data', '；名称可能没有读全', '') as trouble
    from indicator
    union all by name
    select
        document_id,
        'R117' as rule_id,
        '《' || any_value(title) || '》' as place,
        '量化比例' as left_label,
        count(*) filter (where target_value is not null) as left_value,
        count(*) as right_value,
        'pass' as outcome,
        count(*) filter (where target_value is not null) || ' / ' || count(*) || ' 个指标可量化' as trouble
    from indicator
    group by document_id, table_kind
    union all by name
    select
        document_id,
        'R118' as rule_id,
        '第' || page || '页' as place,
        project_name as left_label,
        null as left_value,
        null as right_value,
        case when has_cost and has_output and has_effect and has_satisfaction then 'pass' else 'fail' end as outcome,
        '项目“' || project_name || '”缺' || concat_ws(
            '、',
            case when not has_cost then '成本指标' end, case when not has_output then '产出指标' end,
            case when not has_effect then '效益指标' end, case when not has_satisfaction then '满意度指标' end
        ) as trouble
    from by_project
    union all by name
    select
        document_id,
        'R119' as rule_id,
        '第' || page || '页' as place,
        level3 as left_label,
        null as left_value,
        null as right_value,
        case when exists (from borrowed as b where b.document_id = i.document_id and b.level3 = i.level3) then 'fail' else 'pass' end as outcome,
        '指标“' || level3 || '”的说明写的是另一指标：' || left(explanation, 60) as trouble
    from indicator as i
    where explanation is not null and table_kind = 'department_performance'
    union all by name
    select
        i.document_id,
        'R120' as rule_id,
        '第' || i.page || '页' as place,
        i.level3 as left_label,
        i.target_value::DECIMAL(20, 2) as left_value,
        c.value as right_value,
        case when c.value = 0 then 'fail' else 'pass' end as outcome,
        '指标“' || i.level3 || '”的分母在本文件为 0（第' || c.page || '页“' || c.printed || '”），没有意义' as trouble
    from indicator as i
    inner join vacuous_when as v on contains(i.level3, v.indicator_words)
    inner join (
        select * from stg_claim as fact_narrative_claim qualify row_number() over (partition by document_id, item order by claim_seq) = 1
    ) as c on i.document_id = c.document_id and v.item = c.item
    union all by name
    select
        document_id,
        'R121' as rule_id,
        '第' || page || '页' as place,
        level3 as left_label,
        target_value::DECIMAL(20, 2) as left_value,
        null as right_value,
        'pass' as outcome,
        level3 || ' ' || target_printed as trouble
    from indicator
    where table_kind = 'project_performance' and target_unit in ('人', '辆') and target_value is not null
)

select
    document_id,
    rule_id,
    null::INTEGER as table_seq,
    place,
    left_label,
    left_value::DECIMAL(20, 2) as left_value,
    right_value::DECIMAL(20, 2) as right_value,
    null::DECIMAL(20, 2) as difference,
    null::DECIMAL(20, 2) as limit_value,
    outcome,
    []::VARCHAR[] as left_ids,
    []::VARCHAR[] as right_ids,
    case when outcome <> 'pass' or rule_id in ('R117', 'R121') then place || '：' || trouble end as instance
from verdict
