-- name: project_share
-- en: Share of project expenditure, 其他运转类 and 特定目标类 by department
-- zh: 各部门项目支出、其他运转类、特定目标类的占比
-- note: 
select
    unit_name,
    fiscal_year,
    project_share,
    round(project_operating_yuan / nullif(expenditure_yuan, 0), 4) as operating_project_share,
    round(project_specific_yuan / nullif(expenditure_yuan, 0), 4) as specific_project_share,
    expenditure_is_consistent,
    row_key
from mart_unit_year
where document_scope = 'department' and stage = 'budget'
order by project_share desc nulls last;
