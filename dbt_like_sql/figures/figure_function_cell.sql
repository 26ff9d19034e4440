/*
description: Leaf cells of expenditure by function at every level that their code reaches, with the basis and fund they count under.
description_zh: 支出功能分类的末级单元格及其级次、口径、资金。
grain: amount_id, basis, level
materialization: view
document_local: true
columns:
  basis: {en: "`all_funds` from 支出总表 (at 类 from 收支总表 where 支出总表 does not tell them all), `appropriation` from the tables of one fund", zh: 口径}
  level: {en: "类, 款 or 项", zh: 级次}
  function_code: {en: "the code, cut to the level", zh: 科目编码}
  is_from_summary: {en: read from 收支总表, zh: 是否取自收支总表}
  total_yuan: {en: "total that the table prints; NULL when it prints none", zh: 所印合计, unit: yuan}
  is_consistent: {en: "the cells of the document add up to the printed total of the table; NULL when it prints none", zh: 是否与合计相符}
*/
with
level_of_code (level, digits) as (
    values
    ('类', 3),
    ('款', 5),
    ('项', 7)
),
by_class as (
    select document_id
    from stg_measure_table
    where measure = 'function_class'
)
select
    leaf.amount_id,
    leaf.document_id,
    if(leaf.measure = 'appropriation_expenditure', 'appropriation', 'all_funds') as basis,
    case
        when leaf.measure <> 'appropriation_expenditure' then coalesce(leaf.fund, 'all')
        when leaf.table_kind = 'government_fund' then 'government_managed_funds'
        when leaf.table_kind = 'state_capital' then 'state_capital_operations'
        else 'general_public_budget'
    end as fund,
    leaf.division_code,
    leaf.collection,
    leaf.fiscal_year,
    leaf.stage,
    level_of_code.level,
    left(leaf.function_code, level_of_code.digits) as function_code,
    leaf.table_kind = 'revenue_expenditure_summary' as is_from_summary,
    measure_table.functions_agree as is_consistent,
    measure_table.total_yuan,
    leaf.amount_yuan
from stg_leaf_amount as leaf
inner join stg_measure_table as measure_table
    on leaf.document_id = measure_table.document_id
    and leaf.measure = measure_table.measure
    and leaf.table_kind = measure_table.table_kind
inner join level_of_code on length(leaf.function_code) >= level_of_code.digits
left join by_class on leaf.document_id = by_class.document_id
where
    leaf.is_sure
    and (
        leaf.measure = 'appropriation_expenditure'
        or leaf.measure = 'expenditure' and (by_class.document_id is null or level_of_code.level <> '类')
        or leaf.measure = 'function_class' and level_of_code.level = '类'
    )
