/*
description: Overview of a publishing body in a year, one wide row per current document - totals, structure, shares, per-head values.
description_zh: 单位年度概览：收支总额、结构、占比、人均。
grain: document_id
materialization: table
answers: [Q01, Q02, Q03, Q04, Q05, Q16, Q18]
warnings:
  - document_scope department includes the units below it; never add department and unit rows of one body.
  - A budget and the final accounts of one year are two rows; filter stage.
  - Where revenue_is_consistent or expenditure_is_consistent is false, the leaves that were read do not add up to the printed total; look at the document.
  - NULL means not disclosed or not read; 0 means disclosed as nothing.
  - Per-head values depend on head_count_source; compare only rows with the same source.
columns:
  document_scope: {en: "`department` (with its units) or `unit`", zh: 部门或单位}
  stage: {en: "`budget` or `final_accounts`", zh: 阶段}
  unit_id: {en: identity of the body across years, zh: 单位身份}
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
  - not_null: [document_id, document_kind]
  - sql: {name: spending_kinds_do_not_exceed_expenditure, severity: warn, query: "select * from mart_unit_year where basic_yuan + project_yuan > expenditure_yuan + 1000000"}
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
    from fact_revenue
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
    from fact_expenditure
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
    from fact_appropriation_expenditure
    where table_kind = 'general_public_expenditure'
    group by document_id
),
economic as (
    select
        document_id,
        sum(amount_yuan) filter (where department_economic_code like '301%') as wages_yuan,
        sum(amount_yuan) filter (where department_economic_code like '301%' or department_economic_code like '303%') as personnel_yuan,
        bool_or(table_kind = 'economic_summary') as covers_projects
    from fact_economic_expenditure
    where department_economic_code is not null
    group by document_id
),
three_public as (
    select
        public.document_id,
        max(public.amount_yuan) filter (where public.three_public_item = 'total') as three_public_yuan,
        max(public.amount_yuan) filter (where public.three_public_item = 'vehicle_operation') as vehicle_operation_yuan,
        max(public.amount_yuan) filter (where public.three_public_item = 'operating_expenses') as operating_expenses_yuan
    from stg_three_public as public
    inner join stg_document_version as version on public.document_id = version.document_id
    where public.stage = version.own_stage and public.fiscal_year is not distinct from version.fiscal_year
    group by public.document_id
),
-- The table of 机关运行经费 prints one figure, a total row or a single row.
operating as (
    select
        amount.document_id,
        coalesce(
            max(amount.amount_yuan) filter (where amount.row_kind = 'total'),
            sum(amount.amount_yuan) filter (where amount.is_leaf)
        ) as operating_expenses_yuan
    from fact_amount as amount
    inner join stg_document_version as version on amount.document_id = version.document_id
    where amount.table_kind = 'operating_expenses' and amount.is_leaf_column and coalesce(amount.stage, version.own_stage) = version.own_stage
    group by amount.document_id
),
unit as (
    select
        document.document_id,
        md5(concat_ws(
            '|',
            coalesce(document.division_code, 'collection:' || document.collection),
            coalesce(document.unit_code, 'name:' || regexp_replace(document.unit_name, '[\s（）()]', '', 'g')),
            document.fiscal_year
        )) as unit_key
    from document
)
select
    document.document_id,
    document.document_kind,
    version.document_scope,
    version.own_stage as stage,
    document.division_code,
    unit.unit_key,
    dim_unit.unit_id,
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
from stg_document_version as version
inner join document on version.document_id = document.document_id
inner join unit on version.document_id = unit.document_id
left join dim_unit on unit.unit_key = dim_unit.unit_key
left join revenue on version.document_id = revenue.document_id
left join expenditure on version.document_id = expenditure.document_id
left join stg_measure_table as revenue_table on version.document_id = revenue_table.document_id and revenue_table.measure = 'revenue'
left join stg_measure_table as expenditure_table
    on version.document_id = expenditure_table.document_id
    and expenditure_table.measure = 'expenditure'
left join appropriation on version.document_id = appropriation.document_id
left join economic on version.document_id = economic.document_id
left join three_public on version.document_id = three_public.document_id
left join operating on version.document_id = operating.document_id
left join stg_head_count as counts on version.document_id = counts.document_id
where version.is_current
