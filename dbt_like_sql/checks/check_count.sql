/*
description: Counts and days that the prose states, against the tables and against its own amounts - projects (R105), units (R109), vehicles (R108), day of the assets (R107), things bought (F42).
description_zh: 文字所述个数、时点的核对：项目、单位、车辆、资产时点、购置数量。
grain: document_id, rule_id, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
claim as (
    select
        *,
        '第' || page || '页' as place
    from stg_rule_claim
),

amount as (
    select * from claim where facet = '' and value_unit in ('yuan', 'count')
),

vehicle as (
    select
        c.document_id,
        c.place,
        c.printed,
        c.value as vehicles,
        m.value as running,
        -- vehicles may be rented, lent, or have come and gone within the year; a text that counts them at the running costs knows better
        exists (from amount as h where h.document_id = c.document_id and h.item = 'vehicle_holding_count' and h.value > 0) as counts_some
    from amount as c
    inner join figure_measure as m on c.document_id = m.document_id and m.measure = 'three_public_item' and m.key = 'vehicle_operation'
    where c.item = 'vehicle_count'
    qualify row_number() over (partition by c.document_id order by c.claim_seq) = 1
),

counted_thing (amount_item, count_item, label) as (
    values
    ('reception', 'reception_batch_count', '公务接待'), ('vehicle_purchase', 'vehicle_purchase_count', '公务用车购置'),
    ('vehicle_operation', 'vehicle_holding_count', '公务用车运行'), ('overseas_travel', 'overseas_group_count', '因公出国（境）')
),

project_row as (
    select
        t.document_id,
        t.table_kind,
        count(distinct coalesce(p.project_code, coalesce(p.unit_code, '') || p.project_name)) as listed,
        count(distinct t.table_seq) as tables
    from stg_row as p
    inner join stg_table as t on p.document_id = t.document_id and p.table_seq = t.table_seq
    where p.row_kind = 'project' and t.table_kind in ('project_performance', 'project_expenditure')
    group by all
),

-- The list of goals is complete when it has as many projects as the project table; many places publish some goals only.
project_count as (
    select
        c.document_id,
        c.place,
        c.printed,
        c.value as stated,
        g.listed
    from amount as c
    inner join project_row as g on c.document_id = g.document_id and g.table_kind = 'project_performance' and g.tables = 1
    inner join project_row as b on c.document_id = b.document_id and b.table_kind = 'project_expenditure' and b.listed = g.listed
    where c.item = 'performance_project_count'
),

unit_count as (
    select
        c.document_id,
        c.place,
        c.printed,
        c.value as stated,
        count(distinct r.unit_code) filter (where length(r.unit_code) > 3) as listed
    from amount as c
    inner join stg_row as r on c.document_id = r.document_id and r.row_kind = 'unit'
    inner join stg_table as t on r.document_id = t.document_id and r.table_seq = t.table_seq
    where c.item = 'subordinate_unit_count' and t.table_kind = 'revenue'
    group by all
),

verdict as (
    select
        document_id,
        'R105' as rule_id,
        place,
        '项目个数' as left_label,
        stated as left_value,
        listed as right_value,
        0 as limit_value,
        case
            when stated = listed then 'pass'
            when stated > listed and document_id in (select k.document_id from stg_key_project_list as k) then 'insufficient_data'
            else 'fail'
        end as outcome,
        '文字说涉及项目“' || printed || '”，项目绩效目标表有 ' || listed || ' 个' as trouble
    from project_count
    union all by name
    select
        document_id,
        'R107' as rule_id,
        '第' || min(page) || '页' as place,
        '资产时点' as left_label,
        min(value) as left_value,
        min(document_year) - 1 as right_value,
        0 as limit_value,
        if(min(value) in (min(document_year) - 1, min(document_year)), 'pass', 'fail') as outcome,
        '资产时点为 ' || min(value)::INTEGER || ' 年，应为 ' || (min(document_year) - 1) || ' 年' as trouble
    from amount
    where item = 'asset_balance_year' and family = 'budget' and document_year is not null
    group by document_id
    union all by name
    select
        document_id,
        'R108' as rule_id,
        place,
        '车辆' as left_label,
        vehicles as left_value,
        running as right_value,
        0 as limit_value,
        case when running = 0 or vehicles > 0 then 'pass' when counts_some then 'fail' else 'insufficient_data' end as outcome,
        '正文说车辆“' || printed || '”，“三公”经费表有公务用车运行费 ' || money_text(running, 10000) || '万元'
        || if(counts_some, '，正文又说有保有量', '；车辆可能为租用、调剂或年内处置') as trouble
    from vehicle
    union all by name
    -- 无所属单位 is a department whose only unit is itself; some texts count the 本级, some do not.
    select
        document_id,
        'R109' as rule_id,
        place,
        '预算单位个数' as left_label,
        stated as left_value,
        listed as right_value,
        0 as limit_value,
        if(stated in (listed, listed - 1), 'pass', 'fail') as outcome,
        '文字说预算单位“' || printed || '”，收入总表有 ' || listed || ' 个单位' as trouble
    from unit_count
    where listed > 0
    union all by name
    select
        a.document_id,
        'F42' as rule_id,
        a.place,
        t.label as left_label,
        a.value as left_value,
        n.value as right_value,
        if(a.value > 0 and n.value = 0, 'fail', 'pass') as outcome,
        t.label || '费 ' || a.printed || '，数量却为 0（' || n.printed || '）' as trouble
    from amount as a
    inner join counted_thing as t on a.item = t.amount_item
    inner join amount as n on a.document_id = n.document_id and n.item = t.count_item
    where a.family = 'final'
)

select
    document_id,
    rule_id,
    null::INTEGER as table_seq,
    place,
    left_label,
    try_cast(left_value as DECIMAL(20, 2)) as left_value,
    try_cast(right_value as DECIMAL(20, 2)) as right_value,
    try_cast(coalesce(left_value - right_value, 0) as DECIMAL(20, 2)) as difference,
    try_cast(limit_value as DECIMAL(20, 2)) as limit_value,
    outcome,
    case when outcome <> 'pass' then place || '：' || trouble end as instance
from verdict
