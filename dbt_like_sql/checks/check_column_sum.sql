/*
description: Sums across a row - each printed total column against the detail columns that it covers, found by the header tree or by what the columns mean.
description_zh: 横向相加：每行的合计栏与其所含末级栏之和。
grain: document_id, table_seq, row_seq, column_seq
materialization: incremental
columns:
  about: "what the total column is: a spending kind, `current`, `carried_in`, `fund` (one fund over both years) or `all`"
  left_value: {en: printed total, zh: 所印合计, unit: yuan}
  right_value: {en: sum of the detail columns, zh: 末级各栏之和, unit: yuan}
checks:
  - not_null: [document_id, check_kind, left_value, right_value]
*/
with
meant_column as (
    select
        table_column.* replace (is_leaf_column or is_restated as is_leaf_column),
        coalesce(flow, '') as flow_key,
        coalesce(stage, '') as stage_key,
        coalesce(table_column.fiscal_year, 0) as year_key,
        coalesce(fund, 'all') as fund_key,
        coalesce(spending_kind, 'all') as spending_key,
        -- 本年收入合计 of a table that prints nothing carried over (收入决算表) is the total of all its columns
        if(
            bool_or(origin_year = 'carried_in' or flow = 'opening_balance') over (partition by document_id, table_seq),
            coalesce(origin_year, 'all'), 'all'
        ) as origin_key,
        -- `基本支出/人员经费/小计` heads `基本支出/人员经费`
        regexp_replace(column_path, '/[^/]*(合计|小计|总计)$', '') as head,
        case
            when spending_key <> 'all' then spending_key
            when origin_year in ('current', 'carried_in') then origin_year
            when fund_key not in ('all', 'general_public_budget', 'fiscal_appropriation') then 'fund'
            when fund_key = 'general_public_budget' and origin_year is null and flow_key = 'revenue' then 'fund'
            else 'all'
        end as about
    from stg_column as table_column
    where
        role = 'amount' and three_public_item is null
        and (document_id, table_seq) not in (select (document_id, table_seq) from stg_table as document_table where table_kind = 'department_performance')
),

-- A block of its own beside the sums (深圳: 政府采购项目/小计 with 其中 columns only) is not the total of the row.
amount_column as (
    select
        *,
        contains(column_path, '/') and coalesce((
            select bool_and(beside.is_of_which)
            from meant_column as beside
            where
                beside.document_id = whole.document_id
                and beside.table_seq = whole.table_seq
                and beside.column_seq <> whole.column_seq
                and starts_with(beside.column_path, whole.head || '/')
        ), false) as heads_of_which_only
    from meant_column as whole
),

-- A column whose words nobody understood may be a part: then a difference proves nothing.
unclear_table as (
    select distinct
        document_id,
        table_seq
    from stg_column as table_column
    where role = 'unknown' or (role = 'amount' and unbound_words is not null and (is_leaf_column or is_restated))
),

by_header as (
    select
        total.document_id,
        total.table_seq,
        total.column_seq,
        part.column_seq as part_seq
    from amount_column as total
    inner join amount_column as part
        on
            total.document_id = part.document_id
            and total.table_seq = part.table_seq
            and starts_with(part.column_path, total.head || '/')
            and part.column_seq <> total.column_seq
            and total.stage_key = part.stage_key
            and total.year_key = part.year_key
    where not total.is_leaf_column and not total.is_of_which and part.is_leaf_column and not part.is_of_which
),

by_meaning as (
    select
        total.document_id,
        total.table_seq,
        total.column_seq,
        part.column_seq as part_seq
    from amount_column as total
    inner join amount_column as part
        on
            total.document_id = part.document_id
            and total.table_seq = part.table_seq
            and part.column_seq <> total.column_seq
            and total.stage_key = part.stage_key
            and total.year_key = part.year_key
    left join stg_cover as fund on fund.dimension = 'fund' and fund.whole = total.fund_key and fund.part = part.fund_key
    left join stg_cover as spending
        on spending.dimension = 'spending' and spending.whole = total.spending_key and spending.part = part.spending_key
    where
        not total.is_leaf_column
        and not total.is_of_which
        and part.is_leaf_column
        and not part.is_of_which
        and (total.flow_key = part.flow_key or (total.flow_key in ('', 'revenue') and part.flow_key in ('revenue', 'opening_balance')))
        and (total.fund_key in ('all', part.fund_key) or fund.part is not null)
        and (total.spending_key in ('all', part.spending_key) or spending.part is not null)
        and total.origin_key in ('all', part.origin_key)
        and not total.heads_of_which_only
        and (total.document_id, total.table_seq, total.column_seq) not in (select (document_id, table_seq, column_seq) from by_header)
),

part_of as (
    from by_header
    union all
    from by_meaning
),

-- One column cannot be the sum of one other column: that is the same figure printed twice under a wider heading.
part_of_total as (
    select *
    from part_of
    qualify count(*) over (partition by document_id, table_seq, column_seq) > 1
),

-- Every row that prints a figure in the total column or in one of its parts.
printed_row as (
    select distinct
        a.document_id,
        a.table_seq,
        a.row_seq,
        p.column_seq as total_seq
    from stg_rule_amount as a
    inner join part_of_total as p
        on a.document_id = p.document_id and a.table_seq = p.table_seq and a.column_seq in (p.column_seq, p.part_seq)
),

summed as (
    select
        r.document_id,
        r.table_seq,
        r.row_seq,
        r.total_seq,
        coalesce(sum(a.amount_yuan), 0) as right_value,
        count(*) filter (where a.amount_yuan <> 0) as right_parts,
        max(a.step_yuan) as right_step,
        coalesce(list(a.amount_id order by a.column_seq) filter (where a.amount_id is not null), []) as right_ids,
        string_agg(a.printed, '+' order by a.column_seq) filter (where a.amount_yuan <> 0) as right_printed,
        any_value(a.label) as label,
        any_value(a.page) as page,
        any_value(a.factor) as factor,
        any_value(a.family) as family,
        any_value(a.rule_kind) as rule_kind,
        any_value(a.title) as title
    from printed_row as r
    inner join part_of_total as p on r.document_id = p.document_id and r.table_seq = p.table_seq and r.total_seq = p.column_seq
    left join stg_rule_amount as a
        on r.document_id = a.document_id and r.table_seq = a.table_seq and r.row_seq = a.row_seq and p.part_seq = a.column_seq
    group by all
)

select
    s.document_id,
    'column_parts' as check_kind,
    coalesce(total.family, s.family) as family,
    coalesce(total.rule_kind, s.rule_kind) as rule_kind,
    side_of(c.flow) as side,
    c.about,
    s.table_seq,
    s.total_seq as column_seq,
    s.row_seq,
    '《' || coalesce(total.title, s.title) || '》“' || coalesce(nullif(total.label, ''), nullif(s.label, ''), '第' || s.row_seq || '行') || '”行' as place,
    '=' as relation,
    '“' || c.column_path || '”栏' as left_label,
    coalesce(total.amount_yuan, 0)::DECIMAL(20, 2) as left_value,
    coalesce(total.step_yuan, s.right_step) as left_step,
    case when total.amount_id is null then [] else [total.amount_id] end as left_ids,
    '第' || coalesce(total.page, s.page) || '页' || coalesce('印“' || total.printed || '”', '为空') as left_printed,
    '所列' || s.right_parts || '个分项之和' as right_label,
    s.right_value::DECIMAL(20, 2) as right_value,
    s.right_parts,
    coalesce(s.right_step, total.step_yuan) as right_step,
    s.right_ids,
    coalesce(s.right_printed, '均为空') as right_printed,
    coalesce(total.factor, s.factor) as factor,
    case
        when unclear_table.document_id is not null then '表中有未识别的栏目，可能是其分项'
        -- a cell that was not found is no zero (西安 三公表: 小计 blank beside its items)
        when total.amount_id is null then '合计栏空白，空白不作零'
        when s.right_parts = 0 then '各分项栏空白，空白不作零'
    end as doubt
from summed as s
inner join amount_column as c on s.document_id = c.document_id and s.table_seq = c.table_seq and s.total_seq = c.column_seq and not c.is_leaf_column
left join stg_rule_amount as total
    on s.document_id = total.document_id and s.table_seq = total.table_seq and s.row_seq = total.row_seq and s.total_seq = total.column_seq
left join unclear_table on s.document_id = unclear_table.document_id and s.table_seq = unclear_table.table_seq
