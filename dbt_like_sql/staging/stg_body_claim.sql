/*
description: What the prose says about the publishing body itself; statements under the heading of one of its units are left out.
description_zh: 关于公开主体自身的文字陈述（不含各所属单位小节内的陈述）。
grain: document_id, claim_seq
materialization: incremental
columns:
  section_name: {en: heading without its ordinal, zh: 小节名称}
*/
with
titled as (
    select
        claim.*,
        regexp_replace(
            regexp_replace(claim.section, '^([（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?)+', ''), '[\s（）()]', '', 'g'
        ) as section_name
    from stg_claim as claim
),

-- 深圳 2026 department budgets tell the budget of every unit under a heading with its name: 一、市建筑工务署本级 … 项目支出9,866.11万元.
about_unit as (
    select distinct
        titled.document_id,
        titled.claim_seq
    from titled
    inner join stg_disclosure as document on titled.document_id = document.document_id
    left join stg_unit_mention as mention
        on
            titled.document_id = mention.document_id
            and not mention.is_publisher
            and ends_with(plain_name(mention.unit_name), titled.section_name)
            and length(titled.section_name) >= 5
    where
        document.document_kind like 'department%'
        and (mention.unit_name is not null or ends_with(titled.section_name, '本级'))
        and plain_name(document.unit_name) <> titled.section_name
)

select titled.*
from titled
anti join about_unit on titled.document_id = about_unit.document_id and titled.claim_seq = about_unit.claim_seq
