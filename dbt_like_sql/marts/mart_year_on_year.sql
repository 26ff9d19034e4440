/*
description: This year's figure, the base that the document states for last year, and what last year's document of the same body published.
description_zh: 年度比较：本年数、本文件所述上年数、上年文件公布数。
grain: document_id, disclosure_seq, measure
materialization: table
answers: [Q01, Q08]
warnings:
  - stated_base_yuan is computed from the stated change where the text gives no base; see stated_base_source.
  - A change of 收入预算 or 支出预算 counts only where the text states the figure itself and that figure is current_yuan (scope with or without money carried over).
  - prior_document_id is NULL when last year's document of the same body, scope and family was not read.
columns:
  measure: {en: "what is compared, in the words of mart_unit_year and mart_three_public", zh: 指标}
  current_yuan: {en: this document's figure, zh: 本年数, unit: yuan}
  stated_base_yuan: {en: last year's figure according to this document, zh: 本文件所述上年数, unit: yuan}
  stated_base_source: {en: "`table` (a column about last year), `prose` (the text names it), `prose_change` (figure minus stated change)", zh: 上年数来源}
  stated_base_item: {en: "what the text says has changed (fact_narrative_claim.item); NULL for `table`", zh: 上年数所据文字事项}
  published_prior_yuan: {en: figure in last year's document, zh: 上年文件公布数, unit: yuan}
  prior_document_id: {en: last year's document, zh: 上年文件}
  base_difference_yuan: {en: stated base minus published figure (rule R125), zh: 上年数差额, unit: yuan}
  base_agrees: {en: "the two agree within 100 yuan (0.01 万元), or within the last printed place of a change stated in whole 万元; NULL when one is missing", zh: 上年数是否一致}
  change_yuan: {en: current minus published prior, zh: 比上年公布数增减, unit: yuan}
  change_rate: {en: change in the published prior figure, zh: 增减率, unit: 1 = 100 %}
evidence:
  - of: [current_yuan]
    read_from: >
      select amount_id, null as document_id, null as claim_seq from figure_measure_cell where document_id = $disclosure_key and measure = $measure
      union all
      select null, source_document_id, claim_seq from stg_disclosure_claim
      where
        $measure = 'agency_operating_expenses' and document_id = $disclosure_key and item = $measure
        and document_id in (select disclosure_key from mart_operating_expenses where operating_source = 'prose')
  - of: [published_prior_yuan]
    read_from: >
      select amount_id, null as document_id, null as claim_seq from figure_measure_cell where document_id = $prior_document_id and measure = $measure
      union all
      select null, source_document_id, claim_seq from stg_disclosure_claim
      where
        $measure = 'agency_operating_expenses' and document_id = $prior_document_id and item = $measure
        and document_id in (select disclosure_key from mart_operating_expenses where operating_source = 'prose')
  - of: [stated_base_yuan]
    read_from: >
      select unnest(amount_ids) as amount_id, null as document_id, null as claim_seq from mart_three_public
      where
        $stated_base_source = 'table' and disclosure_key = $disclosure_key and stage = 'prior_year_budget'
        and if(three_public_item = 'total', 'three_public_total', three_public_item) = $measure
      union all
      select null, source_document_id, claim_seq from stg_disclosure_claim
      where document_id = $disclosure_key and value_unit = 'yuan' and item = $stated_base_item
  - of: [base_difference_yuan]
    computed_from: [stated_base_yuan, published_prior_yuan]
  - of: [change_yuan, change_rate]
    computed_from: [current_yuan, published_prior_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq, measure]
  - not_null: [document_id, measure]
*/
with
figure as (
    select
        disclosure_key as document_id,
        unnest([
            'total_revenue', 'expenditure', 'basic_expenditure', 'project_expenditure', 'general_public_expenditure'
        ]) as measure,
        unnest([
            revenue_yuan + coalesce(opening_balance_yuan, 0), expenditure_yuan, basic_yuan, project_yuan, general_public_yuan
        ]) as current_yuan
    from mart_unit_year
    union all by name
    select
        disclosure_key as document_id,
        'agency_operating_expenses' as measure,
        operating_expenses_yuan as current_yuan
    from mart_operating_expenses
),
item as (
    select
        disclosure_key as document_id,
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
-- The text may be another file than the tables.
statement as (
    select
        version.disclosure_id as document_id,
        claim.* exclude (document_id)
    from stg_rule_claim as claim
    inner join stg_document_version as version on claim.document_id = version.document_id
    where version.is_current
),
-- Changes and bases of the prose. Where the text also states the figure that changed, that figure must be the measure: within the last printed place,
-- or within the rounding of some leaves where the measure is their sum; then the change is taken from the figure that the text prints.
spoken as (
    select
        compared.document_id,
        compared.measure,
        claim.item,
        if(
            claim.facet = 'prior',
            claim.value,
            coalesce(
                min(figure.value) filter (where figure.step <= 100 and abs(figure.value - compared.current_yuan) between 100 and 300),
                compared.current_yuan
            ) - claim.value
        ) as base_yuan,
        if(claim.facet = 'prior', 'prose', 'prose_change') as source,
        if(claim.facet = 'prior', 2, 3) as rank,
        claim.step
    from compared
    inner join figure_claim_measure as meaning on compared.measure = meaning.measure
    inner join statement as claim
        on compared.document_id = claim.document_id and meaning.stem = claim.stem and claim.facet in ('change', 'prior') and claim.value_unit = 'yuan'
    left join statement as figure
        on
            compared.document_id = figure.document_id
            and coalesce(meaning.figure, meaning.stem) = figure.stem
            and figure.facet = ''
            and figure.value_unit = 'yuan'
    group by
        compared.document_id, compared.measure, compared.current_yuan, claim.claim_seq, claim.item, claim.facet, claim.value, claim.step
    having
        bool_or(abs(figure.value - compared.current_yuan) <= greatest(figure.step, 300))
        or count(figure.value) = 0 and any_value(meaning.figure) is null
),
-- What the document says about last year, most direct source first.
stated as (
    select
        disclosure_key as document_id,
        if(three_public_item = 'total', 'three_public_total', three_public_item) as measure,
        null as item,
        amount_yuan as base_yuan,
        'table' as source,
        1 as rank,
        0 as step
    from mart_three_public
    where stage = 'prior_year_budget'
    union all
    -- Two changes of one thing that do not agree: one of them is about a part, and the text does not say which.
    select * from spoken
    qualify max(base_yuan) over (partition by document_id, measure, rank) - min(base_yuan) over (partition by document_id, measure, rank) <= 100
),
base as (
    select
        document_id,
        measure,
        item,
        base_yuan,
        source,
        step
    from stated
    qualify row_number() over (partition by document_id, measure order by rank, base_yuan, item) = 1
),
body as (
    select disclosure_key as document_id, document_kind, document_scope, division_code, unit_id, unit_code, unit_name, fiscal_year
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
    split_part(compared.document_id, '#', 1) as document_id,
    disclosure_number(compared.document_id) as disclosure_seq,
    compared.document_id as disclosure_key,
    body.* exclude (document_id),
    compared.measure,
    compared.current_yuan::decimal(20, 2) as current_yuan,
    base.base_yuan::decimal(20, 2) as stated_base_yuan,
    base.source as stated_base_source,
    base.item as stated_base_item,
    last_year.prior_document_id,
    published.current_yuan::decimal(20, 2) as published_prior_yuan,
    (base.base_yuan - published.current_yuan)::decimal(20, 2) as base_difference_yuan,
    abs(base.base_yuan - published.current_yuan) <= greatest(base.step, 100) as base_agrees,
    (compared.current_yuan - published.current_yuan)::decimal(20, 2) as change_yuan,
    round((compared.current_yuan - published.current_yuan) / nullif(published.current_yuan, 0), 4) as change_rate
from compared
inner join body on compared.document_id = body.document_id
left join base on compared.document_id = base.document_id and compared.measure = base.measure
left join last_year on compared.document_id = last_year.document_id
left join compared as published on last_year.prior_document_id = published.document_id and compared.measure = published.measure
