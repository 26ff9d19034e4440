-- name: own_revenue
-- en: Dependence on own revenue
-- zh: 部门多大程度依靠自有收入？
-- note: Own revenue is everything that is no fiscal appropriation: 事业, 经营, 上级补助, 附属上缴, 其他, and money of the 财政专户.
select unit_name, fiscal_year, stage, document_scope, revenue_yuan, own_revenue_yuan, own_revenue_share, revenue_is_consistent, row_key
from mart_unit_year
where own_revenue_share is not null
order by own_revenue_share desc;
