/*
description: Projects by year, with money by fund, age and the number of performance indicators.
description_zh: 项目：年度、资金、库龄、绩效指标数。
grain: document_id, disclosure_seq, project_key, fiscal_year
materialization: view
answers: [Q14]
warnings:
  - The age comes from the year inside a 21-character code; other projects have no age.
  - Where a document prints no table of projects, the rows are the projects with codes whose money its table of targets prints in full; never all projects: see covered_share.
  - document_scope department includes the units below it; never add department and unit rows of one body.
columns:
  library_year: {en: year in which the project entered the library, zh: 入库年度}
  age_years: {en: fiscal year minus library year, zh: 库龄, unit: years}
  is_new: {en: entered the library for this year, zh: 是否新项目}
  years_seen: {en: years in which a document of any body names the project, zh: 出现年数}
  covered_share: {en: "all rows of the disclosure here as a share of its project spending in mart_unit_year; far below 1: projects are missing; NULL: that spending is not known", zh: 占项目支出比重, unit: 0 to 1}
evidence:
  - of: [amount_yuan]
    sum_of: select unnest(amount_ids) as amount_id from mart_project where row_key = $row_key
  - of: [appropriation_yuan]
    sum_of: >
      select amount_id from fact_project_expenditure
      where
        list_contains($amount_ids, amount_id)
        and fund in ('general_public_budget', 'government_managed_funds', 'state_capital_operations', 'fiscal_appropriation')
  - of: [special_account_yuan]
    sum_of: select amount_id from fact_project_expenditure where list_contains($amount_ids, amount_id) and fund = 'fiscal_special_account'
  - of: [own_funds_yuan]
    sum_of: >
      select amount_id from fact_project_expenditure
      where
        list_contains($amount_ids, amount_id)
        and fund in (
          'own_funds', 'institutional_revenue', 'institutional_operating_revenue', 'superior_subsidy', 'subordinate_remittance', 'other_revenue'
        )
  - of: [carried_in_yuan]
    sum_of: select amount_id from fact_project_expenditure where list_contains($amount_ids, amount_id) and origin_year = 'carried_in'
  - of: [indicator_count]
    read_from: >
      select document_id, table_seq, indicator_seq from stg_indicator as fact_performance_indicator
      where document_id = $disclosure_key and (project_code = $project_code or project_name = $project_name)
  - of: [covered_share]
    computed_from: [amount_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq, project_key, fiscal_year]
  - not_null: [document_id, project_key, amount_yuan]
*/
select
    'mart_project:' || left(md5(concat_ws('|', project.document_id, coalesce(project.project_key, ''), coalesce(project.fiscal_year, 0))), 16) as row_key,
    split_part(project.document_id, '#', 1) as document_id,
    disclosure_number(project.document_id) as disclosure_seq,
    project.document_id as disclosure_key,
    project.document_kind,
    version.document_scope,
    project.division_code,
    project.unit_code,
    coalesce(unit.unit_name, project.unit_name) as unit_name,
    project.fiscal_year,
    project.stage,
    project.project_key,
    project.project_code,
    project.project_name,
    dim_project.library_year,
    project.fiscal_year - dim_project.library_year as age_years,
    project.fiscal_year = dim_project.library_year as is_new,
    dim_project.year_count as years_seen,
    project.amount_yuan,
    project.appropriation_yuan,
    project.special_account_yuan,
    project.own_funds_yuan,
    project.carried_in_yuan,
    project.indicator_count,
    round(
        sum(project.amount_yuan) over (partition by version.disclosure_id, project.fiscal_year, project.stage) / nullif(overview.project_yuan, 0), 4
    ) as covered_share,
    project.amount_ids
from figure_project_document as project
inner join stg_document_version as version on project.document_id = version.document_id
left join dim_unit as unit on project.unit_key = unit.unit_key
left join dim_project on project.project_key = dim_project.project_key
left join mart_unit_year as overview
    on version.disclosure_id = overview.disclosure_key and project.stage = overview.stage and project.fiscal_year = overview.fiscal_year
where version.is_current
