/*
description: mart_indicator_quality with Chinese labels; money in 万元.
description_zh: 绩效指标质量：数量、有无指标值、量化比例、雷同指标。（mart_indicator_quality 的中文列名视图，金额单位万元）
grain: as mart_indicator_quality
answers: [Q13]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "有数字只表示可衡量，不表示目标高低。A number makes a target measurable, not ambitious."
*/
select
    mart.document_id as 文件编号,
    document_kind_term.term as 文件种类,
    case mart.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    mart.division_code as 行政区划代码,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    mart.subject as 对象,
    mart.project_code as 项目编码,
    mart.project_name as 项目名称,
    mart.indicator_count as 指标数,
    mart.without_target_count as 无指标值数,
    mart.numeric_count as 量化指标数,
    mart.numeric_share as 量化比例,
    mart.unnamed_count as 无三级指标数,
    mart.copied_count as 雷同指标数,
    mart.level1_count as 一级指标覆盖数,
    mart.has_cost as 有成本指标,
    mart.has_satisfaction as 有满意度指标,
    mart.row_key as 溯源键
from mart_indicator_quality as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
