/*
description: What each disclosure holds, all its current files together - tables, depth of codes, topics of the prose, targets. Transparency is scored on it.
description_zh: 每件公开的内容：表、科目深度、文字说明、绩效目标。
grain: document_id
materialization: table
columns:
  document_id: key of the disclosure's main document
  text_sources: how the pages were read
  required_tables: {en: of the eight tables required by 财预〔2016〕143号, zh: 必公开表数}
  units: amount units that its tables print
  function_share: {en: share of spending told down to 项, zh: 功能科目细至项的比例, unit: 0 to 1}
  economic_share: {en: share of basic spending told down to 款, zh: 经济科目细至款的比例, unit: 0 to 1}
  three_public_items: the five parts of 三公 that are printed
  topics: topics of six that the prose explains
  with_target: {en: share of indicators with a printed target, zh: 有指标值的比例, unit: 0 to 1}
  numeric: {en: share of indicators with a target in figures, zh: 可量化指标比例, unit: 0 to 1}
checks:
  - unique: [document_id]
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
    select document_id, three_public_item
    from stg_column as table_column
    union
    select document_id, three_public_item
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
)
select
    body.*,
    tables.* exclude (document_id),
    function_detail.share as function_share,
    coalesce(economic_detail.share, economic_summary_detail.share) as economic_share,
    three_public.items as three_public_items,
    explained.* exclude (document_id),
    targets.* exclude (document_id)
from body
left join tables using (document_id)
left join function_detail using (document_id)
left join economic_detail using (document_id)
left join economic_summary_detail using (document_id)
left join three_public using (document_id)
left join explained using (document_id)
left join targets using (document_id)
