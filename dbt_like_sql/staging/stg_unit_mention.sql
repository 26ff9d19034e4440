/*
description: Every body that a document names, as publisher or as the unit of a row, with how often.
description_zh: 文件中出现的单位。
grain: document_id, unit_code, unit_name, fiscal_year
materialization: incremental
columns:
  place: {en: "division code, else `collection:` and the collection", zh: 地区}
  is_publisher: {en: the body that publishes the document, zh: 是否公开单位}
  mentions: {en: amounts that name the body; the publisher counts a million more, zh: 出现次数}
checks:
  - not_null: [document_id, place]
*/
select
    document.document_id,
    coalesce(document.division_code, 'collection:' || document.collection) as place,
    document.division_code,
    -- a row that names another body without its code must not get the publisher's code
    if(amount.unit_code is null and amount.unit_name <> document.unit_name, null, coalesce(amount.unit_code, document.unit_code)) as unit_code,
    coalesce(amount.unit_name, document.unit_name) as unit_name,
    coalesce(amount.fiscal_year, document.fiscal_year) as fiscal_year,
    coalesce(amount.unit_code, document.unit_code, '') = coalesce(document.unit_code, '')
    and coalesce(amount.unit_name, document.unit_name, '') = coalesce(document.unit_name, '') as is_publisher,
    count(*) as mentions
from stg_amount as amount
inner join stg_disclosure as document on amount.document_id = document.document_id
group by all
union all by name
select
    document_id,
    coalesce(division_code, 'collection:' || collection) as place,
    division_code,
    unit_code,
    unit_name,
    fiscal_year,
    true as is_publisher,
    1000000 as mentions
from stg_disclosure as document
where rejected_reason is null
