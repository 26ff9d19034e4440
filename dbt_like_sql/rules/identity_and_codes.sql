/*
description: Who, when, which tables, which codes (R82 to R91). One row per failing comparison, or one row per rule and document when none fails.
description_zh: 单位、年度、表格与代码：不符的逐处一行，未发现不符的一条规则一行。
grain: document_id, rule_id, message
materialization: incremental
rules: [
  R82, R83, R84, R85, R86, R87, R88, R89, R90, R91, F53
]
checks:
  - not_null: [document_id, rule_id, outcome, message]
*/
select
    document_id,
    rule_id,
    outcome,
    left_value,
    right_value,
    difference,
    tolerance,
    message,
    left_amount_ids,
    right_amount_ids
from stg_rule_result
where rule_group = 'identity_and_codes'
