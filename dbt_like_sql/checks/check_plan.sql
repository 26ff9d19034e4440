/*
description: Final accounts against the budget of their year (R128, F51, R129, R130), and codes that changed their name since the year before (R131, R132).
description_zh: 决算与同年预算核对，代码名称跨年核对。
grain: document_id, rule_id, place
materialization: table
columns:
  partner_id: the other document of the comparison
checks:
  - not_null: [document_id, rule_id, outcome, instance]
*/
with
plan_check as (
    select
        a.document_id,
        unnest(['R128', 'F51']) as rule_id,
        p.partner_id,
        '“三公”经费表 ' || a.three_public_item as place,
        a.amount_yuan as left_value,
        m.value as right_value,
        greatest(a.step, m.step) as limit_value,
        '=' as relation,
        '决算表所列预算数' as left_label,
        p.partner_year || ' 年预算' as right_label
    from figure_planned_three_public as a
    inner join stg_partner as p on a.document_id = p.document_id and p.relation = 'budget_of_year'
    inner join figure_measure as m on p.partner_id = m.document_id and m.measure = 'three_public_item' and a.three_public_item = m.key
    union all by name
    select
        c.document_id,
        'R129' as rule_id,
        p.partner_id,
        '第' || c.page || '页 功能科目 ' || regexp_extract(c.stem, '(\d+)$', 1) as place,
        c.value as left_value,
        m.value as right_value,
        greatest(c.step, m.step) as limit_value,
        '=' as relation,
        '文字年初预算（' || c.printed || '）' as left_label,
        p.partner_year || ' 年预算' as right_label
    from stg_rule_claim as c
    inner join stg_partner as p on c.document_id = p.document_id and p.relation = 'budget_of_year'
    inner join figure_measure as m
        on p.partner_id = m.document_id and m.measure = 'general_function' and m.key = regexp_extract(c.stem, '(\d+)$', 1)
    where c.facet = 'budget' and starts_with(c.stem, 'general_public_function_')
    union all by name
    -- Carried out as planned within half and one and a half: anything else is listed, not judged.
    select
        f.document_id,
        'R130' as rule_id,
        p.partner_id,
        '功能科目 ' || f.key || ' 执行率 ' || round(100 * f.value::DOUBLE / b.value::DOUBLE, 1) || '%' as place,
        f.value as left_value,
        b.value as right_value,
        abs(b.value) * 0.5 as limit_value,
        '=' as relation,
        '决算数' as left_label,
        p.partner_year || ' 年预算数' as right_label
    from figure_measure as f
    inner join stg_partner as p on f.document_id = p.document_id and p.relation = 'budget_of_year'
    inner join figure_measure as b on p.partner_id = b.document_id and b.measure = 'general_function' and f.key = b.key
    where f.measure = 'general_function' and b.value <> 0
),

current_document as (
    select document_id, unit_identity, fiscal_year
    from stg_document_version
    where is_current and fiscal_year is not null
),

code_name as (
    select
        d.document_id,
        d.fiscal_year,
        d.unit_identity,
        'R131' as rule_id,
        r.project_code as code,
        min(regexp_replace(r.project_name, '[\s　“”"''‘’（）()]|20\d\d年?(度)?', '', 'g')) as plain_name,
        min(r.project_name) as name
    from stg_row as r
    inner join current_document as d on r.document_id = d.document_id
    where length(r.project_code) = 21 and r.project_name is not null
    group by all
    union all by name
    select
        d.document_id,
        d.fiscal_year,
        d.unit_identity,
        'R132' as rule_id,
        r.unit_code as code,
        min(plain_name(r.unit_name)) as plain_name,
        min(r.unit_name) as name
    from stg_row as r
    inner join stg_table as t on r.document_id = t.document_id and r.table_seq = t.table_seq
    inner join current_document as d on r.document_id = d.document_id
    where t.table_kind = 'revenue' and r.row_kind = 'unit' and r.unit_code is not null and r.unit_name is not null
    group by all
),

judged as (
    select
        *,
        difference_of(relation, left_value, right_value)::DECIMAL(20, 2) as difference
    from plan_check
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
    outcome_of(difference, limit_value, null) as outcome,
    across_sentence(place, left_label, left_value, relation, right_label, right_value, difference, limit_value, null) as instance
from judged
union all by name
select
    now.document_id,
    now.rule_id,
    before.document_id as partner_id,
    '代码 ' || now.code as place,
    if(now.plain_name = before.plain_name, 'pass', 'fail') as outcome,
    '代码 ' || now.code || '：' || before.fiscal_year || ' 年为“' || before.name || '”，' || now.fiscal_year || ' 年为“' || now.name || '”' as instance
from code_name as now
inner join code_name as before
    on
        now.rule_id = before.rule_id
        and now.code = before.code
        and now.unit_identity = before.unit_identity
        and before.fiscal_year = now.fiscal_year - 1
