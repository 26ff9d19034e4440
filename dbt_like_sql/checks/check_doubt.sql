/*
description: Why a comparison whose figures differ proves nothing - doubt about the very figures that its own model does not see. One row per doubtful comparison.
description_zh: 差额不能作为问题的各处核对及其缘由：单元格存疑、所加各行存疑、层次只凭版式、差额恰为所印结转等。
grain: document_id, check_no
materialization: incremental
columns:
  doubt: the reason in Chinese
  is_scope: "the figures are certain and the doubt is about scope or hierarchy; rows left out in the same way everywhere explain more (check_withheld)"
checks:
  - not_null: [document_id, check_no, doubt]
  - unique: [document_id, check_no]
*/
with
beyond as (
    select
        document_id, check_no, check_kind, rule_group, relation, left_value, right_value, difference, limit_value,
        coalesce(left_parts, 1) as left_parts,
        coalesce(right_parts, 1) as right_parts,
        left_ids,
        right_ids
    from check_comparison
    where is_beyond and doubt is null
),

cell as (
    select
        id.document_id, id.check_no, id.check_kind, id.rule_group, id.difference, id.limit_value, id.parts,
        amount.table_seq, amount.row_seq, amount.column_seq, amount.amount_yuan, amount.confidence
    from (
        select
            *,
            left_parts as parts,
            unnest(left_ids) as amount_id
        from beyond
        union all
        select
            *,
            right_parts,
            unnest(right_ids)
        from beyond
    ) as id
    inner join stg_amount as amount on id.document_id = amount.document_id and id.amount_id = amount.amount_id
),

-- 0.85: below it the recogniser reads a cell a second time.
misread as (
    select distinct
        document_id, check_no,
        '有一格识别不确定' as doubt,
        false as is_scope
    from cell
    where confidence < 0.85 and amount_yuan <> 0
),

-- A figure set aside on a row or column that is added up is missing in the sum.
set_aside as (
    select distinct
        cell.document_id, cell.check_no,
        '相加的行或栏中有未能读入的数' as doubt,
        false as is_scope
    from cell
    inner join quarantine as q
        on
            cell.document_id = q.document_id
            and cell.table_seq = q.table_seq
            and if(cell.check_kind = 'column_parts', cell.row_seq = q.row_seq, cell.column_seq = q.column_seq)
    where cell.parts > 1
),

-- A sum that is two or three times the total counts its rows twice: a serial number read as a code, a total repeated on the next page.
twice as (
    select
        document_id, check_no,
        '一方恰为另一方的' || round(greatest(left_value, right_value) / least(left_value, right_value))::INTEGER || '倍，可能有行被重复相加' as doubt,
        false as is_scope
    from beyond
    where
        relation = '='
        and least(left_value, right_value) > 0
        and greatest(left_parts, right_parts) > 1
        and if(right_parts >= left_parts, right_value > left_value, left_value > right_value)
        and round(greatest(left_value, right_value) / least(left_value, right_value)) in (2, 3)
        and abs(
            greatest(left_value, right_value)
            - round(greatest(left_value, right_value) / least(left_value, right_value))::INTEGER * least(left_value, right_value)
        ) <= limit_value
),

-- 农村公路养护 500.00 above its one project of 500.00: where the sum is too large by no more than such pairs, rows were counted twice.
paired as (
    select
        document_id, check_no,
        '相邻两行数字相同，可能是上下级，有行被重复相加' as doubt,
        false as is_scope
    from (
        select
            cell.*,
            cell.amount_yuan = lag(cell.amount_yuan) over (
                partition by cell.document_id, cell.check_no, cell.table_seq, cell.column_seq order by cell.row_seq
            ) as is_pair
        from cell
        inner join stg_table as printed on cell.document_id = printed.document_id and cell.table_seq = printed.table_seq
        where printed.leaf_status = 'unsure' and cell.parts > 1 and cell.rule_group = 'within_table' and cell.difference < 0
    ) as part
    group by document_id, check_no
    having -max(difference) <= sum(amount_yuan) filter (where is_pair) + max(limit_value)
),

-- A table whose own sums do not hold, and whose rows stand under one another by their looks only.
by_looks as (
    select
        amount.document_id,
        amount.table_seq
    from stg_rule_amount as amount
    inner join stg_table as printed on amount.document_id = printed.document_id and amount.table_seq = printed.table_seq
    where printed.leaf_status = 'unsure' and not amount.is_leaf_row and amount.row_kind not in ('total', 'of_which')
    group by all
    having
        count(
            coalesce(
                amount.function_code, amount.department_economic_code, amount.government_economic_code, amount.unit_code, amount.project_code
            )
        ) < count(*)
),

looks as (
    select distinct
        cell.document_id, cell.check_no,
        '表中各行的层次只凭版式，其合计不能印证' as doubt,
        true as is_scope
    from cell
    inner join by_looks on cell.document_id = by_looks.document_id and cell.table_seq = by_looks.table_seq
    where cell.parts > 1
),

-- Between tables, a sum over rows whose own table does not bear it out says nothing about the other table.
unproven as (
    select distinct
        cell.document_id, cell.check_no,
        '所加的各行与本表合计不符，先见本表' as doubt,
        true as is_scope
    from cell
    inner join stg_table as printed on cell.document_id = printed.document_id and cell.table_seq = printed.table_seq
    where printed.leaf_status = 'unsure' and cell.parts > 1 and cell.rule_group <> 'within_table'
),

-- What a table without name or number holds was guessed from its columns (西安 d8b69a: three years under one another inside the prose).
nameless as (
    select distinct
        cell.document_id, cell.check_no,
        '表没有表名，所列内容只凭栏目推断' as doubt,
        false as is_scope
    from cell
    inner join stg_table as printed on cell.document_id = printed.document_id and cell.table_seq = printed.table_seq
    where coalesce(printed.title, '') = '' and coalesce(printed.label, '') = ''
),

explained as (
    select distinct
        beyond.document_id,
        beyond.check_no,
        '差额恰为本文件所印的结转结余或经营、上缴、补助支出，可能只是范围不同' as doubt,
        true as is_scope
    from beyond
    inner join stg_other_scope as other_scope
        on
            beyond.document_id = other_scope.document_id
            and abs(abs(beyond.difference) - other_scope.amount_yuan) <= beyond.limit_value
            and other_scope.amount_yuan > beyond.limit_value
    -- within one table the parts stand beside their total and the sum must hold
    where beyond.rule_group <> 'within_table' and len(beyond.left_ids) + len(beyond.right_ids) > 0
)

select *
from (
    from misread
    union all
    from set_aside
    union all
    from twice
    union all
    from paired
    union all
    from looks
    union all
    from unproven
    union all
    from nameless
    union all
    from explained
) as doubtful
qualify row_number() over (partition by document_id, check_no order by is_scope, doubt) = 1
