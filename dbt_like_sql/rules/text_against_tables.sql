/*
description: What the prose says against the tables and against itself (R92 to R115, F33 to F48). One row per failing comparison, or one row per rule and document when none fails.
description_zh: 文字与表：不符的逐处一行，未发现不符的一条规则一行。
grain: document_id, rule_id, message
materialization: incremental
rules: [
  R126, R92, R93, R94, R95, R96, R97, R98, R99, R100, R101, R103, R104, R105, R106, R107,
  R108, R109, R110, R111, R112, R113, R114, R115, F33, F34, F35, F36, F37, F38, F39, F40,
  F41, F42, F43, F44, F45, F46, F47, F48
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
where rule_group = 'text_against_tables' and rule_id <> 'R102'
