/*
description: The cells that add up to each figure of figure_unit_year; the one place that says what such a figure consists of.
description_zh: 单位年度概览各数的构成单元格。
grain: document_id, figure, amount_id
materialization: view
document_local: true
columns:
  amount_yuan: {en: "the amount, corrected where a correction by hand applies", zh: 金额, unit: yuan}
*/
-- The printed total, not the rounded leaves beside it (34 of 123 totals differed from the page by 100 to 300 yuan); leaves where none is printed.
select
    document_id,
    figure,
    amount_id,
    amount_yuan
from figure_candidate
where not is_replaced
union all
-- 西安 prints 支出总表 by fund and the spending kinds in 收支总表.
select
    kind.document_id,
    kind.figure,
    kind.amount_id,
    kind.amount_yuan
from stg_summary_kind as kind
anti join stg_measure_table as told
    on kind.document_id = told.document_id and told.measure = 'expenditure' and told.tells_kinds
