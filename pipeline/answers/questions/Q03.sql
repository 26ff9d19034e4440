-- name: wages_from_projects
-- en: Who pays wages out of project expenditure?
-- zh: 谁用项目支出发工资？
-- note: Where a table prints classes 301 and 303 for projects, that figure is taken; where it prints only both kinds of spending together, `personnel_outside_basic_yuan` is 301 and 303 minus the 人员经费 of basic expenditure. 303 from projects is often social assistance, not pay: a body with 303 only is not listed where both classes are told apart.
with by_class as (
    select
        document_id,
        any_value(unit_name) as unit_name,
        any_value(document_scope) as document_scope,
        any_value(fiscal_year) as fiscal_year,
        any_value(stage) as stage,
        sum(amount_yuan) filter (where spending_kind like 'project%' and department_class = '301') as wages_from_projects_yuan,
        sum(amount_yuan) filter (where spending_kind like 'project%' and department_class = '303') as household_from_projects_yuan
    from mart_economic_year
    group by document_id
)

select
    coalesce(overview.unit_name, by_class.unit_name) as unit_name,
    overview.fiscal_year,
    overview.document_scope,
    overview.stage,
    by_class.wages_from_projects_yuan,
    by_class.household_from_projects_yuan,
    overview.basic_personnel_yuan,
    overview.personnel_outside_basic_yuan,
    overview.project_yuan,
    overview.row_key
from mart_unit_year as overview
left join by_class on overview.document_id = by_class.document_id
where by_class.wages_from_projects_yuan > 0 or by_class.wages_from_projects_yuan is null and overview.personnel_outside_basic_yuan > 0
order by coalesce(by_class.wages_from_projects_yuan, overview.personnel_outside_basic_yuan) desc nulls last;
