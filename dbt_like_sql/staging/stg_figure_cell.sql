/*
description: The leaf cells that add up to each figure of stg_unit_year; the one place that says what such a figure consists of.
description_zh: 单位年度概览各数的构成单元格。
grain: document_id, figure, amount_id
materialization: view
document_local: true
columns:
  figure: "column of stg_unit_year and mart_unit_year"
  amount_yuan: {en: "the amount, corrected where a correction by hand applies", zh: 金额, unit: yuan}
*/
with
leaf as (
    select
        *,
        (flow = 'opening_balance' or coalesce(origin_year, 'current') = 'carried_in') as is_brought_forward,
        (coalesce(flow, 'revenue') = 'revenue' and coalesce(origin_year, 'current') <> 'carried_in') as is_of_the_year
    from stg_leaf_amount
),
figure_of_leaf as (
    select
        document_id,
        unnest(case measure
            when 'revenue' then [
                if(is_of_the_year, 'revenue_yuan', null),
                if(is_brought_forward, 'opening_balance_yuan', null),
                if(
                    is_of_the_year
                    and fund in (
                        'fiscal_special_account', 'own_funds', 'institutional_revenue', 'institutional_operating_revenue',
                        'superior_subsidy', 'subordinate_remittance', 'other_revenue'
                    ),
                    'own_revenue_yuan', null
                )
            ]
            when 'expenditure' then [
                'expenditure_yuan',
                if(spending_kind like 'basic%', 'basic_yuan', null),
                if(spending_kind like 'basic_personnel%', 'basic_personnel_yuan', null),
                if(spending_kind like 'basic_public%', 'basic_public_yuan', null),
                if(spending_kind like 'project%', 'project_yuan', null),
                if(spending_kind = 'project_operating', 'project_operating_yuan', null),
                if(spending_kind = 'project_specific', 'project_specific_yuan', null)
            ]
            when 'appropriation_expenditure' then [if(table_kind = 'general_public_expenditure', 'general_public_yuan', null)]
            when 'economic_expenditure' then [
                if(department_economic_code like '301%', 'wages_yuan', null),
                if(department_economic_code like '301%' or department_economic_code like '303%', 'personnel_yuan', null)
            ]
        end) as figure,
        amount_id,
        amount_yuan
    from leaf
)
select
    document_id,
    figure,
    amount_id,
    amount_yuan
from figure_of_leaf
where figure is not null
