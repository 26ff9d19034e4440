/*
description: Corrections by hand that no longer fit the document (G05). One row per correction that does not apply, else one row per document.
description_zh: 与文件不再相符的人工更正。
grain: document_id, rule_id, message
materialization: table
rules: [G05]
checks:
  - not_null: [document_id, rule_id, outcome, message]
*/
select
    document_id,
    'G05' as rule_id,
    'fail' as outcome,
    null as left_value,
    amount_yuan_printed as right_value,
    null as difference,
    null as tolerance,
    concat(collection, '/corrections.yml entry ', entry_no, ' is not applied: ', status_reason) as message,
    [] as left_amount_ids,
    if(amount_id is null, [], [amount_id]) as right_amount_ids
from fact_amount_correction
where status <> 'applied' and document_id is not null
union all by name
select
    document.document_id,
    'G05' as rule_id,
    if(count(correction.correction_id) = 0, 'not_applicable', 'pass') as outcome,
    null as left_value,
    null as right_value,
    null as difference,
    null as tolerance,
    concat(count(correction.correction_id), ' corrections by hand, all applied') as message,
    [] as left_amount_ids,
    coalesce(list(correction.amount_id order by correction.amount_id) filter (where correction.amount_id is not null), []) as right_amount_ids
from stg_disclosure as document
left join fact_amount_correction as correction on document.document_id = correction.document_id
where document.rejected_reason is null
group by document.document_id
having bool_and(coalesce(correction.status, 'applied') = 'applied')
