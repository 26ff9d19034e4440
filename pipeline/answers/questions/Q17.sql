-- name: fee_shares
-- en: 会议费, 培训费, 委托业务费, 劳务费: outliers of their share in what the economic table covers
-- zh: 会议费、培训费、委托业务费、劳务费：占经济分类表的比重离群的单位
-- note: One row per document and item; units inside a department are added up. `coverage` basic knows basic spending only; bodies of the same coverage and year are compared.
with share as (
    select
        document_id,
        any_value(document_scope) as document_scope,
        coverage,
        stage,
        fiscal_year,
        department_economic_code,
        any_value(department_economic_name) as name,
        sum(amount_yuan) as amount_yuan,
        sum(amount_yuan) / nullif(sum(sum(amount_yuan)) over (partition by document_id, stage, coverage), 0) as share,
        list(row_key order by row_key) as row_keys
    from mart_economic_year
    where length(department_economic_code) = 5
    group by document_id, coverage, stage, fiscal_year, department_economic_code
)

select
    overview.unit_name,
    share.* exclude (document_id) replace (round(share.share, 4) as share),
    round(median(share.share) over kind, 4) as median_share,
    count(*) over kind as bodies,
    if(count(*) over kind >= 5, share.share > median(share.share) over kind + 3 * mad(share.share) over kind, null) as is_outlier
from share
inner join mart_unit_year as overview on share.document_id = overview.document_id
where share.department_economic_code in ('30215', '30216', '30226', '30227')
window kind as (partition by share.department_economic_code, share.fiscal_year, share.document_scope, share.coverage, share.stage)
order by is_outlier desc nulls last, share.share desc;
