/*
description: mart_three_public with Chinese labels; money in 万元.
description_zh: “三公”经费：单位、年度、项目、阶段，附增减和人均、车均。（mart_three_public 的中文列名视图，金额单位万元）
grain: as mart_three_public
answers: [Q01, Q02]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "合计含出国、公车、接待；公车含购置与运行；不可把总项与分项相加。Never add an item and its parts."
  - "会议费、培训费、机关运行经费不在“三公”合计之内。"
  - "阶段含上年数等，须按“阶段”或“是否本年数”筛选。Filter 阶段 or 是否本年数."
*/
select
    mart.document_id as 文件编号,
    document_kind_term.term as 文件种类,
    case mart.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    mart.division_code as 行政区划代码,
    mart.unit_id as 单位身份,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.document_year as 文件年度,
    mart.fiscal_year as 年度,
    three_public_item_term.term as 三公项目,
    stage_term.term as 阶段,
    mart.is_own_year as 是否本年数,
    (mart.amount_yuan * 0.0001)::decimal(20, 6) as 金额_万元,
    case mart.amount_source when 'table' then '表' when 'prose' then '文字' end as 取数来源,
    mart.is_computed as 是否汇总得出,
    (mart.stated_prior_yuan * 0.0001)::decimal(20, 6) as 本文件所列上年预算数_万元,
    (mart.change_yuan * 0.0001)::decimal(20, 6) as 比上年增减_万元,
    mart.change_rate as 增减率,
    mart.head_count as 人员数,
    case mart.head_count_source when 'narrative' then '文字' when 'indicator' then '绩效指标' when 'establishment' then '编制数' end as 人员数来源,
    mart.per_head_yuan as 人均_元,
    mart.per_vehicle_yuan as 车均_元,
    mart.amount_ids as 金额编号列表,
    mart.row_key as 溯源键
from mart_three_public as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as three_public_item_term
    on
        three_public_item_term.column_name = 'three_public_item'
        and mart.three_public_item = three_public_item_term.value
left join ref_allowed_value as stage_term
    on
        stage_term.column_name = 'stage'
        and mart.stage = stage_term.value
