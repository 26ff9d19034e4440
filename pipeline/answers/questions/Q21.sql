-- name: state_assets
-- en: State assets: value per head, cars by kind, change against last year
-- zh: 国有资产：人均价值、车辆分类、比上年增减
-- note: `vehicle_count` contains the kinds `vehicle_count_…`.
select
    unit_name,
    fiscal_year,
    asset_kind,
    asset_year,
    quantity,
    quantity_change,
    value_yuan,
    value_change_yuan,
    value_per_head_yuan,
    head_count_source,
    page,
    row_key
from mart_state_assets
order by unit_name, fiscal_year, asset_kind;
