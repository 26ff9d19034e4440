/*
description: Sums of the three public expenses (“三公”经费) - total and vehicles against their items, whether the items stand in columns or in rows.
description_zh: “三公”经费合计、公务用车小计与其分项。
grain: document_id, rule_id, table_seq, line
materialization: incremental
columns:
  line: the row or column that holds one complete set of items
checks:
  - not_null: [document_id, rule_id, left_value, right_value]
*/
with
item as (
    select
        *,
        -- Items side by side share a row; items below each other share a column.
        case
            when count(distinct three_public_item) over (partition by document_id, table_seq, row_seq) > 1 then row_seq
            else -column_seq
        end as line,
        coalesce(stage, '') as stage_key,
        coalesce(fiscal_year, 0) as year_key,
        coalesce(fund, '') as fund_key
    from stg_rule_amount
    where
        three_public_item in (
            'total', 'overseas_travel', 'vehicles', 'vehicle_purchase', 'vehicle_operation', 'reception', 'conferences', 'training'
        )
        and coalesce(stage, '') <> 'change'
),

-- An item may be printed twice on a line (total and of which); the first stands for it.
one_item as (
    select *
    from item
    qualify row_number() over (
        partition by document_id, table_seq, line, stage_key, year_key, fund_key, three_public_item, coalesce(unit_code, ''), coalesce(unit_name, '')
        order by column_of_which asc, (three_public_item = 'total' and column_path like '%三公%') desc, row_seq, column_seq asc
    ) = 1
),

line_of_items as (
    select
        document_id,
        table_seq,
        line,
        stage_key,
        year_key,
        fund_key,
        any_value(family) as family,
        any_value(title) as title,
        min(page) as page,
        max(step_yuan) as step,
        any_value(factor) as factor,
        any_value(case when line > 0 then label else column_path end) as line_label,
        max(amount_yuan) filter (where three_public_item = 'total') as total,
        max(amount_yuan) filter (where three_public_item = 'vehicles') as vehicles,
        coalesce(max(amount_yuan) filter (where three_public_item = 'overseas_travel'), 0) as overseas,
        coalesce(max(amount_yuan) filter (where three_public_item = 'reception'), 0) as reception,
        coalesce(max(amount_yuan) filter (where three_public_item = 'conferences'), 0)
        + coalesce(max(amount_yuan) filter (where three_public_item = 'training'), 0) as meetings,
        max(amount_yuan) filter (where three_public_item = 'vehicle_purchase') as purchase,
        max(amount_yuan) filter (where three_public_item = 'vehicle_operation') as operation,
        list(amount_id) filter (where three_public_item = 'total') as total_ids,
        list(amount_id) filter (where three_public_item = 'vehicles') as vehicle_ids,
        list(amount_id) filter (where three_public_item in ('vehicle_purchase', 'vehicle_operation')) as vehicle_part_ids,
        list(amount_id) filter (where three_public_item in ('overseas_travel', 'reception')) as other_part_ids,
        any_value(printed) filter (where three_public_item = 'total') as total_printed,
        any_value(printed) filter (where three_public_item = 'vehicles') as vehicles_printed
    from one_item
    group by document_id, table_seq, line, stage_key, year_key, fund_key, coalesce(unit_code, ''), coalesce(unit_name, '')
),

summed as (
    select
        *,
        overseas + coalesce(vehicles, coalesce(purchase, 0) + coalesce(operation, 0)) + reception as items,
        bool_or(total is not null) over (partition by document_id, table_seq, stage_key, year_key) as prints_total,
        -- 会议费 and 培训费 alone (a table of theirs, or the 合计 of all funds beside 三公 of one fund) have no 三公 total
        case
            when bool_or(has_items) over (partition by document_id, table_seq)
                then bool_or(has_items) over (partition by document_id, table_seq, fund_key)
            else contains(title, '三公')
        end as prints_items
    from (
        select
            *,
            vehicle_ids is not null or vehicle_part_ids is not null or other_part_ids is not null as has_items
        from line_of_items
    ) as line
)

select
    document_id,
    case family when 'final' then 'F19' else 'R39' end as rule_id,
    table_seq,
    line,
    '《' || title || '》' || coalesce('“' || nullif(line_label, '') || '”', '') as place,
    '=' as relation,
    '“三公”经费合计' as left_label,
    coalesce(total, 0)::DECIMAL(20, 2) as left_value,
    step as left_step,
    coalesce(total_ids, []) as left_ids,
    '第' || page || '页' || coalesce('印“' || total_printed || '”', '为空') as left_printed,
    -- Beside 会议费 and 培训费 the 合计 of the table may hold them too (西安).
    case when total = items + meetings and meetings <> 0 then '“三公”经费、会议费、培训费之和' else '因公出国（境）、公务用车、公务接待之和' end as right_label,
    (case when total = items + meetings then items + meetings else items end)::DECIMAL(20, 2) as right_value,
    3 as right_parts,
    step as right_step,
    list_concat(coalesce(other_part_ids, []), coalesce(vehicle_ids, vehicle_part_ids, [])) as right_ids,
    '同表各项' as right_printed,
    factor,
    case when total_ids is null then '合计空白，空白不作零' when not has_items then '各项空白，空白不作零' end as doubt
from summed
where prints_total and prints_items
union all by name
select
    document_id,
    case family when 'final' then 'F19' else 'R40' end as rule_id,
    table_seq,
    line,
    '《' || title || '》' || coalesce('“' || nullif(line_label, '') || '”', '') as place,
    '=' as relation,
    '公务用车购置及运行费' as left_label,
    vehicles as left_value,
    step as left_step,
    vehicle_ids as left_ids,
    '第' || page || '页印“' || vehicles_printed || '”' as left_printed,
    '购置费与运行费之和' as right_label,
    (coalesce(purchase, 0) + coalesce(operation, 0))::DECIMAL(20, 2) as right_value,
    2 as right_parts,
    step as right_step,
    coalesce(vehicle_part_ids, []) as right_ids,
    '同表两项' as right_printed,
    factor
from summed
where vehicles is not null and (purchase is not null or operation is not null)
