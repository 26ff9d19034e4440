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
crosswalk as (
    select
        dept_code as department_code,
        gov_code_if_admin_unit as government_code
    from ref_econ_crosswalk_dept_to_gov
    union
    select
        dept_code,
        gov_code_if_public_institution
    from ref_econ_crosswalk_dept_to_gov
    union
    select
        dept_code,
        unnest(regexp_extract_all(coalesce(observed_pairs_beijing_2026, ''), '(\d{5})×', 1))
    from ref_econ_crosswalk_dept_to_gov
),

local_row as (
    select distinct
        document_id,
        table_seq,
        row_seq
    from stg_amount
    where local_code is not null
),

code_table as (
    select
        r.*,
        l.row_seq is not null as has_local_code,
        t.table_kind,
        t.title,
        d.fiscal_year as document_year,
        d.division_code,
        d.document_kind in ('department_final_accounts', 'unit_final_accounts') as is_final
    from stg_row as r
    inner join stg_table as t on r.document_id = t.document_id and r.table_seq = t.table_seq
    inner join stg_disclosure as d on r.document_id = d.document_id
    left join local_row as l on r.document_id = l.document_id and r.table_seq = l.table_seq and r.row_seq = l.row_seq
),

pair as (
    select
        document_id,
        table_seq,
        any_value(title) as title,
        department_economic_code as code,
        government_economic_code as other,
        min(page) as page,
        any_value(row_label) as label
    from code_table
    where regexp_full_match(department_economic_code, '3\d{4}') and regexp_full_match(government_economic_code, '5\d{4}')
    group by document_id, table_seq, department_economic_code, government_economic_code
),

ordinal_row as (
    select
        c.document_id,
        c.table_seq,
        c.is_final,
        c.title,
        c.page,
        c.row_seq,
        c.row_label,
        c.function_code::INTEGER as class_code,
        numeral.n
    from code_table as c
    inner join numeral on c.row_ordinal = numeral.printed
    where
        c.table_kind in ('revenue_expenditure_summary', 'fiscal_appropriation_summary')
        and regexp_full_match(c.function_code, '2\d\d')
        and c.row_kind = 'function'
),

-- The form numbers 类 200+n when that fits nearly every row, also behind the gaps at 218, 225, 226 and 228.
numbered_so as (
    select
        document_id,
        table_seq
    from ordinal_row
    where not is_final
    group by all
    having
        count(*) >= 8
        and avg(case when class_code = 200 + n then 1 else 0 end) >= 0.8
        and avg(case when class_code = 200 + n then 1 else 0 end) filter (where n > 18) >= 0.5
),

next_ordinal as (
    select
        *,
        lag(class_code) over (partition by document_id, table_seq order by n, row_seq) as class_before,
        lag(row_label) over (partition by document_id, table_seq order by n, row_seq) as label_before
    from ordinal_row
    where is_final
),

unit_row as (
    select
        document_id,
        any_value(table_seq) as table_seq,
        unit_code,
        min(page) as page,
        any_value(row_label) as label
    from code_table
    where row_kind = 'unit' and unit_code is not null and table_kind in ('revenue', 'project_performance')
    group by document_id, unit_code
),

-- Departments in other places have longer codes (six digits in 重庆): the rule speaks of forms with three-digit departments.
short_department as (
    select document_id
    from unit_row
    where length(unit_code) = 3
    group by document_id
),

project_code_row as (
    select
        document_id,
        any_value(table_seq) as table_seq,
        project_code,
        min(page) as page,
        count(distinct regexp_replace(coalesce(project_name, ''), '[\s　“”"''‘’]', '', 'g')) as names,
        any_value(project_name) as project_name,
        any_value(document_year) as document_year,
        any_value(division_code) as division_code
    from code_table
    where project_code is not null and table_kind = 'project_performance'
    group by document_id, project_code
),

function_row as (
    select
        document_id,
        table_seq,
        any_value(title) as title,
        any_value(table_kind) as table_kind,
        function_code,
        min(page) as page,
        any_value(row_label) as label
    from code_table
    where
        length(function_code) >= 5
        and table_kind in ('expenditure', 'general_public_expenditure', 'government_fund', 'state_capital')
    group by document_id, table_seq, function_code
),

-- Official names over all years; the name of a 项 counts when it was read in documents of several years.
official (class_of_code, code, name, first_year, last_year) as (
    select
        'function',
        code,
        name,
        try_cast(valid_from as INTEGER),
        try_cast(valid_to as INTEGER)
    from ref_func_lei_kuan_2024
    union all
    select
        'function',
        code,
        case when contains(source, ',20') then name end,
        try_cast(valid_from as INTEGER),
        try_cast(valid_to as INTEGER)
    from ref_func_items_observed
    union all
    select
        'department',
        code,
        name,
        try_cast(valid_from as INTEGER),
        try_cast(valid_to as INTEGER)
    from ref_econ_dept_2024
    union all
    select
        'government',
        code,
        name,
        try_cast(valid_from as INTEGER),
        try_cast(valid_to as INTEGER)
    from ref_econ_gov_2024
),

-- What a code was called in other years; the 99 of a 款 is called after it.
former_name (class_of_code, code, name) as (
    select
        'function',
        from_code,
        from_name
    from ref_classification_history
    where kind = 'rename'
    union all
    select
        'function',
        unnest([code, code || '99']),
        unnest([regexp_extract(note, 'earlier: ([^;；]+)', 1), '其他' || regexp_extract(note, 'earlier: ([^;；]+)', 1) || '支出'])
    from ref_func_lei_kuan_2024
    where contains(note, 'earlier: ')
),

name_of_code as (
    select
        class_of_code,
        code,
        list(distinct regexp_replace(whole_name, '支出$', '')) as names,
        list(distinct whole_name) as whole_names
    from (
        select
            class_of_code,
            code,
            regexp_replace(replace(replace(name, '(', '（'), ')', '）'), '[\s　、（）“”的]', '', 'g') as whole_name
        from (
            select class_of_code, code, name from official
            union all
            select * from former_name
        ) as every_name
        where name is not null
    ) as plain
    group by class_of_code, code
),

official_code as (
    select
        official.class_of_code,
        official.code,
        min(coalesce(official.first_year, 1900)) as first_year,
        max(coalesce(official.last_year, 9999)) as last_year,
        any_value(name_of_code.names) as names,
        any_value(name_of_code.whole_names) as whole_names,
        any_value(official.name) as name
    from official
    left join name_of_code on official.class_of_code = name_of_code.class_of_code and official.code = name_of_code.code
    group by official.class_of_code, official.code
),

printed_code as (
    select
        document_id,
        table_seq,
        any_value(title) as title,
        any_value(document_year) as document_year,
        class_of_code,
        code,
        min(page) as page,
        any_value(label) as label,
        any_value(regexp_replace(replace(replace(label, '(', '（'), ')', '）'), '^[（]?[一二三四五六七八九十\d]+[）、.]|^[\d\s.、-]+|[\s　、（）“”的]|支出$', '', 'g')) as plain_label
    from (
        select
            document_id,
            table_seq,
            title,
            document_year,
            'function' as class_of_code,
            function_code as code,
            page,
            row_label as label,
            row_kind
        from code_table
        where
            row_kind = 'function'
            and table_kind in (
                'expenditure', 'revenue', 'general_public_expenditure', 'government_fund', 'state_capital', 'fiscal_appropriation_expenditure'
            )
        union all
        select
            document_id,
            table_seq,
            title,
            document_year,
            'department',
            department_economic_code,
            page,
            row_label,
            row_kind
        from code_table
        -- a name beside a longer local code is that code's own (北京: 3021503-三类会议费)
        where row_kind = 'economic' and department_economic_code is not null and not has_local_code and table_kind <> 'government_fund'
        union all
        select
            document_id,
            table_seq,
            title,
            document_year,
            'government',
            government_economic_code,
            page,
            null,
            row_kind
        from code_table
        where row_kind = 'economic' and government_economic_code is not null
    ) as every_code
    where regexp_full_match(code, '\d{3}|\d{5}|\d{7}')
    group by document_id, table_seq, class_of_code, code
),

verdict as (
    select
        p.document_id,
        case p.class_of_code when 'function' then 'R84' else 'R85' end as rule_id,
        p.table_seq,
        '《' || p.title || '》第' || p.page || '页' as place,
        p.code || ' ' || coalesce(p.label, '') as left_label,
        -- 项 are listed as far as published tables show them; an unknown 项 under a known 款 proves nothing.
        case
            when upper_code.code is null then false
            when coalesce(p.document_year, 2020) not between upper_code.first_year and upper_code.last_year then false
            when own_code.code is null or p.plain_label is null or p.plain_label = '' then true
            -- a narrow cell cuts the end of a name off (西安 d8b69a: 机关事业单位基本养老保)
            when length(p.plain_label) >= 6 and len(list_filter(own_code.whole_names, n -> starts_with(n, p.plain_label))) > 0 then true
            else own_code.name is null or coalesce(len(own_code.names), 0) = 0 or list_contains(own_code.names, p.plain_label)
        end as holds,
        case
            when upper_code.code is null then '代码 ' || p.code || ' ' || coalesce(p.label, '') || ' 不在科目表中'
            when coalesce(p.document_year, 2020) not between upper_code.first_year and upper_code.last_year
                then '代码 ' || p.code || ' 在 ' || p.document_year || ' 年度不是现行科目'
            else '代码 ' || p.code || ' 的名称印作“' || p.label || '”，科目表为“' || own_code.name || '”'
        end as trouble
    from printed_code as p
    left join official_code as upper_code on p.class_of_code = upper_code.class_of_code and upper_code.code = left(p.code, least(length(p.code), 5))
    left join official_code as own_code on p.class_of_code = own_code.class_of_code and p.code = own_code.code
    union all
    select
        pair.document_id,
        'R86' as rule_id,
        pair.table_seq,
        '《' || pair.title || '》第' || pair.page || '页' as place,
        pair.code || ' ' || pair.label as left_label,
        ref.department_code is not null as holds,
        '部门经济分类 ' || pair.code || ' 与政府经济分类 ' || pair.other || ' 不在两套科目对照之内' as trouble
    from pair
    left join crosswalk as ref on pair.code = ref.department_code and pair.other = ref.government_code
    union all
    select
        unit_row.document_id,
        'R87',
        unit_row.table_seq,
        '第' || unit_row.page || '页',
        unit_row.unit_code || ' ' || unit_row.label,
        length(unit_row.unit_code) = 3
        or (
            length(unit_row.unit_code) >= 6
            and exists (from unit_row as d where d.document_id = unit_row.document_id and d.unit_code = left(unit_row.unit_code, 3))
        )
        or not exists (from unit_row as d where d.document_id = unit_row.document_id and length(d.unit_code) = 3),
        '单位代码 ' || unit_row.unit_code || ' 不是部门代码加 3 位'
    from unit_row
    semi join short_department on unit_row.document_id = short_department.document_id
    union all
    select
        document_id,
        'R88',
        table_seq,
        '第' || page || '页',
        project_code || ' ' || coalesce(project_name, ''),
        length(project_code) = 21
        and names = 1
        and (division_code is null or starts_with(project_code, left(division_code, 4)) or starts_with(project_code, left(division_code, 2) || '0000'))
        and (document_year is null or coalesce(try_cast(substr(project_code, 7, 2) as INTEGER), 0) <= document_year % 100),
        '项目代码 ' || project_code || case
            when length(project_code) <> 21 then ' 有 ' || length(project_code) || ' 位，应为 21 位'
            when names > 1 then ' 用于 ' || names || ' 个不同的项目名称'
            when coalesce(try_cast(substr(project_code, 7, 2) as INTEGER), 0) > document_year % 100 then ' 的年份晚于预算年度'
            else ' 前 6 位不是本级区划'
        end
    from project_code_row
    union all
    select
        o.document_id,
        'R89',
        o.table_seq,
        '《' || o.title || '》第' || o.page || '页',
        o.row_label,
        o.class_code = 200 + o.n,
        '序号 ' || o.n || ' 应为 ' || (200 + o.n) || ' 类，所印名称“' || o.row_label || '”属于 ' || o.class_code || ' 类'
    from ordinal_row as o
    semi join numbered_so on o.document_id = numbered_so.document_id and o.table_seq = numbered_so.table_seq
    union all
    select
        document_id,
        'F53',
        table_seq,
        '《' || title || '》第' || page || '页',
        row_label,
        class_code > class_before,
        '“' || row_label || '”（' || class_code || '）排在“' || label_before || '”（' || class_before || '）之后，名称与序号不合'
    from next_ordinal
    where class_before is not null
    union all
    select
        f.document_id,
        'R90',
        f.table_seq,
        '《' || f.title || '》第' || f.page || '页',
        f.function_code || ' ' || f.label,
        case
            when left(f.function_code, 3) in ('209', '227', '231', '232', '233') and f.table_kind <> 'government_fund' then false
            when f.table_kind = 'general_public_expenditure'
                then fund_function.code is null and left(f.function_code, 3) <> '223'
            when f.table_kind = 'government_fund' then left(f.function_code, 3) <> '223'
            when f.table_kind = 'state_capital' then left(f.function_code, 3) in ('223', '230', '208')
            else true
        end,
        '功能科目 ' || f.function_code || ' ' || f.label || ' 不应列在此表'
    from function_row as f
    left join fund_function on left(f.function_code, 5) = fund_function.code
)

select
    document_id,
    rule_id,
    table_seq,
    place,
    left_label,
    null::DECIMAL(20, 2) as left_value,
    null::DECIMAL(20, 2) as right_value,
    null::DECIMAL(20, 2) as difference,
    null::DECIMAL(20, 2) as limit_value,
    case when holds then 'pass' else 'fail' end as outcome,
    []::VARCHAR[] as left_ids,
    []::VARCHAR[] as right_ids,
    case when not holds then place || '：' || trouble end as instance
from verdict
