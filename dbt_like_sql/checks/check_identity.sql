/*
description: Rules on what the document is made of - same units in all tables (R52), same year and body in all headings (R82), empty tables said to be empty (R91, F47), signs (F20).
description_zh: 单位、年度、空表说明、负数等核对。
grain: document_id, rule_id, table_seq, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
basis as (
    select
        document_id,
        fiscal_year,
        unit_name,
        family = 'final' as is_final
    from stg_disclosure as document
    where rejected_reason is null
),

unit_row as (
    select distinct
        r.document_id,
        t.table_kind,
        r.table_seq,
        r.unit_code,
        length(r.unit_code) as level
    from stg_row as r
    inner join stg_table as t on r.document_id = t.document_id and r.table_seq = t.table_seq
    where
        r.row_kind = 'unit'
        and r.unit_code is not null
        and r.amount_count > 0
        and t.table_kind in ('revenue', 'expenditure', 'economic_summary', 'project_expenditure', 'project_performance')
),

revenue_unit as (
    select distinct document_id, level, unit_code
    from unit_row
    where table_kind = 'revenue'
),

-- Every table that lists units of a level must know no unit that the revenue table of the same level does not know.
strange_unit as (
    select
        u.document_id,
        u.table_seq,
        u.table_kind,
        u.level,
        count(*) as units,
        string_agg(u.unit_code, '、' order by u.unit_code) filter (where r.unit_code is null) as strange
    from unit_row as u
    left join revenue_unit as r on u.document_id = r.document_id and u.level = r.level and u.unit_code = r.unit_code
    where u.table_kind <> 'revenue' and (u.document_id, u.level) in (select (document_id, level) from revenue_unit)
    group by all
),

-- The expenditure table must in turn list every unit of the revenue table.
missing_unit as (
    select
        r.document_id,
        r.level,
        string_agg(r.unit_code, '、' order by r.unit_code) filter (where e.unit_code is null) as missing
    from revenue_unit as r
    left join unit_row as e
        on r.document_id = e.document_id and r.unit_code = e.unit_code and e.table_kind = 'expenditure'
    where (r.document_id, r.level) in (select (document_id, level) from unit_row where table_kind = 'expenditure')
    group by all
),

heading as (
    select
        t.document_id,
        t.table_seq,
        '第' || t.page_first || '页《' || t.title || '》' as place,
        t.fiscal_year,
        regexp_replace(full_width_brackets(t.unit_name), '[\s　]', '', 'g') as unit_name,
        basis.fiscal_year as document_year,
        regexp_replace(full_width_brackets(basis.unit_name), '[\s　]', '', 'g') as document_unit
    from stg_table as t
    inner join basis on t.document_id = basis.document_id
    where t.table_kind not in ('other', 'project_performance', 'department_performance', 'project_expenditure')
),

empty_word (table_kind, item) as (
    values
    ('government_fund', 'government_fund_expenditure'),
    ('state_capital', 'state_capital_expenditure'),
    ('three_public', 'three_public_total'),
    ('general_public_basic_expenditure', 'general_public_basic_expenditure')
),

stated as (
    select
        c.document_id,
        w.table_kind,
        min(c.page) as page,
        arg_min(c.sentence, c.claim_seq) as sentence,
        arg_min(c.value, c.claim_seq) as value,
        arg_min(c.step, c.claim_seq) as step
    from stg_rule_claim as c
    inner join empty_word as w on c.item = w.item
    group by all
),

-- What the prose says of a table that may be empty, and what the table prints.
said_of_table as (
    select
        t.document_id,
        basis.is_final,
        min(t.table_seq) as table_seq,
        min(t.page_first) as page,
        first(t.title order by t.table_seq) as title,
        max(abs(a.amount_yuan)) as largest,
        any_value(s.page) as stated_page,
        any_value(s.sentence) as sentence,
        any_value(s.value) as stated_value,
        any_value(s.step) as stated_step
    from stg_table as t
    inner join basis on t.document_id = basis.document_id
    inner join stated as s on t.document_id = s.document_id and t.table_kind = s.table_kind
    left join stg_rule_amount as a on t.document_id = a.document_id and t.table_seq = a.table_seq and a.is_of_this_year
    where t.status in ('bound', 'empty')
    group by t.document_id, basis.is_final, t.table_kind
),

verdict as (
    select
        document_id, 'R52' as rule_id, table_seq,
        level || '位单位代码' as place,
        table_kind as left_label,
        if(strange is null, 'pass', 'fail') as outcome,
        '表内单位 ' || strange || ' 不在收入总表中' as trouble
    from strange_unit
    union all by name
    select
        document_id,
        'R52' as rule_id,
        level || '位单位代码' as place,
        '支出总表' as left_label,
        if(missing is null, 'pass', 'fail') as outcome,
        '收入总表的单位 ' || missing || ' 不在支出总表中' as trouble
    from missing_unit
    union all by name
    select
        document_id, 'R82' as rule_id, table_seq,
        place,
        '年度' as left_label,
        if(fiscal_year = document_year, 'pass', 'fail') as outcome,
        '标题年度 ' || fiscal_year || ' 与文件年度 ' || document_year || ' 不一致' as trouble
    from heading
    where fiscal_year is not null and document_year is not null
    union all by name
    -- A table of another body inside the document: a heading that neither contains nor is contained in the document's unit.
    select
        document_id, 'R82' as rule_id, table_seq,
        place,
        '单位名称' as left_label,
        if(contains(unit_name, document_unit) or contains(document_unit, unit_name), 'pass', 'fail') as outcome,
        '表头单位“' || unit_name || '”与文件单位“' || document_unit || '”不一致' as trouble
    from heading
    where unit_name is not null and document_unit is not null
    union all by name
    select
        document_id, if(is_final, 'F47', 'R91') as rule_id, table_seq,
        '第' || page || '页《' || title || '》' as place,
        '空表说明' as left_label,
        case
            when (coalesce(largest, 0) = 0) = (stated_value = 0) then 'pass'
            when stated_value = 0 and largest <= stated_step / 2 then 'pass_rounding'
            else 'fail'
        end as outcome,
        if(
            stated_value = 0,
            '正文第' || stated_page || '页说没有（“' || sentence || '”），表中却有数',
            '正文第' || stated_page || '页说有（“' || sentence || '”），表却是空表'
        ) as trouble
    from said_of_table
    union all by name
    select
        document_id, 'F20' as rule_id, table_seq,
        '《' || title || '》' as place,
        '负数' as left_label,
        if(count(*) filter (where amount_yuan < 0) = 0, 'pass', 'fail') as outcome,
        '有 ' || count(*) filter (where amount_yuan < 0) || ' 个负数，如“' || coalesce(arg_min(label, place_no) filter (where amount_yuan < 0), '') || '”的“'
        || coalesce(arg_min(column_path, place_no) filter (where amount_yuan < 0), '') || '” '
        || coalesce(arg_min(printed, place_no) filter (where amount_yuan < 0), '') as trouble
    from (select *, [row_seq, column_seq] as place_no from stg_rule_amount)
    where family = 'final' and coalesce(stage, '') <> 'change' and coalesce(flow, '') not in ('opening_balance', 'closing_balance')
    group by document_id, table_seq, title
)

select
    document_id,
    rule_id,
    table_seq,
    place,
    left_label,
    outcome,
    if(outcome = 'pass', null, place || '：' || trouble) as instance
from verdict
