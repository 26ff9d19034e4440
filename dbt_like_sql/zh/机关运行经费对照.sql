/*
description: mart_operating_expenses with Chinese labels; money in 万元.
description_zh: 机关运行经费与一般公共预算基本支出中公用经费的对照。（mart_operating_expenses 的中文列名视图，金额单位万元）
grain: as mart_operating_expenses
answers: [Q04]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "机关运行经费只含行政单位和参公单位的公用经费，事业单位为零属正常。Public institutions rightly state 0."
  - "“公用经费来源”为“302与310之和”时可能大于公用经费。"
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
    (mart.operating_expenses_yuan * 0.0001)::decimal(20, 6) as 机关运行经费_万元,
    case mart.operating_source when 'table' then '表' when 'prose' then '文字' end as 机关运行经费来源,
    (mart.public_yuan * 0.0001)::decimal(20, 6) as 公用经费_万元,
    case mart.public_source
        when 'spending_kind' then '公用经费栏'
        when 'prose' then '文字说明'
        when 'economic_class' then '302与310之和'
        when 'expenditure_table' then '支出总表'
    end as 公用经费来源,
    (mart.difference_yuan * 0.0001)::decimal(20, 6) as 差额_万元,
    mart.ratio as 占公用经费比例,
    mart.agrees as 是否相符,
    mart.row_key as 溯源键
from mart_operating_expenses as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as stage_term
    on
        stage_term.column_name = 'stage'
        and mart.stage = stage_term.value
