/*
description: Leaf expenditure of a document by function and fund at every level, before it is added up over a place.
description_zh: 每份文件的支出功能科目金额。
grain: document_id, basis, fund, fiscal_year, stage, level, function_code
materialization: incremental
columns:
  basis: {en: "`all_funds` from 支出总表 (at 类 from 收支总表 where 支出总表 does not tell them all), `appropriation` from the tables of one fund", zh: 口径}
  level: {en: "类, 款 or 项", zh: 级次}
  is_from_summary: {en: read from 收支总表, zh: 是否取自收支总表}
  is_consistent: {en: "the cells of the document add up to the printed total of the table; NULL when it prints none", zh: 是否与合计相符}
checks:
  - not_null: [document_id, level, function_code, amount_yuan]
  - unique: [document_id, basis, fund, fiscal_year, stage, level, function_code]
*/
select
    document_id,
    basis,
    fund,
    division_code,
    collection,
    fiscal_year,
    stage,
    level,
    function_code,
    is_from_summary,
    is_consistent,
    sum(amount_yuan)::decimal(20, 2) as amount_yuan
from figure_function_cell
group by all
