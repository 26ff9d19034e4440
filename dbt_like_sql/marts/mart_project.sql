/*
description: Projects by year, with money by fund, age and the number of performance indicators.
description_zh: 项目：年度、资金、库龄、绩效指标数。
grain: document_id, project_key, fiscal_year
materialization: table
answers: [Q14]
warnings:
  - The age comes from the year inside a 21-character code; other projects have no age.
  - document_scope department includes the units below it; never add department and unit rows of one body.
columns:
  project_key: {en: "the code, else a hash of place, unit and name", zh: 项目键}
  document_scope: {en: "`department` (with its units) or `unit`", zh: 部门或单位}
  appropriation_yuan: {en: fiscal appropriation of all three budgets, zh: 财政拨款, unit: yuan}
  special_account_yuan: {en: fiscal special account, zh: 财政专户管理资金, unit: yuan}
  own_funds_yuan: {en: own funds, zh: 单位资金, unit: yuan}
  carried_in_yuan: {en: money brought forward within the amount, zh: 上年结转, unit: yuan}
  library_year: {en: year in which the project entered the library, zh: 入库年度}
  age_years: {en: fiscal year minus library year, zh: 库龄, unit: years}
  is_new: {en: entered the library for this year, zh: 是否新项目}
  years_seen: {en: years in which a document of any body names the project, zh: 出现年数}
  indicator_count: {en: performance indicators printed for the project in this document, zh: 绩效指标数}
  amount_ids: {en: cells behind the amount, zh: 金额编号}
checks:
  - unique: [document_id, project_key, fiscal_year]
  - not_null: [document_id, project_key, amount_yuan]
*/
with
leaf as (
    select
        *,
        coalesce(
            project_code,
            md5(concat_ws('|', coalesce(division_code, 'collection:' || collection), coalesce(unit_code, unit_name), project_name))
        ) as project_key
    from stg_leaf_amount
    where measure = 'project_expenditure' and (project_code is not null or project_name is not null)
),
indicator as (
    select
        document_id,
        coalesce(project_code, project_name) as code_or_name,
        count(*) as indicator_count
    from fact_performance_indicator
    where project_code is not null or project_name is not null
    group by all
)
select
    leaf.document_id,
    leaf.document_kind,
    version.document_scope,
    leaf.division_code,
    any_value(leaf.unit_code) as unit_code,
    any_value(leaf.unit_name) as unit_name,
    leaf.fiscal_year,
    leaf.stage,
    leaf.project_key,
    any_value(leaf.project_code) as project_code,
    any_value(leaf.project_name) as project_name,
    any_value(dim_project.library_year) as library_year,
    leaf.fiscal_year - any_value(dim_project.library_year) as age_years,
    leaf.fiscal_year = any_value(dim_project.library_year) as is_new,
    any_value(dim_project.last_year - dim_project.first_year + 1) as years_seen,
    sum(leaf.amount_yuan)::decimal(20, 2) as amount_yuan,
    (sum(leaf.amount_yuan) filter (
        where leaf.fund in ('general_public_budget', 'government_managed_funds', 'state_capital_operations', 'fiscal_appropriation')
    ))::decimal(20, 2) as appropriation_yuan,
    (sum(leaf.amount_yuan) filter (where leaf.fund = 'fiscal_special_account'))::decimal(20, 2) as special_account_yuan,
    (sum(leaf.amount_yuan) filter (
        where leaf.fund in (
            'own_funds', 'institutional_revenue', 'institutional_operating_revenue', 'superior_subsidy', 'subordinate_remittance', 'other_revenue'
        )
    ))::decimal(20, 2) as own_funds_yuan,
    (sum(leaf.amount_yuan) filter (where leaf.origin_year = 'carried_in'))::decimal(20, 2) as carried_in_yuan,
    coalesce(max(by_code.indicator_count), max(by_name.indicator_count), 0)::integer as indicator_count,
    list(distinct leaf.amount_id order by leaf.amount_id) as amount_ids
from leaf
inner join stg_document_version as version on leaf.document_id = version.document_id
left join dim_project on leaf.project_key = dim_project.project_key
left join indicator as by_code on leaf.document_id = by_code.document_id and leaf.project_code = by_code.code_or_name
left join indicator as by_name on leaf.document_id = by_name.document_id and leaf.project_name = by_name.code_or_name
where version.is_current
group by leaf.document_id, leaf.document_kind, version.document_scope, leaf.division_code, leaf.fiscal_year, leaf.stage, leaf.project_key
