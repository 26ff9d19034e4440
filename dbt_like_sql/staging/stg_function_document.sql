/*
description: Leaf expenditure of a document by function code and fund, before it is added up over a place.
description_zh: 每份文件的支出功能科目金额。
grain: document_id, basis, fund, fiscal_year, stage, function_code
materialization: incremental
columns:
  basis: {en: "`all_funds` from 支出总表, `appropriation` from the tables of one fund", zh: 口径}
checks:
  - not_null: [document_id, function_code, amount_yuan]
*/
select
    document_id,
    basis,
    fund,
    division_code,
    collection,
    fiscal_year,
    stage,
    function_code,
    sum(amount_yuan)::decimal(20, 2) as amount_yuan
from stg_function_cell
group by all
