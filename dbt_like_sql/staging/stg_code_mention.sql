/*
description: Every classification code that a document prints beside an amount, by year, with its label.
description_zh: 文件中出现的科目编码。
grain: document_id, classification, code, fiscal_year
materialization: incremental
columns:
  classification: "function, department_economic or government_economic"
  code: {en: code as bound, zh: 编码}
  printed_name: {en: label printed most often beside the code in the document, zh: 印刷名称}
  mentions: {en: amounts that carry the code, zh: 出现次数}
checks:
  - not_null: [document_id, classification, code, fiscal_year]
*/
with
coded as (
    select
        document_id,
        fiscal_year,
        'function' as classification,
        function_code as code,
        if(row_kind = 'function', nullif(row_label, ''), null) as label
    from stg_amount as fact_amount
    where function_code is not null
    union all by name
    select
        document_id,
        fiscal_year,
        'department_economic' as classification,
        department_economic_code as code,
        if(row_kind = 'economic', nullif(row_label, ''), null) as label
    from stg_amount as fact_amount
    where department_economic_code is not null
    union all by name
    select
        document_id,
        fiscal_year,
        'government_economic' as classification,
        government_economic_code as code,
        if(row_kind = 'economic', nullif(row_label, ''), null) as label
    from stg_amount as fact_amount
    where government_economic_code is not null
)
select
    document_id,
    classification,
    code,
    fiscal_year,
    mode(label) as printed_name,
    count(*) as mentions
from coded
where fiscal_year is not null
group by document_id, classification, code, fiscal_year
