/*
description: Statements and performance targets that say how many people or vehicles a body has.
description_zh: 人员数、车辆数的出处：文字说明与绩效指标。
grain: document_id, what, source, claim_seq, table_seq, indicator_seq
materialization: view
document_local: true
columns:
  what: "`head_count` or `vehicle_count`"
  source: {en: "`narrative`, `indicator` (a target or a labelled figure of a form) or `establishment` (posts, not people)", zh: 来源}
  value: {en: the number, zh: 数}
  rank: "1 is the best source of a document"
*/
with
-- An unfilled form counts one vehicle of every kind and one in all (rules R106 and F45): such a number counts nothing.
unfilled as (
    select document_id
    from (
        select document_id, item, max(value) as value
        from stg_claim
        where starts_with(item, 'vehicle_count') and value_unit = 'count'
        group by document_id, item
    )
    group by document_id
    having sum(value) filter (where item <> 'vehicle_count') > max(value) filter (where item = 'vehicle_count')
)

select
    document_id,
    if(item like 'staff%', 'head_count', 'vehicle_count') as what,
    case when item = 'staff_establishment' then 'establishment' when source = 'form' then 'indicator' else 'narrative' end as source,
    case item when 'staff_actual' then 1 when 'vehicle_holding_count' then 1 when 'vehicle_count' then 2 else 4 end as rank,
    value,
    printed,
    claim_seq,
    null::integer as table_seq,
    null::integer as indicator_seq
from stg_claim as fact_narrative_claim
where
    item in ('staff_actual', 'staff_establishment', 'vehicle_holding_count', 'vehicle_count')
    and value_unit = 'count'
    and (item <> 'vehicle_count' or document_id not in (select document_id from unfilled))
union all by name
select
    document_id,
    if(target_unit = '辆', 'vehicle_count', 'head_count') as what,
    'indicator' as source,
    3 as rank,
    target_value as value,
    target_printed as printed,
    null as claim_seq,
    table_seq,
    indicator_seq
from stg_indicator as fact_performance_indicator
where
    target_value > 0
    and (
        (target_unit in ('人', '名') and regexp_matches(level3, '^(实有|在职|在编|在岗|供养|现有)(在职)?(人员|职工|人)?(数|人数|数量)?$'))
        or (target_unit = '辆' and regexp_matches(level3, '^(实有|现有|保有)?(公务用?)?车辆?(数|数量|保有量)$'))
    )
