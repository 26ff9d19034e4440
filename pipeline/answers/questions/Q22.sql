-- name: where_printed
-- en: Where does a number come from?
-- zh: 一个数从哪里来？
-- parameter: unit
-- parameter: amount_yuan
-- note: Then `mingzhang trace AMOUNT_ID -o cell.png` draws the cell on its page. For a figure of a mart take its `row_key`: `mingzhang trace ROW_KEY` names what is behind every figure of the row, `--column project_yuan` lists the cells, sentences or targets, `-o` draws their pages. A `row_key` and an `amount_id` stay the same in the next build.
select
    amount.amount_id,
    document.file_name,
    amount.page,
    amount.printed,
    amount.printed_unit,
    amount.column_path,
    amount.row_label,
    document_table.title
from fact_amount as amount
inner join dim_document as document on amount.document_id = document.document_id
inner join document_table on amount.document_id = document_table.document_id and amount.table_seq = document_table.table_seq
where document.is_current and document.unit_name like $unit and amount.amount_yuan = $amount_yuan
order by amount.page, amount.row_seq, amount.column_seq;
