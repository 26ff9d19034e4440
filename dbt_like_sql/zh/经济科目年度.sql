/*
description: mart_economic_year with Chinese labels; money in 万元.
description_zh: 支出经济分类：单位、年度、部门经济、政府经济。（mart_economic_year 的中文列名视图，金额单位万元）
grain: as mart_economic_year
answers: [Q03, Q16, Q17]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "“经济分类口径”为“基本支出”的不含项目支出，口径不同不可比。Compare rows of one 经济分类口径 only."
  - "预算与决算是同一笔钱的两个阶段，须按“阶段”筛选。A budget and the final accounts of one year are two stages of the same money."
*/
select
    mart.document_id as 文件编号,
    document_kind_term.term as 文件种类,
    case mart.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    mart.division_code as 行政区划代码,
    mart.unit_key as 单位年度键,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    stage_term.term as 阶段,
    case mart.coverage when 'basic' then '基本支出' when 'basic_and_project' then '基本支出和项目支出' end as 经济分类口径,
    table_kind_term.term as 取数表,
    spending_kind_term.term as 支出类别,
    mart.department_class as 部门经济类,
    mart.department_class_name as 部门经济类名称,
    mart.department_economic_code as 部门经济科目编码,
    mart.department_economic_name as 部门经济科目名称,
    mart.government_economic_code as 政府经济科目编码,
    mart.government_economic_name as 政府经济科目名称,
    mart.is_usual_pair as 是否常见对应,
    (mart.amount_yuan * 0.0001)::decimal(20, 6) as 金额_万元,
    mart.printed_share as 占所印合计比重,
    mart.is_consistent as 是否与合计相符,
    mart.per_head_yuan as 人均_元,
    mart.row_key as 溯源键
from mart_economic_year as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as stage_term
    on
        stage_term.column_name = 'stage'
        and mart.stage = stage_term.value
left join ref_allowed_value as spending_kind_term
    on
        spending_kind_term.column_name = 'spending_kind'
        and mart.spending_kind = spending_kind_term.value
left join ref_allowed_value as table_kind_term
    on
        table_kind_term.column_name = 'table_kind'
        and mart.table_kind = table_kind_term.value
