/*
description: An 其中 figure never exceeds the figure it is part of - columns against the column before them, rows against the row above.
description_zh: “其中”不大于其所属数。
grain: document_id, table_seq, row_seq, column_seq
materialization: incremental
checks:
  - not_null: [document_id, left_value, right_value]
*/
with
amount_column as (
    select
        document_id,
        table_seq,
        column_seq,
        column_path,
        is_of_which,
        regexp_replace(column_path, '/?[^/]*$', '') as head
    from stg_column as table_column
    where role = 'amount'
),

-- The whole of an 其中 column is the nearest column before it under the same heading that is no 其中 column itself.
whole_column as (
    select
        part.document_id,
        part.table_seq,
        part.column_seq,
        max(whole.column_seq) as whole_seq
    from amount_column as part
    inner join amount_column as whole
        on
            part.document_id = whole.document_id
            and part.table_seq = whole.table_seq
            and whole.column_seq < part.column_seq
            and not whole.is_of_which
            and (whole.head = part.head or whole.column_path = part.head)
    -- A column left out of the sums without the word (西安 上年结转, 培训费) is no part of its neighbour.
    where part.is_of_which and regexp_matches(part.column_path, '其中|扣除')
    group by all
),

-- The whole of an 其中 row is the row above the run of 其中 rows.
of_which_row as (
    select distinct
        document_id,
        table_seq,
        row_seq,
        column_seq,
        side
    from stg_rule_amount
    where row_kind = 'of_which'
),

whole_row as (
    select
        r.document_id,
        r.table_seq,
        r.row_seq,
        r.column_seq,
        r.side,
        max(n.candidate) as whole_seq
    from of_which_row as r
    cross join lateral unnest([r.row_seq - 1, r.row_seq - 2, r.row_seq - 3]) as n (candidate)
    where
        not exists (
            from of_which_row as other
            where
                other.document_id = r.document_id
                and other.table_seq = r.table_seq
                and other.column_seq = r.column_seq
                and other.row_seq = n.candidate
        )
    group by all
),

pair as (
    select
        part.amount_id,
        whole.amount_id as whole_id
    from stg_rule_amount as part
    inner join whole_column as c
        on part.document_id = c.document_id and part.table_seq = c.table_seq and part.column_seq = c.column_seq
    inner join stg_rule_amount as whole
        on
            part.document_id = whole.document_id
            and part.table_seq = whole.table_seq
            and part.row_seq = whole.row_seq
            and c.whole_seq = whole.column_seq
    union all
    select
        part.amount_id,
        whole.amount_id as whole_id
    from stg_rule_amount as part
    inner join whole_row as r
        on
            part.document_id = r.document_id
            and part.table_seq = r.table_seq
            and part.row_seq = r.row_seq
            and part.column_seq = r.column_seq
    inner join stg_rule_amount as whole
        on
            part.document_id = whole.document_id
            and part.table_seq = whole.table_seq
            and part.column_seq = whole.column_seq
            and part.side = whole.side
            and r.whole_seq = whole.row_seq
    where part.row_kind = 'of_which' and whole.row_kind <> 'total'
),

-- How much a figure rose or fell says nothing of part and whole: one part may rise while the other falls (浙江 公开09表 增减额).
sized as (
    select pair.*
    from pair
    inner join stg_rule_amount as part on pair.amount_id = part.amount_id
    where coalesce(part.stage, '') <> 'change'
)

select
    part.document_id,
    'of_which' as check_kind,
    part.family,
    part.rule_kind,
    part.side,
    '*' as about,
    part.table_seq,
    part.column_seq,
    part.row_seq,
    '《' || part.title || '》“' || coalesce(nullif(part.label, ''), '第' || part.row_seq || '行') || '”行' as place,
    '<=' as relation,
    '其中“' || part.column_path || '”' as left_label,
    part.amount_yuan as left_value,
    part.step_yuan as left_step,
    [part.amount_id] as left_ids,
    '第' || part.page || '页印“' || part.printed || '”' as left_printed,
    '“' || coalesce(nullif(whole.label, ''), '该行') || '”的“' || whole.column_path || '”' as right_label,
    whole.amount_yuan as right_value,
    1 as right_parts,
    whole.step_yuan as right_step,
    [whole.amount_id] as right_ids,
    '第' || whole.page || '页印“' || whole.printed || '”' as right_printed,
    part.factor
from sized as pair
inner join stg_rule_amount as part on pair.amount_id = part.amount_id
inner join stg_rule_amount as whole on pair.whole_id = whole.amount_id
