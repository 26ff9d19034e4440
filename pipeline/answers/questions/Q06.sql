-- name: spending_by_class
-- en: Spending by 类 for every place
-- zh: 各地按类、款的支出
-- note: Population is not part of the disclosures; join your own table on `division_code` for values per head.
select place, division_name, fiscal_year, function_code, function_name, amount_yuan, share, body_count, row_key
from mart_function_year
where level = '类' and basis = 'all_funds' and document_scope = 'department' and stage = 'budget'
order by place, fiscal_year, function_code;
