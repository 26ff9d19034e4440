/*
description: mart_function_year with Chinese labels; money in 万元.
description_zh: 支出功能分类：地区、年度、级次、资金。（mart_function_year 的中文列名视图，金额单位万元）
grain: as mart_function_year
answers: [Q06, Q07]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "只取一个“级次”：类含款、款含项。Filter one 级次."
  - "只取一个“资金口径”：财政拨款是全部资金的一部分。Filter one 资金口径."
  - "文件数是该数背后的文件份数，全部单位读齐才是全地区数。A place is complete only when all its bodies are read."
*/
select
    mart.place as 地区,
    mart.division_code as 行政区划代码,
    mart.division_name as 行政区划,
    mart.fiscal_year as 年度,
    stage_term.term as 阶段,
    case mart.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    case mart.basis when 'all_funds' then '全部资金' when 'appropriation' then '财政拨款' end as 资金口径,
    fund_term.term as 资金性质,
    mart.level as 级次,
    mart.function_code as 科目编码,
    mart.function_name as 科目名称,
    mart.is_official as 是否名录所载,
    (mart.amount_yuan * 0.0001)::decimal(20, 6) as 金额_万元,
    mart.share as 占比,
    mart.printed_share as 占所印合计比重,
    mart.is_consistent as 是否与合计相符,
    mart.body_count as 文件数,
    mart.consistent_body_count as 与合计相符的文件数,
    mart.summary_body_count as 取自收支总表的文件数,
    mart.row_key as 溯源键
from mart_function_year as mart
left join ref_allowed_value as stage_term
    on
        stage_term.column_name = 'stage'
        and mart.stage = stage_term.value
left join ref_allowed_value as fund_term
    on
        fund_term.column_name = 'fund'
        and mart.fund = fund_term.value
