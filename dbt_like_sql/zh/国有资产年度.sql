/*
description: mart_state_assets with Chinese labels; money in 万元.
description_zh: 国有资产：资产总额、车辆与设备分类、人均，及与上年文件的增减。（mart_state_assets 的中文列名视图，金额单位万元）
grain: as mart_state_assets
answers: [Q21]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "“资产统计年份”是文字所述时点，预算多为上年末。资产统计年份 is the balance date that the text names."
  - "“车辆数”含“车辆：…”各分类，不可相加。Never add 车辆数 and its kinds."
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
    case mart.asset_kind
        when 'fixed_assets_total' then '固定资产总额'
        when 'fixed_assets_vehicles' then '固定资产：车辆'
        when 'fixed_assets_office_equipment' then '固定资产：办公设备'
        when 'fixed_assets_buildings' then '固定资产：房屋'
        when 'fixed_assets_equipment' then '固定资产：设备'
        when 'fixed_assets_other' then '固定资产：其他'
        when 'vehicle_count' then '车辆数'
        when 'vehicle_count_minister' then '车辆：省部级领导'
        when 'vehicle_count_leader' then '车辆：主要领导'
        when 'vehicle_count_confidential' then '车辆：机要通信'
        when 'vehicle_count_emergency' then '车辆：应急保障'
        when 'vehicle_count_enforcement' then '车辆：执法执勤'
        when 'vehicle_count_special' then '车辆：特种专业技术'
        when 'vehicle_count_retired' then '车辆：离退休干部'
        when 'vehicle_count_general' then '车辆：一般公务'
        when 'vehicle_count_business' then '车辆：业务用车'
        when 'vehicle_count_other' then '车辆：其他'
        when 'equipment_over_200k_count' then '单价20万元以上设备'
        when 'equipment_over_500k_count' then '单价50万元以上设备'
        when 'equipment_over_1m_count' then '单价100万元以上设备'
        else mart.asset_kind
    end as 资产种类,
    mart.asset_year as 资产统计年份,
    mart.quantity as 数量,
    (mart.value_yuan * 0.0001)::decimal(20, 6) as 价值_万元,
    mart.head_count as 人员数,
    case mart.head_count_source when 'narrative' then '文字' when 'indicator' then '绩效指标' when 'establishment' then '编制数' end as 人员数来源,
    mart.value_per_head_yuan as 人均资产_元,
    mart.prior_document_id as 上年文件,
    mart.quantity_change as 数量增减,
    (mart.value_change_yuan * 0.0001)::decimal(20, 6) as 价值增减_万元,
    mart.page as 页码,
    mart.sentence as 所在句,
    mart.row_key as 溯源键
from mart_state_assets as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as stage_term
    on
        stage_term.column_name = 'stage'
        and mart.stage = stage_term.value
