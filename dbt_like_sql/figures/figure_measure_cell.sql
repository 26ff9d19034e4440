/*
description: Cells behind the figures that mart_year_on_year compares, under its names of measures.
description_zh: 年度比较各指标的单元格。
grain: document_id, measure, amount_id
materialization: view
document_local: true
columns:
  measure: "as in mart_year_on_year"
*/
select
    document_id,
    case figure
        when 'revenue_yuan' then 'total_revenue'
        when 'opening_balance_yuan' then 'total_revenue'
        when 'expenditure_yuan' then 'expenditure'
        when 'basic_yuan' then 'basic_expenditure'
        when 'project_yuan' then 'project_expenditure'
        when 'general_public_yuan' then 'general_public_expenditure'
    end as measure,
    amount_id
from figure_cell
where figure in ('revenue_yuan', 'opening_balance_yuan', 'expenditure_yuan', 'basic_yuan', 'project_yuan', 'general_public_yuan')
union all
select
    item.document_id,
    case item.three_public_item
        when 'total' then 'three_public_total'
        when 'operating_expenses' then 'agency_operating_expenses'
        else item.three_public_item
    end as measure,
    unnest(item.amount_ids) as amount_id
from figure_three_public as item
inner join stg_document_version as version on item.document_id = version.document_id
where item.stage = version.own_stage and item.fiscal_year is not distinct from version.fiscal_year
union all
select
    document_id,
    'agency_operating_expenses' as measure,
    amount_id
from stg_amount as fact_amount
where table_kind = 'operating_expenses' and is_leaf_column
