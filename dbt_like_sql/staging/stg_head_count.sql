/*
description: Staff and vehicles of the publishing body, with where the number was found. Only unambiguous numbers are taken.
description_zh: 人员数与车辆数及其来源。
grain: document_id
materialization: view
document_local: true
columns:
  head_count: {en: staff, zh: 人员数, unit: persons}
  head_count_source: {en: "narrative, indicator (performance target), establishment (编制 in the prose) or NULL", zh: 人员数来源}
  head_count_printed: {en: the words or the target that carry the number, zh: 人员数原文}
  vehicle_count: {en: official vehicles, zh: 车辆数, unit: vehicles}
  vehicle_count_source: {en: "narrative, indicator or NULL", zh: 车辆数来源}
*/
with
claimed as (
    select
        document_id,
        item,
        min(value) as value,
        any_value(printed) as printed
    from fact_narrative_claim
    where item in ('staff_actual', 'staff_establishment', 'vehicle_holding_count', 'vehicle_count') and value_unit = 'count'
    group by document_id, item
    having count(distinct value) = 1
),
targeted as (
    select
        document_id,
        if(target_unit = '辆', 'vehicles', 'staff') as what,
        min(target_value) as value,
        any_value(target_printed) as printed
    from fact_performance_indicator
    where
        target_value > 0
        and (
            (target_unit in ('人', '名') and regexp_matches(level3, '^(实有|在职|在编|在岗|供养|现有)(在职)?(人员|职工|人)?(数|人数|数量)?$'))
            or (target_unit = '辆' and regexp_matches(level3, '^(实有|现有|保有)?(公务用?)?车辆?(数|数量|保有量)$'))
        )
    group by all
    having count(distinct target_value) = 1
)
select
    document.document_id,
    coalesce(actual.value, staff.value, establishment.value)::integer as head_count,
    case
        when actual.value is not null then 'narrative'
        when staff.value is not null then 'indicator'
        when establishment.value is not null then 'establishment'
    end as head_count_source,
    coalesce(actual.printed, staff.printed, establishment.printed) as head_count_printed,
    coalesce(holding.value, owned.value, cars.value)::integer as vehicle_count,
    case
        when coalesce(holding.value, owned.value) is not null then 'narrative'
        when cars.value is not null then 'indicator'
    end as vehicle_count_source
from document
left join claimed as actual on document.document_id = actual.document_id and actual.item = 'staff_actual'
left join claimed as establishment on document.document_id = establishment.document_id and establishment.item = 'staff_establishment'
left join claimed as holding on document.document_id = holding.document_id and holding.item = 'vehicle_holding_count'
left join claimed as owned on document.document_id = owned.document_id and owned.item = 'vehicle_count'
left join targeted as staff on document.document_id = staff.document_id and staff.what = 'staff'
left join targeted as cars on document.document_id = cars.document_id and cars.what = 'vehicles'
where document.rejected_reason is null
