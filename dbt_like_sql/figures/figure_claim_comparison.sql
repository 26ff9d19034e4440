/*
description: Which figure of the tables a statement of the prose must equal. The nearest of the alternatives counts, since 收入合计 may or may not hold the balance of last year.
description_zh: 文字所述各数应等于表中哪个指标。
grain: rule_id, item
materialization: view
columns:
  item: what the prose states (fact_narrative_claim.item)
  measures: figures of figure_measure that it may be
  key: key of the figure; empty for a single one
checks:
  - not_null: [rule_id, item, measures, key]
*/
select *
from (
    values
    ('R92', 'total_revenue', ['summary_revenue'], ''),
    ('R92', 'total_expenditure', ['summary_expenditure'], ''),
    ('R92', 'total_revenue_expenditure', ['summary_revenue'], ''),
    ('R95', 'revenue', ['summary_revenue_current', 'summary_revenue', 'revenue_total', 'revenue_current'], ''),
    ('R95', 'revenue_budget', ['summary_revenue_current', 'summary_revenue', 'revenue_total', 'revenue_current'], ''),
    ('R95', 'general_public_revenue', ['revenue_current_fund', 'revenue_both_fund', 'summary_revenue_fund'], 'general_public_budget'),
    ('R95', 'government_fund_revenue', ['revenue_current_fund', 'revenue_both_fund', 'summary_revenue_fund'], 'government_managed_funds'),
    ('R95', 'state_capital_revenue', ['revenue_current_fund', 'revenue_both_fund', 'summary_revenue_fund'], 'state_capital_operations'),
    ('R95', 'fiscal_special_account_revenue', ['revenue_current_fund', 'revenue_both_fund', 'summary_revenue_fund'], 'fiscal_special_account'),
    ('R95', 'institutional_revenue', ['revenue_current_fund', 'revenue_both_fund', 'summary_revenue_fund'], 'institutional_revenue'),
    ('R95', 'institutional_operating_revenue', ['revenue_current_fund', 'revenue_both_fund'], 'institutional_operating_revenue'),
    ('R95', 'superior_subsidy', ['revenue_current_fund', 'revenue_both_fund'], 'superior_subsidy'),
    ('R95', 'subordinate_remittance', ['revenue_current_fund', 'revenue_both_fund'], 'subordinate_remittance'),
    ('R95', 'other_revenue', ['revenue_current_fund', 'revenue_both_fund'], 'other_revenue'),
    -- the prose may name 上年结转 and 上年实户资金余额 apart (西安)
    ('R95', 'opening_balance', ['summary_opening', 'revenue_opening', 'revenue_opening_column'], ''),
    ('R96', 'expenditure', ['summary_expenditure_current', 'summary_expenditure', 'expenditure_total'], ''),
    ('R96', 'expenditure_budget', ['summary_expenditure_current', 'summary_expenditure', 'expenditure_total'], ''),
    ('R96', 'basic_expenditure', ['expenditure_basic', 'general_basic'], ''),
    ('R96', 'project_expenditure', ['expenditure_project', 'general_project', 'project_total'], ''),
    ('R97', 'general_public_total', ['fiscal_revenue_fund', 'fiscal_revenue_current_fund', 'fiscal_expenditure_fund'], 'general_public_budget'),
    ('R97', 'fiscal_appropriation_total', ['fiscal_revenue', 'fiscal_expenditure'], ''),
    ('R97', 'fiscal_appropriation_revenue', ['fiscal_revenue_current', 'fiscal_revenue', 'revenue_appropriated_current', 'revenue_appropriated'], ''),
    ('R97', 'fiscal_appropriation_expenditure', ['fiscal_expenditure'], ''),
    ('R98', 'general_public_expenditure', ['general_total'], ''),
    ('R99', 'general_public_basic_expenditure', ['basic_total', 'general_basic'], ''),
    ('R99', 'general_public_personnel_funds', ['basic_personnel', 'basic_personnel_leaf'], ''),
    ('R99', 'general_public_public_funds', ['basic_public', 'basic_public_leaf'], ''),
    ('R100', 'government_fund_expenditure', ['fund_total'], ''),
    ('R100', 'state_capital_expenditure', ['capital_total'], ''),
    ('R101', 'three_public_total', ['three_public_item', 'three_public_sum'], 'total'),
    ('R101', 'overseas_travel', ['three_public_item'], 'overseas_travel'),
    ('R101', 'vehicles', ['three_public_item'], 'vehicles'),
    ('R101', 'vehicle_purchase', ['three_public_item'], 'vehicle_purchase'),
    ('R101', 'vehicle_operation', ['three_public_item'], 'vehicle_operation'),
    ('R101', 'reception', ['three_public_item'], 'reception'),
    ('R103', 'agency_operating_expenses', ['operating_total'], ''),
    ('R105', 'performance_amount', ['performance_total'], ''),
    ('R105', 'performance_project_expenditure', ['performance_project'], ''),
    ('F33', 'total_revenue', ['summary_revenue'], ''),
    ('F33', 'total_expenditure', ['summary_expenditure'], ''),
    ('F33', 'total_revenue_expenditure', ['summary_revenue'], ''),
    ('F34', 'revenue', ['summary_revenue_current', 'revenue_current', 'revenue_total'], ''),
    ('F34', 'fiscal_appropriation_revenue', ['revenue_appropriated_current', 'revenue_appropriated', 'fiscal_revenue_current'], ''),
    ('F34', 'institutional_revenue', ['revenue_current_fund', 'revenue_both_fund'], 'institutional_revenue'),
    ('F34', 'institutional_operating_revenue', ['revenue_current_fund', 'revenue_both_fund'], 'institutional_operating_revenue'),
    ('F34', 'superior_subsidy', ['revenue_current_fund', 'revenue_both_fund'], 'superior_subsidy'),
    ('F34', 'subordinate_remittance', ['revenue_current_fund', 'revenue_both_fund'], 'subordinate_remittance'),
    ('F34', 'other_revenue', ['revenue_current_fund', 'revenue_both_fund'], 'other_revenue'),
    ('F34', 'opening_balance', ['summary_opening', 'revenue_opening', 'revenue_opening_column'], ''),
    ('F35', 'expenditure', ['summary_expenditure_current', 'expenditure_total'], ''),
    ('F35', 'basic_expenditure', ['expenditure_basic'], ''),
    ('F35', 'project_expenditure', ['expenditure_project'], ''),
    ('F36', 'fiscal_appropriation_total', ['fiscal_revenue', 'fiscal_expenditure'], ''),
    ('F37', 'general_public_expenditure', ['general_total'], ''),
    ('F40', 'general_public_basic_expenditure', ['general_basic', 'basic_total', 'basic_leaf'], ''),
    ('F40', 'general_public_personnel_funds', ['basic_personnel', 'basic_personnel_leaf'], ''),
    ('F40', 'general_public_public_funds', ['basic_public', 'basic_public_leaf'], ''),
    ('F56', 'government_fund_expenditure', ['fund_total'], ''),
    ('F56', 'state_capital_expenditure', ['capital_total'], ''),
    ('F41', 'three_public_total', ['three_public_item', 'three_public_sum'], 'total'),
    ('F41', 'overseas_travel', ['three_public_item'], 'overseas_travel'),
    ('F41', 'vehicles', ['three_public_item'], 'vehicles'),
    ('F41', 'vehicle_purchase', ['three_public_item'], 'vehicle_purchase'),
    ('F41', 'vehicle_operation', ['three_public_item'], 'vehicle_operation'),
    ('F41', 'reception', ['three_public_item'], 'reception')
) as t (rule_id, item, measures, key)
