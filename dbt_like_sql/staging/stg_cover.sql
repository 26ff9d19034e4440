/*
description: Which fund or kind of spending is part of which; what a whole covers is transitive and written out.
description_zh: 资金、支出类别的从属关系。
grain: dimension, whole, part
materialization: view
columns:
  dimension: "`fund` or `spending`"
  whole: the wider value
  part: a value that it covers
checks:
  - unique: [dimension, whole, part]
*/
select *
from (
    values
    ('fund', 'fiscal_appropriation', 'general_public_budget'),
    ('fund', 'fiscal_appropriation', 'government_managed_funds'),
    ('fund', 'fiscal_appropriation', 'state_capital_operations'),
    ('fund', 'own_funds', 'institutional_revenue'),
    ('fund', 'own_funds', 'institutional_operating_revenue'),
    ('fund', 'own_funds', 'superior_subsidy'),
    ('fund', 'own_funds', 'subordinate_remittance'),
    ('fund', 'own_funds', 'other_revenue'),
    ('spending', 'basic', 'basic_personnel'),
    ('spending', 'basic', 'basic_public'),
    ('spending', 'basic', 'basic_personnel_wages'),
    ('spending', 'basic', 'basic_personnel_household'),
    ('spending', 'basic', 'basic_public_goods'),
    ('spending', 'basic', 'basic_public_capital'),
    ('spending', 'basic_personnel', 'basic_personnel_wages'),
    ('spending', 'basic_personnel', 'basic_personnel_household'),
    ('spending', 'basic_public', 'basic_public_goods'),
    ('spending', 'basic_public', 'basic_public_capital'),
    ('spending', 'project', 'project_operating'),
    ('spending', 'project', 'project_specific')
) as cover (dimension, whole, part)
