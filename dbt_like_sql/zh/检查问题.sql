/*
description: mart_finding with Chinese labels; money in 万元.
description_zh: 检查问题清单：规则、文件、两侧数值、页码、可能原因。（mart_finding 的中文列名视图，金额单位万元）
grain: as mart_finding
answers: [Q20]
warnings:
  - "检查问题只说明两数不符，不说明哪一个错。A finding does not say which figure is wrong."
  - "可能原因是推测，引用前须看原页（mingzhang trace）：读取＝读取或归栏有疑；文件＝两侧各数另有合计或文字印证；未定＝两者都不能说。可能原因 is a guess; look at the pages."
*/
select
    mart.document_id as 文件编号,
    mart.file_name as 文件名,
    document_kind_term.term as 文件种类,
    mart.division_code as 行政区划代码,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    mart.rule_id as 规则编号,
    mart.finding_no as 序号,
    severity_term.term as 严重程度,
    outcome_term.term as 结果,
    mart.rule_zh as 规则,
    mart.rule_en as 规则_英文,
    mart.left_value as 左值,
    mart.right_value as 右值,
    mart.difference as 差额,
    mart.tolerance as 容差,
    mart.message as 说明,
    mart.case_id as 问题编号,
    mart.left_pages as 左侧页码,
    mart.right_pages as 右侧页码,
    mart.left_printed as 左侧原文,
    mart.right_printed as 右侧原文,
    case mart.cause when 'reading' then '读取' when 'document' then '文件' when 'unsettled' then '未定' else mart.cause end as 可能原因,
    mart.is_current as 是否现行版本,
    mart.left_amount_ids as 左侧金额,
    mart.right_amount_ids as 右侧金额,
    mart.row_key as 溯源键
from mart_finding as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
left join ref_allowed_value as severity_term
    on
        severity_term.column_name = 'severity'
        and mart.severity = severity_term.value
left join ref_allowed_value as outcome_term
    on
        outcome_term.column_name = 'outcome'
        and mart.outcome = outcome_term.value
