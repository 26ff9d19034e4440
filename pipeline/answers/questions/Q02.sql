-- name: per_head_and_per_car
-- en: 三公 per head and vehicle running cost per car, against the median of the same kind of office
-- zh: 人均“三公”与车均运行费，同类单位的中位数是多少？
-- note: Most places print no head count; then only the value per car is there. `head_count_source` says where a head count comes from; never compare across sources. A median of few bodies says little: look at the two counts.
select
    unit_name,
    fiscal_year,
    stage,
    document_scope,
    three_public_yuan,
    three_public_per_head_yuan,
    median(three_public_per_head_yuan) over kind as median_per_head,
    count(three_public_per_head_yuan) over kind as bodies_with_head_count,
    vehicle_operation_per_vehicle_yuan,
    median(vehicle_operation_per_vehicle_yuan) over same_kind as median_per_vehicle,
    count(vehicle_operation_per_vehicle_yuan) over same_kind as bodies_with_vehicles,
    head_count,
    head_count_source,
    vehicle_count,
    row_key
from mart_unit_year
where three_public_per_head_yuan is not null or vehicle_operation_per_vehicle_yuan is not null
window
    kind as (partition by fiscal_year, stage, document_scope, head_count_source),
    same_kind as (partition by fiscal_year, stage, document_scope)
order by vehicle_operation_per_vehicle_yuan desc nulls last;
