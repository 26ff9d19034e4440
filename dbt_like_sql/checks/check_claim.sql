/*
description: The prose against the tables - every statement that figure_claim_comparison knows, function by function for general public expenditure, and sums the prose itself states.
description_zh: 文字与表的核对，以及文字内部的合计。
grain: document_id, rule_id, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, left_value, right_value]
*/
with
claim as (
    select
        c.*,
        coalesce(l.label, c.stem) as label
    from stg_rule_claim as c
    left join figure_claim_label as l on c.stem = l.item
    where c.facet = ''
),

against_figure as (
    select
        c.document_id,
        w.rule_id,
        c.claim_seq,
        c.item,
        c.label as left_label,
        c.value as left_value,
        c.step as left_step,
        '第' || c.page || '页“' || c.printed || '”' as left_printed,
        d.label as right_label,
        m.value as right_value,
        greatest(m.parts, len(m.amount_ids), 1) as right_parts,
        m.step as right_step,
        m.amount_ids as right_ids,
        m.printed as right_printed,
        m.is_ambiguous,
        m.is_blank,
        list_position(w.measures, m.measure) as preference
    from claim as c
    inner join figure_claim_comparison as w on c.item = w.item and left(w.rule_id, 1) = case c.family when 'final' then 'F' else 'R' end
    inner join figure_measure as m on c.document_id = m.document_id and list_contains(w.measures, m.measure) and m.key = w.key
    inner join (
        select
            measure,
            figure_key(key_by, fund, item) as key,
            any_value(label) as label
        from figure_measure_definition
        group by all
    ) as d on m.measure = d.measure and m.key = d.key
    where c.value_unit = 'yuan'
),

-- A code that the table does not print may be that of another year (西安 2021: 2089901 in the prose, 2089999 in the table); then the 项 of the
-- same name must agree.
stated_function as (
    select
        c.*,
        regexp_extract(c.item, '(\d+)$', 1) as code,
        not exists (
            from figure_measure as m
            where m.document_id = c.document_id and m.measure = 'general_function' and starts_with(m.key, regexp_extract(c.item, '(\d+)$', 1))
        ) as is_absent
    from claim as c
    semi join (select distinct document_id from figure_measure where measure = 'general_function') as k on c.document_id = k.document_id
    where regexp_full_match(c.item, 'general_public_function_\d+') and c.value_unit = 'yuan'
),

same_name as (
    select distinct
        old.code,
        new.code as renumbered
    from dim_function as old
    inner join dim_function as new
        on old.parent_code = new.parent_code and old.official_name = new.official_name and old.code <> new.code and length(new.code) = 7
),

function_figure as (
    select
        c.document_id,
        case c.family when 'final' then 'F38' else 'R98' end as rule_id,
        c.claim_seq,
        c.item,
        '功能科目 ' || c.code as left_label,
        c.value as left_value,
        c.step as left_step,
        '第' || c.page || '页“' || c.printed || '”' as left_printed,
        '一般公共预算支出表该科目' as right_label,
        coalesce(sum(m.value), 0) as right_value,
        coalesce(sum(greatest(m.parts, len(m.amount_ids))), 1) as right_parts,
        max(m.step) as right_step,
        flatten(coalesce(list(m.amount_ids) filter (where m.amount_ids is not null), [])) as right_ids,
        coalesce(any_value(m.printed), '为空') as right_printed,
        coalesce(bool_or(m.is_ambiguous), false) as is_ambiguous,
        count(m.document_id) = 0 as is_blank,
        1 as preference
    from stated_function as c
    left join figure_measure as m
        on c.document_id = m.document_id and m.measure = 'general_function' and starts_with(m.key, c.code)
    group by all
    union all
    select
        c.document_id,
        case c.family when 'final' then 'F38' else 'R98' end,
        c.claim_seq,
        c.item,
        '功能科目 ' || c.code,
        c.value,
        c.step,
        '第' || c.page || '页“' || c.printed || '”',
        '一般公共预算支出表同名科目',
        sum(m.value),
        sum(greatest(m.parts, len(m.amount_ids))),
        max(m.step),
        flatten(list(m.amount_ids)),
        any_value(m.printed),
        bool_or(m.is_ambiguous),
        false,
        2
    from stated_function as c
    inner join same_name on c.code = same_name.code
    inner join figure_measure as m
        on c.document_id = m.document_id and m.measure = 'general_function' and same_name.renumbered = m.key
    where c.is_absent
    group by all
),

-- The nearest alternative; and where the prose states an item several times one agreeing statement is enough here (R111 compares the statements).
nearest as (
    select *
    from (
        select * from against_figure
        union all
        select * from function_figure
    ) as every_pair
    qualify row_number() over (partition by document_id, rule_id, item order by abs(left_value - right_value), claim_seq, preference, right_printed) = 1
),

-- Sums stated in the prose: total, parts.
part_of (rule_id, total, part) as (
    values
    ('R104', 'procurement_total', 'procurement_goods'), ('R104', 'procurement_total', 'procurement_works'),
    ('R104', 'procurement_total', 'procurement_services'),
    ('F44', 'procurement_total', 'procurement_goods'), ('F44', 'procurement_total', 'procurement_works'),
    ('F44', 'procurement_total', 'procurement_services'),
    ('R106', 'fixed_assets_total', 'fixed_assets_vehicles'), ('R106', 'fixed_assets_total', 'fixed_assets_office_equipment'),
    ('R106', 'fixed_assets_total', 'fixed_assets_buildings'), ('R106', 'fixed_assets_total', 'fixed_assets_equipment'),
    ('R106', 'fixed_assets_total', 'fixed_assets_other'),
    ('R106', 'vehicle_count', 'vehicle_count_minister'), ('R106', 'vehicle_count', 'vehicle_count_leader'),
    ('R106', 'vehicle_count', 'vehicle_count_confidential'), ('R106', 'vehicle_count', 'vehicle_count_emergency'),
    ('R106', 'vehicle_count', 'vehicle_count_enforcement'), ('R106', 'vehicle_count', 'vehicle_count_special'),
    ('R106', 'vehicle_count', 'vehicle_count_retired'), ('R106', 'vehicle_count', 'vehicle_count_general'),
    ('R106', 'vehicle_count', 'vehicle_count_business'), ('R106', 'vehicle_count', 'vehicle_count_other'),
    ('F45', 'vehicle_count', 'vehicle_count_minister'), ('F45', 'vehicle_count', 'vehicle_count_leader'),
    ('F45', 'vehicle_count', 'vehicle_count_confidential'), ('F45', 'vehicle_count', 'vehicle_count_emergency'),
    ('F45', 'vehicle_count', 'vehicle_count_enforcement'), ('F45', 'vehicle_count', 'vehicle_count_special'),
    ('F45', 'vehicle_count', 'vehicle_count_retired'), ('F45', 'vehicle_count', 'vehicle_count_general'),
    ('F45', 'vehicle_count', 'vehicle_count_business'), ('F45', 'vehicle_count', 'vehicle_count_other'),
    ('R110', 'organisation_count', 'administrative_organisation_count'), ('R110', 'organisation_count', 'institution_count'),
    ('F46', 'performance_project_count', 'performance_grade_excellent_count'), ('F46', 'performance_project_count', 'performance_grade_good_count'),
    ('F46', 'performance_project_count', 'performance_grade_pass_count'), ('F46', 'performance_project_count', 'performance_grade_fail_count')
),

first_claim as (
    select * from claim qualify row_number() over (partition by document_id, item order by claim_seq) = 1
),

stated_sum as (
    select
        t.document_id,
        p.rule_id,
        t.label as left_label,
        t.value as left_value,
        t.step as left_step,
        '第' || t.page || '页“' || t.printed || '”' as left_printed,
        '文字所列各部分之和' as right_label,
        sum(c.value) as right_value,
        count(*) as right_parts,
        bool_or(c.item = 'vehicle_count_other')
        and len(regexp_extract_all(any_value(t.sentence), '用车[\d共]+[\d\s]*(辆|台)')) <= count(*) as names_the_rest,
        max(c.step) as right_step,
        string_agg(c.printed, '+' order by c.claim_seq) as right_printed
    from first_claim as t
    inner join part_of as p on t.item = p.total and left(p.rule_id, 1) = case t.family when 'final' then 'F' else 'R' end
    inner join first_claim as c on t.document_id = c.document_id and p.part = c.item
    group by all
    -- A single named part is an example (其中：一般公务用车 1 辆), not a full list.
    having count(*) > 1 or any_value(p.total) = 'vehicle_count'
)

select
    document_id,
    rule_id,
    null::INTEGER as table_seq,
    '正文' as place,
    '=' as relation,
    left_label,
    left_value::DECIMAL(20, 2) as left_value,
    1 as left_parts,
    left_step,
    []::VARCHAR[] as left_ids,
    left_printed,
    right_label,
    right_value::DECIMAL(20, 2) as right_value,
    right_parts,
    right_step,
    right_ids,
    right_printed,
    10000 as factor,
    case
        when is_ambiguous then '同类表有多张且合计不同，无法确定应比较哪一张'
        when is_blank then '表中没有印出此数，未印不作零'
    end as doubt
from nearest
union all by name
select
    document_id,
    rule_id,
    null::INTEGER as table_seq,
    '正文' as place,
    -- 其中 names some kinds of vehicle; the list is complete when it ends in 其他用车 and every kind in the sentence is known (重庆: 业务用车).
    case when left_label = '车辆数' and not names_the_rest then '>=' else '=' end as relation,
    left_label,
    left_value::DECIMAL(20, 2) as left_value,
    1 as left_parts,
    left_step,
    []::VARCHAR[] as left_ids,
    left_printed,
    right_label,
    right_value::DECIMAL(20, 2) as right_value,
    right_parts,
    right_step,
    []::VARCHAR[] as right_ids,
    right_printed,
    case when left_label in ('政府采购总额', '固定资产总额') then 10000 else 1 end as factor,
    case when left_label in ('政府采购总额', '固定资产总额') then '万元' else '' end as unit_text
from stated_sum
