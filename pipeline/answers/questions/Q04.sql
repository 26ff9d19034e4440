-- name: operating_against_public
-- en: Where does 机关运行经费 differ from 公用经费, and by how much?
-- zh: 机关运行经费与公用经费差在哪里，差多少？
-- note: A public institution has no 机关运行经费 (0, left out here), and a department with institutions states less than its 公用经费; compare administrative bodies.
select unit_name, fiscal_year, document_scope, stage, operating_expenses_yuan, operating_source, public_yuan, public_source, difference_yuan, ratio, row_key
from mart_operating_expenses
where not agrees and operating_expenses_yuan > 0
order by abs(difference_yuan) desc;
