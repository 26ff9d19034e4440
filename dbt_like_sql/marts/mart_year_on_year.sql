/*
description: This year's figure, the base that the document states for last year, and what last year's document of the same body published.
description_zh: 年度比较：本年数、本文件所述上年数、上年文件公布数。
grain: document_id, measure
materialization: table
answers: [Q01, Q08]
warnings:
  - stated_base_yuan is computed from the stated change where the text gives no base; see stated_base_source.
  - prior_document_id is NULL when last year's document of the same body, scope and family was not read.
columns:
  row_key: {en: "locator of the row, the same in every build: mingzhang trace ROW_KEY shows the cells behind it", zh: 溯源键}
  measure: {en: "what is compared, in the words of mart_unit_year and mart_three_public", zh: 指标}
  current_yuan: {en: this document's figure, zh: 本年数, unit: yuan}
  stated_base_yuan: {en: last year's figure according to this document, zh: 本文件所述上年数, unit: yuan}
  stated_base_source: {en: "`table` (a column about last year), `prose` (the text names it), `prose_change` (figure minus stated change)", zh: 上年数来源}
  published_prior_yuan: {en: figure in last year's document, zh: 上年文件公布数, unit: yuan}
  prior_document_id: {en: last year's document, zh: 上年文件}
  base_difference_yuan: {en: stated base minus published figure (rule R125), zh: 上年数差额, unit: yuan}
  base_agrees: {en: the two agree within 100 yuan (0.01 万元); NULL when one is missing, zh: 上年数是否一致}
  change_yuan: {en: current minus published prior, zh: 比上年公布数增减, unit: yuan}
  change_rate: {en: change in the published prior figure, zh: 增减率, unit: 1 = 100 %}
  document_scope: {en: "`department` (with its units) or `unit`", zh: 部门或单位}
  unit_id: {en: identity of the body across years, zh: 单位身份}
evidence:
  - of: [current_yuan]
    read_from: select amount_id from stg_measure_cell where document_id = $document_id and measure = $measure
  - of: [published_prior_yuan]
    read_from: select amount_id from stg_measure_cell where document_id = $prior_document_id and measure = $measure
  - of: [stated_base_yuan]
    read_from: >
      select unnest(amount_ids) as amount_id, null as document_id, null as claim_seq from mart_three_public
      where
        $stated_base_source = 'table' and document_id = $document_id and stage = 'prior_year_budget'
        and if(three_public_item = 'total', 'three_public_total', three_public_item) = $measure
      union all
      select null, document_id, claim_seq from fact_narrative_claim
      where
        document_id = $document_id and value_unit = 'yuan'
        and item = $measure || case $stated_base_source when 'prose' then '_prior' when 'prose_change' then '_change' end
  - of: [base_difference_yuan]
    computed_from: [stated_base_yuan, published_prior_yuan]
  - of: [change_yuan, change_rate]
    computed_from: [current_yuan, published_prior_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, measure]
  - not_null: [document_id, measure]
*/
with
figure as (
    select
        document_id,
        unnest([
            'total_revenue', 'expenditure', 'basic_expenditure', 'project_expenditure', 'general_public_expenditure', 'agency_operating_expenses'
        ]) as measure,
        unnest([
            revenue_yuan + coalesce(opening_balance_yuan, 0), expenditure_yuan, basic_yuan, project_yuan, general_public_yuan, operating_expenses_yuan
        ]) as current_yuan
    from mart_unit_year
),
item as (
    select
        document_id,
        if(three_public_item = 'total', 'three_public_total', three_public_item) as measure,
        amount_yuan as current_yuan
    from mart_three_public
    where is_own_year and three_public_item <> 'operating_expenses'
),
compared as (
    select * from figure
    where current_yuan is not null
    union all by name
    select * from item
),
-- What the document says about last year, most direct source first.
stated as (
    select
        document_id,
        if(three_public_item = 'total', 'three_public_total', three_public_item) as measure,
        amount_yuan as base_yuan,
        'table' as source,
        1 as rank
    from mart_three_public
    where stage = 'prior_year_budget'
    union all
    select
        document_id,
        regexp_replace(item, '_prior$', '') as measure,
        value as base_yuan,
        'prose' as source,
        2 as rank
    from fact_narrative_claim
    where value_unit = 'yuan' and item like '%\_prior' escape '\'
    union all
    select
        claim.document_id,
        compared.measure,
        compared.current_yuan - claim.value as base_yuan,
        'prose_change' as source,
        3 as rank
    from fact_narrative_claim as claim
    inner join compared on claim.document_id = compared.document_id and claim.item = compared.measure || '_change'
    where claim.value_unit = 'yuan'
),
base as (
    select
        document_id,
        measure,
        base_yuan,
        source
    from stated
    qualify row_number() over (partition by document_id, measure order by rank, base_yuan) = 1
),
body as (
    select
        document_id,
        document_kind,
        document_scope,
        division_code,
        unit_id,
        unit_code,
        unit_name,
        fiscal_year
    from mart_unit_year
),
last_year as (
    select
        body.document_id,
        earlier.document_id as prior_document_id
    from body
    inner join body as earlier
        on body.unit_id = earlier.unit_id
        and body.document_kind = earlier.document_kind
        and body.fiscal_year = earlier.fiscal_year + 1
    qualify row_number() over (partition by body.document_id order by earlier.document_id) = 1
)
select
    'mart_year_on_year:' || left(md5(concat_ws('|', compared.document_id, compared.measure)), 16) as row_key,
    compared.document_id,
    body.document_kind,
    body.document_scope,
    body.division_code,
    body.unit_id,
    body.unit_code,
    body.unit_name,
    body.fiscal_year,
    compared.measure,
    compared.current_yuan::decimal(20, 2) as current_yuan,
    base.base_yuan::decimal(20, 2) as stated_base_yuan,
    base.source as stated_base_source,
    last_year.prior_document_id,
    published.current_yuan::decimal(20, 2) as published_prior_yuan,
    (base.base_yuan - published.current_yuan)::decimal(20, 2) as base_difference_yuan,
    abs(base.base_yuan - published.current_yuan) <= 100 as base_agrees,
    (compared.current_yuan - published.current_yuan)::decimal(20, 2) as change_yuan,
    round((compared.current_yuan - published.current_yuan) / nullif(published.current_yuan, 0), 4) as change_rate
from compared
inner join body on compared.document_id = body.document_id
left join base on compared.document_id = base.document_id and compared.measure = base.measure
left join last_year on compared.document_id = last_year.document_id
left join compared as published on last_year.prior_document_id = published.document_id and compared.measure = published.measure
