/*
description: The same figure in different tables (R47 to R81, F21 to F32). One row per failing comparison, or one row per rule and document when none fails.
description_zh: 表间勾稽：不符的逐处一行，未发现不符的一条规则一行。
grain: document_id, rule_id, message
materialization: incremental
rules: [
  R47, R48, R49, R50, R51, R52, R53, R54, R55, R56, R57, R58, R59, R60, R61, R62,
  R63, R64, R65, R66, R67, R68, R69, R70, R71, R72, R73, R74, R75, R76, R77, R78,
  R79, R80, R81, F21, F22, F23, F24, F25, F26, F27, F28, F29, F30, F31, F32
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
where rule_group = 'between_tables'
