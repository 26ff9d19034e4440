/*
description: Rules on codes that need no arithmetic - pairs of economic codes (R86), unit codes (R87), project codes (R88), ordinals (R89, F53), funds of functions (R90).
description_zh: 代码核对：经济分类对照、单位代码、项目代码、序号与科目、资金性质与科目。
grain: document_id, rule_id, table_seq, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
numeral (printed, n) as (
    select
        case
            when i <= 10 then substr('一二三四五六七八九十', i::INTEGER, 1)
            when i < 20 then '十' || substr('一二三四五六七八九', (i - 10)::INTEGER, 1)
            else substr('一二三四五六七八九', (i // 10)::INTEGER, 1) || '十' || case i % 10 when 0 then '' else substr('一二三四五六七八九', (i % 10)::INTEGER, 1) end
        end,
        i
    from range(1, 41) as t (i)
),

-- 款 whose money is a government-managed fund by definition; the rest of the list may stand in both budgets.
fund_function (code) as (
    select unnest([
        '20610', '20707', '20709', '20710', '20822', '20823', '20829', '21160', '21161', '21208', '21210', '21211', '21213', '21214', '21215', '21216',
        '21217', '21218', '21219', '21366', '21367', '21369', '21370', '21371', '21372', '21373', '21374', '21460', '21462', '21464', '21468', '21469',
        '21470', '21471', '21472', '21562', '22904', '22908', '22960', '23104', '23204', '23304'
    ])
),

-- 部门 against 政府 codes: by kind of unit, and pairs that published tables print again and again.
crosswalk (code, other) as (
    select dept_code, gov_code_if_admin_unit from ref_econ_crosswalk_dept_to_gov
    union
    select dept_code, gov_code_if_public_institution from ref_econ_crosswalk_dept_to_gov
    union
    select dept_code, unnest(regexp_extract_all(coalesce(observed_pairs_beijing_2026, ''), '(\d{5})×', 1)) from ref_econ_crosswalk_dept_to_gov
),

code_table as (
    select r.*, t.table_kind, t.title, d.fiscal_year as document_year, d.division_code, d.family = 'final' as is_final
    from stg_row as r
    inner join stg_table as t on r.document_id = t.document_id and r.table_seq = t.table_seq
    inner join stg_disclosure as d on r.document_id = d.document_id
),

pair as (
    select
        document_id, table_seq, any_value(title) as title, department_economic_code as code, government_economic_code as other, min(page) as page,
        arg_min(row_label, row_seq) as label
    from code_table
    where regexp_full_match(department_economic_code, '3\d{4}') and regexp_full_match(government_economic_code, '5\d{4}')
    group by document_id, table_seq, department_economic_code, government_economic_code
),

ordinal_row as (
    select c.document_id, c.table_seq, c.is_final, c.title, c.page, c.row_seq, c.row_label, c.function_code::INTEGER as class_code, numeral.n
    from code_table as c
    inner join numeral on c.row_ordinal = numeral.printed
    where
        c.table_kind in ('revenue_expenditure_summary', 'fiscal_appropriation_summary')
        and regexp_full_match(c.function_code, '2\d\d')
        and c.row_kind = 'function'
),

-- The form numbers 类 200+n when that fits nearly every row, also behind the gaps at 218, 225, 226 and 228.
numbered_so as (
    select document_id, table_seq
    from ordinal_row
    where not is_final
    group by all
    having
        count(*) >= 8
        and avg((class_code = 200 + n)::INTEGER) >= 0.8
        and avg((class_code = 200 + n)::INTEGER) filter (where n > 18) >= 0.5
),

next_ordinal as (
    select
        *,
        lag(class_code) over (partition by document_id, table_seq order by n, row_seq) as class_before,
        lag(row_label) over (partition by document_id, table_seq order by n, row_seq) as label_before
    from ordinal_row
    where is_final
),

-- Departments in other places have longer codes (six digits in 重庆): the rule speaks of forms with three-digit departments.
unit_row as (
    select document_id, any_value(table_seq) as table_seq, unit_code, min(page) as page, arg_min(row_label, row_seq) as label
    from code_table
    where row_kind = 'unit' and unit_code is not null and table_kind in ('revenue', 'project_performance')
    group by document_id, unit_code
    qualify bool_or(length(unit_code) = 3) over (partition by document_id)
),

project_code_row as (
    select
        document_id, any_value(table_seq) as table_seq, project_code, min(page) as page,
        count(distinct regexp_replace(coalesce(project_name, ''), '[\s　“”"''‘’]', '', 'g')) as names,
        any_value(project_name) as project_name, any_value(document_year) as document_year, any_value(division_code) as division_code
    from code_table
    where project_code is not null and table_kind = 'project_performance'
    group by document_id, project_code
),

function_row as (
    select document_id, table_seq, any_value(title) as title, any_value(table_kind) as table_kind, function_code, min(page) as page, arg_min(row_label, row_seq) as label
    from code_table
    where
        length(function_code) >= 5
        and table_kind in ('expenditure', 'general_public_expenditure', 'government_fund', 'state_capital')
    group by document_id, table_seq, function_code
),

verdict as (
    select
        pair.document_id,
        'R86' as rule_id,
        pair.table_seq,
        '《' || pair.title || '》第' || pair.page || '页' as place,
        pair.code || ' ' || pair.label as left_label,
        (pair.code, pair.other) in (select (code, other) from crosswalk) as holds,
        -- another 款 of the right 类 (30107 with 50199) is the convention of a place, another 类 is not
        if((pair.code, left(pair.other, 3)) in (select (code, left(other, 3)) from crosswalk), '同类的另一款，可能是当地的列法', null) as doubt,
        '部门经济分类 ' || pair.code || ' 与政府经济分类 ' || pair.other || ' 不在两套科目对照之内' as trouble
    from pair
    union all by name
    select
        document_id, 'R87' as rule_id, table_seq, '第' || page || '页' as place,
        unit_code || ' ' || label as left_label,
        length(unit_code) = 3
        or (length(unit_code) >= 6 and (document_id, left(unit_code, 3)) in (select (d.document_id, d.unit_code) from unit_row as d)) as holds,
        '单位代码 ' || unit_code || ' 不是部门代码加 3 位' as trouble
    from unit_row
    union all by name
    select
        document_id, 'R88' as rule_id, table_seq, '第' || page || '页' as place,
        project_code || ' ' || coalesce(project_name, '') as left_label,
        length(project_code) = 21
        and names = 1
        and (division_code is null or starts_with(project_code, left(division_code, 4)) or starts_with(project_code, left(division_code, 2) || '0000'))
        and (document_year is null or coalesce(try_cast(substr(project_code, 7, 2) as INTEGER), 0) <= document_year % 100) as holds,
        '项目代码 ' || project_code || case
            when length(project_code) <> 21 then ' 有 ' || length(project_code) || ' 位，应为 21 位'
            when names > 1 then ' 用于 ' || names || ' 个不同的项目名称'
            when coalesce(try_cast(substr(project_code, 7, 2) as INTEGER), 0) > document_year % 100 then ' 的年份晚于预算年度'
            else ' 前 6 位不是本级区划'
        end as trouble
    from project_code_row
    union all by name
    select
        document_id, 'R89' as rule_id, table_seq, '《' || title || '》第' || page || '页' as place,
        row_label as left_label,
        class_code = 200 + n as holds,
        '序号 ' || n || ' 应为 ' || (200 + n) || ' 类，所印名称“' || row_label || '”属于 ' || class_code || ' 类' as trouble
    from ordinal_row
    semi join numbered_so using (document_id, table_seq)
    union all by name
    select
        document_id, 'F53' as rule_id, table_seq, '《' || title || '》第' || page || '页' as place,
        row_label as left_label,
        class_code > class_before as holds,
        '“' || row_label || '”（' || class_code || '）排在“' || label_before || '”（' || class_before || '）之后，名称与序号不合' as trouble
    from next_ordinal
    where class_before is not null
    union all by name
    select
        document_id, 'R90' as rule_id, table_seq, '《' || title || '》第' || page || '页' as place,
        function_code || ' ' || label as left_label,
        -- 社会保险基金, 预备费, 转移性支出, 债务 are no department's, but the finance office of a place may budget them
        if(left(function_code, 3) in ('209', '227', '231', '232', '233'), '一般部门没有此类支出，财政部门可能有', null) as doubt,
        case
            when left(function_code, 3) in ('209', '227', '231', '232', '233') and table_kind <> 'government_fund' then false
            when table_kind = 'general_public_expenditure' then left(function_code, 5) not in (select code from fund_function) and left(function_code, 3) <> '223'
            when table_kind = 'government_fund' then left(function_code, 3) <> '223'
            when table_kind = 'state_capital' then left(function_code, 3) in ('223', '230', '208')
            else true
        end as holds,
        '功能科目 ' || function_code || ' ' || label || ' 不应列在此表' as trouble
    from function_row
)

select
    document_id,
    rule_id,
    table_seq,
    place,
    left_label,
    case when holds then 'pass' when doubt is not null then 'insufficient_data' else 'fail' end as outcome,
    if(holds, null, place || '：' || trouble || coalesce('；' || doubt, '')) as instance
from verdict
