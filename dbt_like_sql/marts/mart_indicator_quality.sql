/*
description: Quality of performance targets by document and project - how many indicators, with a value, with a number, copied or empty ones.
description_zh: 绩效指标质量：数量、有无指标值、量化比例、雷同指标。
grain: document_id, disclosure_seq, subject
materialization: table
answers: [Q13]
warnings:
  - A number in a target makes it measurable, not ambitious; ≥95 % is counted as numeric.
columns:
  subject: {en: "project code, else project name; `department` for the targets of the body as a whole", zh: 对象}
  indicator_count: {en: indicators printed, zh: 指标数}
  without_target_count: {en: indicators without a target, zh: 无指标值数}
  numeric_count: {en: indicators whose target holds a number, zh: 量化指标数}
  numeric_share: {en: numeric_count in indicator_count, zh: 量化比例, unit: 0 to 1}
  unnamed_count: {en: indicators without a third level, zh: 无三级指标数}
  copied_count: {en: indicators whose name and target stand in three or more other projects of the same body and year, zh: 雷同指标数}
  level1_count: {en: "distinct first levels covered (产出, 效益, 满意度, 成本 …)", zh: 一级指标覆盖数}
  has_cost: {en: a cost indicator is among them; NULL where no levels are printed, zh: 有成本指标}
  has_satisfaction: {en: a satisfaction indicator is among them; NULL where no levels are printed, zh: 有满意度指标}
  unit_name: {en: name of the unit with unit_code, zh: 单位名称}
evidence:
  - of: [indicator_count, without_target_count, numeric_count, numeric_share, unnamed_count, copied_count, level1_count]
    read_from: >
      select document_id, table_seq, indicator_seq from stg_indicator as fact_performance_indicator
      where document_id = $disclosure_key and coalesce(project_code, project_name, 'department') = $subject
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq, subject]
  - not_null: [document_id, subject, indicator_count]
*/
with
indicator as (
    select
        *,
        coalesce(project_code, project_name, 'department') as subject,
        count(distinct coalesce(project_code, project_name, '')) over (
            partition by document_id, level3, target_printed
        ) as subjects_with_this
    from stg_indicator as fact_performance_indicator
),
subject as (
    select
        document_id,
        subject,
        min(unit_code) as unit_code,
        min(project_code) as project_code,
        min(project_name) as project_name,
        count(*)::integer as indicator_count,
        (count(*) filter (where target_printed is null))::integer as without_target_count,
        (count(*) filter (where target_value is not null))::integer as numeric_count,
        round(count(*) filter (where target_value is not null) / count(*), 4) as numeric_share,
        (count(*) filter (where level3 is null))::integer as unnamed_count,
        (count(*) filter (where subjects_with_this > 3 and level3 is not null))::integer as copied_count,
        count(distinct level1)::integer as level1_count,
        bool_or(concat(level1, level2) like '%成本%') filter (where coalesce(level1, level2) is not null) as has_cost,
        bool_or(concat(level1, level2) like '%满意%') filter (where coalesce(level1, level2) is not null) as has_satisfaction
    from indicator
    group by document_id, subject
)
select
    'mart_indicator_quality:' || left(md5(concat_ws('|', subject.document_id, subject.subject)), 16) as row_key,
    split_part(subject.document_id, '#', 1) as document_id,
    disclosure_number(subject.document_id) as disclosure_seq,
    subject.document_id as disclosure_key,
    document.document_kind,
    version.document_scope,
    document.division_code,
    coalesce(subject.unit_code, document.unit_code) as unit_code,
    if(coalesce(subject.unit_code = document.unit_code, subject.unit_code is null), document.unit_name, unit.unit_name) as unit_name,
    document.fiscal_year,
    subject.subject,
    subject.project_code,
    subject.project_name,
    subject.indicator_count,
    subject.without_target_count,
    subject.numeric_count,
    subject.numeric_share,
    subject.unnamed_count,
    subject.copied_count,
    subject.level1_count,
    subject.has_cost,
    subject.has_satisfaction
from subject
inner join stg_disclosure as document on subject.document_id = document.document_id
inner join stg_document_version as version on subject.document_id = version.document_id
left join dim_unit as unit
    on
        unit.unit_key
        = md5(concat_ws('|', coalesce(document.division_code, 'collection:' || document.collection), subject.unit_code, document.fiscal_year))
where version.is_current
