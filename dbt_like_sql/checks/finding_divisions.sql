/*
description: The division code of a document is in the official list of its year (G06). One row per document.
description_zh: 文件的行政区划代码在该年度的名录之内。
grain: document_id
materialization: table
rules: [G06]
checks:
  - not_null: [document_id, rule_id, outcome, message]
*/
select
    document.document_id,
    'G06' as rule_id,
    case
        when document.division_code is null then 'not_applicable'
        when document.fiscal_year is null then 'insufficient_data'
        when division.is_official then 'pass'
        else 'fail'
    end as outcome,
    null as left_value,
    null as right_value,
    null as difference,
    null as tolerance,
    case
        when document.division_code is null then '文件所属区划未知'
        when document.fiscal_year is null then '文件年度未知'
        when division.is_official then concat('区划代码 ', document.division_code, ' ', division.name, ' 在 ', document.fiscal_year, ' 年度有效')
        when division.name is null then concat('区划代码 ', document.division_code, ' 不在名录中')
        else concat(
            '区划代码 ', document.division_code, ' ', division.name, ' 在 ', document.fiscal_year, ' 年度不是现行区划',
            coalesce('，后继为 ' || division.successor_code, '')
        )
    end as message,
    [] as left_amount_ids,
    [] as right_amount_ids
from stg_disclosure as document
left join dim_division as division
    on document.division_code = division.division_code and document.fiscal_year between division.valid_from_year and division.valid_to_year
where document.rejected_reason is null
