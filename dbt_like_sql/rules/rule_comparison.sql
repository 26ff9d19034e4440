/*
description: Which named figures a rule between tables compares. Figures of one list are added; `one_of` compares with the nearest of the alternatives. An alternative without the money carried over counts only where there is such money and the left side may lack it.
description_zh: 表间勾稽规则比较的指标。
grain: rule_id, comparison
materialization: view
columns:
  comparison: number of the comparison inside the rule
  relation: "`=`, `<=` or `one_of`"
  keys: "`one` a single figure, `full` every key of either side, `left` keys of the left side, `both` keys that both sides print"
checks:
  - not_null: [rule_id, relation, keys]
*/
select
    rule_id,
    row_number() over (partition by rule_id)::INTEGER as comparison,
    left_measures,
    relation,
    right_measures,
    keys
from (
    values
    ('R06', ['summary_revenue'], '=', ['summary_expenditure'], 'one'),
    ('R28', ['fiscal_revenue'], '=', ['fiscal_expenditure'], 'one'),
    ('R29', ['fiscal_revenue_fund'], '=', ['fiscal_expenditure_fund'], 'both'),
    ('R44', ['performance_total'], '=', ['performance_appropriated', 'performance_special', 'performance_own'], 'one'),
    ('R44', ['performance_total'], '=', ['performance_basic', 'performance_project'], 'one'),
    ('R47', ['revenue_total'], 'one_of', ['summary_revenue', 'summary_revenue_current'], 'one'),
    ('R48', ['summary_revenue_fund'], '=', ['revenue_current_fund'], 'both'),
    ('R49', ['summary_opening'], '=', ['revenue_opening'], 'one'),
    ('R50', ['expenditure_total'], 'one_of', ['summary_expenditure_current', 'summary_expenditure'], 'one'),
    ('R51', ['summary_expenditure_class'], '=', ['expenditure_class'], 'full'),
    ('R53', ['expenditure_unit'], 'one_of', ['revenue_unit', 'revenue_unit_current'], 'both'),
    ('R54', ['revenue_current_fund'], 'one_of', ['fiscal_revenue_current_fund', 'fiscal_revenue_fund'], 'both'),
    ('R55', ['fiscal_class_general'], '=', ['general_class'], 'full'),
    ('R56', ['general_total'], 'one_of', ['fiscal_current_general', 'fiscal_year_general'], 'one'),
    ('R57', ['fund_total'], 'one_of', ['fiscal_current_fund', 'fiscal_year_fund'], 'one'),
    ('R58', ['capital_total'], 'one_of', ['fiscal_current_capital', 'fiscal_year_capital'], 'one'),
    ('R59', ['expenditure_total'], '=', ['general_total', 'fund_total', 'capital_total', 'fiscal_current_special', 'fiscal_current_own'], 'one'),
    ('R60', ['general_function', 'fund_function', 'capital_function'], '<=', ['expenditure_function'], 'left'),
    ('R60', ['general_function_basic', 'fund_function_basic', 'capital_function_basic'], '<=', ['expenditure_function_basic'], 'left'),
    ('R60', ['general_function_project', 'fund_function_project', 'capital_function_project'], '<=', ['expenditure_function_project'], 'left'),
    ('R61', ['general_basic'], '=', ['basic_total'], 'one'),
    ('R62', ['general_wages'], '=', ['basic_wages'], 'one'),
    ('R62', ['general_household'], '=', ['basic_household'], 'one'),
    ('R62', ['general_goods'], '=', ['basic_goods'], 'one'),
    ('R62', ['general_capital'], '=', ['basic_capital'], 'one'),
    ('R63', ['economic_total'], '=', ['expenditure_total'], 'one'),
    ('R64', ['economic_general'], '=', ['general_total'], 'one'),
    ('R65', ['economic_fund'], 'one_of', ['revenue_current_fund', 'revenue_both_fund'], 'both'),
    ('R66', ['economic_personnel'], '=', ['expenditure_personnel'], 'one'),
    ('R67', ['basic_economic'], '<=', ['economic_general_item'], 'both'),
    ('R68', ['project_total'], '=', ['expenditure_project'], 'one'),
    ('R69', ['project_operating'], '=', ['expenditure_project_operating'], 'one'),
    ('R69', ['project_specific'], '=', ['expenditure_project_specific'], 'one'),
    ('R70', ['general_project'], 'one_of', ['project_current_general', 'project_both_general'], 'one'),
    ('R70', ['fund_project'], 'one_of', ['project_current_fund', 'project_both_fund'], 'one'),
    ('R70', ['capital_project'], 'one_of', ['project_current_capital', 'project_both_capital'], 'one'),
    ('R71', ['project_opening_fund'], '<=', ['revenue_opening_fund'], 'both'),
    ('R72', ['basic_detail'], '=', ['general_basic'], 'one'),
    ('R73', ['three_public_item'], '=', ['economic_three_public'], 'both'),
    ('R74', ['basic_item'], '<=', ['three_public_item'], 'both'),
    ('R76', ['operating_economic'], '<=', ['economic_general_item'], 'left'),
    ('R77', ['performance_total'], '=', ['summary_expenditure'], 'one'),
    ('R77', ['performance_appropriated'], '=', ['revenue_appropriated'], 'one'),
    ('R77', ['performance_special'], '=', ['revenue_special_account'], 'one'),
    ('R78', ['performance_basic'], '=', ['expenditure_basic'], 'one'),
    ('R78', ['performance_project'], '=', ['expenditure_project'], 'one'),
    ('R79', ['project_goal_total'], '=', ['project_total'], 'one'),
    ('F05', ['summary_revenue'], '=', ['summary_expenditure'], 'one'),
    ('F13', ['fiscal_revenue'], '=', ['fiscal_expenditure'], 'one'),
    ('F21', ['summary_revenue_current'], '=', ['revenue_current'], 'one'),
    ('F22', ['summary_revenue_fund'], '=', ['revenue_current_fund'], 'both'),
    ('F23', ['summary_expenditure_current'], '=', ['expenditure_total'], 'one'),
    ('F24', ['summary_expenditure_class'], '=', ['expenditure_class'], 'full'),
    ('F25', ['fiscal_revenue_current'], '=', ['revenue_appropriated_current'], 'one'),
    ('F26', ['fiscal_current_general'], '=', ['general_total'], 'one'),
    ('F26', ['fiscal_class_general'], '=', ['general_class'], 'full'),
    ('F27', ['fiscal_current_fund'], '=', ['fund_total'], 'one'),
    ('F28', ['fiscal_current_capital'], '=', ['capital_total'], 'one'),
    ('F29', ['general_function'], '<=', ['expenditure_function'], 'left'),
    ('F29', ['general_function_basic'], '<=', ['expenditure_function_basic'], 'left'),
    ('F29', ['general_function_project'], '<=', ['expenditure_function_project'], 'left'),
    ('F30', ['general_basic'], 'one_of', ['basic_total', 'basic_leaf'], 'one'),
    ('F31', ['basic_item'], '<=', ['three_public_item'], 'both')
) as t (rule_id, left_measures, relation, right_measures, keys)
