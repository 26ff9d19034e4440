-- name: stated_base
-- en: Does this year's stated base equal last year's published figure?
-- zh: 今年所述的上年数，与上年文件公布数一致吗？
-- note: 
select unit_name, document_scope, fiscal_year, measure, stated_base_yuan, stated_base_source, published_prior_yuan, base_difference_yuan, base_agrees, row_key
from mart_year_on_year
where base_agrees is not null
order by base_agrees, abs(base_difference_yuan) desc;
