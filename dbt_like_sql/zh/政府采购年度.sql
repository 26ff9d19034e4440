/*
description: mart_procurement with Chinese labels; money in 万元.
description_zh: 政府采购：总额、货物、工程、服务、中小企业份额，与项目支出对照。（mart_procurement 的中文列名视图，金额单位万元）
grain: as mart_procurement
answers: [Q15]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "总额取自文字说明；无文字、或文字为0而表中有数时取采购表。见“总额来源”。The total comes from the prose, else from the table."
  - "预算中的中小企业是预留额，决算中是授予额，不可比。Reserved in budgets, awarded in final accounts."
  - "采购由基本支出和项目支出共同负担，与项目支出之比可超过1。"
*/
select
    mart.document_id as 文件编号,
    document_kind_term.term as 文件种类,
    case mart.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    stage_term.term as 阶段,
    mart.division_code as 行政区划代码,
    mart.unit_id as 单位身份,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    (mart.procurement_yuan * 0.0001)::decimal(20, 6) as 政府采购总额_万元,
    case mart.procurement_source when 'table' then '表' when 'prose' then '文字' end as 总额来源,
    (mart.prose_total_yuan * 0.0001)::decimal(20, 6) as 文字所述总额_万元,
    (mart.table_total_yuan * 0.0001)::decimal(20, 6) as 采购表合计_万元,
    mart.sources_agree as 文字与表是否一致,
    (mart.goods_yuan * 0.0001)::decimal(20, 6) as 货物_万元,
    (mart.works_yuan * 0.0001)::decimal(20, 6) as 工程_万元,
    (mart.services_yuan * 0.0001)::decimal(20, 6) as 服务_万元,
    (mart.small_medium_yuan * 0.0001)::decimal(20, 6) as 中小企业_万元,
    (mart.micro_yuan * 0.0001)::decimal(20, 6) as 小微企业_万元,
    (mart.parts_difference_yuan * 0.0001)::decimal(20, 6) as 总额减三类之和_万元,
    mart.small_medium_share as 中小企业占比,
    (mart.project_yuan * 0.0001)::decimal(20, 6) as 项目支出_万元,
    mart.share_of_project as 采购与项目支出之比,
    mart.row_key as 溯源键
from mart_procurement as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as stage_term
    on
        stage_term.column_name = 'stage'
        and mart.stage = stage_term.value
