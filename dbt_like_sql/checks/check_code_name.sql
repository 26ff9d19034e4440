/*
description: Codes and the names printed beside them against the official lists - functions (R84) and economic classes (R85).
description_zh: 科目代码与名称核对。
grain: document_id, rule_id, table_seq, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
-- Official names over all years; the name of a 项 counts when it was read in documents of several years.
listed (class_of_code, code, name, valid_from, valid_to, confidence, source) as (
    select 'function', code, name, valid_from, valid_to, confidence, source from ref_func_lei_kuan_2024
    union all
    select 'function', code, if(contains(source, ',20'), name, null), valid_from, valid_to, confidence, source from ref_func_items_observed
    union all
    select 'department', code, name, valid_from, valid_to, confidence, source from ref_econ_dept_2024
    union all
    select 'government', code, name, valid_from, valid_to, confidence, source from ref_econ_gov_2024
),

-- What a code was called in other years; the 99 of a 款 is called after it.
former_name (class_of_code, code, name) as (
    select 'function', from_code, from_name
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
        select class_of_code, code, regexp_replace(full_width_brackets(name), '[\s　、（）“”的]', '', 'g') as whole_name
        from (
            select class_of_code, code, name from listed
            union all
            from former_name
        )
        where name is not null
    )
    group by class_of_code, code
),

official_code as (
    select
        class_of_code,
        code,
        -- years that are guesses (confidence low or medium) bind nobody, and a code was in force in every year in which it was read
        min(if(confidence = 'high', least(coalesce(try_cast(valid_from as INTEGER), 1900), first_year_seen(source)), 1900)) as first_year,
        max(if(confidence = 'high', greatest(coalesce(try_cast(valid_to as INTEGER), 9999), last_year_seen(source)), 9999)) as last_year,
        any_value(names) as names,
        any_value(whole_names) as whole_names,
        any_value(name) as name
    from listed
    left join name_of_code using (class_of_code, code)
    group by class_of_code, code
),

local_row as (
    select distinct document_id, table_seq, row_seq
    from stg_amount
    where local_code is not null
),

code_row as (
    select
        r.document_id,
        r.table_seq,
        r.page,
        r.row_label,
        r.row_kind,
        r.function_code,
        r.department_economic_code,
        r.government_economic_code,
        l.row_seq is not null as has_local_code,
        t.table_kind,
        t.title,
        d.fiscal_year as document_year
    from stg_row as r
    inner join stg_table as t on r.document_id = t.document_id and r.table_seq = t.table_seq
    inner join stg_disclosure as d on r.document_id = d.document_id
    left join local_row as l on r.document_id = l.document_id and r.table_seq = l.table_seq and r.row_seq = l.row_seq
    where r.row_kind in ('function', 'economic')
),

printed_code as (
    select
        document_id,
        table_seq,
        class_of_code,
        code,
        any_value(title) as title,
        any_value(document_year) as document_year,
        min(page) as page,
        any_value(label) as label,
        any_value(
            regexp_replace(full_width_brackets(label), '^[（]?[一二三四五六七八九十\d]+[）、.]|^[\d\s.、-]+|[\s　、（）“”的]|支出$', '', 'g')
        ) as plain_label
    from (
        select *, 'function' as class_of_code, function_code as code, row_label as label
        from code_row
        where
            row_kind = 'function'
            and table_kind in (
                'expenditure', 'revenue', 'general_public_expenditure', 'government_fund', 'state_capital', 'fiscal_appropriation_expenditure'
            )
        union all by name
        select *, 'department' as class_of_code, department_economic_code as code, row_label as label
        from code_row
        -- a name beside a longer local code is that code's own (北京: 3021503-三类会议费)
        where row_kind = 'economic' and not has_local_code and table_kind <> 'government_fund'
        union all by name
        select *, 'government' as class_of_code, government_economic_code as code, null as label
        from code_row
        where row_kind = 'economic'
    )
    where regexp_full_match(code, '\d{3}|\d{5}|\d{7}')
    group by document_id, table_seq, class_of_code, code
),

judged as (
    select
        p.*,
        own_code.name as official_name,
        upper_code.code is not null as is_listed,
        coalesce(p.document_year between upper_code.first_year and upper_code.last_year, 2020 between upper_code.first_year and upper_code.last_year) as is_of_the_year,
        -- 项 are listed as far as published tables show them; an unknown 项 under a known 款 proves nothing.
        case
            when own_code.code is null or p.plain_label is null or p.plain_label = '' then true
            -- a narrow cell cuts the end of a name off (西安 d8b69a: 机关事业单位基本养老保)
            when length(p.plain_label) >= 6 and len(list_filter(own_code.whole_names, n -> starts_with(n, p.plain_label))) > 0 then true
            else own_code.name is null or coalesce(len(own_code.names), 0) = 0 or list_contains(own_code.names, p.plain_label)
        end as has_its_name
    from printed_code as p
    left join official_code as upper_code on p.class_of_code = upper_code.class_of_code and upper_code.code = left(p.code, least(length(p.code), 5))
    left join official_code as own_code on p.class_of_code = own_code.class_of_code and p.code = own_code.code
)

select
    document_id,
    if(class_of_code = 'function', 'R84', 'R85') as rule_id,
    table_seq,
    '《' || title || '》第' || page || '页' as place,
    code || ' ' || coalesce(label, '') as left_label,
    if(is_listed and is_of_the_year and has_its_name, 'pass', 'fail') as outcome,
    place || '：代码 ' || code || case
        when outcome = 'pass' then null
        when not is_listed then ' ' || coalesce(label, '') || ' 不在科目表中'
        when not is_of_the_year then ' 在 ' || document_year || ' 年度不是现行科目'
        else ' 的名称印作“' || label || '”，科目表为“' || official_name || '”'
    end as instance
from judged
