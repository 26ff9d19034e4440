/*
description: Failed rules and rules that lacked data, with document, place, both figures, pages and a first guess whether our reading or the document is at fault.
description_zh: 检查问题清单：规则、文件、两侧数值、页码、可能原因。
grain: document_id, rule_id, finding_no
materialization: table
answers: [Q20]
warnings:
  - A finding says that two figures do not agree; it does not say which one is wrong.
  - cause is a guess from how sure the reading was; look at the pages before you write about it (mingzhang trace).
columns:
  row_key: {en: "locator of the row, the same in every build: mingzhang trace ROW_KEY shows the cells behind it", zh: 溯源键}
  finding_no: {en: number of the finding within document and rule, zh: 序号}
  rule_zh: {en: the rule in Chinese, zh: 规则}
  rule_en: {en: the rule in English, zh: 规则（英文）}
  cause: {en: "`reading` when a cell behind it was read without full confidence or the document has tables that were not understood, else `document`", zh: 可能原因}
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
*/
with
problem as (
    select
        *,
        row_number() over (partition by document_id, rule_id order by abs(difference) desc nulls last, message, left_amount_ids) as finding_no
    from finding
    where outcome in ('fail', 'insufficient_data')
),
side as (
    select
        document_id,
        rule_id,
        finding_no,
        'left' as side,
        unnest(left_amount_ids) as amount_id
    from problem
    union all
    select
        document_id,
        rule_id,
        finding_no,
        'right' as side,
        unnest(right_amount_ids) as amount_id
    from problem
),
cells as (
    select
        side.document_id,
        side.rule_id,
        side.finding_no,
        list(distinct amount.page order by amount.page) filter (where side.side = 'left') as left_pages,
        list(distinct amount.page order by amount.page) filter (where side.side = 'right') as right_pages,
        string_agg(amount.printed, ' + ' order by amount.page, amount.row_seq, amount.column_seq) filter (where side.side = 'left') as left_printed,
        string_agg(amount.printed, ' + ' order by amount.page, amount.row_seq, amount.column_seq) filter (where side.side = 'right') as right_printed,
        min(amount.confidence) as least_confidence
    from side
    inner join fact_amount as amount on side.amount_id = amount.amount_id
    group by side.document_id, side.rule_id, side.finding_no
)
select
    'mart_finding:' || left(md5(concat_ws('|', problem.document_id, problem.rule_id, problem.finding_no)), 16) as row_key,
    problem.document_id,
    document.file_name,
    document.document_kind,
    document.division_code,
    document.unit_code,
    document.unit_name,
    document.fiscal_year,
    problem.rule_id,
    problem.finding_no::integer as finding_no,
    problem.severity,
    problem.outcome,
    rule.statement_zh as rule_zh,
    rule.statement_en as rule_en,
    problem.left_value,
    problem.right_value,
    problem.difference,
    problem.tolerance,
    problem.message,
    cells.left_pages,
    cells.right_pages,
    cells.left_printed,
    cells.right_printed,
    if(coalesce(cells.least_confidence, 1) < 1 or document.unbound_table_count > 0 or problem.outcome = 'insufficient_data', 'reading', 'document')
        as cause,
    document.is_current,
    problem.left_amount_ids,
    problem.right_amount_ids
from problem
inner join dim_document as document on problem.document_id = document.document_id
left join dim_rule as rule on problem.rule_id = rule.rule_id
left join cells
    on problem.document_id = cells.document_id
    and problem.rule_id = cells.rule_id
    and problem.finding_no = cells.finding_no
