/*
description: Transparency score of each disclosure (all its current files together) by criterion in eight criteria; criterion total adds them up.
description_zh: 透明度评分：每件公开（含其各文件）逐项得分。
grain: document_id, disclosure_seq, criterion
materialization: table
answers: [Q12]
warnings:
  - Scores depend on what was read; is_provisional marks disclosures with tables that were not understood, pages read by OCR, or of which only the text or only the tables were delivered.
  - Points that cannot be computed (no address, no day of approval, no basic spending) are left out of max_points, not given as 0; compare coverage beside the score.
columns:
  criterion: {en: "reachable, timeliness, required_tables, detail, explanations, performance, consistency, usability or total", zh: 评分项}
  points: {en: points reached, zh: 得分}
  max_points: {en: points that could be reached; NULL when the criterion cannot be computed, zh: 满分}
  score_share: {en: points in max_points, zh: 得分率, unit: 0 to 1}
  coverage: {en: share of the 100 points that could be computed (total only), zh: 可评比例, unit: 0 to 1}
  basis: {en: what the points were computed from, zh: 依据}
  is_provisional: {en: the reading or the delivery was incomplete, zh: 是否暂定}
  part_count: {en: files of the disclosure, zh: 文件数}
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
    select disclosure_id, document_id
    from stg_document_version
    where is_current and document_kind <> 'unknown'
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
    from figure_disclosure_content as body
    union all by name
    select
        body.document_id,
        'timeliness' as criterion,
        -- half a point less for every day after the 20 that the law gives (预算法 第14条)
        if(register.days_after_approval is null, null, greatest(0.0, 15.0 - 0.5 * greatest(0, register.days_after_approval - 20))) as points,
        if(register.days_after_approval is null, null, 15.0) as max_points,
        coalesce(register.days_after_approval || ' days after approval', 'needs approved_on in expected.csv and published_on in manifest.csv') as basis
    from figure_disclosure_content as body
    left join mart_disclosure_register as register on body.document_id = register.disclosure_key
    union all by name
    select
        body.document_id,
        'required_tables' as criterion,
        20.0 * coalesce(body.required_tables, 0) / 8 as points,
        20.0 as max_points,
        concat(coalesce(body.required_tables, 0), ' of 8 required tables') as basis
    from figure_disclosure_content as body
    union all by name
    select
        body.document_id,
        'detail' as criterion,
        5.0 * coalesce(body.function_share, 0)
        + 5.0 * coalesce(body.economic_share, 0)
        + least(5.0, coalesce(body.three_public_items, 0)) as points,
        -- without basic spending there is nothing to break down (check C08)
        if(overview.basic_yuan = 0 and body.economic_share is null, 10.0, 15.0) as max_points,
        concat(
            'share of spending at 项: ', round(coalesce(body.function_share, 0), 2),
            '; at 款: ', coalesce(round(body.economic_share, 2)::varchar, 'nothing'),
            '; 三公 parts: ', coalesce(body.three_public_items, 0)
        ) as basis
    from figure_disclosure_content as body
    left join figure_unit_year as overview on body.document_id = overview.document_id
    union all by name
    select
        body.document_id,
        'explanations' as criterion,
        10.0 * coalesce(body.topics, 0) / 6 as points,
        10.0 as max_points,
        concat(coalesce(body.topics, 0), ' of 6 topics explained in the prose') as basis
    from figure_disclosure_content as body
    union all by name
    select
        body.document_id,
        'performance' as criterion,
        case
            -- targets told in sentences (深圳) are targets, and cannot be counted
            when body.indicators is null then if(coalesce(body.has_target_table, false), 4.0, 0.0)
            else 4.0 + 3.0 * body.with_target + 3.0 * body.numeric
        end as points,
        10.0 as max_points,
        concat(coalesce(body.indicators, 0), ' indicators') as basis
    from figure_disclosure_content as body
    union all by name
    select
        body.document_id,
        'consistency' as criterion,
        15.0 * consistency.share as points,
        if(consistency.share is null, null, 15.0) as max_points,
        coalesce(concat('share of error rules passed: ', round(consistency.share, 3), '; could run: ', consistency.rules_run), 'no rule could be run') as basis
    from figure_disclosure_content as body
    left join consistency on body.document_id = consistency.document_id
    union all by name
    select
        body.document_id,
        'usability' as criterion,
        if(body.has_text_layer, 2.0, 0.0)
        + coalesce(1.0 * body.titled_tables / nullif(body.all_tables, 0), 0)
        + coalesce(1.0 * body.tables_with_unit / nullif(body.all_tables, 0), 0)
        + if(body.units = 1, 1.0, 0.0) as points,
        5.0 as max_points,
        concat('text: ', body.text_sources, '; tables: ', coalesce(body.all_tables, 0), '; amount units: ', coalesce(body.units, 0)) as basis
    from figure_disclosure_content as body
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
    disclosure_number(body.document_id) as disclosure_seq,
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
    body.has_unbound_tables or not body.has_text_layer or coalesce(body.bound_tables, 0) = 0 or body.claims is null as is_provisional
from with_total
inner join figure_disclosure_content as body on with_total.document_id = body.document_id
