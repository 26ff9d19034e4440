/*
description: The code of a project that a document prints once with its code and elsewhere by name only (预算12表 names projects, 预算15表 adds the codes).
description_zh: 项目名称与项目编码的对应。
grain: document_id, unit, plain_name
materialization: incremental
columns:
  unit: {en: "code, else name without blanks and brackets, of the unit; NULL: the name has one code in the whole document", zh: 单位}
  plain_name: {en: project name without blanks and brackets, zh: 项目名称（去空格括号）}
*/
with
printed as (
    select
        document_id,
        unit_code as unit,
        project_name,
        project_code
    from stg_indicator as fact_performance_indicator
    union all
    select
        document_id,
        unnest([unit_code, plain_name(unit_name)]) as unit,
        project_name,
        project_code
    from stg_row as table_row
)
select
    document_id,
    unit,
    plain_name(project_name) as plain_name,
    any_value(project_code) as project_code
from printed
where project_code is not null and project_name is not null and unit is not null
group by document_id, unit, plain_name
having count(distinct project_code) = 1
union all
select
    document_id,
    null as unit,
    plain_name(project_name) as plain_name,
    any_value(project_code) as project_code
from printed
where project_code is not null and project_name is not null
group by document_id, plain_name
having count(distinct project_code) = 1
