/*
description: Every table present (R83) - those that each disclosure of its kind must have, and those that the numbers of the tables imply.
description_zh: 表格是否齐全。
grain: document_id, rule_id, table_seq, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
-- A file with hardly any of these tables is a volume of a disclosure (text only, goals only), not a disclosure that lacks tables.
core_document as (
    select document_id
    from stg_table as document_table
    where table_kind in (select table_kind from rule_required_table)
    group by document_id
    having count(distinct table_kind) > 2
),

-- The number in the label (预算08表, 公开09表) says how many tables must stand before it.
numbered as (
    select
        document_id,
        table_seq,
        label,
        try_cast(regexp_extract(label, '(\d{1,2})\D*$', 1) as INTEGER) as n,
        count(*) over (partition by document_id order by table_seq) as position
    from stg_table as document_table
)

select
    document.document_id,
    'R83' as rule_id,
    null::INTEGER as table_seq,
    '' as place,
    needed.label as left_label,
    case when t.document_id is not null then 'pass' when c.document_id is null then 'insufficient_data' else 'fail' end as outcome,
    case
        when t.document_id is not null then null
        when c.document_id is null then '文件几乎不含预算（决算）表，可能是分册'
        else '文件中没有找到' || needed.label
    end as instance
from stg_disclosure as document
inner join rule_required_table as needed
    on needed.family = if(document.document_kind like '%final_accounts', 'final', 'budget')
-- 深圳 prints 一般公共预算支出 by economic classification, basic and project spending together.
left join (
    select distinct
        document_id,
        if(table_kind = 'economic_summary', 'general_public_basic_expenditure', table_kind) as table_kind
    from stg_table as document_table
) as t on document.document_id = t.document_id and needed.table_kind = t.table_kind
left join core_document as c on document.document_id = c.document_id
where document.rejected_reason is null
union all by name
select
    document_id,
    'R83' as rule_id,
    table_seq,
    label as place,
    '表序' as left_label,
    if(position >= n, 'pass', 'fail') as outcome,
    if(position >= n, null, label || '：“' || label || '”之前应有 ' || (n - 1) || ' 张表，只找到 ' || (position - 1) || ' 张') as instance
from numbered
where n between 1 and 30
