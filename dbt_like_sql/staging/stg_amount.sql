/*
description: Printed amounts of each disclosure. The raw table, keyed by the disclosure instead of the file.
description_zh: 各公开件的金额。
grain: amount_id
materialization: view
document_local: true
columns:
  document_id: {en: key of the disclosure as in stg_disclosure, zh: 公开件键}
*/
select * replace (disclosure_key(document_id, disclosure_seq) as document_id)
from fact_amount
