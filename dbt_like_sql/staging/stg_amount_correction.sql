/*
description: Corrections that apply, by amount - the only ones that leaf facts and marts use.
description_zh: 生效的人工更正。
grain: amount_id
materialization: view
document_local: true
columns:
  corrected_yuan: {en: the corrected amount, zh: 更正后金额, unit: yuan}
  amount_yuan_printed: {en: the amount as printed, zh: 印刷金额, unit: yuan}
*/
select
    amount_id,
    document_id,
    correction_id,
    concerns,
    corrected_yuan,
    amount_yuan_printed
from stg_correction_match
where cell_count = 1 and print_agrees and rival_count = 1
