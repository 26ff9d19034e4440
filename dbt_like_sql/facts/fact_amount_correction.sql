/*
description: What became of every correction by hand - applied, or why not. The printed amount stays in fact_amount; leaf facts and marts use the corrected one.
description_zh: 人工更正及其结果：生效，或为何未生效。
grain: collection, entry_no
materialization: table
warnings:
  - fact_amount keeps what is printed; join this table on amount_id to see which of its amounts the leaf facts replace.
  - A correction that concerns the document says that the page is wrong; the rules still judge the page as printed.
columns:
  status: {en: "applied, invalid, document_not_found, cell_not_found, several_cells, print_differs or rival_corrections", zh: 更正状态}
  status_reason: {en: why it is not applied and what to do, zh: 未生效原因}
  document_id: {en: the document meant, zh: 文件编号}
  amount_id: {en: the cell meant when there is just one, zh: 金额编号}
  printed: {en: what the cell prints now, zh: 现印原文}
  change_yuan: {en: corrected minus printed amount, zh: 更正差额, unit: yuan}
checks:
  - unique: [collection, entry_no]
  - not_null: [correction_id, status]
  - sql:
      name: every_correction_applies
      severity: warn
      query: "select * from fact_amount_correction where status <> 'applied'"
*/
with
reached as (
    select
        correction.correction_id,
        count(distinct document.document_id) as documents,
        min(document.document_id) as document_id
    from correction
    inner join stg_disclosure as document
        on
            starts_with(document.sha256, lower(correction.document_reference))
            or document.collection = correction.collection and document.file_name = correction.document_reference
    group by correction.correction_id
),

cell as (
    select
        correction_id,
        max(cell_count) as cell_count,
        max(rival_count) as rival_count,
        bool_and(print_agrees) as print_agrees,
        any_value(amount_id) as amount_id,
        any_value(document_id) as document_id,
        any_value(printed) as printed,
        any_value(amount_yuan_printed) as amount_yuan_printed,
        any_value(corrected_yuan) as corrected_yuan
    from stg_amount_correction
    group by correction_id
),

judged as (
    select
        correction.*,
        coalesce(cell.document_id, reached.document_id) as document_id,
        cell.amount_id as found_amount_id,
        cell.cell_count,
        cell.printed,
        cell.amount_yuan_printed,
        cell.corrected_yuan,
        case
            when correction.problem is not null then 'invalid'
            when reached.document_id is null then 'document_not_found'
            when cell.cell_count is null then 'cell_not_found'
            when cell.cell_count > 1 then 'several_cells'
            when not cell.print_agrees then 'print_differs'
            when cell.rival_count > 1 then 'rival_corrections'
            else 'applied'
        end as status
    from correction
    left join reached on correction.correction_id = reached.correction_id
    left join cell on correction.correction_id = cell.correction_id
)

select
    collection,
    entry_no,
    correction_id,
    status,
    case status
        when 'invalid' then problem
        when 'document_not_found'
            then concat('no document ', document_reference, ' is in the warehouse: correct the reference or deliver the file')
        when 'cell_not_found' then 'no amount stands where the entry says: look at the page again (mingzhang trace), the table may be read differently now'
        when 'several_cells' then concat(cell_count, ' amounts fit the entry: name page, table, row and column, or the amount_id')
        when 'print_differs'
            then concat('the cell prints ', printed, ', the entry expects ', printed_expected, ': check the page and renew or delete the entry')
        when 'rival_corrections' then 'another correction names the same cell: keep one of them'
    end as status_reason,
    document_reference,
    document_id,
    if(status in ('applied', 'print_differs', 'rival_corrections'), found_amount_id, null) as amount_id,
    printed_expected,
    if(status in ('applied', 'print_differs', 'rival_corrections'), printed, null) as printed,
    corrected_printed,
    if(status in ('applied', 'print_differs', 'rival_corrections'), amount_yuan_printed, null) as amount_yuan_printed,
    if(status = 'applied', corrected_yuan, null) as corrected_yuan,
    if(status = 'applied', (corrected_yuan - amount_yuan_printed)::decimal(20, 2), null) as change_yuan,
    concerns,
    reason,
    source
from judged
