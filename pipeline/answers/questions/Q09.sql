-- name: execution
-- en: Budget against final accounts per 项: execution below 50 % or above 150 %
-- zh: 逐项比较年初预算与决算：完成率低于50%或高于150%
-- note: `band` is `below_50`, `above_150`, `normal`, `no_budget` or `unknown`. The budget comes from the body's budget document, else from the prose of the final accounts. The general public budget only; never add a department and its units (`document_scope`).
select unit_name, document_scope, fiscal_year, function_code, function_name, budget_yuan, budget_source, adjusted_budget_yuan, final_yuan, execution_rate, band, row_key
from mart_execution
order by band in ('below_50', 'above_150') desc, abs(deviation_yuan) desc nulls last;
