/*
description: Outcome of every arithmetic rule on every document - each failing comparison, or one row for the rule when none fails.
description_zh: 规则结果：逐处列出不符，未发现不符时一条规则一行。
grain: document_id, rule_id, message
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome, message]
*/
with
every_check as (
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
        instance
    from check_sentence
    union all by name
    select * from check_code
    union all by name
    select * from check_identity
    union all by name
    select * from check_project
    union all by name
    select * from check_prose
    union all by name
    select * from check_performance
    union all by name
    select * from check_total
),

counted as (
    select
        document_id,
        rule_id,
        count(*) as checked,
        count(*) filter (where outcome = 'fail') as failed,
        count(*) filter (where outcome = 'detail_withheld') as withheld,
        count(*) filter (where outcome = 'pass_rounding') as rounded,
        count(*) filter (where outcome = 'insufficient_data') as doubtful
    from every_check
    group by document_id, rule_id
),

-- All that failed or lacks detail; if nothing did, the comparison with the largest difference stands for the rule.
shown as (
    select
        c.*,
        n.checked,
        n.failed,
        n.withheld,
        n.rounded,
        n.doubtful
    from every_check as c
    inner join counted as n on c.document_id = n.document_id and c.rule_id = n.rule_id
    inner join rule_duty as d on c.document_id = d.document_id and c.rule_id = d.rule_id
    where d.duty <> 'not_applicable'
    qualify
        c.outcome in ('fail', 'detail_withheld')
        or (
            n.failed + n.withheld = 0
            and row_number() over (
                partition by c.document_id, c.rule_id
                order by
                    case c.outcome when 'insufficient_data' then 1 when 'pass_rounding' then 2 else 3 end,
                    abs(c.difference) desc, abs(c.left_value) desc, c.table_seq, c.place asc, c.left_label asc, c.right_value asc, c.limit_value asc,
                    c.instance asc, c.left_ids asc, c.right_ids asc
            ) = 1
        )
)

select
    d.document_id,
    d.rule_id,
    d.rule_group,
    case
        when d.duty = 'not_applicable' then 'not_applicable'
        when s.outcome is not null then s.outcome
        when d.duty = 'insufficient_data' then 'insufficient_data'
        when d.rule_group = 'between_tables' and not d.is_empty then 'insufficient_data'
        else 'not_applicable'
    end as outcome,
    s.left_value,
    s.right_value,
    s.difference,
    s.limit_value as tolerance,
    case
        when d.duty = 'not_applicable' then d.reason
        when s.outcome in ('fail', 'detail_withheld') then rtrim(s.instance, '。') || '。'
        when s.outcome = 'insufficient_data' then rtrim(s.instance, '。') || '。（本规则核对 ' || s.checked || ' 处，' || s.doubtful || ' 处不能确定）'
        when s.outcome = 'pass_rounding' then rtrim(s.instance, '。') || '。（本规则核对 ' || s.checked || ' 处，' || s.rounded || ' 处有尾差）'
        when s.outcome = 'pass' then coalesce(s.instance || '。', '') || '核对 ' || s.checked || ' 处，全部相符'
        when d.duty = 'insufficient_data' then d.reason
        when d.is_empty then '相关的表为空表，没有可核对的数'
        when d.rule_group = 'between_tables' then '没有找到需比较的合计行或栏目'
        else '表中没有本规则所需的行或栏'
    end as message,
    coalesce(s.left_ids, []) as left_amount_ids,
    coalesce(s.right_ids, []) as right_amount_ids
from rule_duty as d
left join shown as s on d.document_id = s.document_id and d.rule_id = s.rule_id
