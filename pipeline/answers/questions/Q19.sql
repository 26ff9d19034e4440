-- name: department_against_units
-- en: Does the department equal the sum of its units?
-- zh: 部门文件等于所属单位之和吗？
-- note: 
select unit_name, fiscal_year, measure, department_yuan, units_listed, listed_units_yuan, listed_difference_yuan, units_with_document, documents_difference_yuan, row_key
from mart_department_rollup
where units_listed > 0
order by abs(listed_difference_yuan) desc;
