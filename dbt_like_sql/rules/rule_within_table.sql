/*
description: Which rule a sum inside a table belongs to, by kind of table and what the sum is about. The general rules G01 to G04 take the rest.
description_zh: 表内勾稽：何种表的何种合计对应哪条规则。
grain: family, check_kind, table_kind, side, about
materialization: view
columns:
  check_kind: "`row_total`, `row_current` (本年合计), `row_subtotal`, `column_parts` or `of_which`"
  about: "spending kind, fund or origin of the money that the sum is about; `*` for any"
checks:
  - not_null: [family, check_kind, table_kind, side, about, rule_id]
*/
select *
from (
    values
    -- rows of a column add up to its total
    ('budget', 'row_current', 'revenue_expenditure_summary', 'in', '*', 'R01'),
    ('budget', 'row_total', 'revenue_expenditure_summary', 'in', '*', 'R03'),
    ('budget', 'row_current', 'revenue_expenditure_summary', 'out', '*', 'R04'),
    ('budget', 'row_total', 'revenue_expenditure_summary', 'out', '*', 'R05'),
    ('budget', 'row_total', 'revenue', '*', '*', 'R13'),
    ('budget', 'row_subtotal', 'revenue', '*', '*', 'R13'),
    ('budget', 'row_total', 'expenditure', '*', '*', 'R19'),
    ('budget', 'row_subtotal', 'expenditure', '*', '*', 'R19'),
    ('budget', 'row_total', 'fiscal_appropriation_summary', 'in', '*', 'R20'),
    ('budget', 'row_current', 'fiscal_appropriation_summary', 'in', '*', 'R21'),
    ('budget', 'row_subtotal', 'fiscal_appropriation_summary', 'in', '*', 'R23'),
    ('budget', 'row_total', 'fiscal_appropriation_summary', 'out', '*', 'R24'),
    ('budget', 'row_current', 'fiscal_appropriation_summary', 'out', '*', 'R25'),
    ('budget', 'row_subtotal', 'fiscal_appropriation_summary', 'out', '*', 'R25'),
    ('budget', 'row_total', 'general_public_expenditure', '*', '*', 'R32'),
    ('budget', 'row_subtotal', 'general_public_expenditure', '*', '*', 'R32'),
    ('budget', 'row_total', 'general_public_basic_expenditure', '*', '*', 'R33'),
    ('budget', 'row_subtotal', 'general_public_basic_expenditure', '*', '*', 'R33'),
    ('budget', 'row_total', 'project_expenditure', '*', '*', 'R36'),
    ('budget', 'row_subtotal', 'project_expenditure', '*', '*', 'R36'),
    ('budget', 'row_total', 'economic_summary', '*', '*', 'R38'),
    ('budget', 'row_subtotal', 'economic_summary', '*', '*', 'R38'),
    ('budget', 'row_total', 'government_fund', '*', '*', 'R41'),
    ('budget', 'row_subtotal', 'government_fund', '*', '*', 'R41'),
    ('budget', 'row_total', 'state_capital', '*', '*', 'R42'),
    ('budget', 'row_subtotal', 'state_capital', '*', '*', 'R42'),
    ('budget', 'row_total', 'operating_expenses', '*', '*', 'R43'),
    ('budget', 'row_subtotal', 'operating_expenses', '*', '*', 'R43'),
    ('budget', 'row_total', 'project_performance', '*', '*', 'R46'),
    ('budget', 'row_subtotal', 'project_performance', '*', '*', 'R46'),
    ('final', 'row_current', 'revenue_expenditure_summary', 'in', '*', 'F01'),
    ('final', 'row_total', 'revenue_expenditure_summary', 'in', '*', 'F02'),
    ('final', 'row_current', 'revenue_expenditure_summary', 'out', '*', 'F03'),
    ('final', 'row_total', 'revenue_expenditure_summary', 'out', '*', 'F04'),
    ('final', 'row_total', 'revenue', '*', '*', 'F07'),
    ('final', 'row_subtotal', 'revenue', '*', '*', 'F07'),
    ('final', 'row_total', 'expenditure', '*', '*', 'F09'),
    ('final', 'row_subtotal', 'expenditure', '*', '*', 'F09'),
    ('final', 'row_total', 'fiscal_appropriation_summary', 'in', '*', 'F10'),
    ('final', 'row_current', 'fiscal_appropriation_summary', 'in', '*', 'F10'),
    ('final', 'row_subtotal', 'fiscal_appropriation_summary', 'in', '*', 'F10'),
    ('final', 'row_total', 'fiscal_appropriation_summary', 'out', '*', 'F13'),
    ('final', 'row_current', 'fiscal_appropriation_summary', 'out', '*', 'F12'),
    ('final', 'row_subtotal', 'fiscal_appropriation_summary', 'out', '*', 'F12'),
    ('final', 'row_total', 'general_public_expenditure', '*', '*', 'F14'),
    ('final', 'row_subtotal', 'general_public_expenditure', '*', '*', 'F14'),
    ('final', 'row_total', 'general_public_basic_expenditure', '*', '*', 'F16'),
    ('final', 'row_subtotal', 'general_public_basic_expenditure', '*', '*', 'F15'),
    ('final', 'row_total', 'government_fund', '*', '*', 'F17'),
    ('final', 'row_subtotal', 'government_fund', '*', '*', 'F17'),
    ('final', 'row_total', 'state_capital', '*', '*', 'F18'),
    ('final', 'row_subtotal', 'state_capital', '*', '*', 'F18'),
    -- columns of a row add up to its printed total column
    ('budget', 'column_parts', 'revenue', '*', 'current', 'R07'),
    ('budget', 'column_parts', 'revenue', '*', 'carried_in', 'R09'),
    ('budget', 'column_parts', 'revenue', '*', 'all', 'R10'),
    ('budget', 'column_parts', 'revenue', '*', 'fund', 'R11'),
    ('budget', 'column_parts', 'expenditure', '*', 'all', 'R14'),
    ('budget', 'column_parts', 'expenditure', '*', 'basic', 'R15'),
    ('budget', 'column_parts', 'expenditure', '*', 'basic_personnel', 'R16'),
    ('budget', 'column_parts', 'expenditure', '*', 'basic_public', 'R17'),
    ('budget', 'column_parts', 'expenditure', '*', 'project', 'R18'),
    ('budget', 'column_parts', 'fiscal_appropriation_summary', '*', '*', 'R26'),
    ('budget', 'column_parts', 'general_public_expenditure', '*', 'all', 'R30'),
    ('budget', 'column_parts', 'general_public_expenditure', '*', '*', 'R31'),
    ('budget', 'column_parts', 'general_public_basic_expenditure', '*', '*', 'R33'),
    ('budget', 'column_parts', 'project_expenditure', '*', '*', 'R35'),
    ('budget', 'column_parts', 'economic_summary', '*', '*', 'R37'),
    ('budget', 'column_parts', 'government_fund', '*', '*', 'R41'),
    ('budget', 'column_parts', 'state_capital', '*', '*', 'R42'),
    ('budget', 'column_parts', 'project_performance', '*', '*', 'R45'),
    ('final', 'column_parts', 'revenue', '*', '*', 'F06'),
    ('final', 'column_parts', 'expenditure', '*', '*', 'F08'),
    ('final', 'column_parts', 'fiscal_appropriation_summary', '*', '*', 'F11'),
    ('final', 'column_parts', 'general_public_expenditure', '*', '*', 'F14'),
    ('final', 'column_parts', 'general_public_basic_expenditure', '*', '*', 'F16'),
    ('final', 'column_parts', 'government_fund', '*', '*', 'F17'),
    ('final', 'column_parts', 'state_capital', '*', '*', 'F18'),
    -- 其中 never exceeds what it is part of
    ('budget', 'of_which', 'revenue_expenditure_summary', 'in', '*', 'R02'),
    ('budget', 'of_which', 'revenue', '*', '*', 'R08'),
    ('budget', 'of_which', 'fiscal_appropriation_summary', 'in', '*', 'R22'),
    ('budget', 'of_which', 'fiscal_appropriation_summary', 'out', '*', 'R27')
) as t (family, check_kind, table_kind, side, about, rule_id)
