/*
description: Named figures that are blank, unless figure_named_cell has cells for them, although their table, row and column are there - zero, and only in an empty table certainly so.
description_zh: 表、行、栏都有而单元格空白的指标（为零）。
grain: document_id, table_seq, measure, key
materialization: incremental
columns:
  is_item: one of the three public expenses, which is blank only where others are printed
  is_empty_table: the table prints no figure at all, which says zero; a blank cell beside printed ones may stand in another column
checks:
  - not_null: [document_id, measure, key]
*/
select
    t.document_id,
    t.table_seq,
    t.measure,
    figure_key(d.key_by, d.fund, d.item) as key,
    d.pick = 'main' as is_item,
    t.status = 'empty' as is_empty_table
from figure_named_table as t
inner join figure_measure_definition as d on t.measure = d.measure
where
    d.key_by in ('one', 'fund', 'item')
    and d.pick not in ('label', 'none')
    and (
        t.status = 'empty'
        or (
            -- its column is there; but a sum over all detail rows that finds none was not read
            (
                (d.pick <> 'leaf' or d.words <> '')
                and exists (
                    from figure_named_column as c
                    inner join stg_column as h
                        on c.document_id = h.document_id and c.table_seq = h.table_seq and c.column_seq = h.column_seq
                    where
                        c.document_id = t.document_id
                        and c.table_seq = t.table_seq
                        and c.measure = t.measure
                        and c.fund = d.fund
                        and c.item = d.item
                        -- a row of the column that names the fund (22、国有资本经营, 西安 财政拨款收支总表) gives the total row no such figure
                        and (
                            d.pick not in ('total', 'current')
                            or d.fund in ('*', 'all', coalesce(h.fund, 'all'))
                            or exists (from stg_cover as f where f.whole = d.fund and f.part = h.fund)
                        )
                )
            )
            -- in a list the fund or the balance is a row: it must be printed, with or without an amount
            or (
                d.pick = 'leaf'
                and (d.fund_words <> '' or d.flow = 'opening_balance')
                and exists (
                    from stg_row as w
                    where
                        w.document_id = t.document_id
                        and w.table_seq = t.table_seq
                        and (d.flow = '*' or w.flow = d.flow)
                        and (d.fund_words = '' or regexp_matches(w.row_label, d.fund_words))
                        -- 其中：政府性基金 prints a figure, though no detail row does
                        and not exists (
                            from figure_named_amount as a
                            where
                                a.document_id = w.document_id
                                and a.table_seq = w.table_seq
                                and a.row_seq = w.row_seq
                                and a.side = d.side
                                and a.amount_yuan <> 0
                        )
                )
            )
        )
        and (
            d.pick not in ('total', 'current')
            or exists (
                from figure_named_row as r
                where r.document_id = t.document_id and r.table_seq = t.table_seq and r.role = d.pick and d.side in ('*', r.side)
            )
        )
    )
