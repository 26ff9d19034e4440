/*
description: Every rule that one document answers by itself. One row per failing comparison, or one row per rule and document when none fails.
description_zh: 单份文件内的各条规则：不符的逐处一行，未发现不符的一条规则一行。
grain: document_id, rule_id, message
materialization: incremental
rules: [
  R01, R02, R03, R04, R05, R06, R07, R08, R09, R10, R11, R12, R13, R14, R15, R16,
  R17, R18, R19, R20, R21, R22, R23, R24, R25, R26, R27, R28, R29, R30, R31, R32,
  R33, R34, R35, R36, R37, R38, R39, R40, R41, R42, R43, R44, R45, R46, R47, R48,
  R49, R50, R51, R52, R53, R54, R55, R56, R57, R58, R59, R60, R61, R62, R63, R64,
  R65, R66, R67, R68, R69, R70, R71, R72, R73, R74, R75, R76, R77, R78, R79, R80,
  R81, R82, R83, R84, R85, R86, R87, R88, R89, R90, R91, R92, R93, R94, R95, R96,
  R97, R98, R99, R100, R101, R103, R104, R105, R106, R107, R108, R109, R110, R111, R112, R113,
  R114, R115, R116, R117, R118, R119, R120, R121, R126, R133, R134, F01, F02, F03, F04, F05, F06, F07,
  F08, F09, F10, F11, F12, F13, F14, F15, F16, F17, F18, F19, F20, F21, F22, F23,
  F24, F25, F26, F27, F28, F29, F30, F31, F32, F33, F34, F35, F36, F37, F38, F39,
  F40, F41, F42, F43, F44, F45, F46, F47, F48, F53, F54, F55, F56, G01, G02, G03, G04
]
checks:
  - not_null: [document_id, rule_id, outcome, message]
*/
with
compared as (
    select
        c.* exclude (difference, limit_value),
        c.difference::DECIMAL(20, 2) as difference,
        c.limit_value::DECIMAL(20, 2) as limit_value,
        case
            when c.difference = 0 then 'pass'
            when not c.is_beyond then 'pass_rounding'
            when c.doubt is not null or (d.doubt is not null and not d.is_scope) then 'insufficient_data'
            when w.check_no is not null then 'detail_withheld'
            when d.doubt is not null then 'insufficient_data'
            else 'fail'
        end as outcome,
        s.instance
        || case outcome
            when 'detail_withheld' then '；明细不全：所列各栏都少于合计，且各栏之差相符，可能有依规定不公开的明细'
            when 'insufficient_data' then '；' || coalesce(c.doubt, d.doubt)
            else ''
        end as instance
    from check_comparison as c
    left join check_doubt as d on c.document_id = d.document_id and c.check_no = d.check_no
    left join check_withheld as w on c.document_id = w.document_id and c.check_no = w.check_no
    left join check_sentence as s on c.document_id = s.document_id and c.check_no = s.check_no
),

every_check as (
    select
        document_id,
        rule_id,
        table_seq,
        place,
        left_label,
        left_value::DECIMAL(20, 2) as left_value,
        right_value::DECIMAL(20, 2) as right_value,
        difference,
        limit_value,
        outcome,
        if(outcome in ('fail', 'detail_withheld', 'pass_rounding'), left_ids, []) as left_ids,
        if(outcome in ('fail', 'detail_withheld', 'pass_rounding'), right_ids, []) as right_ids,
        instance
    from compared
    union all by name
    from check_code
    union all by name
    from check_code_name
    union all by name
    from check_change
    union all by name
    from check_count
    union all by name
    from check_identity
    union all by name
    from check_presence
    union all by name
    from check_project
    union all by name
    from check_prose
    union all by name
    from check_stated_arithmetic
    union all by name
    from check_performance
    union all by name
    from check_total
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
        -- a form without such a row or column owes no figure; where something was not understood it may be there
        when d.rule_group = 'between_tables' and not d.is_empty and d.is_unsure then 'insufficient_data'
        else 'not_applicable'
    end as outcome,
    s.left_value,
    s.right_value,
    s.difference,
    s.limit_value as tolerance,
    inner_quotes(case
        when d.duty = 'not_applicable' then d.reason
        when s.outcome in ('fail', 'detail_withheld') then rtrim(s.instance, '。') || '。'
        when s.outcome = 'insufficient_data' then rtrim(s.instance, '。') || '。（本规则核对 ' || s.checked || ' 处，' || s.doubtful || ' 处不能确定）'
        when s.outcome = 'pass_rounding' then rtrim(s.instance, '。') || '。（本规则核对 ' || s.checked || ' 处，' || s.rounded || ' 处有尾差）'
        when s.outcome = 'pass' then coalesce(s.instance || '。', '') || '核对 ' || s.checked || ' 处，全部相符'
        when d.duty = 'insufficient_data' then d.reason
        when d.is_empty then '相关的表为空表，没有可核对的数'
        when d.rule_group = 'between_tables' and d.is_unsure then '没有找到需比较的合计行或栏目，表中有未能识别之处'
        when d.rule_group = 'between_tables' then '表中没有需比较的合计行或栏目'
        else '表中没有本规则所需的行或栏'
    end) as message,
    coalesce(s.left_ids, []) as left_amount_ids,
    coalesce(s.right_ids, []) as right_amount_ids
from rule_duty as d
left join shown as s on d.document_id = s.document_id and d.rule_id = s.rule_id
where d.rule_group in ('within_table', 'between_tables', 'identity_and_codes', 'text_against_tables', 'performance') and d.rule_id <> 'R102'
