/*
description: Every comparison that a rule makes in a document, with its outcome. Tolerances are those of the rule catalogue; nothing is rounded before it is compared.
description_zh: 各规则的每一处核对及其结果。
grain: document_id, rule_id, table_seq, place, left_label
materialization: incremental
columns:
  difference: {en: how far the figures are apart; for at-most rules how far the left exceeds the right, zh: 相差, unit: yuan}
  limit_value: {en: largest difference that independent rounding of the printed figures explains, zh: 容差, unit: yuan}
  outcome: "`pass`, `pass_rounding`, `fail` or `insufficient_data`"
  relation: "`=`, `<=` or `>=`"
  left_printed: where the left figure is printed, or the figures it is the sum of
  right_printed: where the right figure is printed, or the figures it is the sum of
  factor: yuan per unit of the sentence
  unit_text: the unit of the sentence where it is neither 元 nor 万元; empty for a count
  doubt: why a difference would prove nothing
checks:
  - not_null: [document_id, rule_id, outcome]
  - accepted_values: {column: outcome, values: [pass, pass_rounding, fail, insufficient_data]}
*/
with
within_table as (
    select * from check_row_sum
    union all by name
    select * from check_column_sum
    union all by name
    select * from check_of_which
),

-- The most specific rule wins; what no rule of the form covers falls under the general rules.
rule_of as (
    select
        c.family,
        c.check_kind,
        c.rule_kind,
        c.side,
        c.about,
        coalesce(
            r.rule_id,
            case c.check_kind when 'column_parts' then 'G01' when 'row_subtotal' then 'G03' when 'of_which' then 'G04' else 'G02' end
        ) as rule_id
    from (select distinct
        family,
        check_kind,
        rule_kind,
        side,
        about
    from within_table) as c
    left join rule_within_table as r
        on
            c.family = r.family
            and c.check_kind = r.check_kind
            and c.rule_kind = r.table_kind
            and r.side in ('*', c.side)
            and r.about in ('*', c.about)
    qualify
        row_number() over (
            partition by c.family, c.check_kind, c.rule_kind, c.side, c.about
            order by case when r.about = '*' then 1 else 0 end, case when r.side = '*' then 1 else 0 end
        ) = 1
),

every_check as (
    select
        w.*,
        rule_of.rule_id
    from within_table as w
    inner join rule_of
        on
            w.family = rule_of.family
            and w.check_kind = rule_of.check_kind
            and w.rule_kind = rule_of.rule_kind
            and w.side = rule_of.side
            and w.about = rule_of.about
    union all by name
    select * from check_three_public
    union all by name
    select * from check_measure
    union all by name
    select * from check_special
    union all by name
    select * from check_claim
),

measured as materialized (
    select
        e.*,
        row_number() over () as check_no,
        dim_rule.tolerance as tolerance_class,
        greatest(coalesce(e.left_step, 0.01), coalesce(e.right_step, 0.01)) as step,
        case e.relation
            when '<=' then greatest(e.left_value - e.right_value, 0)
            when '>=' then greatest(e.right_value - e.left_value, 0)
            else e.left_value - e.right_value
        end as difference,
        case dim_rule.tolerance
            when 'T1'
                then
                    (greatest(coalesce(e.right_parts, 1), 1) + greatest(coalesce(e.left_parts, 1), 1))
                    * greatest(coalesce(e.left_step, 0.01), coalesce(e.right_step, 0.01)) * 0.5
            -- The same quantity printed twice; where one side is a sum, its parts round on their own.
            when 'T0'
                then
                    (greatest(coalesce(e.right_parts, 1), 1) + greatest(coalesce(e.left_parts, 1), 1))
                    * greatest(coalesce(e.left_step, 0.01), coalesce(e.right_step, 0.01)) * 0.5
            else greatest(coalesce(e.left_step, 0.01), coalesce(e.right_step, 0.01))
        end as limit_value
    from every_check as e
    left join dim_rule on e.rule_id = dim_rule.rule_id
),

-- Figures that the spreadsheet cut explain a little more.
cut as (
    select
        beyond.check_no,
        sum(amount.cut_yuan) as cut_yuan
    from (
        select
            check_no,
            unnest(list_concat(left_ids, right_ids)) as amount_id
        from measured
        where abs(difference) > limit_value
    ) as beyond
    inner join stg_rule_amount as amount on beyond.amount_id = amount.amount_id
    where amount.cut_yuan > 0
    group by beyond.check_no
),

judged as (
    select
        measured.* replace (limit_value + coalesce(cut.cut_yuan, 0) as limit_value),
        case
            when difference = 0 then 'pass'
            when abs(difference) <= limit_value + coalesce(cut.cut_yuan, 0) then 'pass_rounding'
            when doubt is not null then 'insufficient_data'
            else 'fail'
        end as outcome
    from measured
    left join cut on measured.check_no = cut.check_no
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
    case when outcome in ('fail', 'pass_rounding') then left_ids else [] end as left_ids,
    case when outcome in ('fail', 'pass_rounding') then right_ids else [] end as right_ids,
    relation,
    left_printed,
    right_label,
    right_printed,
    factor,
    unit_text,
    doubt
from judged
