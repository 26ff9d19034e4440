-- name: function_over_years
-- en: Cost of one function over the years, renames, moves and merges bridged
-- zh: 某一职能的历年费用，科目改名、移动、合并贯通
-- parameter: first_code
-- parameter: second_code
-- note: Compare years with the same number of bodies only, or name the bodies: more documents are more money.
select
    series_code,
    series_name,
    fiscal_year,
    stage,
    sum(amount_yuan) as amount_yuan,
    sum(body_count) as bodies,
    list(distinct printed_codes) as printed_codes,
    list(row_key order by row_key) as row_keys
from mart_function_series
where series_code in ($first_code, $second_code) and level = '款' and basis = 'all_funds' and document_scope = 'department'
group by series_code, series_name, fiscal_year, stage
order by series_code, fiscal_year, stage;
