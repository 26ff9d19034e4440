/*
description: Failed rules and rules that lacked data, with document, place, both figures, pages and a guess whether our reading or the document is at fault.
description_zh: 检查问题清单：规则、文件、两侧数值、页码、可能原因。
grain: document_id, rule_id, finding_no
materialization: table
answers: [Q20]
warnings:
  - A finding says that two figures do not agree; it does not say which one is wrong.
  - cause is a guess. `document` says that other tables or statements of the document confirm the figures; look at the pages before you write about it (mingzhang trace).
columns:
  finding_no: {en: number of the finding within document and rule, zh: 序号}
  rule_zh: {en: the rule in Chinese, zh: 规则}
  rule_en: {en: the rule in English, zh: 规则（英文）}
  cause: {en: "`reading`: a cell, column or row behind it was not read with full confidence, or the difference is printed beside the figures, so that a row or column was probably bound wrongly; `document`: another table or statement of the document confirms every figure on both sides; `unsettled`: neither", zh: 可能原因（读取、文件、未定）}
  left_pages: {en: pages of the figures on the left, zh: 左侧页码}
  right_pages: {en: pages of the figures on the right, zh: 右侧页码}
  left_printed: {en: figures on the left as printed, zh: 左侧原文}
  right_printed: {en: figures on the right as printed, zh: 右侧原文}
  is_current: {en: the document is neither superseded nor a duplicate, zh: 是否现行版本}
evidence:
  - of: [left_value]
    read_from: select unnest(left_amount_ids) as amount_id from mart_finding where row_key = $row_key
  - of: [right_value]
    read_from: select unnest(right_amount_ids) as amount_id from mart_finding where row_key = $row_key
  - of: [difference, tolerance]
    computed_from: [left_value, right_value]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - not_null: [document_id, rule_id, severity, outcome]
  - unique: [document_id, rule_id, finding_no]
  - accepted_values: {column: cause, values: [reading, document, unsettled]}
*/
with
problem as (
    select
        *,
        row_number() over (partition by document_id, rule_id order by abs(difference) desc nulls last, message, left_amount_ids) as finding_no
    from finding
    where outcome in ('fail', 'detail_withheld', 'insufficient_data')
),
side as (
    select document_id, rule_id, finding_no, 'left' as side, unnest(left_amount_ids) as amount_id
    from problem
    union all by name
    select document_id, rule_id, finding_no, 'right' as side, unnest(right_amount_ids) as amount_id
    from problem
),
side_cell as (
    select
        side.*, amount.table_seq, amount.page, amount.row_seq, amount.column_seq, amount.printed, amount.amount_yuan, amount.confidence
    from side
    inner join fact_amount as amount on side.amount_id = amount.amount_id
),
cells as (
    select
        document_id, rule_id, finding_no,
        list(distinct page order by page) filter (where side = 'left') as left_pages,
        list(distinct page order by page) filter (where side = 'right') as right_pages,
        string_agg(printed, ' + ' order by page, row_seq, column_seq) filter (where side = 'left') as left_printed,
        string_agg(printed, ' + ' order by page, row_seq, column_seq) filter (where side = 'right') as right_printed,
        min(confidence) as least_confidence
    from side_cell
    group by document_id, rule_id, finding_no
),
involved_table as (
    select distinct document_id, table_seq
    from side_cell
),
-- Tables of which something was not read or not understood.
unsure_table as (
    select document_id, table_seq
    from quarantine
    semi join involved_table using (document_id, table_seq)
    union
    select document_id, table_seq
    from table_column
    semi join involved_table using (document_id, table_seq)
    where role = 'unknown' or unbound_words is not null
    union
    -- a row whose code was lost is missing in every sum by code (北京 2010405-日常经济运行调节)
    select amount.document_id, amount.table_seq
    from fact_amount as amount
    semi join involved_table using (document_id, table_seq)
    inner join document_table as printed on amount.document_id = printed.document_id and amount.table_seq = printed.table_seq
    where printed.by = 'function' and amount.is_leaf and amount.amount_yuan <> 0 and amount.row_kind <> 'total'
    group by all
    having count(amount.function_code) between 1 and count(*) - 1
),
-- Where the difference stands in the row (or column) that was added up, one of its cells was probably taken for a part, or not taken for one.
printed_difference as (
    select distinct document_id, rule_id, finding_no
    from side_cell as total
    inner join problem using (document_id, rule_id, finding_no)
    inner join (
        select
            document_id, rule_id, finding_no,
            count(distinct row_seq) = 1 as is_row,
            count(distinct column_seq) = 1 as is_column,
            any_value(row_seq) as row_seq,
            any_value(column_seq) as column_seq
        from side_cell
        group by document_id, rule_id, finding_no
        having count(distinct table_seq) = 1
    ) as line using (document_id, rule_id, finding_no)
    inner join fact_amount as beside using (document_id, table_seq)
    where
        total.side = 'left'
        and problem.outcome = 'fail'
        and len(problem.left_amount_ids) = 1
        and len(problem.right_amount_ids) > 0
        and beside.amount_id <> total.amount_id
        and beside.amount_yuan <> 0
        and abs(beside.amount_yuan) = abs(problem.difference)
        and ((line.is_row and beside.row_seq = total.row_seq) or (line.is_column and beside.column_seq = total.column_seq))
),
-- Figures that another table or the prose confirms; sums over the same leaves do not confirm each other.
comparison as (
    from check_measure
    union all by name
    from check_claim
),
confirmed_amount as (
    select distinct unnest(list_concat(left_ids, right_ids)) as amount_id
    from comparison
    semi join involved_table using (document_id)
    where
        doubt is null and relation = '=' and left_value <> 0
        and abs(left_value - right_value) <= (coalesce(right_parts, 1) + 1) * greatest(left_step, right_step) / 2
),
confirmed_side as (
    select
        side_cell.document_id, side_cell.rule_id, side_cell.finding_no,
        coalesce(bool_and(confirmed_amount.amount_id is not null) filter (where side_cell.side = 'left'), false) as is_left_confirmed,
        coalesce(bool_and(confirmed_amount.amount_id is not null) filter (where side_cell.side = 'right'), false) as is_right_confirmed
    from side_cell
    left join confirmed_amount on side_cell.amount_id = confirmed_amount.amount_id
    where side_cell.amount_yuan <> 0
    group by side_cell.document_id, side_cell.rule_id, side_cell.finding_no
),
-- A figure that the prose states more than once was not taken from the wrong sentence.
repeated_claim as (
    select document_id, value
    from fact_narrative_claim
    where value <> 0
    group by document_id, value
    having count(distinct sentence) > 1
),
current_file as (
    select file_id as document_id, bool_or(is_current) as is_current
    from stg_document_version
    group by file_id
),
unsure as (
    select distinct document_id, rule_id, finding_no
    from side_cell
    semi join unsure_table using (document_id, table_seq)
)
select
    'mart_finding:' || left(md5(concat_ws('|', problem.document_id, problem.rule_id, problem.finding_no)), 16) as row_key,
    problem.document_id,
    problem.disclosure_seq,
    document.file_name,
    coalesce(disclosure.document_kind, document.document_kind) as document_kind,
    coalesce(disclosure.division_code, document.division_code) as division_code,
    coalesce(disclosure.unit_code, document.unit_code) as unit_code,
    coalesce(disclosure.unit_name, document.unit_name) as unit_name,
    coalesce(disclosure.fiscal_year, document.fiscal_year) as fiscal_year,
    problem.rule_id,
    problem.finding_no::integer as finding_no,
    problem.severity,
    problem.outcome,
    rule.statement_zh as rule_zh,
    rule.statement_en as rule_en,
    problem.left_value, problem.right_value, problem.difference, problem.tolerance, problem.message, problem.case_id,
    cells.left_pages, cells.right_pages, cells.left_printed, cells.right_printed,
    case
        when coalesce(cells.least_confidence, 1) < 1 or unsure.document_id is not null or printed_difference.document_id is not null
            then 'reading'
        when problem.outcome <> 'fail' then 'unsettled'
        when confirmed_side.is_right_confirmed and (
            confirmed_side.is_left_confirmed or (rule.rule_group = 'text_against_tables' and repeated_claim.value is not null)
        ) then 'document'
        else 'unsettled'
    end as cause,
    coalesce(current_file.is_current, false) as is_current,
    problem.left_amount_ids,
    problem.right_amount_ids
from problem
inner join document using (document_id)
left join current_file using (document_id)
left join dim_disclosure as disclosure using (document_id, disclosure_seq)
left join dim_rule as rule using (rule_id)
left join cells using (document_id, rule_id, finding_no)
left join unsure using (document_id, rule_id, finding_no)
left join printed_difference using (document_id, rule_id, finding_no)
left join confirmed_side using (document_id, rule_id, finding_no)
left join repeated_claim on problem.document_id = repeated_claim.document_id and problem.left_value = repeated_claim.value
