/*
description: dim_document with Chinese labels; money in 万元.
description_zh: 文件：每份不同内容一行，附状态和原因。（dim_document 的中文列名视图，金额单位万元）
grain: as dim_document
*/
select
    mart.document_id as 文件编号,
    mart.sha256 as 内容摘要,
    mart.collection as 批次,
    mart.file_name as 文件名,
    mart.byte_size as 文件大小,
    mart.page_count as 页数,
    document_kind_term.term as 文件种类,
    mart.fiscal_year as 年度,
    mart.division_code as 行政区划代码,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.text_source as 文字来源,
    mart.status as 状态,
    mart.status_reason as 状态原因,
    mart.superseded_by as 被何文件替代,
    mart.duplicate_of as 与何文件重复,
    mart.is_current as 是否现行版本,
    mart.source_url as 来源网址,
    mart.published_on as 公开日期,
    mart.table_count as 表数,
    mart.unbound_table_count as 未识别的表数,
    mart.amount_count as 金额数,
    mart.failed_error_count as 错误数,
    mart.failed_warn_count as 警告数,
    mart.parser_version as 解析版本,
    mart.ingested_at as 收到时间
from dim_document as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
