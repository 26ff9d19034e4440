/*
description: mart_project with Chinese labels; money in 万元.
description_zh: 项目：年度、资金、库龄、绩效指标数。（mart_project 的中文列名视图，金额单位万元）
grain: as mart_project
answers: [Q14]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "库龄取自21位项目编码中的年份，其他编码无库龄。The age comes from the year inside a 21-character code."
*/
select
    mart.document_id as 文件编号,
    document_kind_term.term as 文件种类,
    case mart.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    mart.division_code as 行政区划代码,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    stage_term.term as 阶段,
    mart.project_key as 项目键,
    mart.project_code as 项目编码,
    mart.project_name as 项目名称,
    mart.library_year as 入库年度,
    mart.age_years as 库龄,
    mart.is_new as 是否新项目,
    mart.years_seen as 出现年数,
    (mart.amount_yuan * 0.0001)::decimal(20, 6) as 金额_万元,
    (mart.appropriation_yuan * 0.0001)::decimal(20, 6) as 财政拨款_万元,
    (mart.special_account_yuan * 0.0001)::decimal(20, 6) as 财政专户管理资金_万元,
    (mart.own_funds_yuan * 0.0001)::decimal(20, 6) as 单位资金_万元,
    (mart.carried_in_yuan * 0.0001)::decimal(20, 6) as 上年结转_万元,
    mart.indicator_count as 绩效指标数,
    mart.covered_share as 占项目支出比重,
    mart.amount_ids as 金额编号列表,
    mart.row_key as 溯源键
from mart_project as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as stage_term
    on
        stage_term.column_name = 'stage'
        and mart.stage = stage_term.value
