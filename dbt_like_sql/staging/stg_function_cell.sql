/*
description: Leaf cells of expenditure by function with the basis and fund they count under.
description_zh: 支出功能分类的末级单元格及其口径、资金。
grain: amount_id, basis
materialization: view
document_local: true
columns:
  basis: {en: "`all_funds` from 支出总表, `appropriation` from the tables of one fund", zh: 口径}
*/
select
    amount_id,
    document_id,
    if(measure = 'expenditure', 'all_funds', 'appropriation') as basis,
    case
        when measure = 'expenditure' then coalesce(fund, 'all')
        when table_kind = 'government_fund' then 'government_managed_funds'
        when table_kind = 'state_capital' then 'state_capital_operations'
        else 'general_public_budget'
    end as fund,
    division_code,
    collection,
    fiscal_year,
    stage,
    function_code,
    amount_yuan
from stg_leaf_amount
where measure in ('expenditure', 'appropriation_expenditure') and function_code is not null
