/*
description: The named figures of figure_measure_definition as each document prints them. A figure whose table, row or column was not found has no row here.
description_zh: 各文件中勾稽规则所比较的指标值。
grain: document_id, measure, key
materialization: incremental
columns:
  key: what the figure is for (a function class, a unit, a fund …); empty for a single figure
  value: {en: the figure; blank cells of a table that was read count as zero, zh: 指标值, unit: yuan}
  parts: how many printed amounts other than zero it adds up
  is_blank: the cell is blank in a table that prints others; its zero says nothing where the other side has a figure
  years: "whose money the figure is: `current` of the year only, `both` with what was carried over, `unsaid` where the table does not speak of years"
  candidates: tables of this kind in the document that could print it
checks:
  - not_null: [document_id, measure, key, value]
  - unique: [document_id, measure, key]
*/
with
summed as (
    select
        document_id,
        table_seq,
        measure,
        key,
        case
            when bool_and(origin_key = 'current' or (origin_key = 'only' and is_of_the_year)) then 'current'
            when bool_or(origin_key = 'only') then 'unsaid'
            else 'both'
        end as years,
        sum(amount_yuan) as value,
        count(*) filter (where amount_yuan <> 0) as parts,
        max(step_yuan) as step,
        list(amount_id order by row_seq, column_seq) as amount_ids,
        '第' || min(page) || '页印“'
        || array_to_string(list_slice(list(printed order by row_seq, column_seq), 1, 4), '+')
        || case when count(*) > 4 then '+…' else '' end || '”' as printed,
        bool_or(is_derived) as is_derived,
        any_value(family) as family,
        any_value(factor) as factor,
        false as is_blank
    from figure_named_cell
    group by document_id, table_seq, measure, key
),

every_figure as (
    from summed
    union all by name
    select
        document_id,
        table_seq,
        measure,
        key,
        0::DECIMAL(38, 2) as value,
        0 as parts,
        null as step,
        []::VARCHAR[] as amount_ids,
        '为空' as printed,
        false as is_derived,
        'unsaid' as years,
        not is_empty_table as is_blank
    from figure_named_blank
    where
        (document_id, table_seq, measure, key) not in (select (document_id, table_seq, measure, key) from figure_named_cell)
        and (not is_item or is_empty_table or (document_id, table_seq, measure) in (select (document_id, table_seq, measure) from figure_named_cell))
    union all by name
    -- Where 合计 also holds 会议费 and 培训费 (西安) the three items have no printed total.
    select
        document_id,
        table_seq,
        'three_public_sum' as measure,
        'total' as key,
        sum(value) as value,
        sum(parts) as parts,
        max(step) as step,
        flatten(list(amount_ids)) as amount_ids,
        string_agg(printed, '+' order by key) as printed,
        true as is_derived,
        any_value(family) as family,
        any_value(factor) as factor,
        false as is_blank
    from summed
    where measure = 'three_public_item' and key in ('overseas_travel', 'vehicles', 'reception')
    group by document_id, table_seq
)

select
    document_id,
    measure,
    key,
    first(coalesce(years, 'unsaid') order by table_seq) as years,
    count(*) as candidates,
    count(distinct value) > 1 as is_ambiguous,
    first(table_seq order by table_seq) as table_seq,
    first(value order by table_seq)::DECIMAL(20, 2) as value,
    list(value order by table_seq) as candidate_values,
    first(parts order by table_seq)::INTEGER as parts,
    first(step order by table_seq) as step,
    first(amount_ids order by table_seq) as amount_ids,
    first(printed order by table_seq) as printed,
    first(is_derived order by table_seq) as is_derived,
    first(is_blank order by table_seq) as is_blank,
    first(factor order by table_seq) as factor
from every_figure
group by document_id, measure, key
