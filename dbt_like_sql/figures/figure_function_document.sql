/*
description: Leaf expenditure of a document by function and fund at every level, before it is added up over a place.
description_zh: 每份文件的支出功能科目金额。
grain: document_id, basis, fund, fiscal_year, stage, level, function_code
materialization: incremental
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
    total_yuan,
    sum(amount_yuan)::decimal(20, 2) as amount_yuan
from figure_function_cell
group by all
