/*
description: mart_unit_year with Chinese labels; money in 万元.
description_zh: 单位年度概览：收支总额、结构、占比、人均。（mart_unit_year 的中文列名视图，金额单位万元）
grain: as mart_unit_year
answers: [Q01, Q02, Q03, Q04, Q05, Q16, Q18]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "预算与决算是同一笔钱的两个阶段，须按“阶段”筛选。A budget and the final accounts of one year are two stages of the same money."
  - "空值表示未公开或未能读取，0 表示公开为零。NULL: not disclosed or not read; 0: disclosed as nothing."
  - "“与合计相符”为 false 时，所读明细之和与所印合计不符，须看原件。Where …与合计相符 is false, look at the document."
  - "人均数取决于“人员数来源”，来源不同不可比。Compare per-head values of one 人员数来源 only."
*/
select
    mart.document_id as 文件编号,
    document_kind_term.term as 文件种类,
    case mart.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    stage_term.term as 阶段,
    mart.division_code as 行政区划代码,
    mart.unit_key as 单位年度键,
    mart.unit_id as 单位身份,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    (mart.revenue_yuan * 0.0001)::decimal(20, 6) as 本年收入_万元,
    (mart.opening_balance_yuan * 0.0001)::decimal(20, 6) as 上年结转结余_万元,
    (mart.own_revenue_yuan * 0.0001)::decimal(20, 6) as 自有及专户收入_万元,
    (mart.expenditure_yuan * 0.0001)::decimal(20, 6) as 支出_万元,
    (mart.basic_yuan * 0.0001)::decimal(20, 6) as 基本支出_万元,
    (mart.basic_personnel_yuan * 0.0001)::decimal(20, 6) as 人员经费_万元,
    (mart.basic_public_yuan * 0.0001)::decimal(20, 6) as 公用经费_万元,
    (mart.project_yuan * 0.0001)::decimal(20, 6) as 项目支出_万元,
    (mart.project_operating_yuan * 0.0001)::decimal(20, 6) as 其他运转类_万元,
    (mart.project_specific_yuan * 0.0001)::decimal(20, 6) as 特定目标类_万元,
    (mart.general_public_yuan * 0.0001)::decimal(20, 6) as 一般公共预算支出_万元,
    (mart.wages_yuan * 0.0001)::decimal(20, 6) as 工资福利支出_万元,
    (mart.personnel_outside_basic_yuan * 0.0001)::decimal(20, 6) as 基本支出以外的人员支出_万元,
    (mart.three_public_yuan * 0.0001)::decimal(20, 6) as 三公经费_万元,
    (mart.operating_expenses_yuan * 0.0001)::decimal(20, 6) as 机关运行经费_万元,
    (mart.operating_minus_public_yuan * 0.0001)::decimal(20, 6) as 机关运行经费减公用经费_万元,
    mart.project_share as 项目支出占比,
    mart.own_revenue_share as 自有收入占比,
    mart.head_count as 人员数,
    case mart.head_count_source when 'narrative' then '文字' when 'indicator' then '绩效指标' when 'establishment' then '编制数' end as 人员数来源,
    mart.vehicle_count as 车辆数,
    mart.vehicle_count_source as 车辆数来源,
    mart.expenditure_per_head_yuan as 人均支出_元,
    mart.wages_per_head_yuan as 人均工资福利支出_元,
    mart.three_public_per_head_yuan as 人均三公经费_元,
    mart.vehicle_operation_per_vehicle_yuan as 车均运行费_元,
    case mart.figures_source when 'table' then '表' when 'prose' then '文字' end as 取数来源,
    mart.expenditure_source as 支出取数表,
    mart.revenue_is_consistent as 收入是否与合计相符,
    mart.expenditure_is_consistent as 支出是否与合计相符,
    mart.row_key as 溯源键
from mart_unit_year as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as stage_term
    on
        stage_term.column_name = 'stage'
        and mart.stage = stage_term.value
