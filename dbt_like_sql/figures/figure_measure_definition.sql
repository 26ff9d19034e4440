/*
description: Named figures that rules compare, each defined by the kind of table and by meaning, never by a place in a layout.
description_zh: 勾稽规则比较的指标定义。
grain: measure, fund, item
materialization: view
columns:
  fund: "`each` and `group` in the list below stand for one row per fund, `named` for a measure per fund (fiscal_current_general …); `group` and `named` take 单位资金 as one"
  measure: name used by rule_comparison
  label: the figure in Chinese, for messages
  row_by: "only tables whose rows are keyed so; null for any"
  pick: "rows: `total` grand total, `current` 本年合计, `leaf` detail rows, `class` rows of 类 (or the detail rows where no 类 is printed), `unit` unit rows, `main` total row or the only row, `label` rows by words, `none` computed from other figures"
  origin: "`total` money of both years, `current`, `carried_in`, `*` any"
  key_by: "what the figure is split by; `one` for a single figure"
  fund_words: pattern of the fund's name in row labels, to know that a blank row is printed
  words: pattern on row label and column path, for forms
checks:
  - not_null: [measure, label, table_kind, pick]
*/
with
definition (measure, label, table_kind, row_by, pick, side, flow, fund, spending, origin, item, key_by, words) as (
    values
    -- 收支总表
    ('summary_revenue', '收入总计', 'revenue_expenditure_summary', null, 'total', 'in', '*', '*', '*', '*', '', 'one', ''),
    ('summary_revenue_current', '本年收入合计', 'revenue_expenditure_summary', null, 'current', 'in', '*', '*', '*', '*', '', 'one', ''),
    ('summary_revenue_fund', '收入', 'revenue_expenditure_summary', null, 'leaf', 'in', 'revenue', 'each', '*', '*', '', 'fund', ''),
    ('summary_opening', '上年结转结余', 'revenue_expenditure_summary', null, 'leaf', 'in', 'opening_balance', '*', '*', '*', '', 'one', ''),
    ('summary_expenditure', '支出总计', 'revenue_expenditure_summary', null, 'total', 'out', '*', '*', '*', '*', '', 'one', ''),
    ('summary_expenditure_current', '本年支出合计', 'revenue_expenditure_summary', null, 'current', 'out', '*', '*', '*', '*', '', 'one', ''),
    ('summary_expenditure_class', '支出', 'revenue_expenditure_summary', null, 'class', 'out', 'expenditure', '*', '*', '*', '', 'class', ''),
    -- 收入总表
    ('revenue_total', '收入总表总计', 'revenue', null, 'total', '*', '*', 'all', '*', 'total', '', 'one', ''),
    ('revenue_current', '收入总表本年收入合计', 'revenue', null, 'total', '*', '*', 'all', '*', 'current', '', 'one', ''),
    ('revenue_current_fund', '收入总表', 'revenue', null, 'total', '*', '*', 'each', '*', 'current', '', 'fund', ''),
    ('revenue_both_fund', '收入总表', 'revenue', null, 'total', '*', '*', 'each', '*', 'total', '', 'fund', ''),
    ('revenue_opening', '收入总表上年结转结余', 'revenue', null, 'total', '*', '*', 'all', '*', 'carried_in', '', 'one', ''),
    ('revenue_opening_column', '收入总表上年结转', 'revenue', null, 'total', '*', '*', 'all', '*', 'carried_in', '', 'one', ''),
    ('revenue_opening_fund', '收入总表上年结转', 'revenue', null, 'total', '*', '*', 'each', '*', 'carried_in', '', 'fund', ''),
    ('revenue_unit', '收入总表总计', 'revenue', null, 'unit', '*', '*', 'all', '*', 'total', '', 'unit', ''),
    ('revenue_unit_current', '收入总表本年收入', 'revenue', null, 'unit', '*', '*', 'all', '*', 'current', '', 'unit', ''),
    ('revenue_appropriated', '收入总表三项财政拨款', 'revenue', null, 'total', '*', '*', 'fiscal_appropriation', '*', 'total', '', 'one', ''),
    ('revenue_appropriated_current', '收入总表财政拨款收入', 'revenue', null, 'total', '*', '*', 'fiscal_appropriation', '*', 'current', '', 'one', ''),
    ('revenue_special_account', '收入总表财政专户管理资金', 'revenue', null, 'total', '*', '*', 'fiscal_special_account', '*', 'total', '', 'one', ''),
    ('revenue_own_current', '收入总表本年单位资金', 'revenue', null, 'total', '*', '*', 'own_funds', '*', 'current', '', 'one', ''),
    -- 支出总表
    ('expenditure_total', '支出总表总计', 'expenditure', null, 'total', '*', '*', '*', 'all', '*', '', 'one', ''),
    ('expenditure_basic', '支出总表基本支出', 'expenditure', null, 'total', '*', '*', '*', 'basic', '*', '', 'one', ''),
    ('expenditure_personnel', '支出总表人员经费', 'expenditure', null, 'total', '*', '*', '*', 'basic_personnel', '*', '', 'one', ''),
    ('expenditure_project', '支出总表项目支出', 'expenditure', null, 'total', '*', '*', '*', 'project', '*', '', 'one', ''),
    ('expenditure_project_operating', '支出总表其他运转类', 'expenditure', null, 'total', '*', '*', '*', 'project_operating', '*', '', 'one', ''),
    ('expenditure_project_specific', '支出总表特定目标类', 'expenditure', null, 'total', '*', '*', '*', 'project_specific', '*', '', 'one', ''),
    ('expenditure_class', '支出总表', 'expenditure', 'function', 'class', '*', '*', '*', 'all', '*', '', 'class', ''),
    ('expenditure_function', '支出总表', 'expenditure', 'function', 'leaf', '*', '*', '*', 'all', '*', '', 'function', ''),
    ('expenditure_function_basic', '支出总表基本支出', 'expenditure', 'function', 'leaf', '*', '*', '*', 'basic', '*', '', 'function', ''),
    ('expenditure_function_project', '支出总表项目支出', 'expenditure', 'function', 'leaf', '*', '*', '*', 'project', '*', '', 'function', ''),
    ('expenditure_unit', '支出总表总计', 'expenditure', null, 'unit', '*', '*', '*', 'all', '*', '', 'unit', ''),
    -- 财政拨款收支总表
    ('fiscal_revenue', '财政拨款收入合计', 'fiscal_appropriation_summary', null, 'total', 'in', '*', '*', '*', '*', '', 'one', ''),
    ('fiscal_revenue_current', '财政拨款本年收入', 'fiscal_appropriation_summary', null, 'current', 'in', '*', '*', '*', '*', '', 'one', ''),
    ('fiscal_revenue_current_fund', '财政拨款收支总表本年收入', 'fiscal_appropriation_summary', null, 'leaf', 'in', 'revenue', 'group', '*', '*', '', 'fund', ''),
    ('fiscal_revenue_fund', '财政拨款收支总表收入（含上年结转）', 'fiscal_appropriation_summary', null, 'leaf', 'in', '*', 'group', '*', '*', '', 'fund', ''),
    ('fiscal_expenditure', '财政拨款支出合计', 'fiscal_appropriation_summary', null, 'total', 'out', '*', '*', '*', '*', '', 'one', ''),
    ('fiscal_expenditure_fund', '财政拨款收支总表支出合计', 'fiscal_appropriation_summary', null, 'total', 'out', '*', 'each', '*', '*', '', 'fund', ''),
    ('fiscal_current', '财政拨款收支总表本年支出', 'fiscal_appropriation_summary', null, 'current', 'out', '*', 'named', '*', '*', '', 'one', ''),
    ('fiscal_year', '财政拨款收支总表本年收入', 'fiscal_appropriation_summary', null, 'leaf', 'in', 'revenue', 'named', '*', 'current', '', 'one', ''),
    ('fiscal_class_general', '财政拨款收支总表一般公共预算', 'fiscal_appropriation_summary', null, 'leaf', 'out', 'expenditure', 'general_public_budget', '*', '*', '', 'class', ''),
    -- 一般公共预算支出表, 政府性基金, 国有资本经营
    ('general_total', '一般公共预算支出表合计', 'general_public_expenditure', null, 'total', '*', 'expenditure', '*', 'all', '*', '', 'one', ''),
    ('general_basic', '一般公共预算支出表基本支出', 'general_public_expenditure', null, 'total', '*', 'expenditure', '*', 'basic', '*', '', 'one', ''),
    ('general_project', '一般公共预算支出表项目支出', 'general_public_expenditure', null, 'total', '*', 'expenditure', '*', 'project', '*', '', 'one', ''),
    ('general_wages', '一般公共预算支出表工资福利支出', 'general_public_expenditure', null, 'total', '*', 'expenditure', '*', 'basic_personnel_wages', '*', '', 'one', ''),
    ('general_household', '一般公共预算支出表对个人和家庭的补助', 'general_public_expenditure', null, 'total', '*', 'expenditure', '*', 'basic_personnel_household', '*', '', 'one', ''),
    ('general_goods', '一般公共预算支出表商品和服务支出', 'general_public_expenditure', null, 'total', '*', 'expenditure', '*', 'basic_public_goods', '*', '', 'one', ''),
    ('general_capital', '一般公共预算支出表资本性支出', 'general_public_expenditure', null, 'total', '*', 'expenditure', '*', 'basic_public_capital', '*', '', 'one', ''),
    ('general_class', '一般公共预算支出表', 'general_public_expenditure', null, 'class', '*', 'expenditure', '*', 'all', '*', '', 'class', ''),
    ('general_function', '一般公共预算支出表', 'general_public_expenditure', null, 'leaf', '*', 'expenditure', '*', 'all', '*', '', 'function', ''),
    ('general_function_basic', '一般公共预算支出表基本支出', 'general_public_expenditure', null, 'leaf', '*', 'expenditure', '*', 'basic', '*', '', 'function', ''),
    ('general_function_project', '一般公共预算支出表项目支出', 'general_public_expenditure', null, 'leaf', '*', 'expenditure', '*', 'project', '*', '', 'function', ''),
    ('fund_total', '政府性基金支出表合计', 'government_fund', null, 'total', '*', 'expenditure', '*', 'all', '*', '', 'one', ''),
    ('fund_project', '政府性基金支出表项目支出', 'government_fund', null, 'total', '*', 'expenditure', '*', 'project', '*', '', 'one', ''),
    ('fund_function', '政府性基金支出表', 'government_fund', null, 'leaf', '*', 'expenditure', '*', 'all', '*', '', 'function', ''),
    ('fund_function_basic', '政府性基金支出表基本支出', 'government_fund', null, 'leaf', '*', 'expenditure', '*', 'basic', '*', '', 'function', ''),
    ('fund_function_project', '政府性基金支出表项目支出', 'government_fund', null, 'leaf', '*', 'expenditure', '*', 'project', '*', '', 'function', ''),
    ('capital_total', '国有资本经营预算支出表合计', 'state_capital', null, 'total', '*', 'expenditure', '*', 'all', '*', '', 'one', ''),
    ('capital_project', '国有资本经营预算支出表项目支出', 'state_capital', null, 'total', '*', 'expenditure', '*', 'project', '*', '', 'one', ''),
    ('capital_function', '国有资本经营预算支出表', 'state_capital', null, 'leaf', '*', 'expenditure', '*', 'all', '*', '', 'function', ''),
    ('capital_function_basic', '国有资本经营预算支出表基本支出', 'state_capital', null, 'leaf', '*', 'expenditure', '*', 'basic', '*', '', 'function', ''),
    ('capital_function_project', '国有资本经营预算支出表项目支出', 'state_capital', null, 'leaf', '*', 'expenditure', '*', 'project', '*', '', 'function', ''),
    -- 基本支出 by economic classification, and its detail by project
    ('basic_total', '基本支出表合计', 'general_public_basic_expenditure', 'economic', 'total', '*', '*', '*', 'basic', '*', '', 'one', ''),
    ('basic_leaf', '基本支出表各款之和', 'general_public_basic_expenditure', 'economic', 'leaf', '*', '*', '*', 'basic', '*', '', 'one', '^3'),
    ('basic_personnel', '基本支出表人员经费', 'general_public_basic_expenditure', 'economic', 'total', '*', '*', '*', 'basic_personnel', '*', '', 'one', ''),
    ('basic_public', '基本支出表公用经费', 'general_public_basic_expenditure', 'economic', 'total', '*', '*', '*', 'basic_public', '*', '', 'one', ''),
    ('basic_personnel_leaf', '基本支出表 301、303 各款', 'general_public_basic_expenditure', 'economic', 'leaf', '*', '*', '*', 'basic', '*', '', 'one', '^30[13]'),
    ('basic_public_leaf', '基本支出表其余各款', 'general_public_basic_expenditure', 'economic', 'leaf', '*', '*', '*', 'basic', '*', '', 'one', '^3(0[24-9]|[1-9])'),
    ('basic_wages', '基本支出表 301 各款', 'general_public_basic_expenditure', 'economic', 'leaf', '*', '*', '*', 'basic', '*', '', 'one', '^301'),
    ('basic_household', '基本支出表 303 各款', 'general_public_basic_expenditure', 'economic', 'leaf', '*', '*', '*', 'basic', '*', '', 'one', '^303'),
    ('basic_goods', '基本支出表 302 各款', 'general_public_basic_expenditure', 'economic', 'leaf', '*', '*', '*', 'basic', '*', '', 'one', '^302'),
    ('basic_capital', '基本支出表 310 各款', 'general_public_basic_expenditure', 'economic', 'leaf', '*', '*', '*', 'basic', '*', '', 'one', '^310'),
    ('basic_economic', '基本支出表', 'general_public_basic_expenditure', 'economic', 'leaf', '*', '*', '*', 'basic', '*', '', 'economic', ''),
    ('basic_item', '基本支出表', 'general_public_basic_expenditure', 'economic', 'leaf', '*', '*', '*', 'basic', '*', '', 'economic_item', ''),
    ('basic_detail', '基本支出明细表合计', 'general_public_basic_expenditure', 'project', 'total', '*', '*', '*', '*', '*', '', 'one', ''),
    -- 支出经济分类汇总表
    ('economic_total', '支出经济分类汇总表总计', 'economic_summary', null, 'total', '*', '*', 'all', 'all', '*', '', 'one', ''),
    ('economic_general', '支出经济分类汇总表一般公共预算', 'economic_summary', null, 'total', '*', '*', 'general_public_budget', 'all', '*', '', 'one', ''),
    ('economic_fund', '支出经济分类汇总表', 'economic_summary', null, 'total', '*', '*', 'each', 'all', '*', '', 'fund', ''),
    ('economic_personnel', '支出经济分类汇总表 301、303 各款', 'economic_summary', null, 'leaf', '*', '*', 'all', 'all', '*', '', 'one', '^30[13]'),
    ('economic_general_item', '支出经济分类汇总表一般公共预算', 'economic_summary', null, 'leaf', '*', '*', 'general_public_budget', 'all', '*', '', 'economic', ''),
    ('economic_three_public', '支出经济分类汇总表一般公共预算', 'economic_summary', null, 'leaf', '*', '*', 'general_public_budget', 'all', '*', '', 'economic_item', ''),
    -- “三公”, 机关运行经费
    ('three_public_item', '“三公”经费表', 'three_public', null, 'main', '*', '*', '*', '*', '*', 'each', 'item', ''),
    ('three_public_sum', '“三公”经费表各项之和', 'three_public', null, 'none', '*', '*', '*', '*', '*', 'total', 'item', ''),
    ('operating_total', '机关运行经费表合计', 'operating_expenses', null, 'total', '*', '*', '*', '*', '*', '', 'one', ''),
    ('operating_economic', '机关运行经费表', 'operating_expenses', null, 'leaf', '*', '*', '*', '*', '*', '', 'economic', ''),
    -- 项目支出表
    ('project_total', '项目支出表合计', 'project_expenditure', null, 'total', '*', '*', 'all', '*', 'total', '', 'one', ''),
    ('project_current_general', '项目支出表本年一般公共预算', 'project_expenditure', null, 'total', '*', '*', 'general_public_budget', '*', 'current', '', 'one', ''),
    ('project_current_fund', '项目支出表本年政府性基金', 'project_expenditure', null, 'total', '*', '*', 'government_managed_funds', '*', 'current', '', 'one', ''),
    ('project_current_capital', '项目支出表本年国有资本经营预算', 'project_expenditure', null, 'total', '*', '*', 'state_capital_operations', '*', 'current', '', 'one', ''),
    ('project_both_general', '项目支出表一般公共预算（含结转）', 'project_expenditure', null, 'total', '*', '*', 'general_public_budget', '*', 'total', '', 'one', ''),
    ('project_both_fund', '项目支出表政府性基金（含结转）', 'project_expenditure', null, 'total', '*', '*', 'government_managed_funds', '*', 'total', '', 'one', ''),
    ('project_both_capital', '项目支出表国有资本经营预算（含结转）', 'project_expenditure', null, 'total', '*', '*', 'state_capital_operations', '*', 'total', '', 'one', ''),
    ('project_opening_fund', '项目支出表财政拨款结转', 'project_expenditure', null, 'total', '*', '*', 'each', '*', 'carried_in', '', 'fund', ''),
    ('project_operating', '项目支出表其他运转类', 'project_expenditure', null, 'leaf', '*', '*', 'all', 'project_operating', 'total', '', 'one', ''),
    ('project_specific', '项目支出表特定目标类', 'project_expenditure', null, 'leaf', '*', '*', 'all', 'project_specific', 'total', '', 'one', ''),
    -- 绩效
    ('performance_total', '整体绩效目标表预算总额', 'department_performance', null, 'label', '*', '*', '*', '*', '*', '', 'one', '(部门|年度|单位)?(预算|资金)总额|年度(预算|资金)$|预算资金(合计|总额)'),
    ('performance_appropriated', '整体绩效目标表政府预算资金', 'department_performance', null, 'label', '*', '*', '*', '*', '*', '', 'one', '政府预算资金'),
    ('performance_special', '整体绩效目标表财政专户管理资金', 'department_performance', null, 'label', '*', '*', '*', '*', '*', '', 'one', '财政专户'),
    ('performance_own', '整体绩效目标表单位资金', 'department_performance', null, 'label', '*', '*', '*', '*', '*', '', 'one', '单位资金|其他资金|自有资金'),
    ('performance_basic', '整体绩效目标表基本支出', 'department_performance', null, 'label', '*', '*', '*', 'basic', '*', '', 'one', '基本支出'),
    ('performance_project', '整体绩效目标表项目支出', 'department_performance', null, 'label', '*', '*', '*', 'project', '*', '', 'one', '项目支出'),
    ('project_goal_total', '项目绩效目标表资金总额', 'project_performance', null, 'leaf', '*', '*', 'all', '*', '*', '', 'one', '')
),

fund_each (fund, fund_label, fund_words, is_group, suffix) as (
    values
    ('general_public_budget', '一般公共预算', '一般公共预算|公共财政预算|经费拨款', true, '_general'),
    ('government_managed_funds', '政府性基金', '政府性?基金', true, '_fund'),
    ('state_capital_operations', '国有资本经营预算', '国有资本', true, '_capital'),
    ('fiscal_special_account', '财政专户管理资金', '财政专户', true, '_special'),
    ('own_funds', '单位资金', '单位资金|自有资金', true, '_own'),
    ('institutional_revenue', '事业收入', '事业收入', false, ''),
    ('institutional_operating_revenue', '事业单位经营收入', '经营收入', false, ''),
    ('superior_subsidy', '上级补助收入', '上级补助', false, ''),
    ('subordinate_remittance', '附属单位上缴收入', '附属单位|下级单位上缴', false, ''),
    ('other_revenue', '其他收入', '其[他它]收入', false, '')
),

item_each (item, item_label) as (
    values
    ('total', '合计'), ('overseas_travel', '因公出国（境）费'), ('vehicles', '公务用车购置及运行费'), ('vehicle_purchase', '公务用车购置费'),
    ('vehicle_operation', '公务用车运行费'), ('reception', '公务接待费')
)

select
    definition.measure || case definition.fund when 'named' then fund_each.suffix else '' end as measure,
    definition.label || coalesce(fund_each.fund_label, '') || coalesce(item_each.item_label, '') as label,
    definition.table_kind,
    definition.row_by,
    definition.pick,
    definition.side,
    definition.flow,
    coalesce(fund_each.fund, definition.fund) as fund,
    definition.spending,
    definition.origin,
    coalesce(item_each.item, definition.item) as item,
    definition.key_by,
    definition.words,
    coalesce(fund_each.fund_words, '') as fund_words
from definition
left join fund_each on definition.fund = 'each' or (definition.fund in ('group', 'named') and fund_each.is_group)
left join item_each on definition.item = 'each'
