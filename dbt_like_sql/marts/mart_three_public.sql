/*
description: “三公” expenses by body, year, item and stage, with change against last year and per-head and per-vehicle values.
description_zh: “三公”经费：单位、年度、项目、阶段，附增减和人均、车均。
grain: document_id, disclosure_seq, three_public_item, stage, fiscal_year
materialization: table
answers: [Q01, Q02]
warnings:
  - total contains overseas_travel, vehicles and reception; vehicles contains vehicle_purchase and vehicle_operation; never add an item and its parts.
  - conferences, training and operating_expenses are no part of the total.
  - document_scope department includes the units below it; never add department and unit rows of one body.
columns:
  document_year: {en: year the document is for, zh: 文件年度}
  item_zh: {en: Chinese term of the item, zh: 项目名称}
  is_own_year: {en: the document's own year and stage (false for columns about last year), zh: 是否本年数}
  stated_prior_yuan: {en: last year's budget as this document states it, zh: 本文件所列上年预算数, unit: yuan}
  change_yuan: {en: amount minus stated_prior_yuan, zh: 比上年增减, unit: yuan}
  change_rate: {en: change in the stated prior amount, zh: 增减率, unit: 1 = 100 %}
  per_head_yuan: {en: amount per head, zh: 人均, unit: yuan per person}
  per_vehicle_yuan: {en: amount per vehicle (vehicle items only), zh: 车均, unit: yuan per vehicle}
  amount_source: {en: "`table`, or `prose` where the disclosure has no table of the 三公", zh: 取数来源}
  is_consistent: {en: "false where the text of the disclosure states another amount, or where total or vehicles are not the sum of the parts stated beside them; NULL where neither is stated", zh: 是否与分项和文字相符}
  is_computed: {en: true when the amount is a sum and not printed itself, zh: 是否汇总得出}
  amount_ids: {en: cells behind the amount, zh: 金额编号}
evidence:
  - of: [amount_yuan]
    sum_of: >
      select unnest(amount_ids) as amount_id, null as document_id, null as claim_seq from mart_three_public where row_key = $row_key
      union all
      select null, source_document_id, claim_seq from stg_disclosure_claim
      where
        $amount_source = 'prose' and document_id = $disclosure_key and value_unit = 'yuan'
        and item = if($three_public_item = 'total', 'three_public_total', $three_public_item)
  - of: [stated_prior_yuan]
    sum_of: >
      select unnest(amount_ids) as amount_id from mart_three_public
      where $stage = 'budget' and disclosure_key = $disclosure_key and three_public_item = $three_public_item and stage = 'prior_year_budget'
  - of: [change_yuan, change_rate]
    computed_from: [amount_yuan, stated_prior_yuan]
  - of: [head_count]
    same_as: mart_unit_year.head_count
  - of: [per_head_yuan]
    computed_from: [amount_yuan, head_count]
  - of: [per_vehicle_yuan]
    same_as: mart_unit_year.vehicle_count
checks:
  - sql: {name: figures_are_those_of_the_print, severity: warn, query: "select * from mart_three_public where not is_consistent"}
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq, three_public_item, stage, fiscal_year]
  - not_null: [document_id, three_public_item, stage, amount_yuan]
*/
with
-- What the text states once, or always alike.
said as (
    select
        claim.document_id,
        if(claim.item = 'three_public_total', 'total', claim.item) as three_public_item,
        version.own_stage as stage,
        version.fiscal_year,
        min(claim.value)::decimal(20, 2) as amount_yuan
    from stg_disclosure_claim as claim
    inner join stg_document_version as version on claim.document_id = version.document_id
    where
        claim.value_unit = 'yuan'
        and claim.item in ('three_public_total', 'overseas_travel', 'vehicles', 'vehicle_purchase', 'vehicle_operation', 'reception')
        and version.fiscal_year is not null
    group by claim.document_id, claim.item, version.own_stage, version.fiscal_year
    having count(distinct claim.value) = 1
),
-- Where a disclosure has no table of the 三公 (北京 publishes the text alone for some bodies), its text gives this year's figures.
spoken as (
    select said.*
    from said
    anti join figure_three_public as printed on said.document_id = printed.document_id
),
current_item as (
    select
        public.*,
        'table' as amount_source
    from figure_three_public as public
    inner join stg_document_version as version on public.document_id = version.document_id
    where version.is_current
    union all by name
    select
        *,
        false as is_computed,
        []::varchar[] as amount_ids,
        'prose' as amount_source
    from spoken
),
-- The parts stated beside a total, rounded to 万元 in some disclosures: half a step each.
beside as (
    select
        document_id,
        stage,
        fiscal_year,
        sum(amount_yuan) filter (where three_public_item in ('overseas_travel', 'vehicles', 'reception')) as total_parts_yuan,
        sum(amount_yuan) filter (where three_public_item in ('vehicle_purchase', 'vehicle_operation')) as vehicle_parts_yuan
    from current_item
    group by document_id, stage, fiscal_year
),
last_year as (
    select
        document_id,
        three_public_item,
        any_value(amount_yuan) as stated_prior_yuan
    from current_item
    where stage = 'prior_year_budget'
    group by document_id, three_public_item
    having count(*) = 1
)
select
    'mart_three_public:' || left(md5(concat_ws('|', item.document_id, item.three_public_item, item.stage, coalesce(item.fiscal_year, 0))), 16) as row_key,
    split_part(item.document_id, '#', 1) as document_id,
    disclosure_number(item.document_id) as disclosure_seq,
    item.document_id as disclosure_key,
    overview.document_kind,
    overview.document_scope,
    overview.division_code,
    overview.unit_id,
    overview.unit_code,
    overview.unit_name,
    overview.fiscal_year as document_year,
    item.fiscal_year,
    item.three_public_item,
    term.term as item_zh,
    item.stage,
    item.stage = overview.stage and coalesce(item.fiscal_year, 0) = coalesce(overview.fiscal_year, 0) as is_own_year,
    item.amount_yuan,
    item.amount_source,
    item.is_computed,
    case
        -- texts round to 万元 or to a tenth of it
        when abs(item.amount_yuan - said.amount_yuan) > greatest(5000, item.amount_yuan / 200) then false
        when item.three_public_item = 'total' and beside.total_parts_yuan is not null
            then abs(item.amount_yuan - beside.total_parts_yuan) <= 200
        when item.three_public_item = 'vehicles' and beside.vehicle_parts_yuan is not null
            then abs(item.amount_yuan - beside.vehicle_parts_yuan) <= 200
        when said.amount_yuan is not null and item.amount_source = 'table' then true
    end as is_consistent,
    if(item.stage = 'budget', last_year.stated_prior_yuan, null) as stated_prior_yuan,
    if(item.stage = 'budget', item.amount_yuan - last_year.stated_prior_yuan, null) as change_yuan,
    if(item.stage = 'budget', round((item.amount_yuan - last_year.stated_prior_yuan) / nullif(last_year.stated_prior_yuan, 0), 4), null) as change_rate,
    overview.head_count,
    overview.head_count_source,
    round(item.amount_yuan / nullif(overview.head_count, 0), 2) as per_head_yuan,
    if(item.three_public_item like 'vehicle%', round(item.amount_yuan / nullif(overview.vehicle_count, 0), 2), null) as per_vehicle_yuan,
    item.amount_ids
from current_item as item
inner join mart_unit_year as overview on item.document_id = overview.disclosure_key
left join beside
    on item.document_id = beside.document_id
    and item.stage = beside.stage
    and item.fiscal_year is not distinct from beside.fiscal_year
left join said
    on item.document_id = said.document_id
    and item.three_public_item = said.three_public_item
    and item.stage = said.stage
    and item.fiscal_year is not distinct from said.fiscal_year
left join last_year on item.document_id = last_year.document_id and item.three_public_item = last_year.three_public_item
left join ref_allowed_value as term on term.column_name = 'three_public_item' and term.value = item.three_public_item
