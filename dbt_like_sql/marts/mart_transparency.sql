/*
description: Transparency score of each current document by criterion, after the parts of DOMAIN 6.3; criterion total adds them up.
description_zh: 透明度评分：逐项得分。
grain: document_id, criterion
materialization: table
answers: [Q12]
warnings:
  - Scores depend on what was read; is_provisional marks documents with tables that were not understood or pages read by OCR.
  - Points that cannot be computed (no publication or approval date) are left out of max_points, not given as 0; compare coverage beside the score.
columns:
  row_key: {en: "locator of the row, the same in every build: mingzhang trace ROW_KEY shows the cells behind it", zh: 溯源键}
  criterion: {en: "reachable, timeliness, required_tables, detail, explanations, performance, consistency, usability or total", zh: 评分项}
  points: {en: points reached, zh: 得分}
  max_points: {en: points that could be reached; NULL when the criterion cannot be computed, zh: 满分}
  score_share: {en: points in max_points, zh: 得分率, unit: 0 to 1}
  coverage: {en: share of the 100 points that could be computed (total only), zh: 可评比例, unit: 0 to 1}
  basis: {en: what the points were computed from, zh: 依据}
  is_provisional: {en: the reading was incomplete, zh: 是否暂定}
  document_scope: {en: "`department` (with its units) or `unit`", zh: 部门或单位}
evidence:
  - of: [points, max_points, score_share, coverage]
    read_from: select $document_id as document_id
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, criterion]
  - not_null: [document_id, criterion]
  - sql: {name: points_do_not_exceed_the_maximum, query: "select * from mart_transparency where points > max_points"}
*/
with
body as (
    select
        document.*,
        version.document_scope
    from dim_document as document
    inner join stg_document_version as version on document.document_id = version.document_id
    where document.is_current and document.document_kind <> 'unknown'
),
tables as (
    select
        document_id,
        -- basic and project spending may stand together in one table by economic classification (深圳)
        count(distinct if(table_kind = 'economic_summary', 'general_public_basic_expenditure', table_kind)) filter (
            where table_kind in (
                'revenue_expenditure_summary', 'revenue', 'expenditure', 'fiscal_appropriation_summary', 'general_public_expenditure',
                'general_public_basic_expenditure', 'economic_summary', 'three_public', 'government_fund'
            )
        ) as required_tables,
        count(*) as all_tables,
        count(*) filter (where title <> '') as titled_tables,
        count(*) filter (where amount_unit is not null) as tables_with_unit,
        count(distinct amount_unit) as units
    from document_table
    group by document_id
),
function_detail as (
    select
        document_id,
        sum(amount_yuan) filter (where length(function_code) = 7) / nullif(sum(amount_yuan), 0) as share
    from stg_function_document
    group by document_id
),
economic_detail as (
    select
        document_id,
        sum(amount_yuan) filter (where length(department_economic_code) >= 5) / nullif(sum(amount_yuan), 0) as share
    from stg_economic_document
    group by document_id
),
detail as (
    select
        document.document_id,
        coalesce(function_detail.share, 0) as function_share,
        coalesce(economic_detail.share, 0) as economic_share
    from document
    left join function_detail on document.document_id = function_detail.document_id
    left join economic_detail on document.document_id = economic_detail.document_id
),
three_public as (
    select
        document_id,
        count(distinct three_public_item) filter (
            where three_public_item in ('overseas_travel', 'vehicles', 'vehicle_purchase', 'vehicle_operation', 'reception')
        ) as items
    from table_column
    group by document_id
),
explained as (
    select
        document_id,
        count(distinct case
            when regexp_matches(item, '_change(_rate|_reason)?$') then 'changes'
            when regexp_matches(item, '^(three_public|overseas|vehicle|reception)') then 'three_public'
            when item like 'agency_operating%' then 'operating_expenses'
            when item like 'procurement%' then 'procurement'
            when regexp_matches(item, '^(fixed_assets|vehicle_count|equipment)') then 'assets'
            when item like 'performance%' then 'performance'
        end) as topics
    from fact_narrative_claim
    group by document_id
),
targets as (
    select
        document_id,
        count(*) as indicators,
        avg((target_printed is not null)::integer) as with_target,
        avg((target_value is not null)::integer) as numeric
    from fact_performance_indicator
    group by document_id
),
-- One outcome per rule and document: it failed if any instance failed; a rule without data counts as half.
rule_outcome as (
    select
        document_id,
        rule_id,
        case
            when bool_or(outcome = 'fail') then 0.0
            when bool_or(outcome in ('pass', 'pass_rounding')) then 1.0
            when bool_or(outcome = 'insufficient_data') then 0.5
        end as value
    from finding
    where severity = 'error'
    group by document_id, rule_id
),
consistency as (
    select
        document_id,
        avg(value) as share
    from rule_outcome
    where value is not null
    group by document_id
),
score as (
    select
        body.document_id,
        'reachable' as criterion,
        if(body.source_url is null, null, 10.0) as points,
        if(body.source_url is null, null, 10.0) as max_points,
        coalesce(body.source_url, 'no address in the manifest') as basis
    from body
    union all
    select
        body.document_id,
        'timeliness' as criterion,
        null as points,
        null as max_points,
        'needs the day of approval, which no input gives' as basis
    from body
    union all
    select
        body.document_id,
        'required_tables' as criterion,
        20.0 * coalesce(tables.required_tables, 0) / 8 as points,
        20.0 as max_points,
        concat(coalesce(tables.required_tables, 0), ' of 8 required tables') as basis
    from body
    left join tables on body.document_id = tables.document_id
    union all
    select
        body.document_id,
        'detail' as criterion,
        least(5.0, 5.0 * coalesce(detail.function_share, 0))
        + least(5.0, 5.0 * coalesce(detail.economic_share, 0))
        + least(5.0, coalesce(three_public.items, 0)) as points,
        15.0 as max_points,
        concat(
            'share of spending at 项: ', round(coalesce(detail.function_share, 0), 2), '; at 款: ', round(coalesce(detail.economic_share, 0), 2),
            '; 三公 parts as columns: ', coalesce(three_public.items, 0)
        ) as basis
    from body
    left join detail on body.document_id = detail.document_id
    left join three_public on body.document_id = three_public.document_id
    union all
    select
        body.document_id,
        'explanations' as criterion,
        10.0 * coalesce(explained.topics, 0) / 6 as points,
        10.0 as max_points,
        concat(coalesce(explained.topics, 0), ' of 6 topics explained in the prose') as basis
    from body
    left join explained on body.document_id = explained.document_id
    union all
    select
        body.document_id,
        'performance' as criterion,
        case
            when targets.indicators is null then 0.0
            else 4.0 + 3.0 * targets.with_target + 3.0 * targets.numeric
        end as points,
        10.0 as max_points,
        concat(coalesce(targets.indicators, 0), ' indicators') as basis
    from body
    left join targets on body.document_id = targets.document_id
    union all
    select
        body.document_id,
        'consistency' as criterion,
        15.0 * consistency.share as points,
        if(consistency.share is null, null, 15.0) as max_points,
        coalesce(concat('share of error rules passed: ', round(consistency.share, 3)), 'no rule could be run') as basis
    from body
    left join consistency on body.document_id = consistency.document_id
    union all
    select
        body.document_id,
        'usability' as criterion,
        if(body.text_source = 'text', 2.0, 0.0)
        + coalesce(1.0 * tables.titled_tables / nullif(tables.all_tables, 0), 0)
        + coalesce(1.0 * tables.tables_with_unit / nullif(tables.all_tables, 0), 0)
        + if(tables.units = 1, 1.0, 0.0) as points,
        5.0 as max_points,
        concat('text: ', body.text_source, '; tables: ', coalesce(tables.all_tables, 0), '; amount units: ', coalesce(tables.units, 0)) as basis
    from body
    left join tables on body.document_id = tables.document_id
),
with_total as (
    select
        *,
        null::double as coverage
    from score
    union all by name
    select
        document_id,
        'total' as criterion,
        sum(points) as points,
        sum(max_points) as max_points,
        'sum of the criteria that could be computed' as basis,
        sum(max_points)::double / 100 as coverage
    from score
    group by document_id
)
select
    'mart_transparency:' || left(md5(concat_ws('|', body.document_id, with_total.criterion)), 16) as row_key,
    body.document_id,
    body.document_kind,
    body.document_scope,
    body.division_code,
    body.unit_code,
    body.unit_name,
    body.fiscal_year,
    with_total.criterion,
    round(with_total.points, 2)::decimal(6, 2) as points,
    round(with_total.max_points, 2)::decimal(6, 2) as max_points,
    round(with_total.points / nullif(with_total.max_points, 0), 4) as score_share,
    round(with_total.coverage, 2) as coverage,
    with_total.basis,
    body.unbound_table_count > 0 or body.text_source <> 'text' as is_provisional
from with_total
inner join body on with_total.document_id = body.document_id
