-- name: target_quality
-- en: Quality of performance targets
-- zh: 绩效目标的质量
-- note: 
select
    unit_name,
    fiscal_year,
    subject,
    project_name,
    indicator_count,
    without_target_count,
    numeric_share,
    copied_count,
    unnamed_count,
    has_cost,
    has_satisfaction,
    row_key
from mart_indicator_quality
order by numeric_share, indicator_count desc;
