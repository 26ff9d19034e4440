/*
description: Which bodies should have published what, and what was found - expected from manifests, from the units that departments list, and from other years of the same body.
description_zh: 公开台账：应公开与已公开。
grain: unit_id, fiscal_year, document_kind
materialization: table
answers: [Q11]
warnings:
  - A body that no document, list of units or manifest names is not expected here; the register knows only what it was told.
  - The date of approval is not in the documents; days_after_year_start is no legal deadline.
columns:
  row_key: {en: "locator of the row, the same in every build: mingzhang trace ROW_KEY shows the cells behind it", zh: 溯源键}
  unit_id: {en: identity of the body across years, zh: 单位身份}
  place: {en: "division code, else `collection:` and the collection", zh: 地区}
  status: {en: "`found`, `rejected` (a file came but cannot be read) or `missing`", zh: 公开状态}
  expected_because: {en: "why it is expected: found, other_year (the body published this kind in another year), listed (a department lists the unit and some unit of the place publishes this kind)", zh: 应公开依据}
  document_id: {en: newest document found, zh: 文件编号}
  version_count: {en: "documents found for this body, year and kind", zh: 版本数}
  days_after_year_start: {en: days from 1 January of the fiscal year (budgets) or of the year after (final accounts) to publication, zh: 公开天数, unit: days}
  table_kinds: {en: kinds of table found, zh: 已有表}
  missing_required_kinds: {en: "of the eight tables required by 财预〔2016〕143号, those not found", zh: 缺少的必公开表}
evidence:
  - of: [version_count, days_after_year_start]
    read_from: select $document_id as document_id where $document_id is not null
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
        dim_unit.unit_id,
        dim_unit.place,
        document.division_code,
        document.unit_code,
        document.unit_name,
        document.fiscal_year,
        document.document_kind,
        document.published_on,
        document.text_source,
        document.status,
        document.is_current
    from dim_document as document
    inner join dim_unit
        on dim_unit.unit_key = md5(concat_ws(
            '|',
            coalesce(document.division_code, 'collection:' || document.collection),
            coalesce(document.unit_code, 'name:' || regexp_replace(document.unit_name, '[\s（）()]', '', 'g')),
            document.fiscal_year
        ))
    where document.fiscal_year is not null and document.document_kind <> 'unknown'
),
found as (
    select
        unit_id,
        fiscal_year,
        document_kind,
        arg_max(document_id, (is_current, document_id)) as document_id,
        count(*)::integer as version_count
    from body
    group by unit_id, fiscal_year, document_kind
),
year_of_place as (
    select distinct
        place,
        fiscal_year,
        document_kind
    from body
),
expected as (
    select
        unit_id,
        place,
        fiscal_year,
        document_kind,
        'found' as because,
        1 as rank
    from body
    union all
    -- published in another year: expected in every year in which the place publishes this kind
    select
        body.unit_id,
        body.place,
        year_of_place.fiscal_year,
        body.document_kind,
        'other_year' as because,
        2 as rank
    from body
    inner join year_of_place on body.place = year_of_place.place and body.document_kind = year_of_place.document_kind
    union all
    -- listed inside a department document, where units of the place publish documents of their own
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
    where dim_unit.unit_level = 'unit'
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
        document_id,
        list(distinct table_kind order by table_kind) as table_kinds
    from document_table
    where status <> 'unbound'
    group by document_id
),
missing as (
    select
        found.document_id,
        list(required_kind.table_kind order by required_kind.table_kind) as missing_required_kinds
    from found
    cross join required_kind
    left join kinds on found.document_id = kinds.document_id
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
    case
        when found.document_id is null then 'missing'
        when body.status = 'rejected' then 'rejected'
        else 'found'
    end as status,
    each_once.because as expected_because,
    found.document_id,
    coalesce(found.version_count, 0) as version_count,
    body.published_on,
    date_diff(
        'day',
        make_date(each_once.fiscal_year + if(each_once.document_kind like '%final_accounts', 1, 0), 1, 1),
        body.published_on
    ) as days_after_year_start,
    body.text_source,
    kinds.table_kinds,
    missing.missing_required_kinds
from each_once
inner join name_of_unit on each_once.unit_id = name_of_unit.unit_id
left join found
    on each_once.unit_id = found.unit_id
    and each_once.fiscal_year = found.fiscal_year
    and each_once.document_kind = found.document_kind
left join body on found.document_id = body.document_id
left join kinds on found.document_id = kinds.document_id
left join missing on found.document_id = missing.document_id
