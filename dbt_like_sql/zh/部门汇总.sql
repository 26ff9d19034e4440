/*
description: mart_department_rollup with Chinese labels; money in 万元.
description_zh: 部门汇总：部门文件与所属单位之和。（mart_department_rollup 的中文列名视图，金额单位万元）
grain: as mart_department_rollup
answers: [Q19]
warnings:
  - "有文件的单位少于所列单位时，“与单位文件之差”为空，不作比较。NULL when a listed unit has no document."
*/
select
    mart.document_id as 文件编号,
    document_kind_term.term as 文件种类,
    mart.division_code as 行政区划代码,
    mart.unit_id as 单位身份,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    case mart.measure when 'revenue' then '收入' when 'expenditure' then '支出' when 'project_expenditure' then '项目支出' else mart.measure end
        as 指标,
    (mart.department_yuan * 0.0001)::decimal(20, 6) as 部门数_万元,
    mart.is_printed as 部门数是否为所印合计,
    mart.units_listed as 所列单位数,
    (mart.listed_units_yuan * 0.0001)::decimal(20, 6) as 所列单位之和_万元,
    (mart.listed_difference_yuan * 0.0001)::decimal(20, 6) as 与所列单位之差_万元,
    mart.units_with_document as 有单位文件的单位数,
    (mart.unit_documents_yuan * 0.0001)::decimal(20, 6) as 单位文件之和_万元,
    (mart.documents_difference_yuan * 0.0001)::decimal(20, 6) as 与单位文件之差_万元,
    mart.missing_units as 缺文件的单位,
    mart.unit_document_ids as 单位文件编号,
    mart.row_key as 溯源键
from mart_department_rollup as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
