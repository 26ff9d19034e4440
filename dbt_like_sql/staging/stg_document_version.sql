/*
description: Which document is the newest of its body, year and kind, which one it replaces, and which one only repeats the figures of another.
description_zh: 文件版本：同一单位、年度、种类的文件以最新者为准。
grain: document_id
materialization: table
columns:
  document_id: {en: key of the disclosure as in stg_disclosure, zh: 公开件键}
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
  - relationships: {column: superseded_by, to: stg_disclosure.document_id}
*/
with
readable as (
    select
        *,
        -- A version is as new as its publication; without a manifest or a printed date, as its arrival.
        coalesce(published_on, printed_on) as dated_on,
        coalesce(published_on, ingested_at::date) as version_date
    from stg_disclosure
    where rejected_reason is null
),
dated as (
    select
        *,
        -- Dates order editions only where every edition bears one; else what says 更正 or 调整 is the newer, and last the arrival.
        if(count(dated_on) over body = count(*) over body, dated_on, null) as comparable_date
    from readable
    window body as (partition by unit_identity, fiscal_year, document_kind)
),
-- Never group what is not known: without body, year and kind a document stands alone.
candidate as (
    select
        *,
        row_number() over (
            partition by unit_identity, fiscal_year, document_kind
            order by comparable_date nulls first, is_revision, version_date, ingested_at, collection, file_name, document_id
        ) as version_no,
        first_value(document_id) over (
            partition by unit_identity, fiscal_year, document_kind, content_digest
            order by version_date, ingested_at, collection, file_name, document_id
        ) as first_with_these_figures
    from dated
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
    from stg_table
    where table_kind <> 'other'
),
-- How fully a document was read: figures understood, and figures that are printed and were not.
understood as (
    select
        document_id,
        count(*) as amount_count
    from stg_amount
    group by document_id
),
unread as (
    select
        tables.document_id,
        sum(coalesce(refused.figures, 0) + if(tables.status = 'unbound', tables.amount_like_count, 0)) as unread_count
    from stg_table as tables
    left join (
        select
            document_id,
            table_seq,
            count(*) as figures
        from quarantine
        group by document_id, table_seq
    ) as refused on split_part(tables.document_id, '#', 1) = refused.document_id and tables.table_seq = refused.table_seq
    group by tables.document_id
),
-- Two files of one body, year and kind of which the first prints mostly kinds of table that the second prints too: editions of each other,
-- not parts (text and tables, tables 1–5 and 6–9).
edition as (
    select
        one.document_id,
        other.document_id as other_id,
        one.version_no,
        other.version_no as other_no,
        coalesce(read_one.amount_count, 0) as amount_count,
        coalesce(read_other.amount_count, 0) as other_amount_count,
        coalesce(unread_one.unread_count, 0) as unread_count,
        coalesce(unread_other.unread_count, 0) as other_unread_count
    from candidate as one
    inner join candidate as other
        on one.unit_identity = other.unit_identity
        and one.fiscal_year = other.fiscal_year
        and one.document_kind = other.document_kind
        and one.document_id <> other.document_id
    anti join repeated on repeated.document_id = other.document_id
    inner join kind_of_table as kind on kind.document_id = one.document_id
    left join kind_of_table as other_kind on other_kind.document_id = other.document_id and other_kind.table_kind = kind.table_kind
    left join understood as read_one on one.document_id = read_one.document_id
    left join understood as read_other on other.document_id = read_other.document_id
    left join unread as unread_one on one.document_id = unread_one.document_id
    left join unread as unread_other on other.document_id = unread_other.document_id
    group by all
    having count(other_kind.table_kind) * 2 >= count(*)
),
-- A damaged copy, or one that was read less fully, never displaces a fuller one. A correction may drop a table: up to a tenth of the figures.
less_full as (
    select distinct document_id
    from edition
    where
        amount_count * 10 < other_amount_count * 9
        or (amount_count < other_amount_count and unread_count > other_unread_count)
),
-- The newest full edition replaces the older ones, and a less full one whenever it came; one of which nothing was understood stays as it is.
replacement as (
    select
        edition.document_id,
        edition.other_id as newer_id,
        edition.other_no as version_no
    from edition
    left join less_full on edition.document_id = less_full.document_id
    anti join less_full as not_full on not_full.document_id = edition.other_id
    where edition.other_no > edition.version_no or (less_full.document_id is not null and edition.amount_count > 0)
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
        from stg_table as document_table
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
    document.file_id,
    document.disclosure_seq,
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
    own_stage(document.document_kind) as own_stage,
    repeated.duplicate_of,
    if(repeated.duplicate_of is null, superseded.superseded_by, null) as superseded_by,
    document.rejected_reason is null and repeated.duplicate_of is null and superseded.superseded_by is null as is_current
from stg_disclosure as document
left join repeated on document.document_id = repeated.document_id
left join superseded on document.document_id = superseded.document_id
left join disclosure on document.document_id = disclosure.document_id
