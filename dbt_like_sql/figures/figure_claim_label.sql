/*
description: What a figure stated in the prose is called in Chinese, for sentences that people read.
description_zh: 正文所述各数的中文名称。
grain: item
materialization: view
checks:
  - unique: [item]
  - not_null: [item, label]
*/
select
    item,
    label
from (
    values
    ('total_revenue', '收入总计'), ('total_expenditure', '支出总计'), ('total_revenue_expenditure', '收支总计'), ('revenue', '收入合计'),
    ('revenue_budget', '收入预算'), ('expenditure', '支出合计'), ('expenditure_budget', '支出预算'), ('basic_expenditure', '基本支出'),
    ('project_expenditure', '项目支出'), ('general_public_revenue', '一般公共预算收入'), ('general_public_expenditure', '一般公共预算支出'),
    ('general_public_total', '一般公共预算收支'), ('government_fund_expenditure', '政府性基金支出'), ('state_capital_expenditure', '国有资本经营支出'),
    ('opening_balance', '上年结转结余'), ('three_public_total', '“三公”经费'), ('overseas_travel', '因公出国（境）费'), ('vehicles', '公务用车购置及运行费'),
    ('vehicle_purchase', '公务用车购置费'), ('vehicle_operation', '公务用车运行费'), ('reception', '公务接待费'),
    ('agency_operating_expenses', '机关运行经费'), ('general_public_basic_expenditure', '一般公共预算基本支出'),
    ('general_public_personnel_funds', '人员经费'), ('general_public_public_funds', '公用经费'), ('performance_amount', '绩效管理支出总额'),
    ('performance_project_expenditure', '绩效管理项目支出'), ('fiscal_appropriation_total', '财政拨款收支总计'),
    ('fiscal_appropriation_revenue', '财政拨款收入'), ('procurement_total', '政府采购总额'), ('fixed_assets_total', '固定资产总额'),
    ('vehicle_count', '车辆数'), ('organisation_count', '机构限额'), ('performance_project_count', '绩效管理项目数'),
    ('institutional_revenue', '事业收入'), ('other_revenue', '其他收入'), ('government_fund_revenue', '政府性基金收入'),
    ('conferences', '会议费'), ('training', '培训费'), ('procurement_goods', '政府采购货物'), ('procurement_works', '政府采购工程'),
    ('procurement_services', '政府采购服务'), ('state_capital_revenue', '国有资本经营收入'), ('closing_balance', '年末结转结余'),
    ('fiscal_appropriation_expenditure', '财政拨款支出'), ('general_public_project_expenditure', '一般公共预算项目支出')
) as named (item, label)
