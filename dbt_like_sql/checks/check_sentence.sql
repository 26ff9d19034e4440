/*
description: Every comparison whose figures differ as a Chinese sentence that can be sent on - title, page, row, column and printed text of both sides, and by how much the first is too large or too small.
description_zh: 每一处有差额的核对的中文表述：两侧的表名、页码、行、栏、印出的数，以及多或少多少。
grain: document_id, check_no
materialization: incremental
columns:
  check_no: number of the comparison within the document, as in check_comparison
  instance: the comparison as a sentence
checks:
  - not_null: [document_id, check_no, instance]
  - unique: [document_id, check_no]
*/
with
told as (
    select
        c.*,
        case when c.unit_text = '' then '' else coalesce(c.unit_text, unit.unit, '元') end as unit,
        coalesce(case when c.unit_text = '' then 1 else c.factor end, 1) as per_unit
    from check_comparison as c
    left join ref_unit as unit on c.factor = unit.factor::INTEGER
    where c.difference <> 0
),

side_cell as (
    select
        s.document_id,
        s.check_no,
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
        select document_id, check_no, 'left' as hand, unnest(left_ids) as amount_id from told
        union all
        select document_id, check_no, 'right' as hand, unnest(right_ids) as amount_id from told
    ) as s
    inner join stg_amount as amount on s.document_id = amount.document_id and s.amount_id = amount.amount_id
    inner join stg_table as printed on amount.document_id = printed.document_id and amount.table_seq = printed.table_seq
),

-- Where the figures of a side stand, as one would tell it to somebody who has the paper before him.
spot as (
    select
        document_id,
        check_no,
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
        qualify amount_yuan <> 0 or max(abs(amount_yuan)) over (partition by document_id, check_no, hand) = 0
    ) as counting
    group by document_id, check_no, hand
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
        t.*,
        l.figures as left_figures,
        r.figures as right_figures,
        coalesce(l.table_seq = r.table_seq, false) and t.place <> '' as is_one_table,
        -- a code alone says nothing to a reader: 支出总表 201 is 支出总表 201 一般公共服务支出
        regexp_replace(t.left_label, '\s*(\d{3,7})$', ' \1') || coalesce(' ' || left_code.name, '') as left_name,
        regexp_replace(t.right_label, '\s*(\d{3,7})$', ' \1') || coalesce(' ' || right_code.name, '') as right_name,
        spot_text(l.paper, l.line, l.head, l.figures, l.counted, l.value, l.printed, l.unit, t.per_unit, t.unit) as left_spot,
        spot_text(r.paper, r.line, r.head, r.figures, r.counted, r.value, r.printed, r.unit, t.per_unit, t.unit) as right_spot,
        if(t.unit_text = '', t.left_value::BIGINT::VARCHAR, money_text(t.left_value::DECIMAL(20, 2), t.per_unit) || t.unit) as left_number,
        if(t.unit_text = '', t.right_value::BIGINT::VARCHAR, money_text(t.right_value::DECIMAL(20, 2), t.per_unit) || t.unit) as right_number,
        if(
            t.unit_text = '',
            abs(t.left_value - t.right_value)::BIGINT::VARCHAR,
            money_text(abs(t.left_value - t.right_value)::DECIMAL(20, 2), t.per_unit) || t.unit
        ) as apart
    from told as t
    -- a side that is a difference (合计 less the other funds) is told by its own words
    left join spot as l
        on t.document_id = l.document_id and t.check_no = l.check_no and l.hand = 'left' and l.value::DECIMAL(20, 2) = t.left_value::DECIMAL(20, 2)
    left join spot as r
        on t.document_id = r.document_id and t.check_no = r.check_no and r.hand = 'right' and r.value::DECIMAL(20, 2) = t.right_value::DECIMAL(20, 2)
    left join code_name as left_code on left_code.code = regexp_extract(t.left_label, '(\d{3,7})$', 1)
    left join code_name as right_code on right_code.code = regexp_extract(t.right_label, '(\d{3,7})$', 1)
),

sided as (
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
    check_no,
    case
        when not is_beyond then left_side || '，对应' || right_side || '，相差 ' || apart || '，在尾差范围内'
        when right_label = '零' then place || '：' || left_name || ' ' || left_number || '（' || left_printed || '）'
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
    end as instance
from sided
