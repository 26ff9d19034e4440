/*
description: Which document is the newest of its body, year and kind, which one it replaces, and which one only repeats the figures of another.
description_zh: 文件版本：同一单位、年度、种类的文件以最新者为准。
grain: document_id
materialization: table
columns:
  is_current: {en: readable and neither superseded nor a duplicate - what facts and marts use, zh: 是否现行版本}
  superseded_by: {en: newest document that replaces this one, zh: 被何文件替代}
  duplicate_of: {en: first document with the same figures, zh: 与何文件重复}
  document_family: {en: "`budget` or `final_accounts`", zh: 预算或决算}
  document_scope: {en: "`department` (with its units) or `unit`; never add the two", zh: 部门或单位}
  disclosure_id: {en: "main document of the disclosure: text and tables, or tables 1–5 and 6–9, may come as several files; the one with most tables is the main one", zh: 公开件编号}
  is_main: {en: the main document of its disclosure, zh: 是否主文件}
  own_stage: {en: "stage of the document's own figures: `budget` or `final_accounts`", zh: 本文件的阶段}
checks:
  - unique: [document_id]
  - not_null: [document_id, is_current]
  - relationships: {column: superseded_by, to: document.document_id}
*/
with
readable as (
    select
        *,
        -- A version is as new as its publication; without a manifest, as its arrival.
        coalesce(published_on, ingested_at::date) as version_date
    from document
    where rejected_reason is null
),
-- Never group what is not known: without body, year and kind a document stands alone.
candidate as (
    select
        *,
        row_number() over (
            partition by unit_identity, fiscal_year, document_kind
            order by version_date, ingested_at, collection, file_name, document_id
        ) as version_no,
        first_value(document_id) over (
            partition by unit_identity, fiscal_year, document_kind, content_digest
            order by version_date, ingested_at, collection, file_name, document_id
        ) as first_with_these_figures
    from readable
    where unit_identity is not null and fiscal_year is not null and document_kind <> 'unknown'
),
repeated as (
    select
        document_id,
        first_with_these_figures as duplicate_of
    from candidate
    where content_digest is not null and first_with_these_figures <> document_id
),
kind_of_table as (
    select distinct
        document_id,
        table_kind
    from document_table
    where table_kind <> 'other'
),
-- One disclosure may come as several files (text and tables, tables 1–5 and 6–9). A newer file replaces an older one only
-- when it prints at least half of the older one's kinds of table.
replacement as (
    select
        older.document_id,
        newer.document_id as newer_id,
        newer.version_no
    from candidate as older
    inner join candidate as newer
        on older.unit_identity = newer.unit_identity
        and older.fiscal_year = newer.fiscal_year
        and older.document_kind = newer.document_kind
        and newer.version_no > older.version_no
    anti join repeated on repeated.document_id = newer.document_id
    inner join kind_of_table as older_kind on older_kind.document_id = older.document_id
    left join kind_of_table as newer_kind
        on newer_kind.document_id = newer.document_id
        and newer_kind.table_kind = older_kind.table_kind
    group by older.document_id, newer.document_id, newer.version_no
    having count(newer_kind.table_kind) * 2 >= count(*)
),
superseded as (
    select
        document_id,
        arg_max(newer_id, version_no) as superseded_by
    from replacement
    group by document_id
),
current_document as (
    select
        candidate.document_id,
        candidate.unit_identity,
        candidate.fiscal_year,
        candidate.document_kind,
        coalesce(tables.table_count, 0) as table_count
    from candidate
    left join (
        select
            document_id,
            count(*) as table_count
        from document_table
        where status <> 'unbound'
        group by document_id
    ) as tables on candidate.document_id = tables.document_id
    anti join repeated on candidate.document_id = repeated.document_id
    anti join superseded on candidate.document_id = superseded.document_id
),
disclosure as (
    select
        current_document.document_id,
        first_value(current_document.document_id) over (
            partition by current_document.unit_identity, current_document.fiscal_year, current_document.document_kind
            order by current_document.table_count desc, current_document.document_id
        ) as disclosure_id
    from current_document
)
select
    document.document_id,
    coalesce(disclosure.disclosure_id, document.document_id) as disclosure_id,
    coalesce(disclosure.disclosure_id, document.document_id) = document.document_id as is_main,
    document.unit_identity,
    document.fiscal_year,
    document.document_kind,
    case
        when document.document_kind like '%final_accounts' then 'final_accounts'
        when document.document_kind like '%budget' then 'budget'
    end as document_family,
    case
        when document.document_kind like 'department%' then 'department'
        when document.document_kind like 'unit%' then 'unit'
    end as document_scope,
    if(document.document_kind like '%final_accounts', 'final_accounts', 'budget') as own_stage,
    repeated.duplicate_of,
    if(repeated.duplicate_of is null, superseded.superseded_by, null) as superseded_by,
    document.rejected_reason is null and repeated.duplicate_of is null and superseded.superseded_by is null as is_current
from document
left join repeated on document.document_id = repeated.document_id
left join superseded on document.document_id = superseded.document_id
left join disclosure on document.document_id = disclosure.document_id
