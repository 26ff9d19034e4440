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
  R114, R115, R116, R117, R118, R119, R120, R121, R126, F01, F02, F03, F04, F05, F06, F07,
  F08, F09, F10, F11, F12, F13, F14, F15, F16, F17, F18, F19, F20, F21, F22, F23,
  F24, F25, F26, F27, F28, F29, F30, F31, F32, F33, F34, F35, F36, F37, F38, F39,
  F40, F41, F42, F43, F44, F45, F46, F47, F48, F53, G01, G02, G03, G04
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
from check_result
where rule_group in ('within_table', 'between_tables', 'identity_and_codes', 'text_against_tables', 'performance') and rule_id <> 'R102'
