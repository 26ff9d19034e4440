/*
description: Comparisons that fail because rows were left out on purpose (公安, 国家安全, 监狱) - the printed rows add up to less than their total in the same way everywhere.
description_zh: 明细不全：所列各行都少于合计，且各栏、各表之差相互吻合，如剔除涉密项目。
grain: document_id, check_no
materialization: incremental
checks:
  - not_null: [document_id, check_no]
  - unique: [document_id, check_no]
*/
with
-- What each total row prints above the rows that stand for it; a column in which no row prints anything lacks all of it (北京 002db9: 项目支出).
gap as (
    select
        document_id,
        table_seq,
        row_seq,
        column_seq,
        difference,
        limit_value
    from check_comparison
    where check_kind = 'row_total' and is_beyond
    union all by name
    select
        total.document_id,
        total.table_seq,
        total.row_seq,
        total.column_seq,
        total.amount_yuan as difference,
        total.step_yuan as limit_value
    from stg_rule_amount as total
    semi join (select * from check_comparison where check_kind = 'row_total' and is_beyond) as failed
        on total.document_id = failed.document_id and total.table_seq = failed.table_seq and total.row_seq = failed.row_seq
    anti join check_comparison as compared
        on
            total.document_id = compared.document_id
            and total.table_seq = compared.table_seq
            and total.column_seq = compared.column_seq
            and compared.check_kind = 'row_total'
    inner join stg_column as c
        on total.document_id = c.document_id and total.table_seq = c.table_seq and total.column_seq = c.column_seq
    -- money carried over is often printed for the whole only (西安 收入总表: 上年结转 on the total row)
    where total.amount_yuan > 0 and coalesce(c.origin_year, '') <> 'carried_in' and coalesce(total.flow, '') not in ('opening_balance', 'closing_balance')
),

-- 涉密项目按要求不予公开: the text says that rows are left out.
stated as (
    select distinct
        document_id,
        page
    from stg_claim
    where item = 'details_withheld'
),

told_gap as (
    select
        gap.document_id,
        gap.table_seq,
        gap.row_seq,
        gap.column_seq,
        any_value(gap.difference) as difference,
        any_value(gap.limit_value) as limit_value,
        count(other.document_id) > 0 as recurs,
        count(stated.document_id) > 0 as is_stated
    from gap
    inner join stg_table as t on gap.document_id = t.document_id and gap.table_seq = t.table_seq
    left join gap as other
        on
            gap.document_id = other.document_id
            and gap.table_seq <> other.table_seq
            and abs(gap.difference - other.difference) <= gap.limit_value + other.limit_value
    left join stated on gap.document_id = stated.document_id and stated.page between t.page_first and t.page_last
    group by gap.document_id, gap.table_seq, gap.row_seq, gap.column_seq
),

-- The rows that are missing obey the table's own head: what the leaf columns lack is what the total column lacks. No misprint of one cell does that,
-- nor one that lacks the same in two tables, nor a table under which the office says that it leaves rows out.
same_everywhere as (
    select
        gap.document_id,
        gap.table_seq,
        max(gap.difference) as missing,
        max(gap.limit_value) as limit_value
    from told_gap as gap
    inner join stg_column as c on gap.document_id = c.document_id and gap.table_seq = c.table_seq and gap.column_seq = c.column_seq
    -- a change since last year may be short in either direction
    where c.stage is distinct from 'change'
    group by gap.document_id, gap.table_seq
    having
        min(gap.difference) > 0
        and (count(*) > 1 or bool_or(gap.recurs or gap.is_stated))
        and (
            bool_or(gap.is_stated)
            or abs(max(gap.difference) - min(gap.difference)) <= sum(gap.limit_value)
            or abs(max(gap.difference) - sum(gap.difference) filter (where c.is_leaf_column and not c.is_of_which)) <= sum(gap.limit_value)
        )
),

-- A total that holds what was carried over beside a list that does not is another matter (西安 225b0d).
without_carried as (
    select *
    from same_everywhere
    where not exists (
        from stg_other_scope as other
        where
            other.document_id = same_everywhere.document_id
            and abs(other.amount_yuan - same_everywhere.missing) <= same_everywhere.limit_value
    )
),

-- One table may have lost a row in our reading; the same in a second table, or in two kinds of spending at once, was left out by the office, and so
-- was what the text says it leaves out.
withholding as (
    select
        document_id,
        max(missing) as missing
    from without_carried
    group by document_id
    having
        count(*) > 1
        or any_value(document_id) in (select stated.document_id from stated)
        or any_value(document_id) in (
            select gap.document_id
            from gap
            semi join without_carried as incomplete using (document_id, table_seq)
            group by gap.document_id, gap.table_seq
            having count(distinct gap.difference) > 2
        )
),

short_table as (
    select without_carried.*
    from without_carried
    semi join withholding using (document_id)
),

-- The side that is short must be a sum over rows of a table that leaves some out, or of a list of one column in a document that does.
beyond as (
    select
        c.document_id,
        c.check_no,
        c.check_kind,
        c.rule_group,
        c.table_seq,
        c.difference,
        c.limit_value,
        c.left_ids,
        c.right_ids
    from check_comparison as c
    semi join withholding using (document_id)
    left join stg_column as k on c.document_id = k.document_id and c.table_seq = k.table_seq and c.column_seq = k.column_seq
    where c.is_beyond and (c.difference > 0 or k.stage = 'change') and c.check_kind is distinct from 'column_parts' and coalesce(c.right_parts, 0) > 0
),

from_short_table as (
    select distinct
        beyond.document_id,
        beyond.check_no
    from (
        select
            document_id,
            check_no,
            unnest(right_ids) as amount_id
        from beyond
    ) as beyond
    inner join stg_rule_amount as amount on beyond.document_id = amount.document_id and beyond.amount_id = amount.amount_id
    semi join short_table on amount.document_id = short_table.document_id and amount.table_seq = short_table.table_seq
    where amount.is_leaf_row
),

-- Lists of one column: the same difference twice, and not more than is missing.
repeated as (
    select
        beyond.document_id,
        beyond.check_no
    from beyond
    inner join withholding using (document_id)
    where beyond.rule_group = 'within_table' and beyond.difference <= withholding.missing + beyond.limit_value
    qualify count(distinct beyond.table_seq) over (partition by beyond.document_id, beyond.difference) > 1
)

from from_short_table
union
from repeated
