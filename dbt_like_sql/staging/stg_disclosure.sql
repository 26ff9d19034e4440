/*
description: One row per disclosure, with the facts of its file. Everything behind it is keyed by the disclosure, so nothing is ever added up or compared across two of them.
description_zh: 公开件（内部键）：一份文件含多件公开时各自一行，其后各模型均以公开件为单位。
grain: document_id
materialization: incremental
columns:
  document_id: {en: "key of the disclosure: the file's id, followed by # and disclosure_seq from the second disclosure of a file on", zh: 公开件键}
  file_id: {en: the file's id, zh: 文件编号}
  disclosure_count: {en: disclosures in the file, zh: 文件中公开件数}
  document_kind: {en: kind of the disclosure, zh: 公开种类}
  unit_identity: {en: "what groups the editions of one body: unit code if known, else the normalised name; NULL when unknown", zh: 单位身份}
  content_digest: {en: hash of all figures of the file; NULL where the file holds several disclosures, zh: 数据摘要}
  printed_on: {en: "day printed on the cover", zh: 印刷日期}
  family: "`budget` or `final`: which set of rules the document falls under; where it does not say, its amounts do"
*/
with
part as (
    select
        *,
        count(*) over (partition by document_id) as disclosure_count
    from document_disclosure
),
identified as (
    select
        document.* replace (
            disclosure_key(document.document_id, part.disclosure_seq) as document_id,
            if(part.disclosure_count > 1, part.document_kind, document.document_kind) as document_kind,
            if(part.disclosure_count > 1, part.fiscal_year, document.fiscal_year) as fiscal_year,
            if(part.disclosure_count > 1, coalesce(part.division_code, document.division_code), document.division_code) as division_code,
            if(part.disclosure_count > 1, part.unit_code, document.unit_code) as unit_code,
            if(part.disclosure_count > 1, part.unit_name, document.unit_name) as unit_name,
            if(part.disclosure_count > 1, null, document.content_digest) as content_digest
        ),
        document.document_id as file_id,
        coalesce(part.disclosure_seq, 1) as disclosure_seq,
        coalesce(part.disclosure_count, 1) as disclosure_count,
        part.printed_on,
        coalesce(part.is_revision, false) as is_revision
    from document
    left join part on document.document_id = part.document_id
    where part.rejected_reason is null
)
select
    identified.* replace (
        case
            when disclosure_count = 1 then unit_identity
            when unit_code is null and unit_name is null then null
            -- The same key as that of a file with one disclosure: a name that names its province or city needs no place.
            else concat_ws(
                '|',
                case
                    when regexp_matches(unit_name, '^(.{2,8}?(省|自治区|自治州|盟)|.{1,7}?[^城]市).{2,}') then ''
                    else coalesce(division_code, 'collection:' || collection)
                end,
                coalesce(unit_code, ''),
                regexp_replace(regexp_replace(unit_name, '[\s“”"''‘’《》〈〉()（）\[\]【】〔〕,，.。、:：;；·\-—_]', '', 'g'), '^(中共|中国共产党)', '')
            )
        end as unit_identity
    ),
    case
        when document_kind like '%final_accounts' then 'final'
        when document_kind like '%budget' then 'budget'
        when document_id in (
            select disclosure_key(amount.document_id, amount.disclosure_seq)
            from fact_amount as amount
            where amount.stage = 'final_accounts'
        ) then 'final'
        else 'budget'
    end as family
from identified
