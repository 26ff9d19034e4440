/*
description: Which measure of mart_year_on_year a change stated in the prose is about, and which figure of the prose must vouch for it.
description_zh: 文字所述增减对应的年度比较指标，以及用来核实口径的文字数。
grain: measure, stem
materialization: view
columns:
  measure: "as in mart_year_on_year"
  stem: what the prose says has changed (stg_rule_claim.stem)
  figure: "item of the prose whose own figure must equal the measure: 收入预算 may or may not hold the money carried over, so a change counts only where
    the document states the figure it is the change of and that figure is the measure; NULL where the name alone settles the scope"
checks:
  - not_null: [measure, stem]
*/
select *
from (
    values
    ('total_revenue', 'total_revenue', 'total_revenue'),
    ('total_revenue', 'revenue', 'revenue'),
    ('total_revenue', 'revenue_budget', 'revenue_budget'),
    ('total_revenue', 'revenue_expenditure_budget', 'revenue_expenditure_budget'),
    ('total_revenue', 'total_revenue_expenditure', 'total_revenue_expenditure'),
    ('total_revenue', 'total_revenue_expenditure', 'total_revenue'),
    ('expenditure', 'total_expenditure', 'total_expenditure'),
    ('expenditure', 'expenditure', 'expenditure'),
    ('expenditure', 'expenditure_budget', 'expenditure_budget'),
    ('expenditure', 'revenue_expenditure_budget', 'revenue_expenditure_budget'),
    ('expenditure', 'total_revenue_expenditure', 'total_revenue_expenditure'),
    ('expenditure', 'total_revenue_expenditure', 'total_expenditure'),
    ('general_public_expenditure', 'general_public_total', 'general_public_total'),
    ('general_public_expenditure', 'general_public_expenditure', null),
    ('basic_expenditure', 'basic_expenditure', null),
    ('project_expenditure', 'project_expenditure', null),
    ('agency_operating_expenses', 'agency_operating_expenses', null),
    ('three_public_total', 'three_public_total', null),
    ('overseas_travel', 'overseas_travel', null),
    ('vehicles', 'vehicles', null),
    ('vehicle_purchase', 'vehicle_purchase', null),
    ('vehicle_operation', 'vehicle_operation', null),
    ('reception', 'reception', null),
    ('conferences', 'conferences', null),
    ('training', 'training', null)
) as t (measure, stem, figure)
