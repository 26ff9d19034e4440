/*
description: mart_year_on_year with Chinese labels; money in 万元.
description_zh: 年度比较：本年数、本文件所述上年数、上年文件公布数。（mart_year_on_year 的中文列名视图，金额单位万元）
grain: as mart_year_on_year
answers: [Q01, Q08]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "文字未写明上年数时由增减额推算，见“上年数来源”。"
  - "“上年文件”为空表示未读到同一主体、同口径、同种类的上年文件。NULL when last year’s document was not read."
*/
select
    mart.document_id as 文件编号,
    document_kind_term.term as 文件种类,
    case mart.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    mart.division_code as 行政区划代码,
    mart.unit_id as 单位身份,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    case mart.measure
        when 'total_revenue' then '收入总计'
        when 'expenditure' then '支出'
        when 'basic_expenditure' then '基本支出'
        when 'project_expenditure' then '项目支出'
        when 'general_public_expenditure' then '一般公共预算支出'
        when 'agency_operating_expenses' then '机关运行经费'
        else coalesce(item_term.term, mart.measure)
    end as 指标,
    (mart.current_yuan * 0.0001)::decimal(20, 6) as 本年数_万元,
    (mart.stated_base_yuan * 0.0001)::decimal(20, 6) as 本文件所述上年数_万元,
    case mart.stated_base_source when 'table' then '表' when 'prose' then '文字' when 'prose_change' then '文字所述增减' end as 上年数来源,
    mart.prior_document_id as 上年文件,
    (mart.published_prior_yuan * 0.0001)::decimal(20, 6) as 上年文件公布数_万元,
    (mart.base_difference_yuan * 0.0001)::decimal(20, 6) as 上年数差额_万元,
    mart.base_agrees as 上年数是否一致,
    (mart.change_yuan * 0.0001)::decimal(20, 6) as 比上年公布数增减_万元,
    mart.change_rate as 增减率,
    mart.row_key as 溯源键
from mart_year_on_year as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as item_term
    on
        item_term.column_name = 'three_public_item'
        and if(mart.measure = 'three_public_total', 'total', mart.measure) = item_term.value
