/*
description: Transparency score of each disclosure (all its current files together) by criterion, after the parts of DOMAIN 6.3; criterion total adds them up.
description_zh: 透明度评分：每件公开（含其各文件）逐项得分。
grain: document_id, disclosure_seq, criterion
materialization: table
answers: [Q12]
warnings:
  - Scores depend on what was read; is_provisional marks disclosures with tables that were not understood, pages read by OCR, or of which only the text or only the tables were delivered.
  - Points that cannot be computed (no address, no day of approval, no basic spending) are left out of max_points, not given as 0; compare coverage beside the score.
columns:
  disclosure_key: {en: "the document's id, followed by # and disclosure_seq from the second disclosure of a file on", zh: 公开件键}
  row_key: {en: "locator of the row, the same in every build: mingzhang trace ROW_KEY shows the cells behind it", zh: 溯源键}
  criterion: {en: "reachable, timeliness, required_tables, detail, explanations, performance, consistency, usability or total", zh: 评分项}
  points: {en: points reached, zh: 得分}
  max_points: {en: points that could be reached; NULL when the criterion cannot be computed, zh: 满分}
  score_share: {en: points in max_points, zh: 得分率, unit: 0 to 1}
  coverage: {en: share of the 100 points that could be computed (total only), zh: 可评比例, unit: 0 to 1}
  basis: {en: what the points were computed from, zh: 依据}
  is_provisional: {en: the reading or the delivery was incomplete, zh: 是否暂定}
  part_count: {en: files of the disclosure, zh: 文件数}
  document_scope: {en: "`department` (with its units) or `unit`", zh: 部门或单位}
evidence:
  - of: [points, max_points, score_share, coverage, part_count]
    read_from: select $disclosure_key as document_id
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq, criterion]
  - not_null: [document_id, criterion]
  - sql: {name: points_do_not_exceed_the_maximum, query: "select * from mart_transparency where points > max_points"}
*/
with
part as (
    select
        version.disclosure_id,
        version.document_id,
        document.text_source,
        coalesce(unbound.unbound_table_count, 0) as unbound_table_count,
        document.source_url
    from stg_document_version as version
    inner join stg_disclosure as document on version.document_id = document.document_id
    left join (
        select document_id, count(*) as unbound_table_count
        from document_table
        where status = 'unbound'
        group by document_id
    ) as unbound on version.file_id = unbound.document_id
    where version.is_current and version.document_kind <> 'unknown'
),
body as (
    select
        document.document_id,
        document.document_kind,
        version.document_scope,
        document.division_code,
        document.unit_code,
        document.unit_name,
        document.fiscal_year,
        any_value(part.source_url) as source_url,
        count(*)::integer as part_count,
        bool_and(part.text_source = 'text') as has_text_layer,
        string_agg(distinct part.text_source, ', ' order by part.text_source) as text_sources,
        bool_or(part.unbound_table_count > 0) as has_unbound_tables
    from part
    inner join stg_disclosure as document on part.disclosure_id = document.document_id
    inner join stg_document_version as version on part.disclosure_id = version.document_id
    group by
        document.document_id, document.document_kind, version.document_scope, document.division_code, document.unit_code,
        document.unit_name, document.fiscal_year
),
tables as (
    select
        part.disclosure_id as document_id,
        -- basic and project spending may stand together in one table by economic classification (深圳)
        count(distinct if(document_table.table_kind = 'economic_summary', 'general_public_basic_expenditure', document_table.table_kind)) filter (
            where document_table.table_kind in (
                'revenue_expenditure_summary', 'revenue', 'expenditure', 'fiscal_appropriation_summary', 'general_public_expenditure',
                'general_public_basic_expenditure', 'economic_summary', 'three_public', 'government_fund'
            )
        ) as required_tables,
        count(*) as all_tables,
        count(*) filter (where document_table.title <> '') as titled_tables,
        count(*) filter (where document_table.amount_unit is not null) as tables_with_unit,
        count(distinct document_table.amount_unit) as units,
        count(*) filter (where document_table.status = 'bound') as bound_tables,
        bool_or(document_table.table_kind in ('project_performance', 'department_performance') and document_table.row_count > 0) as has_target_table
    from stg_table as document_table
    inner join part on document_table.document_id = part.document_id
    group by part.disclosure_id
),
function_detail as (
    select
        part.disclosure_id as document_id,
        least(1.0, sum(detail.amount_yuan) filter (where detail.level = '项') / nullif(sum(detail.amount_yuan) filter (where detail.level = '类'), 0)) as share
    from figure_function_document as detail
    inner join part on detail.document_id = part.document_id
    group by part.disclosure_id
),
-- 基本支出 to 款 (check C08) is judged on the table of basic expenditure, which may stand beside one by 类 only (泉州).
economic_detail as (
    select
        part.disclosure_id as document_id,
        sum(amount.amount_yuan) filter (where length(amount.department_economic_code) >= 5 or length(amount.government_economic_code) >= 5)
        / nullif(sum(amount.amount_yuan), 0) as share
    from stg_amount as amount
    inner join part on amount.document_id = part.document_id
    where
        amount.table_kind = 'general_public_basic_expenditure' and amount.is_leaf and amount.is_leaf_column and not amount.is_of_which
        and (amount.department_economic_code is not null or amount.government_economic_code is not null)
    group by part.disclosure_id
),
economic_summary_detail as (
    select
        part.disclosure_id as document_id,
        sum(detail.amount_yuan) filter (where length(detail.department_economic_code) >= 5 or length(detail.government_economic_code) >= 5)
        / nullif(sum(detail.amount_yuan), 0) as share
    from figure_economic_document as detail
    inner join part on detail.document_id = part.document_id
    group by part.disclosure_id
),
-- A place may print the five parts as columns or as rows.
three_public_part as (
    select
        document_id,
        three_public_item
    from stg_column as table_column
    union
    select
        document_id,
        three_public_item
    from stg_amount as fact_amount
    where table_kind = 'three_public'
),
three_public as (
    select
        part.disclosure_id as document_id,
        count(distinct three_public_part.three_public_item) as items
    from three_public_part
    inner join part on three_public_part.document_id = part.document_id
    where three_public_part.three_public_item in ('overseas_travel', 'vehicles', 'vehicle_purchase', 'vehicle_operation', 'reception')
    group by part.disclosure_id
),
explained as (
    select
        document_id,
        count(*) as claims,
        count(distinct case
            when regexp_matches(item, '^(fixed_assets|vehicle_count|planned_vehicle|equipment|planned_equipment|asset_)') then 'assets'
            when regexp_matches(item, '^(three_public|overseas_travel|vehicles|vehicle_purchase|vehicle_operation|reception)') then 'three_public'
            when item like 'agency_operating%' then 'operating_expenses'
            when item like 'procurement%' then 'procurement'
            when item like 'performance%' then 'performance'
        end)
        + bool_or(regexp_matches(item, '_change(_rate|_reason)?$'))::integer as topics
    from stg_disclosure_claim
    group by document_id
),
targets as (
    select
        part.disclosure_id as document_id,
        count(*) as indicators,
        avg((indicator.target_printed is not null)::integer) as with_target,
        avg((indicator.target_value is not null)::integer) as numeric
    from stg_indicator as indicator
    inner join part on indicator.document_id = part.document_id
    group by part.disclosure_id
),
-- One outcome per rule and document: it failed if any instance failed; a rule without data counts as half.
rule_outcome as (
    select
        part.disclosure_id as document_id,
        finding.rule_id,
        case
            when bool_or(finding.outcome = 'fail') then 0.0
            when bool_or(finding.outcome in ('pass', 'pass_rounding')) then 1.0
            when bool_or(finding.outcome in ('detail_withheld', 'insufficient_data')) then 0.5
        end as value,
        bool_or(finding.outcome in ('fail', 'detail_withheld', 'pass', 'pass_rounding')) as could_run
    from finding
    inner join part on finding.document_id = part.document_id
    where finding.severity = 'error'
    group by part.disclosure_id, finding.rule_id
),
consistency as (
    select
        rule_outcome.document_id,
        avg(rule_outcome.value) as share,
        count(*) filter (where rule_outcome.could_run) as rules_run
    from rule_outcome
    -- a form without a single figure passes every sum
    semi join (select distinct part.disclosure_id as document_id
    from stg_amount as fact_amount
    inner join part on fact_amount.document_id = part.document_id
    where fact_amount.cell_state = 'value') as with_figures on rule_outcome.document_id = with_figures.document_id
    where rule_outcome.value is not null
    group by rule_outcome.document_id
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
        -- half a point less for every day after the 20 that the law gives (预算法 第14条)
        if(register.days_after_approval is null, null, greatest(0.0, 15.0 - 0.5 * greatest(0, register.days_after_approval - 20))) as points,
        if(register.days_after_approval is null, null, 15.0) as max_points,
        coalesce(register.days_after_approval || ' days after approval', 'needs approved_on in expected.csv and published_on in manifest.csv') as basis
    from body
    left join mart_disclosure_register as register on body.document_id = register.disclosure_key
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
        5.0 * coalesce(function_detail.share, 0)
        + 5.0 * coalesce(economic_detail.share, economic_summary_detail.share, 0)
        + least(5.0, coalesce(three_public.items, 0)) as points,
        -- without basic spending there is nothing to break down (check C08)
        if(overview.basic_yuan = 0 and coalesce(economic_detail.share, economic_summary_detail.share) is null, 10.0, 15.0) as max_points,
        concat(
            'share of spending at 项: ', round(coalesce(function_detail.share, 0), 2),
            '; at 款: ', coalesce(round(coalesce(economic_detail.share, economic_summary_detail.share), 2)::varchar, 'nothing'),
            '; 三公 parts: ', coalesce(three_public.items, 0)
        ) as basis
    from body
    left join function_detail on body.document_id = function_detail.document_id
    left join economic_detail on body.document_id = economic_detail.document_id
    left join economic_summary_detail on body.document_id = economic_summary_detail.document_id
    left join figure_unit_year as overview on body.document_id = overview.document_id
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
            -- targets told in sentences (深圳) are targets, and cannot be counted
            when targets.indicators is null then if(coalesce(tables.has_target_table, false), 4.0, 0.0)
            else 4.0 + 3.0 * targets.with_target + 3.0 * targets.numeric
        end as points,
        10.0 as max_points,
        concat(coalesce(targets.indicators, 0), ' indicators') as basis
    from body
    left join targets on body.document_id = targets.document_id
    left join tables on body.document_id = tables.document_id
    union all
    select
        body.document_id,
        'consistency' as criterion,
        15.0 * consistency.share as points,
        if(consistency.share is null, null, 15.0) as max_points,
        coalesce(concat('share of error rules passed: ', round(consistency.share, 3), '; could run: ', consistency.rules_run), 'no rule could be run') as basis
    from body
    left join consistency on body.document_id = consistency.document_id
    union all
    select
        body.document_id,
        'usability' as criterion,
        if(body.has_text_layer, 2.0, 0.0)
        + coalesce(1.0 * tables.titled_tables / nullif(tables.all_tables, 0), 0)
        + coalesce(1.0 * tables.tables_with_unit / nullif(tables.all_tables, 0), 0)
        + if(tables.units = 1, 1.0, 0.0) as points,
        5.0 as max_points,
        concat('text: ', body.text_sources, '; tables: ', coalesce(tables.all_tables, 0), '; amount units: ', coalesce(tables.units, 0)) as basis
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
    split_part(body.document_id, '#', 1) as document_id,
    coalesce(try_cast(split_part(body.document_id, '#', 2) as integer), 1) as disclosure_seq,
    body.document_id as disclosure_key,
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
    body.part_count,
    body.has_unbound_tables or not body.has_text_layer or coalesce(tables.bound_tables, 0) = 0 or explained.claims is null as is_provisional
from with_total
inner join body on with_total.document_id = body.document_id
left join tables on body.document_id = tables.document_id
left join explained on body.document_id = explained.document_id
