/*
description: Every correction with the amounts that its entry points to; leaf facts and marts use those that apply.
description_zh: 人工更正与其所指单元格的对应。
grain: correction_id, amount_id
materialization: view
document_local: true
columns:
  cell_count: {en: cells that the entry points to, zh: 所指单元格数}
  print_agrees: {en: the cell prints what the entry expects, zh: 原文是否相符}
  rival_count: {en: corrections that point to this cell, zh: 同一单元格的更正数}
  applies: {en: "the entry points to one cell, which prints what it expects, and no other entry points there", zh: 是否生效}
  corrected_yuan: {en: the corrected amount, zh: 更正后金额, unit: yuan}
  amount_yuan_printed: {en: the amount as printed, zh: 印刷金额, unit: yuan}
*/
with
pointed as (
    -- distinct: the same entry written twice is one correction
    select distinct
        correction.correction_id,
        correction.concerns,
        amount.amount_id,
        disclosure_key(amount.document_id, amount.disclosure_seq) as document_id,
        amount.printed,
        amount.amount_yuan as amount_yuan_printed,
        (correction.corrected_value * unit.factor::integer)::decimal(20, 2) as corrected_yuan,
        regexp_replace(amount.printed, '\s', '', 'g') = regexp_replace(correction.printed_expected, '\s', '', 'g') as print_agrees
    from correction
    inner join document
        on
            starts_with(document.sha256, lower(correction.document_reference))
            or document.collection = correction.collection and document.file_name = correction.document_reference
    inner join fact_amount as amount
        on
            document.document_id = amount.document_id
            and (correction.amount_id is null or correction.amount_id = amount.amount_id)
            and (correction.page is null or correction.page = amount.page)
            and (correction.table_seq is null or correction.table_seq = amount.table_seq)
            and (
                correction.row_locator is null
                or correction.row_locator = amount.row_seq::varchar
                or regexp_replace(correction.row_locator, '\s', '', 'g') = regexp_replace(amount.row_label, '\s', '', 'g')
            )
            and (
                correction.column_locator is null
                or correction.column_locator = amount.column_seq::varchar
                or regexp_replace(correction.column_locator, '\s', '', 'g') = regexp_replace(amount.column_path, '\s', '', 'g')
            )
    inner join ref_unit as unit on amount.printed_unit = unit.unit
    where correction.problem is null
)

select
    *,
    count(*) over (partition by correction_id) as cell_count,
    count(*) over (partition by amount_id) as rival_count,
    print_agrees and cell_count = 1 and rival_count = 1 as applies
from pointed
