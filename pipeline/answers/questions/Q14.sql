-- name: new_and_old_projects
-- en: The ten largest new projects, and projects older than five years
-- zh: 最大的十个新项目，和五年以上的老项目
-- note: The age comes from the year inside a 21-character project code; other codes have none.
select unit_name, fiscal_year, document_scope, project_name, project_code, amount_yuan, library_year, age_years, if(is_new, 'new', 'old') as what, row_key
from mart_project
where is_new or age_years > 5
qualify row_number() over (partition by is_new order by amount_yuan desc) <= 10
order by is_new desc, amount_yuan desc;
