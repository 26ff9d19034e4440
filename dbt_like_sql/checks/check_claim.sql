/*
description: The prose against the tables - every statement that figure_claim_comparison knows, and function by function for general public expenditure.
description_zh: 文字与表的核对。
grain: document_id, rule_id, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, left_value, right_value]
*/
with
claim as (
    select
        c.*,
        coalesce(l.label, c.stem) as label
    from stg_rule_claim as c
    left join figure_claim_label as l on c.stem = l.item
    where c.facet = ''
),

against_figure as (
    select
        c.document_id,
        w.rule_id,
        c.claim_seq,
        c.item,
        c.label as left_label,
        c.value as left_value,
        c.step as left_step,
        '第' || c.page || '页“' || c.printed || '”' as left_printed,
        d.label as right_label,
        m.value as right_value,
        m.step as right_step,
        m.amount_ids as right_ids,
        m.printed as right_printed,
        greatest(m.parts, len(m.amount_ids), 1) as right_parts,
        m.is_ambiguous,
        m.is_blank,
        list_position(w.measures, m.measure) as preference
    from claim as c
    inner join figure_claim_comparison as w on c.item = w.item and left(w.rule_id, 1) = case c.family when 'final' then 'F' else 'R' end
    inner join figure_measure as m on c.document_id = m.document_id and list_contains(w.measures, m.measure) and m.key = w.key
    inner join figure_label as d on m.measure = d.measure and m.key = d.key
    where c.value_unit = 'yuan'
),

-- A code that the table does not print may be that of another year (西安 2021: 2089901 in the prose, 2089999 in the table); then the 项 of the
-- same name must agree.
stated_function as (
    select
        c.*,
        regexp_extract(c.item, '(\d+)$', 1) as code,
        -- 财政拨款支出 holds the money of all three appropriated funds
        if(starts_with(c.item, 'fiscal'), ['general_function', 'fund_function', 'capital_function'], ['general_function']) as measures,
        not exists (
            from figure_measure as m
            where m.document_id = c.document_id and m.measure = 'general_function' and starts_with(m.key, regexp_extract(c.item, '(\d+)$', 1))
        ) as is_absent
    from claim as c
    semi join (select distinct document_id from figure_measure where measure = 'general_function') as k on c.document_id = k.document_id
    where regexp_full_match(c.item, '(general_public|fiscal_appropriation)_function_\d+') and c.value_unit = 'yuan'
),

same_name as (
    select distinct
        old.code,
        new.code as renumbered
    from dim_function as old
    inner join dim_function as new
        on old.parent_code = new.parent_code and old.official_name = new.official_name and old.code <> new.code and length(new.code) = 7
),

function_figure as (
    select
        c.document_id,
        case c.family when 'final' then 'F38' else 'R98' end as rule_id,
        c.claim_seq,
        c.item,
        '功能科目 ' || c.code as left_label,
        c.value as left_value,
        c.step as left_step,
        '第' || c.page || '页“' || c.printed || '”' as left_printed,
        if(len(c.measures) > 1, '财政拨款支出表该科目', '一般公共预算支出表该科目') as right_label,
        coalesce(sum(m.value), 0) as right_value,
        max(m.step) as right_step,
        flatten(coalesce(list(m.amount_ids) filter (where m.amount_ids is not null), [])) as right_ids,
        coalesce(any_value(m.printed), '为空') as right_printed,
        coalesce(sum(greatest(m.parts, len(m.amount_ids))), 1) as right_parts,
        coalesce(bool_or(m.is_ambiguous), false) as is_ambiguous,
        count(m.document_id) = 0 as is_blank,
        1 as preference
    from stated_function as c
    left join figure_measure as m
        on c.document_id = m.document_id and list_contains(c.measures, m.measure) and starts_with(m.key, c.code)
    group by all
    union all by name
    select
        c.document_id,
        case c.family when 'final' then 'F38' else 'R98' end as rule_id,
        c.claim_seq,
        c.item,
        '功能科目 ' || c.code as left_label,
        c.value as left_value,
        c.step as left_step,
        '第' || c.page || '页“' || c.printed || '”' as left_printed,
        '一般公共预算支出表同名科目' as right_label,
        sum(m.value) as right_value,
        max(m.step) as right_step,
        flatten(list(m.amount_ids)) as right_ids,
        any_value(m.printed) as right_printed,
        sum(greatest(m.parts, len(m.amount_ids))) as right_parts,
        bool_or(m.is_ambiguous) as is_ambiguous,
        false as is_blank,
        2 as preference
    from stated_function as c
    inner join same_name on c.code = same_name.code
    inner join figure_measure as m
        on c.document_id = m.document_id and m.measure = 'general_function' and same_name.renumbered = m.key
    where c.is_absent
    group by all
),

-- The nearest alternative; and where the prose states an item several times one agreeing statement is enough here (R111 compares the statements).
nearest as (
    select *
    from (
        from against_figure
        union all by name
        from function_figure
    ) as every_pair
    qualify row_number() over (partition by document_id, rule_id, item order by abs(left_value - right_value), claim_seq, preference, right_printed) = 1
)

select
    document_id,
    rule_id,
    null::INTEGER as table_seq,
    '正文' as place,
    '=' as relation,
    left_label,
    left_value::DECIMAL(20, 2) as left_value,
    1 as left_parts,
    left_step,
    []::VARCHAR[] as left_ids,
    left_printed,
    right_label,
    right_value::DECIMAL(20, 2) as right_value,
    right_parts,
    right_step,
    right_ids,
    right_printed,
    10000 as factor,
    case
        when is_ambiguous then '同类表有多张且合计不同，无法确定应比较哪一张'
        when is_blank then '表中没有印出此数，未印不作零'
    end as doubt
from nearest
