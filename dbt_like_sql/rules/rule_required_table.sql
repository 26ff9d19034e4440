/*
description: The tables that a disclosure of each family must have (docs/analysts/rule-sources.md); they are kept and explained also when empty.
description_zh: 预算、决算公开必有的表。
grain: family, table_kind
materialization: view
columns:
  label: the table in Chinese
checks:
  - unique: [family, table_kind]
*/
select *
from (
    values
    ('budget', 'revenue_expenditure_summary', '收支总表'), ('budget', 'revenue', '收入总表'), ('budget', 'expenditure', '支出总表'),
    ('budget', 'fiscal_appropriation_summary', '财政拨款收支总表'), ('budget', 'general_public_expenditure', '一般公共预算支出表'),
    ('budget', 'general_public_basic_expenditure', '一般公共预算基本支出表'), ('budget', 'government_fund', '政府性基金预算支出表'),
    ('budget', 'three_public', '“三公”经费表'),
    ('final', 'revenue_expenditure_summary', '收入支出决算总表'), ('final', 'revenue', '收入决算表'), ('final', 'expenditure', '支出决算表'),
    ('final', 'fiscal_appropriation_summary', '财政拨款收入支出决算总表'), ('final', 'general_public_expenditure', '一般公共预算支出决算表'),
    ('final', 'general_public_basic_expenditure', '一般公共预算基本支出决算表'), ('final', 'government_fund', '政府性基金决算表'),
    ('final', 'state_capital', '国有资本经营预算支出决算表'), ('final', 'three_public', '“三公”经费支出决算表')
) as t (family, table_kind, label)
