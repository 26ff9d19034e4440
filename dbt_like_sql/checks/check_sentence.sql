/*
description: Every comparison of figures as a Chinese sentence that can be sent on - title, page, row, column and printed text of both sides, and by how much the first is too large or too small.
description_zh: 每一处数字核对的中文表述：两侧的表名、页码、行、栏、印出的数，以及多或少多少。
grain: document_id, rule_id, table_seq, place, left_label
materialization: incremental
columns:
  difference: {en: how far the figures are apart; for at-most rules how far the left exceeds the right, zh: 相差, unit: yuan}
  limit_value: {en: largest difference that independent rounding of the printed figures explains, zh: 容差, unit: yuan}
  instance: the comparison as a sentence; null where the figures agree
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
numbered as (
    select
        check_sum.*,
        row_number() over () as sentence_no,
        case
            when check_sum.unit_text = '' then ''
            else coalesce(check_sum.unit_text, unit.unit, '元')
        end as unit,
        coalesce(case when check_sum.unit_text = '' then 1 else check_sum.factor end, 1) as per_unit
    from check_sum
    left join ref_unit as unit on check_sum.factor = unit.factor::INTEGER
    where check_sum.outcome <> 'pass'
),

side_cell as (
    select
        s.sentence_no,
        s.hand,
        amount.table_seq,
        amount.page,
        amount.row_seq,
        amount.column_seq,
        amount.row_label,
        amount.column_path,
        amount.printed,
        amount.printed_unit,
        amount.amount_yuan,
        coalesce('《' || coalesce(nullif(printed.title, ''), nullif(printed.label, '')) || '》', '无标题的表') as title
    from (
        select
            sentence_no,
            'left' as hand,
            unnest(left_ids) as amount_id
        from numbered
        union all
        select
            sentence_no,
            'right' as hand,
            unnest(right_ids) as amount_id
        from numbered
    ) as s
    inner join stg_amount as amount on s.amount_id = amount.amount_id
    inner join stg_table as printed on amount.document_id = printed.document_id and amount.table_seq = printed.table_seq
),

-- Where the figures of a side stand, as one would tell it to somebody who has the paper before him.
spot as (
    select
        sentence_no,
        hand,
        count(*) as figures,
        any_value(table_seq) as table_seq,
        any_value(printed_unit) as unit,
        sum(amount_yuan) as value,
        string_agg(distinct title, '、' order by title)
        || case when min(page) = max(page) then '第' || min(page) || '页' else '第' || min(page) || '至' || max(page) || '页' end as paper,
        case when count(distinct row_seq) = 1 and count(distinct table_seq) = 1 then coalesce('“' || nullif(any_value(row_label), '') || '”行', '') else '' end
            as line,
        case when count(distinct column_path) = 1 then '“' || any_value(column_path) || '”栏' else '' end as head,
        case when count(distinct table_seq) > 1 then '个数' when count(distinct row_seq) > 1 then '行' else '栏' end as counted,
        array_to_string(list_slice(list(printed order by table_seq, row_seq, column_seq), 1, 6), '+')
        || case when count(*) > 6 then '+…，共 ' || count(*) || ' 个数' else '' end as printed
    from (
        select *
        from side_cell
        -- zeros add nothing to a sum; a side of zeros only prints them
        qualify amount_yuan <> 0 or max(abs(amount_yuan)) over (partition by sentence_no, hand) = 0
    ) as counting
    group by sentence_no, hand
),

code_name as (
    select
        code,
        any_value(name order by name) as name
    from (
        select code, name from ref_func_lei_kuan_2024
        union all
        select code, name from ref_func_items_observed
        union all
        select code, name from ref_econ_dept_2024
    ) as every_list
    group by code
),

worded as (
    select
        n.*,
        l.figures as left_figures,
        r.figures as right_figures,
        coalesce(l.table_seq = r.table_seq, false) and n.place <> '' as is_one_table,
        -- a code alone says nothing to a reader: 支出总表 201 is 支出总表 201 一般公共服务支出
        regexp_replace(n.left_label, '\s*(\d{3,7})$', ' \1') || coalesce(' ' || left_code.name, '') as left_name,
        regexp_replace(n.right_label, '\s*(\d{3,7})$', ' \1') || coalesce(' ' || right_code.name, '') as right_name,
        case
            when l.figures = 1 then l.paper || l.line || l.head || '印“' || l.printed || '”' || l.unit
            when l.figures > 1
                then
                    l.paper || l.line || l.head || l.figures || l.counted || '之和 '
                    || regexp_replace((l.value * (1.0 / n.per_unit)::DECIMAL(9, 8))::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1') || n.unit
                    || '（' || l.printed || '）'
        end as left_spot,
        case
            when r.figures = 1 then r.paper || r.line || r.head || '印“' || r.printed || '”' || r.unit
            when r.figures > 1
                then
                    r.paper || r.line || r.head || r.figures || r.counted || '之和 '
                    || regexp_replace((r.value * (1.0 / n.per_unit)::DECIMAL(9, 8))::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1') || n.unit
                    || '（' || r.printed || '）'
        end as right_spot,
        case
            when n.unit_text = '' then n.left_value::BIGINT::VARCHAR
            else regexp_replace((n.left_value * (1.0 / n.per_unit)::DECIMAL(9, 8))::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1') || n.unit
        end as left_number,
        case
            when n.unit_text = '' then n.right_value::BIGINT::VARCHAR
            else regexp_replace((n.right_value * (1.0 / n.per_unit)::DECIMAL(9, 8))::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1') || n.unit
        end as right_number,
        case
            when n.unit_text = '' then abs(n.left_value - n.right_value)::BIGINT::VARCHAR
            else
                regexp_replace((abs(n.left_value - n.right_value) * (1.0 / n.per_unit)::DECIMAL(9, 8))::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1')
                || n.unit
        end as apart
    from numbered as n
    -- a side that is a difference (合计 less the other funds) is told by its own words
    left join spot as l on n.sentence_no = l.sentence_no and l.hand = 'left' and l.value::DECIMAL(20, 2) = n.left_value
    left join spot as r on n.sentence_no = r.sentence_no and r.hand = 'right' and r.value::DECIMAL(20, 2) = n.right_value
    left join code_name as left_code on left_code.code = regexp_extract(n.left_label, '(\d{3,7})$', 1)
    left join code_name as right_code on right_code.code = regexp_extract(n.right_label, '(\d{3,7})$', 1)
),

told as (
    select
        *,
        case
            when place = '正文' then left_name || '（正文' || left_printed || '）'
            when left_figures is null and left_value = 0 and len(left_ids) = 0 then coalesce(nullif(place, '') || '：', '') || left_name || '没有印出数'
            when left_spot is null then coalesce(nullif(place, '') || '：', '') || left_name || ' ' || left_number || '（' || left_printed || '）'
            when place = '' then left_name || '（' || left_spot || '）'
            when left_figures = 1 then left_spot
            else place || left_spot
        end as left_side,
        case
            when right_figures is null and right_value = 0 and len(right_ids) = 0 and right_printed not like '%“%' then right_name || '没有印出数'
            when right_spot is null or is_one_table then right_name || ' ' || right_number || '（' || right_printed || '）'
            else right_name || '（' || right_spot || '）'
        end as right_side,
        -- 12,345.67 in 万元 beside 12,345.67 in 元, and the digit that got lost
        case
            when left_value = 0 or right_value = 0 then ''
            when greatest(abs(left_value), abs(right_value)) = 10000 * least(abs(left_value), abs(right_value)) then '；数字相同，单位相差一万倍'
            when greatest(abs(left_value), abs(right_value)) in (10 * least(abs(left_value), abs(right_value)), 100 * least(abs(left_value), abs(right_value)))
                then '；数字相同，位数不同'
            else ''
        end as slip
    from worded
)

select
    document_id,
    rule_id,
    table_seq,
    place,
    left_label,
    left_value,
    right_value,
    difference,
    limit_value,
    outcome,
    left_ids,
    right_ids,
    case
        when outcome = 'pass_rounding' then left_side || '，对应' || right_side || '，相差 ' || apart || '，在尾差范围内'
        when right_label = '零' then place || '：' || left_name || ' ' || left_number || '（' || left_printed || '），与科目所属的一栏不同，可能是当地的列法'
        else
            left_side
            || case relation when '<=' then '，不应大于' when '>=' then '，不应小于' else '，应等于' end
            || right_side
            || case
                when left_value > right_value then '，多 ' || apart
                when left_value < right_value then '，少 ' || apart
                else ''
            end
            || slip
            || case when outcome = 'detail_withheld' then '；明细不全：所列各栏都少于合计，且各栏之差相符，可能有依规定不公开的明细' else '' end
            || case when outcome = 'insufficient_data' then coalesce('；' || doubt, '') else '' end
    end as instance
from told
union all by name
select
    document_id,
    rule_id,
    table_seq,
    place,
    left_label,
    left_value,
    right_value,
    difference,
    limit_value,
    outcome,
    left_ids,
    right_ids,
    null::VARCHAR as instance
from check_sum
where outcome = 'pass'
