/*
description: What the prose of a disclosure says about its body, whichever of its files says it; superseded documents left out.
description_zh: 公开件的文字陈述（含同一公开件的各文件）。
grain: source_document_id, claim_seq
materialization: view
columns:
  document_id: {en: main document of the disclosure (stg_document_version.disclosure_id), zh: 公开件编号}
  source_document_id: {en: file that prints the sentence, zh: 出处文件}
*/
select
    version.disclosure_id as document_id,
    claim.document_id as source_document_id,
    claim.* exclude (document_id)
from stg_body_claim as claim
inner join stg_document_version as version on claim.document_id = version.document_id
where version.is_current
