-- name: wages_per_head
-- en: Wages per head (30101–30103, 30107) by kind of body; outliers beyond three median deviations
-- zh: 人均工资（30101–30103、30107），偏离三倍中位差的单位
-- note: A group of fewer than five bodies flags nobody. Where the money comes from the general public budget only, hospitals and schools look cheap per head.
with wages as (
    select
        economic.document_id,
        any_value(economic.unit_name) as unit_name,
        any_value(economic.document_scope) as document_scope,
        any_value(economic.stage) as stage,
        any_value(economic.fiscal_year) as fiscal_year,
        max(economic.coverage) as coverage,
        any_value(overview.head_count) as head_count,
        any_value(overview.head_count_source) as head_count_source,
        sum(economic.amount_yuan) as wages_yuan,
        round(sum(economic.amount_yuan) / any_value(overview.head_count), 2) as per_head_yuan,
        list(economic.row_key order by economic.row_key) as row_keys
    from mart_economic_year as economic
    inner join mart_unit_year as overview on economic.document_id = overview.document_id
    where economic.department_economic_code in ('30101', '30102', '30103', '30107') and overview.head_count > 0
    group by economic.document_id
)

select
    *,
    count(*) over kind as bodies,
    round(median(per_head_yuan) over kind, 2) as middle,
    round(mad(per_head_yuan) over kind, 2) as deviation,
    if(
        count(*) over kind >= 5,
        abs(per_head_yuan - median(per_head_yuan) over kind) > 3 * mad(per_head_yuan) over kind,
        null
    ) as is_outlier
from wages
window kind as (partition by fiscal_year, document_scope, stage, coverage, head_count_source)
order by per_head_yuan desc;
