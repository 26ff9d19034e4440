/*
description: State assets that a body states in its prose - value, vehicles and equipment by kind, per head, and change against last year.
description_zh: 国有资产：资产总额、车辆与设备分类、人均，及与上年文件的增减。
grain: document_id, disclosure_seq, asset_kind
materialization: table
answers: [Q21]
warnings:
  - asset_year is the balance date that the text names; a budget usually states the year before.
  - asset_kind vehicle_count contains the kinds vehicle_count_…; never add them.
  - per_head needs a head count, which few places print; see head_count_source.
  - document_scope department includes the units below it; never add department and unit rows of one body.
columns:
  asset_kind: {en: "what is counted, in the words of fact_narrative_claim.item", zh: 资产种类}
  asset_year: {en: year of the balance according to the text, zh: 资产统计年份}
  quantity: {en: number of pieces or vehicles; NULL for values, zh: 数量}
  value_yuan: {en: value; NULL for counts, zh: 价值, unit: yuan}
  value_per_head_yuan: {en: value per head, zh: 人均资产, unit: yuan per person}
  prior_document_id: {en: last year's document of the same body and kind, zh: 上年文件}
  quantity_change: {en: quantity minus that of last year's document, zh: 数量增减}
  value_change_yuan: {en: value minus that of last year's document, zh: 价值增减, unit: yuan}
  page: {en: "page of the statement, from 1", zh: 页码}
evidence:
  - of: [quantity, value_yuan]
    read_from: select source_document_id as document_id, claim_seq from stg_disclosure_claim where document_id = $disclosure_key and item = $asset_kind
  - of: [asset_year]
    read_from: select source_document_id as document_id, claim_seq from stg_disclosure_claim where document_id = $disclosure_key and item = 'asset_balance_year'
  - of: [quantity_change, value_change_yuan]
    read_from: >
      select source_document_id as document_id, claim_seq from stg_disclosure_claim
      where document_id in ($disclosure_key, $prior_document_id) and item = $asset_kind
  - of: [head_count]
    same_as: mart_unit_year.head_count
  - of: [value_per_head_yuan]
    computed_from: [value_yuan, head_count]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq, asset_kind]
  - not_null: [document_id, asset_kind]
*/
with
claim as (
    select
        document_id,
        item,
        value_unit,
        min(value) as figure,
        min(page) as page,
        arg_min(sentence, claim_seq) as sentence
    from stg_disclosure_claim
    where
        regexp_matches(item, '^(fixed_assets_|vehicle_count|equipment_over_)') and value_unit in ('yuan', 'count')
        or item = 'asset_balance_year'
    group by document_id, item, value_unit
    having count(distinct value) = 1
),

body as (
    select * replace (disclosure_key as document_id) from mart_unit_year
),

last_year as (
    select
        body.document_id,
        earlier.document_id as prior_document_id
    from body
    inner join body as earlier
        on
            body.unit_id = earlier.unit_id
            and body.document_kind = earlier.document_kind
            and body.fiscal_year = earlier.fiscal_year + 1
    qualify row_number() over (partition by body.document_id order by earlier.document_id) = 1
)

select
    'mart_state_assets:' || left(md5(concat_ws('|', claim.document_id, claim.item)), 16) as row_key,
    split_part(claim.document_id, '#', 1) as document_id,
    disclosure_number(claim.document_id) as disclosure_seq,
    claim.document_id as disclosure_key,
    body.document_kind,
    body.document_scope,
    body.stage,
    body.division_code,
    body.unit_id,
    body.unit_code,
    body.unit_name,
    body.fiscal_year,
    claim.item as asset_kind,
    balance_year.figure::integer as asset_year,
    if(claim.value_unit = 'count', claim.figure::integer, null) as quantity,
    if(claim.value_unit = 'yuan', claim.figure::decimal(20, 2), null) as value_yuan,
    body.head_count,
    body.head_count_source,
    if(claim.value_unit = 'yuan', round(claim.figure / nullif(body.head_count, 0), 2), null) as value_per_head_yuan,
    last_year.prior_document_id,
    if(claim.value_unit = 'count', (claim.figure - earlier.figure)::integer, null) as quantity_change,
    if(claim.value_unit = 'yuan', (claim.figure - earlier.figure)::decimal(20, 2), null) as value_change_yuan,
    claim.page,
    claim.sentence
from claim
inner join body on claim.document_id = body.document_id
left join claim as balance_year on claim.document_id = balance_year.document_id and balance_year.item = 'asset_balance_year'
left join last_year on claim.document_id = last_year.document_id
left join claim as earlier
    on
        last_year.prior_document_id = earlier.document_id
        and claim.item = earlier.item
        and claim.value_unit = earlier.value_unit
where claim.item <> 'asset_balance_year'
