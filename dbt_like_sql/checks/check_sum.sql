/*
description: Every comparison that a rule makes between figures of a document, with its outcome and as a sentence.
description_zh: 各规则的每一处核对及其结果。
grain: document_id, rule_id, table_seq, place, left_label
materialization: incremental
columns:
  difference: {en: how far the figures are apart; for at-most rules how far the left exceeds the right, zh: 相差, unit: yuan}
  limit_value: {en: largest difference that independent rounding of the printed figures explains, zh: 容差, unit: yuan}
  outcome: "`pass`, `pass_rounding`, `fail`, `detail_withheld` or `insufficient_data`"
  instance: the comparison as a Chinese sentence
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
    -- Amounts are shown in the unit of the table, two decimals at least: 20.4500 万元 as 20.45 万元.
    case
        when outcome = 'pass' then null
        else
            place || case when place <> '' then '：' else '' end || left_label || ' '
            || regexp_replace((left_value * (1.0 / judged.factor)::DECIMAL(9, 8))::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1')
            || coalesce(judged.unit_text, unit.unit, '元') || '（' || left_printed || '）'
            || case
                when relation = '<=' then '，应不大于'
                when relation = '>=' then '，应不小于'
                when outcome = 'pass_rounding' then '，对应'
                else '，应等于'
            end
            || right_label || ' '
            || regexp_replace((right_value * (1.0 / judged.factor)::DECIMAL(9, 8))::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1')
            || coalesce(judged.unit_text, unit.unit, '元') || '（' || right_printed || '），相差 '
            || regexp_replace((difference * (1.0 / judged.factor)::DECIMAL(9, 8))::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1')
            || coalesce(judged.unit_text, unit.unit, '元')
            || case
                when outcome = 'pass_rounding' then '，在尾差范围内'
                when outcome = 'insufficient_data' then '；' || doubt
                when outcome = 'detail_withheld' then '；明细不全：各栏所列都少于合计，且各栏之差相符，如有涉密等不予列出的明细'
                else ''
            end
    end as instance
from judged
left join ref_unit as unit on judged.factor = unit.factor::integer
