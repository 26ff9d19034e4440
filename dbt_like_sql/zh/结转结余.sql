/*
description: mart_carry_over with Chinese labels; money in 万元.
description_zh: 结转结余：年初结转与上年决算年末结转的衔接。（mart_carry_over 的中文列名视图，金额单位万元）
grain: as mart_carry_over
answers: [Q10]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "预算编制时上年决算尚未完成，预算的年初结转与上年决算不同不算错误。A budget is drawn up before last year’s accounts are closed."
  - "资金性质“全部资金”含“财政拨款”，“财政拨款”含三本预算，不可相加。Never add a fund and its parts."
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
    fund_term.term as 资金性质,
    (mart.opening_yuan * 0.0001)::decimal(20, 6) as 年初结转结余_万元,
    (mart.closing_yuan * 0.0001)::decimal(20, 6) as 年末结转结余_万元,
    mart.prior_document_id as 上年决算文件,
    (mart.prior_closing_yuan * 0.0001)::decimal(20, 6) as 上年决算年末结转结余_万元,
    (mart.difference_yuan * 0.0001)::decimal(20, 6) as 衔接差额_万元,
    mart.closes as 是否衔接,
    mart.opening_amount_ids as 年初结转单元格,
    mart.closing_amount_ids as 年末结转单元格,
    mart.row_key as 溯源键
from mart_carry_over as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as stage_term
    on
        stage_term.column_name = 'stage'
        and mart.stage = stage_term.value
left join ref_allowed_value as fund_term
    on
        fund_term.column_name = 'fund'
        and mart.fund = fund_term.value
