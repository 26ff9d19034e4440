/*
description: Leaf amounts of each measure, of all readable documents, superseded ones included. The leaf facts are this view for current documents only.
description_zh: 各指标的末级金额（含被替代的文件）。
grain: measure, amount_id
materialization: view
document_local: true
columns:
  measure: "as in stg_measure_table; the same cell may stand under several measures"
  document_year: {en: year the document is for, zh: 文件年度}
  collection: {en: batch the document came with, zh: 批次}
  amount_yuan: {en: "the amount, corrected where a correction by hand applies (correction_id)", zh: 金额, unit: yuan}
  is_sure: {en: "false where the sums of the table contradict its leaves (document_table.leaf_status unsure); no leaf fact and no mart adds such amounts", zh: 是否与合计相符}
  correction_id: {en: "correction by hand behind the amount; NULL when it is as printed", zh: 更正编号}
*/
select
    measure_table.measure,
    amount.amount_id,
    amount.document_id,
    document.document_kind,
    document.collection,
    document.division_code,
    document.fiscal_year as document_year,
    coalesce(amount.fiscal_year, document.fiscal_year) as fiscal_year,
    unit_year_key(
        document.division_code, document.collection, code_of_row(amount.unit_code, amount.unit_name, document.unit_code, document.unit_name),
        coalesce(amount.unit_name, document.unit_name), coalesce(amount.fiscal_year, document.fiscal_year)
    ) as unit_key,
    code_of_row(amount.unit_code, amount.unit_name, document.unit_code, document.unit_name) as unit_code,
    coalesce(amount.unit_name, document.unit_name) as unit_name,
    amount.table_kind,
    amount.table_seq,
    amount.column_seq,
    amount.page,
    amount.row_kind,
    amount.row_label,
    amount.column_path,
    coalesce(amount.stage, own_stage(document.document_kind)) as stage,
    amount.flow,
    amount.fund,
    amount.spending_kind,
    amount.origin_year,
    amount.function_code,
    amount.department_economic_code,
    amount.government_economic_code,
    coalesce(amount.project_code, code_in_unit.project_code, code_of_project.project_code) as project_code,
    amount.project_name,
    amount.three_public_item,
    amount.printed_unit,
    coalesce(correction.corrected_yuan, amount.amount_yuan) as amount_yuan,
    correction.correction_id,
    coalesce(document_table.leaf_status, '') <> 'unsure' as is_sure
from stg_amount as amount
left join stg_amount_correction as correction on amount.amount_id = correction.amount_id and correction.applies
inner join stg_measure_table as measure_table
    on amount.document_id = measure_table.document_id
    and amount.table_seq = measure_table.table_seq
left join stg_table as document_table
    on amount.document_id = document_table.document_id
    and amount.table_seq = document_table.table_seq
inner join stg_disclosure as document on amount.document_id = document.document_id
left join stg_project_code as code_of_project
    on amount.document_id = code_of_project.document_id
    and code_of_project.unit is null
    and plain_name(amount.project_name) = code_of_project.plain_name
-- Two units may have a project of one name (云台市山阳新区教育局 2024, page 30: 营养改善计划补助资金).
left join stg_project_code as code_in_unit
    on amount.document_id = code_in_unit.document_id
    and coalesce(amount.unit_code, plain_name(amount.unit_name)) = code_in_unit.unit
    and plain_name(amount.project_name) = code_in_unit.plain_name
left join stg_project_row as project_row
    on amount.document_id = project_row.document_id
    and amount.table_seq = project_row.table_seq
    and amount.row_seq = project_row.row_seq
where
    amount.is_leaf
    and amount.is_leaf_column
    and not amount.is_of_which
    and (measure_table.column_seqs is null or list_contains(measure_table.column_seqs, amount.column_seq))
    and coalesce(amount.stage, 'budget') = own_stage(document.document_kind)
    and case measure_table.measure
        when 'revenue' then coalesce(amount.flow, 'revenue') in ('revenue', 'opening_balance')
        when 'three_public' then amount.three_public_item is not null
        when 'project_expenditure' then
            if(
                amount.table_kind = 'project_performance',
                project_row.row_seq is not null,
                amount.row_kind = 'project' or amount.project_code is not null or amount.project_name is not null
            )
        else coalesce(amount.flow, 'expenditure') = 'expenditure'
    end
