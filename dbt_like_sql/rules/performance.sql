/*
description: Performance goals and indicators (R116 to R121). One row per failing comparison, or one row per rule and document when none fails.
description_zh: 绩效目标：不符的逐处一行，未发现不符的一条规则一行。
grain: document_id, rule_id, message
materialization: incremental
rules: [
  R116, R117, R118, R119, R120, R121
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
where rule_group = 'performance'
