/*
description: The one table of a document that each measure is read from, so that no figure is counted from two tables.
description_zh: 每份文件每个指标取数的唯一一张表。
grain: document_id, measure, table_kind
materialization: incremental
columns:
  measure: "revenue, expenditure, function_class, appropriation_expenditure, economic_expenditure, basic_expenditure, project_expenditure or three_public"
  priority: {en: "1 the table made for the measure; higher: stand-ins", zh: 优先级}
  column_seqs: {en: "columns of the table that belong to the measure; NULL: all (a summary prints 类, kinds and classes side by side)", zh: 所用列}
  leaf_count: {en: "leaf amounts of the document's own stage", zh: 末级金额数}
  leaf_yuan: {en: sum of the leaf amounts, zh: 末级金额之和, unit: yuan}
  total_yuan: {en: "the table's own total row, leaf columns added up; NULL when none is printed", zh: 所印合计, unit: yuan}
  total_row_seq: {en: row of total_yuan, zh: 合计行}
  agrees_with_total: {en: "leaves and total agree within rounding; NULL when no total is printed", zh: 与合计是否相符}
  functions_agree: {en: "leaves with a function code and total agree within rounding; NULL when no total is printed", zh: 功能科目与合计是否相符}
  tells_kinds: {en: the leaves say which spending is basic and which is for projects, zh: 是否分基本与项目}
  economic_digits: {en: "digits of the longest departmental economic code: 3 类, 5 款", zh: 部门经济科目位数}
  coverage: {en: "`basic` when the table holds basic spending only, else `basic_and_project`", zh: 口径}
checks:
  - not_null: [document_id, measure, table_seq]
  - unique: [document_id, measure, table_kind]
  - unique: [document_id, measure, table_seq]
*/
with
source_kind (measure, table_kind, priority) as (
    values
    ('revenue', 'revenue', 1), ('revenue', 'revenue_expenditure_summary', 2),
    ('expenditure', 'expenditure', 1), ('expenditure', 'revenue_expenditure_summary', 2),
    -- 支出 by 类, where 支出总表 lists units instead of functions (西安) or withholds rows (北京)
    ('function_class', 'revenue_expenditure_summary', 1),
    -- by fund: these three kinds of table hold different money and stand side by side
    ('appropriation_expenditure', 'general_public_expenditure', 1), ('appropriation_expenditure', 'government_fund', 1),
    ('appropriation_expenditure', 'state_capital', 1),
    ('economic_expenditure', 'economic_summary', 1), ('economic_expenditure', 'expenditure', 2),
    ('economic_expenditure', 'general_public_basic_expenditure', 3), ('basic_expenditure', 'general_public_basic_expenditure', 1),
    ('project_expenditure', 'project_expenditure', 1), ('project_expenditure', 'general_public_project_expenditure', 2),
    ('project_expenditure', 'project_performance', 3), ('three_public', 'three_public', 1)
),
-- 西安 prints 类, spending kinds and economic classes beside each other in 收支总表; each list adds up to all spending.
function_column as (
    select document_id, table_seq, list(distinct column_seq) as column_seqs
    from stg_amount as fact_amount
    where table_kind = 'revenue_expenditure_summary' and function_code is not null
    group by document_id, table_seq
),
own_amount as (
    select
        source_kind.measure,
        source_kind.priority,
        if(source_kind.measure in ('expenditure', 'function_class'), function_column.column_seqs, null) as column_seqs,
        coalesce(amount.stage, 'budget') = own_stage(document.document_kind) as is_own_stage,
        unit.rounding_yuan::integer as rounding_yuan,
        amount.* replace (coalesce(correction.corrected_yuan, amount.amount_yuan) as amount_yuan)
    from stg_amount as amount
    inner join ref_unit as unit on amount.printed_unit = unit.unit
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id and correction.applies
    inner join source_kind on amount.table_kind = source_kind.table_kind
    inner join stg_disclosure as document on amount.document_id = document.document_id
    left join function_column on amount.document_id = function_column.document_id and amount.table_seq = function_column.table_seq
    left join stg_project_row as project_row
        on amount.document_id = project_row.document_id and amount.table_seq = project_row.table_seq and amount.row_seq = project_row.row_seq
    where
        not amount.is_of_which
        and amount.is_leaf_column
        -- 决算 may leave the final column of 三公 blank and print the budget beside it (普陀区财政局 2024, page 18)
        and (is_own_stage or source_kind.measure = 'three_public')
        and case source_kind.measure
            when 'revenue' then coalesce(amount.flow, 'revenue') in ('revenue', 'opening_balance')
            when 'three_public' then amount.three_public_item is not null
            when 'project_expenditure' then
                coalesce(amount.flow, 'expenditure') = 'expenditure'
                and (amount.table_kind <> 'project_performance' or project_row.row_seq is not null)
            else coalesce(amount.flow, 'expenditure') = 'expenditure'
        end
        and (
            source_kind.measure not in ('expenditure', 'function_class')
            or function_column.column_seqs is null
            or list_contains(function_column.column_seqs, amount.column_seq)
        )
),
total_row as (
    select measure, document_id, table_seq, table_kind, row_seq, sum(amount_yuan) as row_sum
    from own_amount
    where row_kind = 'total' and is_own_stage
    group by measure, document_id, table_seq, table_kind, row_seq
),
leaf as (
    select
        measure, priority, document_id, table_kind, table_seq,
        any_value(column_seqs) as column_seqs,
        count(*) filter (where is_own_stage) as leaf_count,
        coalesce(sum(amount_yuan) filter (where is_own_stage), 0) as leaf_yuan,
        sum(amount_yuan) filter (where function_code is not null) as function_yuan,
        sum(amount_yuan) filter (where department_economic_code is not null) as economic_yuan,
        max(length(department_economic_code)) as economic_digits,
        bool_or(coalesce(spending_kind, 'all') <> 'all') as tells_kinds,
        bool_or(starts_with(spending_kind, 'project')) as tells_projects,
        -- Rounding explains half a printed step for every figure that is added and for the total.
        (count(*) + 1) * any_value(rounding_yuan) as tolerance
    from own_amount
    where
        is_leaf
        and (
            measure <> 'project_expenditure'
            or row_kind = 'project'
            or project_code is not null
            or project_name is not null
        )
    group by measure, priority, document_id, table_kind, table_seq
),
-- Several total rows leave the largest; a summary closes with 总计 under 本年支出合计, and the nearer one is the sum of its rows.
total_of_table as (
    select
        measure, document_id, table_seq,
        if(
            leaf.table_kind = 'revenue_expenditure_summary',
            first(total_row order by abs(row_sum - leaf_yuan), row_seq),
            first(total_row order by row_sum desc, row_seq)
        ) as nearest,
        struct_extract(nearest, 'row_seq') as total_row_seq,
        struct_extract(nearest, 'row_sum') as total_yuan
    from leaf
    inner join total_row using (measure, document_id, table_seq)
    group by measure, document_id, table_seq, leaf.table_kind, leaf_yuan
),
project_column as (
    select distinct document_id, table_seq
    from stg_column as table_column
    where starts_with(spending_kind, 'project')
),
candidate as (
    select
        leaf.*,
        total.total_yuan,
        total.total_row_seq,
        abs(leaf.leaf_yuan - total.total_yuan) <= leaf.tolerance as agrees_with_total,
        abs(leaf.function_yuan - total.total_yuan) <= leaf.tolerance as functions_agree,
        -- A blank column of projects tells that there are none; a table without any kinds holds what its name says.
        if(
            leaf.tells_projects
            or project_column.document_id is not null
            or not leaf.tells_kinds and leaf.table_kind <> 'general_public_basic_expenditure',
            'basic_and_project', 'basic'
        ) as coverage
    from leaf
    left join total_of_table as total using (measure, document_id, table_seq)
    left join project_column using (document_id, table_seq)
),
-- A document may print the same kind of table twice (a table in the prose, a department and its units). The one whose leaves
-- add up to its own total is the better reading; among equals a titled table, then the largest.
best as (
    select candidate.*
    from candidate
    inner join stg_table as document_table on candidate.document_id = document_table.document_id and candidate.table_seq = document_table.table_seq
    where
        -- 北京 prints the economic codes in 支出总表; a table that leaves rows out or codes some rows only is no stand-in.
        not (candidate.measure = 'economic_expenditure' and candidate.table_kind = 'expenditure')
        or candidate.economic_yuan = candidate.leaf_yuan
        and coalesce(candidate.agrees_with_total, true)
    qualify row_number() over (
        partition by candidate.document_id, candidate.measure, candidate.table_kind
        order by
            candidate.leaf_count > 0 desc,
            coalesce(candidate.agrees_with_total, false) desc,
            document_table.title <> '' desc,
            candidate.leaf_yuan desc,
            candidate.leaf_count desc,
            candidate.table_seq
    ) = 1
),
chosen as (
    select *
    from best
    qualify priority = min(priority) over (partition by document_id, measure)
),
-- The summary gives the 类 where the table of expenditure does not tell them all, so that no level mixes two tables. It must add up,
-- or at least hold more of the money than a table of expenditure that withholds rows.
by_function as (
    select document_id, function_yuan, coalesce(functions_agree, true) as is_complete
    from chosen
    where measure = 'expenditure' and function_yuan is not null
)
select
    chosen.document_id, chosen.measure, chosen.table_kind, chosen.table_seq, chosen.priority, chosen.column_seqs, chosen.leaf_count,
    chosen.leaf_yuan::decimal(20, 2) as leaf_yuan, chosen.total_yuan::decimal(20, 2) as total_yuan, chosen.total_row_seq,
    chosen.agrees_with_total, chosen.functions_agree, chosen.tells_kinds, chosen.economic_digits, chosen.coverage
from chosen
left join by_function on chosen.document_id = by_function.document_id
left join chosen as expenditure on chosen.document_id = expenditure.document_id and expenditure.measure = 'expenditure'
where
    case chosen.measure
        when 'function_class' then
            not coalesce(by_function.is_complete, false)
            and (chosen.functions_agree or chosen.function_yuan > by_function.function_yuan and chosen.function_yuan < chosen.total_yuan)
        when 'project_expenditure' then
            chosen.table_kind <> 'project_performance'
            or coalesce(chosen.leaf_yuan <= coalesce(expenditure.total_yuan, expenditure.leaf_yuan), true)
        else true
    end
