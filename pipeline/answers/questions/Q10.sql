-- name: carry_over
-- en: Money carried in against last year's carry-out, per fund
-- zh: 年初结转与上年决算年末结转，分资金衔接
-- note: `closes` is NULL where last year's final accounts were not read.
select unit_name, document_scope, fiscal_year, stage, fund, opening_yuan, closing_yuan, prior_closing_yuan, difference_yuan, closes, row_key
from mart_carry_over
where opening_yuan <> 0 or closing_yuan <> 0 or prior_closing_yuan <> 0
order by closes nulls last, abs(difference_yuan) desc nulls last, unit_name, fiscal_year, fund;
