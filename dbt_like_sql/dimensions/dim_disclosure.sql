/*
description: One row per disclosure inside a file. Most files hold one; a department with its units, accounts with a budget, or a compilation hold several.
description_zh: 公开件：一份文件中的每件公开一行，多数文件只有一件。
grain: document_id, disclosure_seq
materialization: table
columns:
  fiscal_year: {en: "year it is for: printed, else from the manifest where the file holds one disclosure", zh: 预算年度}
  division_code: {en: "place: printed, else from the manifest", zh: 行政区划代码}
  unit_code: {en: "code of the body: printed, else from the manifest where the file holds one disclosure", zh: 单位编码}
  unit_name: {en: "name of the body: printed, else from the manifest where the file holds one disclosure", zh: 单位名称}
  table_count: {en: tables of the disclosure, zh: 表数}
checks:
  - unique: [document_id, disclosure_seq]
  - not_null: [document_id, disclosure_seq, page_first, page_last]
  - sql: {name: every_read_document_holds_a_disclosure, query: select document_id from document anti join dim_disclosure using (document_id) where rejected_reason is null}
*/
with
tables as (
    select
        document_id,
        disclosure_seq,
        count(*)::integer as table_count
    from document_table
    group by document_id, disclosure_seq
),
counted as (
    select
        *,
        count(*) over (partition by document_id) = 1 as is_only_one
    from document_disclosure
)
select
    counted.document_id,
    counted.disclosure_seq,
    counted.page_first,
    counted.page_last,
    counted.document_kind,
    if(counted.is_only_one, document.fiscal_year, counted.fiscal_year) as fiscal_year,
    coalesce(counted.division_code, document.division_code) as division_code,
    if(counted.is_only_one, document.unit_code, counted.unit_code) as unit_code,
    if(counted.is_only_one, document.unit_name, counted.unit_name) as unit_name,
    counted.rejected_reason,
    coalesce(tables.table_count, 0) as table_count
from counted
inner join document on counted.document_id = document.document_id
left join tables on counted.document_id = tables.document_id and counted.disclosure_seq = tables.disclosure_seq
