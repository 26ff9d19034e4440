/*
description: mart_state_assets with Chinese labels; money in 万元.
description_zh: 国有资产：资产总额、车辆与设备分类、人均，及与上年文件的增减。（mart_state_assets 的中文列名视图，金额单位万元）
grain: as mart_state_assets
answers: [Q21]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "“资产统计年份”是文字所述时点，预算多为上年末。资产统计年份 is the balance date that the text names."
  - "“vehicle_count”含其各分类，不可相加。Never add vehicle_count and its kinds."
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
    mart.asset_kind as 资产种类,
    mart.asset_year as 资产统计年份,
    mart.quantity as 数量,
    (mart.value_yuan * 0.0001)::decimal(20, 6) as 价值_万元,
    mart.head_count as 人员数,
    mart.head_count_source as 人员数来源,
    mart.value_per_head_yuan as 人均资产_元,
    mart.prior_document_id as 上年文件,
    mart.quantity_change as 数量增减,
    (mart.value_change_yuan * 0.0001)::decimal(20, 6) as 价值增减_万元,
    mart.page as 页码,
    mart.sentence as 所在句
from mart_state_assets as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as stage_term
    on
        stage_term.column_name = 'stage'
        and mart.stage = stage_term.value
