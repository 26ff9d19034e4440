/*
description: Every comparison that a rule makes between figures of a document, with its outcome.
description_zh: 各规则的每一处核对及其结果。
grain: document_id, rule_id, table_seq, place, left_label
materialization: incremental
columns:
  difference: {en: how far the figures are apart; for at-most rules how far the left exceeds the right, zh: 相差, unit: yuan}
  limit_value: {en: largest difference that independent rounding of the printed figures explains, zh: 容差, unit: yuan}
  outcome: "`pass`, `pass_rounding`, `fail`, `detail_withheld` or `insufficient_data`"
  relation: "`=`, `<=` or `>=`"
  left_printed: where the left figure is printed, or the figures it is the sum of
  right_printed: where the right figure is printed, or the figures it is the sum of
  factor: yuan per unit of the sentence
  unit_text: the unit of the sentence where it is neither 元 nor 万元; empty for a count
  doubt: why a difference would prove nothing
checks:
  - not_null: [document_id, rule_id, outcome]
  - accepted_values: {column: outcome, values: [pass, pass_rounding, fail, detail_withheld, insufficient_data]}
*/
with
judged as (
    select
        c.* replace (coalesce(c.doubt, d.doubt) as doubt),
        case
            when c.difference = 0 then 'pass'
            when not c.is_beyond then 'pass_rounding'
            when c.doubt is not null or (d.doubt is not null and not d.is_scope) then 'insufficient_data'
            when w.check_no is not null then 'detail_withheld'
            when d.doubt is not null then 'insufficient_data'
            else 'fail'
        end as outcome
    from check_comparison as c
    left join check_doubt as d on c.document_id = d.document_id and c.check_no = d.check_no
    left join check_withheld as w on c.document_id = w.document_id and c.check_no = w.check_no
)

select
    document_id,
    rule_id,
    table_seq,
    place,
    left_label,
    left_value::DECIMAL(20, 2) as left_value,
    right_value::DECIMAL(20, 2) as right_value,
    difference::DECIMAL(20, 2) as difference,
    limit_value::DECIMAL(20, 2) as limit_value,
    outcome,
    case when outcome in ('fail', 'detail_withheld', 'pass_rounding') then left_ids else [] end as left_ids,
    case when outcome in ('fail', 'detail_withheld', 'pass_rounding') then right_ids else [] end as right_ids,
    relation,
    left_printed,
    right_label,
    right_printed,
    factor,
    unit_text,
    doubt
from judged
