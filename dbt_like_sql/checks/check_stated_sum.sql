/*
description: Sums that the prose itself states - purchases (R104, F44), assets and vehicles (R106, F45), organisations (R110), graded projects (F46).
description_zh: 文字内部的合计：政府采购、固定资产、车辆、机构、绩效评价等级。
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
