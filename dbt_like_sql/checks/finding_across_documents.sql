/*
description: One document against another - last year, the budget of the year, the units of a department (R122 to R132, F49 to F52).
description_zh: 跨文件、跨年度勾稽。
grain: document_id, rule_id, message
materialization: table
rules: [R122, R123, R124, R125, R127, R128, R129, R130, R131, R132, F49, F50, F51, F52, R102]
checks:
  - not_null: [document_id, rule_id, outcome, message]
*/
with
every_check as (
    from check_across
    union all by name
    from check_plan
    union all by name
    from check_units
),

counted as (
    select
        document_id,
        rule_id,
        count(*) as checked,
        count(*) filter (where outcome = 'fail') as failed
    from every_check
    group by all
),

shown as (
    select
        c.*,
        n.checked,
        n.failed
    from every_check as c
    inner join counted as n on c.document_id = n.document_id and c.rule_id = n.rule_id
    qualify
        c.outcome = 'fail'
        or (
            n.failed = 0
            and row_number() over (
                partition by c.document_id, c.rule_id
                order by case c.outcome when 'insufficient_data' then 0 when 'pass_rounding' then 1 else 2 end, abs(c.difference) desc, c.place, c.left_value, c.instance
            ) = 1
        )
)

select
    d.document_id,
    d.rule_id,
    case
        when d.duty = 'not_applicable' then 'not_applicable'
        when s.outcome is not null then s.outcome
        else 'not_applicable'
    end as outcome,
    s.left_value,
    s.right_value,
    s.difference,
    s.limit_value as tolerance,
    case
        when d.duty = 'not_applicable' then d.reason
        when s.outcome = 'fail' then s.instance || '。（本规则核对 ' || s.checked || ' 处，' || s.failed || ' 处不符）'
        when s.outcome = 'insufficient_data' then s.instance
        when s.outcome is not null then '核对 ' || s.checked || ' 处，没有不符'
        else coalesce(d.reason || '；', '') || '本仓库没有可比较的另一份文件（不等于未公开），或其中没有对应的数'
    end as message,
    []::VARCHAR[] as left_amount_ids,
    []::VARCHAR[] as right_amount_ids
from rule_duty as d
left join shown as s on d.document_id = s.document_id and d.rule_id = s.rule_id and d.duty <> 'not_applicable'
where
    d.rule_id in ('R102', 'R122', 'R123', 'R124', 'R125', 'R127', 'R128', 'R129', 'R130', 'R131', 'R132', 'F49', 'F50', 'F51', 'F52')
