/*
description: Performance indicators of projects, current documents.
description_zh: 项目绩效目标：现行文件的绩效指标。
grain: 文件编号, 表序号, 指标序号
*/
select
    document.unit_name as 单位名称,
    coalesce(indicator.unit_code, document.unit_code) as 单位编码,
    document.fiscal_year as 年度,
    case edition.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    indicator.project_code as 项目编码,
    indicator.project_name as 项目名称,
    indicator.level1 as 一级指标,
    indicator.level2 as 二级指标,
    indicator.level3 as 三级指标,
    indicator.target_printed as 指标值,
    indicator.comparator as 比较符,
    indicator.target_value as 指标数值,
    indicator.target_unit as 指标单位,
    indicator.explanation as 指标说明,
    document.division_code as 行政区划代码,
    document.file_name as 文件名,
    indicator.page as 页码,
    indicator.table_seq as 表序号,
    indicator.indicator_seq as 指标序号,
    split_part(indicator.document_id, '#', 1) as 文件编号
from stg_indicator as indicator
inner join stg_disclosure as document on indicator.document_id = document.document_id
inner join stg_document_version as edition on indicator.document_id = edition.document_id
inner join stg_table as document_table on indicator.document_id = document_table.document_id and indicator.table_seq = document_table.table_seq
where edition.is_current and document_table.table_kind = 'project_performance'
