/*
description: Overview of each readable document, superseded ones included; mart_unit_year is this table for current documents only.
description_zh: 每份文件的收支概览（含被替代的文件）。
grain: document_id
materialization: incremental
columns:
  document_scope: {en: "`department` (with its units) or `unit`", zh: 部门或单位}
  stage: {en: "`budget` or `final_accounts`", zh: 阶段}
  unit_key: {en: key of dim_unit, zh: 单位年度键}
  revenue_yuan: {en: revenue of the year without money brought forward, zh: 本年收入, unit: yuan}
  opening_balance_yuan: {en: money brought forward, zh: 上年结转结余, unit: yuan}
  own_revenue_yuan: {en: "revenue that is no fiscal appropriation: own funds and fiscal special account", zh: 自有及专户收入, unit: yuan}
  expenditure_yuan: {en: expenditure of the year, zh: 支出, unit: yuan}
  basic_yuan: {en: basic expenditure, zh: 基本支出, unit: yuan}
  basic_personnel_yuan: {en: personnel expenses within basic expenditure, zh: 人员经费, unit: yuan}
  basic_public_yuan: {en: public expenses within basic expenditure, zh: 公用经费, unit: yuan}
  project_yuan: {en: project expenditure, zh: 项目支出, unit: yuan}
  project_operating_yuan: {en: other operating projects, zh: 其他运转类, unit: yuan}
  project_specific_yuan: {en: specific-purpose projects, zh: 特定目标类, unit: yuan}
  general_public_yuan: {en: expenditure from the general public budget, zh: 一般公共预算支出, unit: yuan}
  wages_yuan: {en: economic class 301, zh: 工资福利支出, unit: yuan}
  personnel_outside_basic_yuan: {en: "economic classes 301 and 303 minus 人员经费 of basic expenditure: personnel paid out of projects (rule R66)", zh: 基本支出以外的人员支出, unit: yuan}
  three_public_yuan: {en: 三公 expenses, zh: “三公”经费, unit: yuan}
  operating_expenses_yuan: {en: 机关运行经费, zh: 机关运行经费, unit: yuan}
  operating_minus_public_yuan: {en: 机关运行经费 minus 公用经费; far from 0 needs an explanation (rule R75), zh: 机关运行经费减公用经费, unit: yuan}
  project_share: {en: project expenditure in expenditure, zh: 项目支出占比, unit: 0 to 1}
  own_revenue_share: {en: own revenue in revenue, zh: 自有收入占比, unit: 0 to 1}
  expenditure_per_head_yuan: {en: expenditure per head, zh: 人均支出, unit: yuan per person}
  wages_per_head_yuan: {en: economic class 301 per head, zh: 人均工资福利支出, unit: yuan per person}
  three_public_per_head_yuan: {en: 三公 expenses per head, zh: 人均“三公”经费, unit: yuan per person}
  vehicle_operation_per_vehicle_yuan: {en: vehicle operation per vehicle, zh: 车均运行费, unit: yuan per vehicle}
  revenue_is_consistent: {en: "the leaves behind revenue add up to the printed total; NULL when no total is printed", zh: 收入是否与合计相符}
  expenditure_is_consistent: {en: "the leaves behind expenditure add up to the printed total; NULL when no total is printed", zh: 支出是否与合计相符}
  expenditure_source: {en: kind of table that expenditure was read from, zh: 支出取数表}
checks:
  - unique: [document_id]
*/
with
revenue as (
    select
        document_id,
        sum(amount_yuan) filter (where coalesce(flow, 'revenue') = 'revenue' and coalesce(origin_year, 'current') <> 'carried_in') as revenue_yuan,
        sum(amount_yuan) filter (where flow = 'opening_balance' or origin_year = 'carried_in') as opening_balance_yuan,
        sum(amount_yuan) filter (
            where
            coalesce(flow, 'revenue') = 'revenue'
            and coalesce(origin_year, 'current') <> 'carried_in'
            and fund in (
                'fiscal_special_account', 'own_funds', 'institutional_revenue', 'institutional_operating_revenue',
                'superior_subsidy', 'subordinate_remittance', 'other_revenue'
            )
        ) as own_revenue_yuan,
        -- A table that names no fund says nothing about own revenue.
        bool_or(fund is not null and fund <> 'all') as has_funds
    from stg_leaf_amount
    where measure = 'revenue'
    group by document_id
),
expenditure_sum as (
    select
        document_id,
        sum(amount_yuan) as expenditure_yuan,
        bool_or(spending_kind is not null and spending_kind <> 'all') as has_kinds,
        sum(amount_yuan) filter (where spending_kind like 'basic%') as basic_yuan,
        sum(amount_yuan) filter (where spending_kind like 'basic_personnel%') as basic_personnel_yuan,
        sum(amount_yuan) filter (where spending_kind like 'basic_public%') as basic_public_yuan,
        sum(amount_yuan) filter (where spending_kind like 'project%') as project_yuan,
        sum(amount_yuan) filter (where spending_kind = 'project_operating') as project_operating_yuan,
        sum(amount_yuan) filter (where spending_kind = 'project_specific') as project_specific_yuan,
        bool_or(starts_with(spending_kind, 'basic_')) as has_basic_parts,
        bool_or(starts_with(spending_kind, 'project_')) as has_project_parts,
        any_value(table_kind) as expenditure_source
    from stg_leaf_amount
    where measure = 'expenditure'
    group by document_id
),
-- Parts that a table prints but leaves blank are 0; parts of nothing are 0 too.
expenditure as (
    select
        * replace (
            if(has_basic_parts or has_kinds and basic_yuan is null, coalesce(basic_personnel_yuan, 0), null) as basic_personnel_yuan,
            if(has_basic_parts or has_kinds and basic_yuan is null, coalesce(basic_public_yuan, 0), null) as basic_public_yuan
        )
    from expenditure_sum
),
appropriation as (
    select
        document_id,
        sum(amount_yuan) as general_public_yuan
    from stg_leaf_amount
    where measure = 'appropriation_expenditure' and table_kind = 'general_public_expenditure'
    group by document_id
),
economic as (
    select
        document_id,
        sum(amount_yuan) filter (where department_economic_code like '301%') as wages_yuan,
        sum(amount_yuan) filter (where department_economic_code like '301%' or department_economic_code like '303%') as personnel_yuan,
        bool_or(table_kind = 'economic_summary') as covers_projects
    from stg_leaf_amount
    where measure = 'economic_expenditure' and department_economic_code is not null
    group by document_id
),
three_public as (
    select
        public.document_id,
        max(public.amount_yuan) filter (where public.three_public_item = 'total') as three_public_yuan,
        max(public.amount_yuan) filter (where public.three_public_item = 'vehicle_operation') as vehicle_operation_yuan,
        max(public.amount_yuan) filter (where public.three_public_item = 'operating_expenses') as operating_expenses_yuan
    from stg_three_public as public
    inner join document on public.document_id = document.document_id
    where
        public.stage = if(document.document_kind like '%final_accounts', 'final_accounts', 'budget')
        and public.fiscal_year is not distinct from document.fiscal_year
    group by public.document_id
),
-- The table of 机关运行经费 prints one figure, a total row or a single row.
operating as (
    select
        amount.document_id,
        coalesce(
            max(coalesce(correction.corrected_yuan, amount.amount_yuan)) filter (where amount.row_kind = 'total'),
            sum(coalesce(correction.corrected_yuan, amount.amount_yuan)) filter (where amount.is_leaf)
        ) as operating_expenses_yuan
    from fact_amount as amount
    inner join document on amount.document_id = document.document_id
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id
    where
        amount.table_kind = 'operating_expenses'
        and amount.is_leaf_column
        and coalesce(amount.stage, 'budget') = if(document.document_kind like '%final_accounts', 'final_accounts', 'budget')
    group by amount.document_id
)
select
    document.document_id,
    document.document_kind,
    case
        when document.document_kind like 'department%' then 'department'
        when document.document_kind like 'unit%' then 'unit'
    end as document_scope,
    if(document.document_kind like '%final_accounts', 'final_accounts', 'budget') as stage,
    document.division_code,
    md5(concat_ws(
        '|',
        coalesce(document.division_code, 'collection:' || document.collection),
        coalesce(document.unit_code, 'name:' || regexp_replace(document.unit_name, '[\s（）()]', '', 'g')),
        document.fiscal_year
    )) as unit_key,
    document.unit_code,
    document.unit_name,
    document.fiscal_year,
    revenue.revenue_yuan,
    revenue.opening_balance_yuan,
    if(revenue.has_funds, coalesce(revenue.own_revenue_yuan, 0), null) as own_revenue_yuan,
    expenditure.expenditure_yuan,
    if(expenditure.has_kinds, coalesce(expenditure.basic_yuan, 0), null) as basic_yuan,
    expenditure.basic_personnel_yuan,
    expenditure.basic_public_yuan,
    if(expenditure.has_kinds, coalesce(expenditure.project_yuan, 0), null) as project_yuan,
    if(expenditure.has_project_parts, coalesce(expenditure.project_operating_yuan, 0), null) as project_operating_yuan,
    if(expenditure.has_project_parts, coalesce(expenditure.project_specific_yuan, 0), null) as project_specific_yuan,
    appropriation.general_public_yuan,
    economic.wages_yuan,
    if(economic.covers_projects, coalesce(economic.personnel_yuan, 0) - expenditure.basic_personnel_yuan, null) as personnel_outside_basic_yuan,
    three_public.three_public_yuan,
    coalesce(operating.operating_expenses_yuan, three_public.operating_expenses_yuan) as operating_expenses_yuan,
    coalesce(operating.operating_expenses_yuan, three_public.operating_expenses_yuan)
    - expenditure.basic_public_yuan as operating_minus_public_yuan,
    round(if(expenditure.has_kinds, coalesce(expenditure.project_yuan, 0), null) / nullif(expenditure.expenditure_yuan, 0), 4) as project_share,
    round(if(revenue.has_funds, coalesce(revenue.own_revenue_yuan, 0), null) / nullif(revenue.revenue_yuan, 0), 4) as own_revenue_share,
    counts.head_count,
    counts.head_count_source,
    counts.vehicle_count,
    counts.vehicle_count_source,
    round(expenditure.expenditure_yuan / nullif(counts.head_count, 0), 2) as expenditure_per_head_yuan,
    round(economic.wages_yuan / nullif(counts.head_count, 0), 2) as wages_per_head_yuan,
    round(three_public.three_public_yuan / nullif(counts.head_count, 0), 2) as three_public_per_head_yuan,
    round(three_public.vehicle_operation_yuan / nullif(counts.vehicle_count, 0), 2) as vehicle_operation_per_vehicle_yuan,
    expenditure.expenditure_source,
    revenue_table.agrees_with_total as revenue_is_consistent,
    expenditure_table.agrees_with_total as expenditure_is_consistent
from document
left join revenue on document.document_id = revenue.document_id
left join expenditure on document.document_id = expenditure.document_id
left join stg_measure_table as revenue_table on document.document_id = revenue_table.document_id and revenue_table.measure = 'revenue'
left join stg_measure_table as expenditure_table
    on document.document_id = expenditure_table.document_id
    and expenditure_table.measure = 'expenditure'
left join appropriation on document.document_id = appropriation.document_id
left join economic on document.document_id = economic.document_id
left join three_public on document.document_id = three_public.document_id
left join operating on document.document_id = operating.document_id
left join stg_head_count as counts on document.document_id = counts.document_id
where document.rejected_reason is null
