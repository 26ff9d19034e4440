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
-- Two numbers from one kind of source settle nothing; the next best source is asked then.
unambiguous as (
    select
        document_id,
        what,
        rank,
        min(value)::integer as number,
        any_value(source) as source,
        any_value(printed) as printed
    from figure_head_count_source
    group by document_id, what, rank
    having count(distinct value) = 1
),
best as (
    select *
    from unambiguous
    qualify rank = min(rank) over (partition by document_id, what)
)
select
    document.document_id,
    staff.number as head_count,
    staff.source as head_count_source,
    staff.printed as head_count_printed,
    vehicles.number as vehicle_count,
    vehicles.source as vehicle_count_source
from stg_disclosure as document
left join best as staff on document.document_id = staff.document_id and staff.what = 'head_count'
left join best as vehicles on document.document_id = vehicles.document_id and vehicles.what = 'vehicle_count'
where document.rejected_reason is null
