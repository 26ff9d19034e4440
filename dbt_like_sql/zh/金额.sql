/*
description: Every printed amount of every readable document with Chinese labels, subtotals, other years and superseded documents included.
description_zh: 全部印刷金额（含小计、合计、上年数和被替代的文件），中文列名。
grain: 金额编号
warnings:
  - 不要直接合计：小计、合计与明细并存。求和请用 zh.末级金额 或各表视图。Never sum it as it stands.
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - 预算与决算是同一笔钱的两个阶段，须按“阶段”筛选。A budget and the final accounts of one year are two stages of the same money.
columns:
  口径: {en: "部门 (with its units) or 单位", zh: 口径}
  科目编码: "the code of the row: function, else departmental economic, else governmental economic classification"
  科目名称: official name of the code in the year; the printed row label where no code is known
  是否现行版本: false for superseded and duplicate documents
  阶段代码: stage in the words of the contract
  本文件阶段代码: stage of the document's own figures
  表种类代码: table_kind in the words of the contract
  金额_元: {en: the amount, zh: 金额, unit: yuan}
  金额_万元: {en: the amount in 万元, zh: 金额, unit: 10000 yuan}
*/
select
    amount.amount_id as 金额编号,
    document.file_name as 文件名,
    kind_term.term as 文件种类,
    case edition.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    document.division_code as 行政区划代码,
    coalesce(amount.unit_code, document.unit_code) as 单位编码,
    coalesce(amount.unit_name, document.unit_name) as 单位名称,
    coalesce(amount.fiscal_year, document.fiscal_year) as 年度,
    stage_term.term as 阶段,
    table_term.term as 表种类,
    document_table.title as 表名,
    coalesce(amount.function_code, amount.department_economic_code, amount.government_economic_code) as 科目编码,
    coalesce(function_name.official_name, department_name.official_name, government_name.official_name, amount.row_label) as 科目名称,
    amount.function_code as 功能科目编码,
    function_name.official_name as 功能科目名称,
    amount.department_economic_code as 部门经济科目编码,
    department_name.official_name as 部门经济科目名称,
    amount.government_economic_code as 政府经济科目编码,
    government_name.official_name as 政府经济科目名称,
    amount.project_code as 项目编码,
    amount.project_name as 项目名称,
    item_term.term as 三公项目,
    amount.row_label as 行名,
    row_term.term as 行种类,
    amount.column_path as 栏目,
    flow_term.term as 收支方向,
    fund_term.term as 资金性质,
    spending_term.term as 支出类别,
    origin_term.term as 资金年份,
    amount.is_leaf as 是否末级行,
    amount.is_leaf_column as 是否末级栏,
    amount.is_of_which as 是否其中数,
    amount.printed as 印刷原文,
    amount.printed_unit as 印刷单位,
    amount.amount_yuan as 金额_元,
    (amount.amount_yuan * 0.0001)::decimal(20, 6) as 金额_万元,
    amount.page as 页码,
    amount.row_seq as 行序号,
    amount.column_seq as 列序号,
    amount.table_seq as 表序号,
    edition.is_current as 是否现行版本,
    coalesce(amount.stage, edition.own_stage) as 阶段代码,
    edition.own_stage as 本文件阶段代码,
    amount.table_kind as 表种类代码,
    split_part(amount.document_id, '#', 1) as 文件编号
from stg_amount as amount
inner join stg_disclosure as document on amount.document_id = document.document_id
inner join stg_document_version as edition on amount.document_id = edition.document_id
left join stg_table as document_table on amount.document_id = document_table.document_id and amount.table_seq = document_table.table_seq
left join dim_function as function_name
    on
        amount.function_code = function_name.code
        and coalesce(amount.fiscal_year, document.fiscal_year) between function_name.valid_from_year and function_name.valid_to_year
left join dim_economic_department as department_name
    on
        amount.department_economic_code = department_name.code
        and coalesce(amount.fiscal_year, document.fiscal_year) between department_name.valid_from_year and department_name.valid_to_year
left join dim_economic_government as government_name
    on
        amount.government_economic_code = government_name.code
        and coalesce(amount.fiscal_year, document.fiscal_year) between government_name.valid_from_year and government_name.valid_to_year
left join ref_allowed_value as kind_term on kind_term.column_name = 'document_kind' and document.document_kind = kind_term.value
left join ref_allowed_value as table_term on table_term.column_name = 'table_kind' and amount.table_kind = table_term.value
left join ref_allowed_value as row_term on row_term.column_name = 'row_kind' and amount.row_kind = row_term.value
left join ref_allowed_value as flow_term on flow_term.column_name = 'flow' and amount.flow = flow_term.value
left join ref_allowed_value as fund_term on fund_term.column_name = 'fund' and amount.fund = fund_term.value
left join ref_allowed_value as spending_term
    on
        spending_term.column_name = 'spending_kind'
        and amount.spending_kind = spending_term.value
left join ref_allowed_value as item_term on item_term.column_name = 'three_public_item' and amount.three_public_item = item_term.value
left join ref_allowed_value as origin_term on origin_term.column_name = 'origin_year' and amount.origin_year = origin_term.value
left join
    ref_allowed_value as stage_term
    on stage_term.column_name = 'stage' and coalesce(amount.stage, edition.own_stage) = stage_term.value
