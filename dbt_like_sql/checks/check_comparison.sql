/*
description: Every comparison that a rule makes between figures, with the difference and what rounding explains of it. Nothing is rounded before it is compared.
description_zh: 各规则所比较的每一对数、差额与尾差限。
grain: document_id, check_no
materialization: incremental
columns:
  check_no: number of the comparison within the document
  difference: {en: how far the figures are apart; for at-most rules how far the left exceeds the right, zh: 相差, unit: yuan}
  limit_value: {en: "largest difference that independent rounding of the printed figures explains: half a step of the coarser side for each figure", zh: 容差, unit: yuan}
  is_beyond: rounding does not explain the difference
  doubt: why the comparison proves nothing, as the model that made it knows
checks:
  - not_null: [document_id, check_no, rule_id]
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
    select * from check_basic
    union all by name
    select * from check_claim
    union all by name
    select * from check_stated_sum
    union all by name
    select * from check_form_total
),

measured as materialized (
    select
        e.*,
        row_number() over (partition by e.document_id order by e.rule_id, e.table_seq, e.place, e.left_label, e.right_value) as check_no,
        dim_rule.rule_group,
        case e.relation
            when '<=' then greatest(e.left_value - e.right_value, 0)
            when '>=' then greatest(e.right_value - e.left_value, 0)
            else e.left_value - e.right_value
        end as difference,
        -- Each figure rounds on its own: n leaves and their total are n + 1 half steps. Ratios and counts (no class T0, T1 or T2) may be one step apart.
        greatest(coalesce(e.left_step, 0.01), coalesce(e.right_step, 0.01))
        * if(dim_rule.tolerance in ('T0', 'T1', 'T2'), (greatest(coalesce(e.right_parts, 1), 1) + greatest(coalesce(e.left_parts, 1), 1)) * 0.5, 1)
            as limit_value
    from every_check as e
    left join dim_rule on e.rule_id = dim_rule.rule_id
),

-- Figures that the spreadsheet cut explain a little more.
cut as (
    select
        beyond.document_id,
        beyond.check_no,
        sum(amount.cut_yuan) as cut_yuan
    from (
        select
            document_id,
            check_no,
            unnest(list_concat(left_ids, right_ids)) as amount_id
        from measured
        where abs(difference) > limit_value
    ) as beyond
    inner join stg_rule_amount as amount on beyond.amount_id = amount.amount_id
    where amount.cut_yuan > 0
    group by beyond.document_id, beyond.check_no
)

select
    measured.* replace (limit_value + coalesce(cut.cut_yuan, 0) as limit_value),
    abs(difference) > limit_value + coalesce(cut.cut_yuan, 0) as is_beyond
from measured
left join cut on measured.document_id = cut.document_id and measured.check_no = cut.check_no
