/*
description: Which bodies should have published what, and what was found - expected from an operator's list (expected.csv), from the units that departments list, and from adjacent years of the same body. One row per disclosure, whose parts may be several files.
description_zh: 公开台账：应公开与已公开。
grain: unit_id, fiscal_year, document_kind
materialization: table
answers: [Q11]
warnings:
  - A body that no document, list of units or manifest names is not expected here; the register knows only what it was told.
  - missing means that nothing was delivered to this warehouse, not that nothing was published; only an operator's list and a crawl of the whole site can prove that.
  - The day of approval comes from expected.csv only; without it days_after_year_start is no legal deadline.
columns:
  status: {en: "`found` or `missing` (expected, and nothing delivered)", zh: 公开状态}
  expected_because: {en: "why it is expected: list (expected.csv), found, other_year (the body published this kind in the year before or after), listed (a department lists the unit and some unit of the place publishes this kind)", zh: 应公开依据}
  document_id: {en: main document of the disclosure, zh: 文件编号}
  part_ids: {en: all current documents of the disclosure, zh: 组成文件}
  version_count: {en: "documents found for this body, year and kind, superseded ones included", zh: 版本数}
  approved_on: {en: day of approval according to expected.csv, zh: 批复日期}
  days_after_approval: {en: days from approval to publication, zh: 批复后公开天数, unit: days}
  is_late: {en: published more than 20 days after approval (预算法 第14条); NULL when a day is unknown, zh: 是否逾期}
  days_after_year_start: {en: days from 1 January of the fiscal year (budgets) or of the year after (final accounts) to publication, zh: 公开天数, unit: days}
  table_kinds: {en: kinds of table found in all parts, zh: 已有表}
  missing_required_kinds: {en: "of the eight tables required by 财预〔2016〕143号, those not found", zh: 缺少的必公开表}
evidence:
  - of: [version_count, days_after_year_start, days_after_approval]
    read_from: select unnest($part_ids) as document_id
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [unit_id, fiscal_year, document_kind]
  - not_null: [unit_id, fiscal_year, document_kind, status]
*/
with
required_kind (table_kind) as (
    values
    ('revenue_expenditure_summary'),
    ('revenue'),
    ('expenditure'),
    ('fiscal_appropriation_summary'),
    ('general_public_expenditure'),
    ('general_public_basic_expenditure'),
    ('three_public'),
    ('government_fund')
),
body as (
    select
        document.document_id,
        version.disclosure_id,
        dim_unit.unit_id,
        dim_unit.place,
        document.fiscal_year,
        document.document_kind,
        document.published_on,
        document.text_source,
        version.is_current
    from stg_disclosure as document
    inner join stg_document_version as version on document.document_id = version.document_id
    inner join dim_unit
        on dim_unit.unit_key = unit_year_key(document.division_code, document.collection, document.unit_code, document.unit_name, document.fiscal_year)
    where document.rejected_reason is null and document.fiscal_year is not null and document.document_kind <> 'unknown'
),
found as (
    select
        unit_id,
        fiscal_year,
        document_kind,
        any_value(disclosure_id) filter (where is_current) as document_id,
        list(document_id order by document_id = disclosure_id desc, document_id) filter (where is_current) as part_ids,
        count(*)::integer as version_count,
        min(published_on) filter (where is_current) as published_on,
        any_value(text_source) filter (where document_id = disclosure_id) as text_source
    from body
    group by unit_id, fiscal_year, document_kind
),
year_of_place as (
    select distinct place, fiscal_year, document_kind
    from body
),
named as (
    select
        dim_unit.unit_id,
        dim_unit.place,
        expected.fiscal_year,
        expected.document_kind,
        min(expected.approved_on) as approved_on
    from expected_disclosure as expected
    inner join dim_unit
        on dim_unit.unit_key = unit_year_key(expected.division_code, expected.collection, expected.unit_code, expected.unit_name, expected.fiscal_year)
    group by dim_unit.unit_id, dim_unit.place, expected.fiscal_year, expected.document_kind
),
expected as (
    select unit_id, place, fiscal_year, document_kind, 'list' as because, 0 as rank
    from named
    union all by name
    select unit_id, place, fiscal_year, document_kind, 'found' as because, 1 as rank
    from body
    union all by name
    -- Published in the year before or after, and the place publishes this kind in this year. Further away bodies are renamed and merged.
    select
        body.unit_id,
        body.place,
        year_of_place.fiscal_year,
        body.document_kind,
        'other_year' as because,
        2 as rank
    from body
    inner join year_of_place
        on body.place = year_of_place.place
        and body.document_kind = year_of_place.document_kind
        and abs(body.fiscal_year - year_of_place.fiscal_year) = 1
    union all by name
    -- Listed inside a department document, by code or by name alone (泉州), where units of the place publish documents of their own.
    select
        dim_unit.unit_id,
        dim_unit.place,
        dim_unit.fiscal_year,
        year_of_place.document_kind,
        'listed' as because,
        3 as rank
    from dim_unit
    inner join year_of_place
        on dim_unit.place = year_of_place.place
        and dim_unit.fiscal_year = year_of_place.fiscal_year
        and year_of_place.document_kind like 'unit%'
    where dim_unit.unit_level = 'unit' or dim_unit.unit_level is null and dim_unit.is_listed and not dim_unit.publishes_document
),
each_once as (
    select *
    from expected
    qualify row_number() over (partition by unit_id, fiscal_year, document_kind order by rank) = 1
),
name_of_unit as (
    select
        unit_id,
        arg_max(unit_name, fiscal_year) as unit_name,
        arg_max(unit_code, fiscal_year) as unit_code,
        any_value(division_code) as division_code
    from dim_unit
    group by unit_id
),
kinds as (
    select
        version.disclosure_id,
        list(distinct document_table.table_kind order by document_table.table_kind) as table_kinds
    from stg_table as document_table
    inner join stg_document_version as version on document_table.document_id = version.document_id
    where document_table.status <> 'unbound' and version.is_current
    group by version.disclosure_id
),
missing as (
    select
        found.document_id,
        list(required_kind.table_kind order by required_kind.table_kind) as missing_required_kinds
    from found
    cross join required_kind
    left join kinds on found.document_id = kinds.disclosure_id
    where
        not coalesce(list_contains(kinds.table_kinds, required_kind.table_kind), false)
        -- basic and project spending may stand together in one table by economic classification (深圳)
        and not (
            required_kind.table_kind = 'general_public_basic_expenditure'
            and coalesce(list_contains(kinds.table_kinds, 'economic_summary'), false)
        )
    group by found.document_id
)
select
    'mart_disclosure_register:' || left(md5(concat_ws('|', each_once.unit_id, each_once.fiscal_year, each_once.document_kind)), 16) as row_key,
    each_once.place,
    name_of_unit.division_code,
    each_once.unit_id,
    name_of_unit.unit_code,
    name_of_unit.unit_name,
    each_once.fiscal_year,
    each_once.document_kind,
    if(found.document_id is null, 'missing', 'found') as status,
    each_once.because as expected_because,
    split_part(found.document_id, '#', 1) as document_id,
    disclosure_number(found.document_id) as disclosure_seq,
    found.document_id as disclosure_key,
    found.part_ids,
    coalesce(found.version_count, 0) as version_count,
    found.published_on,
    named.approved_on,
    date_diff('day', named.approved_on, found.published_on) as days_after_approval,
    date_diff('day', named.approved_on, found.published_on) > 20 as is_late,
    date_diff('day', make_date(each_once.fiscal_year + (each_once.document_kind like '%final_accounts')::integer, 1, 1), found.published_on) as days_after_year_start,
    found.text_source,
    kinds.table_kinds,
    missing.missing_required_kinds
from each_once
inner join name_of_unit using (unit_id)
left join found using (unit_id, fiscal_year, document_kind)
left join named using (unit_id, fiscal_year, document_kind)
left join kinds on found.document_id = kinds.disclosure_id
left join missing on found.document_id = missing.document_id
