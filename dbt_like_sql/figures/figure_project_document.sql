/*
description: Projects of a document with their money by fund and the number of their indicators.
description_zh: 每份文件的项目金额与绩效指标数。
grain: document_id, project_key, fiscal_year, stage
materialization: incremental
columns:
  project_key: {en: "the code, else a hash of place, unit and name", zh: 项目键}
  appropriation_yuan: {en: fiscal appropriation of all three budgets, zh: 财政拨款, unit: yuan}
  special_account_yuan: {en: fiscal special account, zh: 财政专户管理资金, unit: yuan}
  own_funds_yuan: {en: own funds, zh: 单位资金, unit: yuan}
  carried_in_yuan: {en: money brought forward within the amount, zh: 上年结转, unit: yuan}
  indicator_count: {en: performance indicators printed for the project in this document, zh: 绩效指标数}
  amount_ids: {en: cells behind the amount, zh: 金额编号}
checks:
  - not_null: [document_id, project_key, amount_yuan]
  - unique: [document_id, project_key, fiscal_year, stage]
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
    where is_sure and measure = 'project_expenditure' and (project_code is not null or project_name is not null)
),
indicator as (
    select
        document_id,
        coalesce(project_code, project_name) as code_or_name,
        count(*) as indicator_count
    from stg_indicator as fact_performance_indicator
    where project_code is not null or project_name is not null
    group by all
),
summed as (
    select
        document_id,
        document_kind,
        division_code,
        fiscal_year,
        stage,
        project_key,
        any_value(unit_key) as unit_key,
        any_value(unit_code) as unit_code,
        any_value(unit_name) as unit_name,
        any_value(project_code) as project_code,
        arg_max(project_name, amount_id) as project_name,
        sum(amount_yuan)::decimal(20, 2) as amount_yuan,
        (sum(amount_yuan) filter (
            where fund in ('general_public_budget', 'government_managed_funds', 'state_capital_operations', 'fiscal_appropriation')
        ))::decimal(20, 2) as appropriation_yuan,
        (sum(amount_yuan) filter (where fund = 'fiscal_special_account'))::decimal(20, 2) as special_account_yuan,
        (sum(amount_yuan) filter (
            where fund in (
                'own_funds', 'institutional_revenue', 'institutional_operating_revenue', 'superior_subsidy', 'subordinate_remittance',
                'other_revenue'
            )
        ))::decimal(20, 2) as own_funds_yuan,
        (sum(amount_yuan) filter (where origin_year = 'carried_in'))::decimal(20, 2) as carried_in_yuan,
        list(amount_id order by amount_id) as amount_ids
    from leaf
    group by document_id, document_kind, division_code, fiscal_year, stage, project_key
)
select
    summed.*,
    coalesce(by_code.indicator_count, by_name.indicator_count, 0)::integer as indicator_count
from summed
left join indicator as by_code on summed.document_id = by_code.document_id and summed.project_code = by_code.code_or_name
left join indicator as by_name on summed.document_id = by_name.document_id and summed.project_name = by_name.code_or_name
