/*
description: One row per distinct file content, with its status and why.
description_zh: 文件：每份不同内容一行，附状态和原因。
grain: document_id
materialization: table
columns:
  status: {en: "loaded, loaded_with_findings (a rule of severity error or warn failed, figures are in the quarantine, or a table with figures was not understood), rejected, duplicate (repeats the figures of another document), superseded (a newer version exists)", zh: 状态}
  status_reason: {en: why the document has this status, zh: 状态原因}
  superseded_by: {en: "document that replaces this one; both stay queryable, marts use the newest", zh: 被何文件替代}
  failed_error_count: {en: failed rules of severity error, zh: 错误数}
  failed_warn_count: {en: failed rules of severity warn, zh: 警告数}
  document_kind: {en: "kind that all disclosures of the file share; NULL where it holds disclosures of different kinds", zh: 公开文件种类}
  disclosure_count: {en: "disclosures in the file, see dim_disclosure", zh: 公开件数}
  table_count: {en: tables found, zh: 表数}
  unbound_table_count: {en: tables found but not understood, zh: 未识别的表数}
  unread_table_count: {en: tables with figures that were not understood, zh: 未读懂的有数表数}
  quarantined_count: {en: printed texts in the quarantine, zh: 隔离数}
  amount_count: {en: printed amounts, zh: 金额数}
checks:
  - unique: [document_id]
  - not_null: [document_id, sha256, status]
  - accepted_values: {column: status, values: [loaded, loaded_with_findings, rejected, duplicate, superseded]}
  - accepted_values: {column: document_kind, values: [department_budget, unit_budget, department_final_accounts, unit_final_accounts, unknown]}
  - sql: {name: every_document_has_a_row, query: select document_id from document anti join dim_document using (document_id)}
*/
with
failed as (
    select
        document_id,
        count(distinct rule_id) filter (where severity = 'error') as failed_error_count,
        count(distinct rule_id) filter (where severity = 'warn') as failed_warn_count,
        string_agg(distinct rule_id, ', ' order by rule_id) as rules
    from finding
    where outcome = 'fail' and severity in ('error', 'warn')
    group by document_id
),
tables as (
    select
        document_id,
        count(*) as table_count,
        count(*) filter (where status = 'unbound') as unbound_table_count,
        count(*) filter (where status = 'unbound' and amount_like_count > 0) as unread_table_count,
        count(*) filter (where leaf_status = 'unsure') as unsure_table_count
    from document_table
    group by document_id
),
disclosures as (
    select
        document_id,
        count(*)::integer as disclosure_count
    from document_disclosure
    group by document_id
),
-- A file gives way when all its disclosures do.
version as (
    select
        file_id as document_id,
        bool_or(is_current) as is_current,
        if(bool_and(superseded_by is not null or duplicate_of is not null), split_part(any_value(superseded_by), '#', 1), null) as superseded_by,
        if(bool_and(duplicate_of is not null), split_part(any_value(duplicate_of), '#', 1), null) as duplicate_of
    from stg_document_version
    group by file_id
),
refused as (
    select
        document_id,
        count(*) as quarantined_count
    from quarantine
    group by document_id
),
-- What was printed and not understood; a file with any of it is never plainly `loaded`.
not_read as (
    select
        document.document_id,
        coalesce(refused.quarantined_count, 0)::integer as quarantined_count,
        coalesce(tables.unread_table_count, 0)::integer as unread_table_count,
        concat_ws(
            ' ',
            'Failed rules: ' || failed.rules || '.',
            if(refused.quarantined_count > 0, refused.quarantined_count || ' printed texts are in the quarantine.', null),
            if(tables.unread_table_count > 0, tables.unread_table_count || ' tables with figures were not understood.', null),
            if(tables.unsure_table_count > 0, 'Tables whose parts do not add up to their own totals: ' || tables.unsure_table_count || '.', null)
        ) as reasons
    from document
    left join failed on document.document_id = failed.document_id
    left join refused on document.document_id = refused.document_id
    left join tables on document.document_id = tables.document_id
),
amounts as (
    select
        document_id,
        count(*) as amount_count
    from fact_amount
    group by document_id
)
select
    document.document_id,
    document.sha256,
    document.collection,
    document.file_name,
    document.byte_size,
    document.page_count,
    if(document.document_kind = 'unknown' and disclosures.disclosure_count > 1, null, document.document_kind) as document_kind,
    document.fiscal_year,
    document.division_code,
    document.unit_code,
    document.unit_name,
    document.text_source,
    case
        when document.rejected_reason is not null then 'rejected'
        when version.duplicate_of is not null then 'duplicate'
        when version.superseded_by is not null then 'superseded'
        when not_read.reasons <> '' then 'loaded_with_findings'
        else 'loaded'
    end as status,
    case
        when document.rejected_reason is not null then document.rejected_reason
        when version.duplicate_of is not null then 'Prints the same figures as ' || other.file_name || ' (' || other.document_id || ').'
        when version.superseded_by is not null then 'Replaced by the newer version ' || other.file_name || ' (' || other.document_id || ').'
        when not_read.reasons <> '' then not_read.reasons
    end as status_reason,
    version.superseded_by,
    version.duplicate_of,
    coalesce(version.is_current, false) as is_current,
    document.source_url,
    document.published_on,
    coalesce(disclosures.disclosure_count, 0) as disclosure_count,
    coalesce(tables.table_count, 0)::integer as table_count,
    coalesce(tables.unbound_table_count, 0)::integer as unbound_table_count,
    not_read.unread_table_count,
    not_read.quarantined_count,
    coalesce(amounts.amount_count, 0)::integer as amount_count,
    coalesce(failed.failed_error_count, 0)::integer as failed_error_count,
    coalesce(failed.failed_warn_count, 0)::integer as failed_warn_count,
    document.parser_version,
    document.ingested_at
from document
left join version on document.document_id = version.document_id
left join document as other on other.document_id = coalesce(version.duplicate_of, version.superseded_by)
left join not_read on document.document_id = not_read.document_id
left join failed on document.document_id = failed.document_id
left join tables on document.document_id = tables.document_id
left join disclosures on document.document_id = disclosures.document_id
left join amounts on document.document_id = amounts.document_id
