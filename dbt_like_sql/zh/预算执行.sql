/*
description: mart_execution with Chinese labels; money in 万元.
description_zh: 预算执行：一般公共预算支出逐项的年初预算、全年预算与决算。（mart_execution 的中文列名视图，金额单位万元）
grain: as mart_execution
answers: [Q09]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "年初预算可来自预算文件或决算文字，见“年初预算来源”，来源不同慎比。Prefer rows of one 年初预算来源."
  - "有决算无预算多为年中追加，并非超支。A final figure without budget often is money appropriated during the year."
*/
select
    mart.document_id as 决算文件,
    document_kind_term.term as 文件种类,
    case mart.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    mart.division_code as 行政区划代码,
    mart.unit_id as 单位身份,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    mart.function_code as 科目编码,
    mart.function_name as 科目名称,
    (mart.budget_yuan * 0.0001)::decimal(20, 6) as 年初预算_万元,
    case mart.budget_source when 'document' then '预算文件' when 'prose' then '决算文字' end as 年初预算来源,
    mart.budget_document_id as 预算文件,
    (mart.adjusted_budget_yuan * 0.0001)::decimal(20, 6) as 全年_调整预算_万元,
    (mart.final_yuan * 0.0001)::decimal(20, 6) as 决算数_万元,
    (mart.deviation_yuan * 0.0001)::decimal(20, 6) as 决算减年初预算_万元,
    mart.execution_rate as 完成年初预算比例,
    case mart.band
        when 'below_50' then '低于50%'
        when 'above_150' then '高于150%'
        when 'normal' then '50%至150%'
        when 'no_budget' then '无年初预算'
        else '年初预算未知'
    end as 执行区间,
    mart.final_amount_ids as 决算金额编号,
    mart.row_key as 溯源键
from mart_execution as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
