/*
description: Sums and of-which figures inside one table (R01 to R46, F01 to F20, general rules G01 to G04). One row per failing comparison, or one row per rule and document when none fails.
description_zh: 表内勾稽：不符的逐处一行，未发现不符的一条规则一行。
grain: document_id, rule_id, message
materialization: incremental
rules: [
  R01, R02, R03, R04, R05, R06, R07, R08, R09, R10, R11, R12, R13, R14, R15, R16,
  R17, R18, R19, R20, R21, R22, R23, R24, R25, R26, R27, R28, R29, R30, R31, R32,
  R33, R34, R35, R36, R37, R38, R39, R40, R41, R42, R43, R44, R45, R46, F01, F02,
  F03, F04, F05, F06, F07, F08, F09, F10, F11, F12, F13, F14, F15, F16, F17, F18,
  F19, F20, G01, G02, G03, G04
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
where rule_group = 'within_table'
