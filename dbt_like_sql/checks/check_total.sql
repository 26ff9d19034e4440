/*
description: Tables whose total row was not found - the rule on their total cannot pass, whatever else agrees.
description_zh: 未找到合计行的表：其合计规则不能算通过。
grain: document_id, rule_id, table_seq, place
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
listed as (
    select
        document_id,
        table_seq,
        family,
        rule_kind,
        side,
        any_value(title) as title,
        min(page) as page,
        count(distinct row_seq) filter (where is_leaf_row) as leaf_rows
    from stg_rule_amount
    where is_of_this_year and three_public_item is null
    group by all
),

-- 人员经费合计 and 公用经费合计 close a basic expenditure table as well.
detail as (
    select
        document_id,
        table_seq,
        column_seq,
        side,
        sum(amount_yuan) as amount_yuan
    from stg_rule_amount
    where is_leaf_row and is_of_this_year
    group by all
),

-- Where the department's own row holds the sum of all rows it is the total (深圳 prints no 合计).
closed as (
    select
        document_id,
        table_seq,
        side
    from stg_rule_amount
    where row_kind = 'total'
    union
    select
        unit.document_id,
        unit.table_seq,
        unit.side
    from detail
    inner join (
        select distinct
            document_id,
            table_seq,
            side,
            row_seq
        from stg_rule_amount
        where row_kind = 'unit' and not is_leaf_row and is_of_this_year
    ) as unit
        on detail.document_id = unit.document_id and detail.table_seq = unit.table_seq and detail.side = unit.side
    left join stg_rule_amount as printed
        on unit.document_id = printed.document_id
        and unit.table_seq = printed.table_seq
        and unit.row_seq = printed.row_seq
        and unit.side = printed.side
        and detail.column_seq = printed.column_seq
    group by unit.document_id, unit.table_seq, unit.side, unit.row_seq
    having bool_and(abs(coalesce(printed.amount_yuan, 0) - detail.amount_yuan) <= coalesce(printed.step_yuan, 0))
),

rule_of_total as (
    select
        family,
        table_kind,
        side,
        rule_id
    from rule_within_table
    where check_kind = 'row_total'
)

select
    listed.document_id,
    rule_of_total.rule_id,
    listed.table_seq,
    concat('《', listed.title, '》第', listed.page, '页') as place,
    '合计行' as left_label,
    null::decimal(20, 2) as left_value,
    null::decimal(20, 2) as right_value,
    null::decimal(20, 2) as difference,
    null::decimal(20, 2) as limit_value,
    'insufficient_data' as outcome,
    []::varchar[] as left_ids,
    []::varchar[] as right_ids,
    concat('《', listed.title, '》第', listed.page, '页：没有找到合计行') as instance
from listed
anti join closed on listed.document_id = closed.document_id and listed.table_seq = closed.table_seq and listed.side = closed.side
inner join rule_of_total
    on listed.family = rule_of_total.family
    and listed.rule_kind = rule_of_total.table_kind
    and rule_of_total.side in ('*', listed.side)
where
    listed.leaf_rows > 1
    -- goals are listed by unit and project, without a total
    and listed.rule_kind <> 'project_performance'
