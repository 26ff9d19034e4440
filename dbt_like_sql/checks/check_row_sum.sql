/*
description: Sums down a column - the printed total, current-year total and subtotal rows of each column against the detail rows they stand for.
description_zh: 纵向相加：每列的合计、本年合计、小计与其下末级各行之和。
grain: document_id, check_kind, table_seq, column_seq, row_seq
materialization: incremental
columns:
  check_kind: "`row_total`, `row_current` or `row_subtotal`"
  about: "`*`: the rule depends on the kind of table and the side only"
  left_value: {en: printed total, zh: 所印合计, unit: yuan}
  right_value: {en: sum of the detail rows, zh: 末级各行之和, unit: yuan}
checks:
  - not_null: [document_id, check_kind, left_value, right_value]
*/
with
-- Where the items of 三公 stand as rows their sums are those of R39 and R40, and 会议费 or 培训费 below them belong to no total.
item_list as (
    select
        document_id,
        table_seq,
        column_seq
    from stg_rule_amount
    where three_public_item is not null
    group by all
    having count(distinct three_public_item) > 1
),

amount as (
    select
        stg_rule_amount.*,
        coalesce(stage, '') as stage_key,
        coalesce(fiscal_year, 0) as year_key,
        -- a table of several units may print their names only
        coalesce(unit_code, unit_name, '') as unit_key
    from stg_rule_amount
    anti join item_list using (document_id, table_seq, column_seq)
    -- what stands in a form's columns is told by the labels left of it (check_form_total)
    anti join (select * from stg_table as t where t.by = 'form') as form using (document_id, table_seq)
    where rule_kind <> 'department_performance'
),

-- 人员经费合计 beside 公用经费合计: totals of parts, which F16 compares. The words of the second may stand two columns before its figure (公开06表).
parts_only as (
    select document_id, table_seq
    from amount
    where row_kind = 'total'
    group by all
    having min(total_rank) filter (where label <> '') = 3 and count(distinct label) > 1
),

total_row as (
    select
        *,
        min(total_rank) over (partition by document_id, table_seq, column_seq, side, stage_key, year_key) as best_rank
    from amount
    anti join parts_only using (document_id, table_seq)
    where row_kind = 'total'
),

-- A detail row whose code or unit was not understood may belong to any subtotal: then a difference proves nothing.
unclear as (
    select
        document_id,
        table_seq,
        bool_or(function_code is null and row_kind in ('function', 'item')) as lacks_function,
        bool_or(unit_code is null) as lacks_unit
    from amount
    where is_leaf_row and amount_yuan <> 0
    group by all
),

grand_total as (
    select *
    from total_row
    where total_rank = best_rank
    -- Several totals in one column are blocks (one per unit); the largest is the one that can stand for all rows.
    qualify row_number() over (
        partition by document_id, table_seq, column_seq, side, stage_key, year_key order by amount_yuan desc, row_seq asc
    ) = 1
),

current_total as (
    select
        *,
        false as is_section
    from total_row
    where is_total_of_the_year(total_rank, best_rank, rule_kind)
    union all by name
    select
        *,
        true as is_section
    from amount
    where is_section_of_the_year(row_kind, is_leaf_row, label, rule_kind)
),

leaf as (select * from amount where is_leaf_row),

first_leaf as (
    select document_id, table_seq, column_seq, side, stage_key, year_key, min(row_seq) as first_row
    from leaf
    group by all
),

pair as (
    select 'row_total' as check_kind, total.amount_id as total_id, leaf.amount_id, leaf.amount_yuan, leaf.step_yuan, leaf.row_seq, leaf.printed
    from grand_total as total
    inner join leaf using (document_id, table_seq, column_seq, side, stage_key, year_key)
    union all by name
    -- 本年…合计 stands below its parts; where totals come first (or it heads a section) its parts are the rows of this year's money.
    select 'row_current' as check_kind, total.amount_id as total_id, leaf.amount_id, leaf.amount_yuan, leaf.step_yuan, leaf.row_seq, leaf.printed
    from current_total as total
    inner join first_leaf using (document_id, table_seq, column_seq, side, stage_key, year_key)
    inner join leaf using (document_id, table_seq, column_seq, side, stage_key, year_key)
    where
        leaf.flow in ('revenue', 'expenditure')
        and (total.is_section or first_leaf.first_row > total.row_seq or leaf.row_seq < total.row_seq)
    union all by name
    select 'row_subtotal' as check_kind, parent.amount_id as total_id, leaf.amount_id, leaf.amount_yuan, leaf.step_yuan, leaf.row_seq, leaf.printed
    from amount as parent
    inner join leaf using (document_id, table_seq, side, stage_key, year_key)
    where
        -- 302 may go on at the head of the next list (公开06表: two lists under 公用经费)
        (
            parent.column_seq = leaf.column_seq
            or (parent.row_kind = 'economic' and parent.column_path = leaf.column_path and parent.column_seq < leaf.column_seq)
        )
        and not parent.is_leaf_row
        and parent.row_kind not in ('total', 'of_which')
        and case
            when parent.row_kind = 'function'
                then
                    lies_below(leaf.function_code, parent.function_code)
                    and leaf.unit_key = parent.unit_key
            when parent.row_kind = 'economic' and parent.department_economic_code is not null
                then
                    lies_below(leaf.department_economic_code, parent.department_economic_code)
                    -- 301/501 and 301/505 are subtotals of their own (烟台)
                    and coalesce(starts_with(leaf.government_economic_code, parent.government_economic_code), true)
                    and leaf.unit_key = parent.unit_key
                    and leaf.function_code is not distinct from parent.function_code
            when parent.row_kind = 'economic' and parent.government_economic_code is not null
                then
                    lies_below(leaf.government_economic_code, parent.government_economic_code)
                    and leaf.unit_key = parent.unit_key
                    and leaf.function_code is not distinct from parent.function_code
            when parent.row_kind = 'unit' and parent.unit_code is null then leaf.unit_key = parent.unit_key
            when parent.row_kind = 'unit' then starts_with(leaf.unit_code, parent.unit_code)
            when parent.row_kind = 'section' and not heads_the_year(parent.label)
                then plain_label(leaf.row_section) = parent.label
            else false
        end
),

summed as (
    select
        check_kind,
        total_id,
        sum(amount_yuan) as right_value,
        count(*) filter (where amount_yuan <> 0) as right_parts,
        max(step_yuan) as right_step,
        list(amount_id order by row_seq) as right_ids,
        array_to_string(list_slice(list(printed order by row_seq) filter (where amount_yuan <> 0), 1, 6), '+')
        || case when right_parts > 6 then '+…' else '' end as right_printed
    from pair
    group by check_kind, total_id
)

select
    total.document_id,
    summed.check_kind,
    total.family,
    total.rule_kind,
    total.side,
    '*' as about,
    total.table_seq,
    total.column_seq,
    total.row_seq,
    '《' || total.title || '》“' || total.column_path || '”栏' as place,
    '=' as relation,
    '“' || coalesce(nullif(total.label, ''), '合计（无名称）') || '”行' as left_label,
    total.amount_yuan as left_value,
    total.step_yuan as left_step,
    [total.amount_id] as left_ids,
    '第' || total.page || '页印“' || total.printed || '”' as left_printed,
    '其下' || summed.right_parts || '行之和' as right_label,
    summed.right_value,
    summed.right_parts,
    summed.right_step,
    summed.right_ids,
    coalesce(summed.right_printed, '均为空') as right_printed,
    total.factor,
    case
        when summed.check_kind <> 'row_subtotal' then null
        when total.row_kind = 'function' and unclear.lacks_function then '表中有未识别科目的行，可能属于此小计'
        when total.row_kind = 'unit' and total.unit_code is null then '单位行只印名称，不能确定其下有哪些行'
        when total.row_kind = 'unit' and unclear.lacks_unit then '表中有未识别单位的行，可能属于此小计'
    end as doubt
from summed
inner join amount as total on summed.total_id = total.amount_id
left join unclear on total.document_id = unclear.document_id and total.table_seq = unclear.table_seq
