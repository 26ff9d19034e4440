/*
description: Rows of the tables of each disclosure. The raw table, keyed by the disclosure instead of the file.
description_zh: 各公开件的表行。
grain: document_id, table_seq, row_seq, flow, row_label
materialization: view
document_local: true
columns:
  document_id: {en: key of the disclosure as in stg_disclosure, zh: 公开件键}
*/
select * replace (disclosure_key(document_id, disclosure_seq) as document_id)
from table_row
