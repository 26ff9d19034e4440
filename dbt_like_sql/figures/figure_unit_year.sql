/*
description: Overview of each readable document, superseded ones included; mart_unit_year is this table for current documents only.
description_zh: 每份文件的收支概览（含被替代的文件）。
grain: document_id
materialization: incremental
columns:
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
  personnel_outside_basic_yuan: {en: "economic classes 301 and 303 of project spending, where the table tells it apart; else 301 and 303 minus 人员经费 of basic expenditure (rule R66)", zh: 基本支出以外的人员支出, unit: yuan}
  three_public_yuan: {en: 三公 expenses, zh: “三公”经费, unit: yuan}
  vehicle_operation_yuan: {en: running costs of official vehicles, zh: 公务用车运行费, unit: yuan}
  operating_expenses_yuan: {en: 机关运行经费, zh: 机关运行经费, unit: yuan}
  operating_minus_public_yuan: {en: 机关运行经费 minus 公用经费; far from 0 needs an explanation (rule R75), zh: 机关运行经费减公用经费, unit: yuan}
  revenue_is_consistent: {en: "the leaves of the table add up to its printed total; false: revenue_yuan and its parts are the printed total; NULL when no total is printed", zh: 收入是否与合计相符}
  expenditure_is_consistent: {en: "the leaves of the table add up to its printed total; false: expenditure_yuan and its parts are the printed total; NULL when no total is printed", zh: 支出是否与合计相符}
  expenditure_source: {en: kind of table that expenditure was read from, zh: 支出取数表}
checks:
  - unique: [document_id]
*/
with
figure as (
    select
        document_id,
        sum(amount_yuan) filter (where figure = 'revenue_yuan') as revenue_yuan,
        sum(amount_yuan) filter (where figure = 'opening_balance_yuan') as opening_balance_yuan,
        sum(amount_yuan) filter (where figure = 'own_revenue_yuan') as own_revenue_yuan,
        sum(amount_yuan) filter (where figure = 'expenditure_yuan') as expenditure_yuan,
        sum(amount_yuan) filter (where figure = 'basic_yuan') as basic_yuan,
        sum(amount_yuan) filter (where figure = 'basic_personnel_yuan') as basic_personnel_yuan,
        sum(amount_yuan) filter (where figure = 'basic_public_yuan') as basic_public_yuan,
        sum(amount_yuan) filter (where figure = 'project_yuan') as project_yuan,
        sum(amount_yuan) filter (where figure = 'project_operating_yuan') as project_operating_yuan,
        sum(amount_yuan) filter (where figure = 'project_specific_yuan') as project_specific_yuan,
        sum(amount_yuan) filter (where figure = 'general_public_yuan') as general_public_yuan,
        sum(amount_yuan) filter (where figure = 'wages_yuan') as wages_yuan,
        sum(amount_yuan) filter (where figure = 'personnel_yuan') as personnel_yuan,
        sum(amount_yuan) filter (where figure = 'project_personnel_yuan') as project_personnel_yuan
    from figure_cell
    group by document_id
),
-- What the tables can tell: one that names no fund says nothing about own revenue, one without kinds nothing about projects.
told as (
    select
        document_id,
        bool_or(fund is not null and fund <> 'all') filter (where measure = 'revenue') as has_funds,
        bool_or(spending_kind is not null and spending_kind <> 'all') filter (where measure = 'expenditure') as has_kinds,
        bool_or(starts_with(spending_kind, 'basic_')) filter (where measure = 'expenditure') as has_basic_parts,
        bool_or(starts_with(spending_kind, 'project_')) filter (where measure = 'expenditure') as has_project_parts,
        any_value(table_kind) filter (where measure = 'expenditure') as expenditure_source,
        bool_or(department_economic_code is not null) filter (where measure = 'economic_expenditure') as has_economic_codes,
        bool_or(starts_with(spending_kind, 'project')) filter (where measure = 'economic_expenditure') as has_economic_kinds
    from stg_leaf_amount
    group by document_id
),
-- Parts that a table prints but leaves blank are 0; parts of nothing are 0 too. Kinds told by 收支总表 add up to all spending.
known as (
    select
        figure.* replace (
            if(told.has_funds, coalesce(figure.own_revenue_yuan, 0), null) as own_revenue_yuan,
            if(told.has_kinds or figure.project_yuan is not null, coalesce(figure.basic_yuan, 0), figure.basic_yuan) as basic_yuan,
            if(
                told.has_basic_parts or told.has_kinds and figure.basic_yuan is null or figure.basic_public_yuan is not null,
                coalesce(figure.basic_personnel_yuan, 0), figure.basic_personnel_yuan
            ) as basic_personnel_yuan,
            if(
                told.has_basic_parts or told.has_kinds and figure.basic_yuan is null or figure.basic_personnel_yuan is not null,
                coalesce(figure.basic_public_yuan, 0), figure.basic_public_yuan
            ) as basic_public_yuan,
            if(told.has_kinds or figure.basic_yuan is not null, coalesce(figure.project_yuan, 0), figure.project_yuan) as project_yuan,
            if(told.has_project_parts, coalesce(figure.project_operating_yuan, 0), null) as project_operating_yuan,
            if(told.has_project_parts, coalesce(figure.project_specific_yuan, 0), null) as project_specific_yuan,
            if(
                told.has_economic_codes and economic_table.coverage = 'basic_and_project', coalesce(figure.personnel_yuan, 0), null
            ) as personnel_yuan,
            if(told.has_economic_codes and told.has_economic_kinds, coalesce(figure.project_personnel_yuan, 0), null) as project_personnel_yuan
        ),
        told.expenditure_source
    from figure
    inner join told on figure.document_id = told.document_id
    left join stg_measure_table as economic_table
        on figure.document_id = economic_table.document_id
        and economic_table.measure = 'economic_expenditure'
),
three_public as (
    select
        public.document_id,
        max(public.amount_yuan) filter (where public.three_public_item = 'total') as three_public_yuan,
        max(public.amount_yuan) filter (where public.three_public_item = 'vehicle_operation') as vehicle_operation_yuan,
        max(public.amount_yuan) filter (where public.three_public_item = 'operating_expenses') as operating_expenses_yuan
    from figure_three_public as public
    inner join stg_disclosure as document on public.document_id = document.document_id
    where
        public.stage = own_stage(document.document_kind)
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
    from stg_amount as amount
    inner join stg_disclosure as document on amount.document_id = document.document_id
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id and correction.applies
    where
        amount.table_kind = 'operating_expenses'
        and amount.is_leaf_column
        and coalesce(amount.stage, 'budget') = own_stage(document.document_kind)
    group by amount.document_id
)
select
    document.document_id,
    document.document_kind,
    case
        when document.document_kind like 'department%' then 'department'
        when document.document_kind like 'unit%' then 'unit'
    end as document_scope,
    own_stage(document.document_kind) as stage,
    document.division_code,
    unit_year_key(document.division_code, document.collection, document.unit_code, document.unit_name, document.fiscal_year) as unit_key,
    document.unit_code,
    document.unit_name,
    document.fiscal_year,
    known.revenue_yuan,
    known.opening_balance_yuan,
    known.own_revenue_yuan,
    known.expenditure_yuan,
    known.basic_yuan,
    known.basic_personnel_yuan,
    known.basic_public_yuan,
    known.project_yuan,
    known.project_operating_yuan,
    known.project_specific_yuan,
    known.general_public_yuan,
    known.wages_yuan,
    coalesce(known.project_personnel_yuan, known.personnel_yuan - known.basic_personnel_yuan) as personnel_outside_basic_yuan,
    three_public.three_public_yuan,
    coalesce(operating.operating_expenses_yuan, three_public.operating_expenses_yuan) as operating_expenses_yuan,
    coalesce(operating.operating_expenses_yuan, three_public.operating_expenses_yuan)
    - known.basic_public_yuan as operating_minus_public_yuan,
    three_public.vehicle_operation_yuan,
    known.expenditure_source,
    revenue_table.agrees_with_total as revenue_is_consistent,
    expenditure_table.agrees_with_total as expenditure_is_consistent
from stg_disclosure as document
left join known on document.document_id = known.document_id
left join stg_measure_table as revenue_table on document.document_id = revenue_table.document_id and revenue_table.measure = 'revenue'
left join stg_measure_table as expenditure_table
    on document.document_id = expenditure_table.document_id
    and expenditure_table.measure = 'expenditure'
left join three_public on document.document_id = three_public.document_id
left join operating on document.document_id = operating.document_id
where document.rejected_reason is null
