/*
description: Documents whose table of project goals names only its key projects, by the table's title, so that other projects may be missing from it.
description_zh: 只公开重点项目绩效目标的文件。
grain: document_id
materialization: view
document_local: true
checks:
  - unique: [document_id]
*/
select distinct document_id
from stg_table as document_table
where table_kind = 'project_performance' and regexp_matches(title, '重点项目|重点支出|部分项目')
