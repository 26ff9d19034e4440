/*
description: Rules on what the document is made of - same units in all tables (R52), same year and body in all headings (R82), every table present (R83), empty tables said to be empty (R91, F47), signs (F20).
description_zh: 单位、年度、表格齐全、空表说明、负数等核对。
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
        document_kind in ('department_final_accounts', 'unit_final_accounts') as is_final
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

revenue_unit as (select distinct
    document_id,
    level,
    unit_code
from unit_row where table_kind = 'revenue'),

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
        t.page_first,
        t.title,
        t.table_kind,
        t.fiscal_year,
        regexp_replace(replace(replace(t.unit_name, '(', '（'), ')', '）'), '[\s　]', '', 'g') as unit_name,
        basis.fiscal_year as document_year,
        regexp_replace(replace(replace(basis.unit_name, '(', '（'), ')', '）'), '[\s　]', '', 'g') as document_unit
    from stg_table as t
    inner join basis on t.document_id = basis.document_id
),

needed (is_final, table_kind, label) as (
    select false, kind, budget_title from ref_table_kind where budget_title is not null
    union all
    select true, kind, final_title from ref_table_kind where final_title is not null
),

-- A file with hardly any of these tables is a volume of a disclosure (text only, goals only), not a disclosure that lacks tables.
core_document as (
    select document_id
    from stg_table as document_table
    where table_kind in (select table_kind from needed)
    group by document_id
    having count(distinct table_kind) > 2
),

-- The number in the label (预算08表, 公开09表) says how many tables must stand before it.
numbered as (
    select
        document_id,
        table_seq,
        label,
        try_cast(regexp_extract(label, '(\d{1,2})\D*$', 1) as INTEGER) as n,
        count(*) over (partition by document_id order by table_seq) as position
    from stg_table as document_table
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

printed_total as (
    select
        t.document_id,
        t.table_kind,
        min(t.table_seq) as table_seq,
        min(t.page_first) as page,
        any_value(t.title) as title,
        max(abs(a.amount_yuan)) as largest
    from stg_table as t
    left join stg_rule_amount as a
        on t.document_id = a.document_id and t.table_seq = a.table_seq and a.is_of_this_year
    where t.status in ('bound', 'empty')
    group by all
),

verdict as (
    select
        document_id,
        'R52' as rule_id,
        table_seq,
        level || '位单位代码' as place,
        table_kind as left_label,
        case when strange is null then 'pass' else 'fail' end as outcome,
        '表内单位 ' || strange || ' 不在收入总表中' as trouble
    from strange_unit
    union all
    select
        document_id,
        'R52',
        null,
        level || '位单位代码',
        '支出总表',
        case when missing is null then 'pass' else 'fail' end,
        '收入总表的单位 ' || missing || ' 不在支出总表中'
    from missing_unit
    union all
    select
        document_id,
        'R82',
        table_seq,
        '第' || page_first || '页《' || title || '》',
        '年度',
        case when fiscal_year = document_year then 'pass' else 'fail' end,
        '标题年度 ' || fiscal_year || ' 与文件年度 ' || document_year || ' 不一致'
    from heading
    where
        fiscal_year is not null
        and document_year is not null
        and table_kind not in ('other', 'project_performance', 'department_performance', 'project_expenditure')
    union all
    -- A table of another body inside the document: a heading that neither contains nor is contained in the document's unit.
    select
        document_id,
        'R82',
        table_seq,
        '第' || page_first || '页《' || title || '》',
        '单位名称',
        case
            when contains(unit_name, document_unit) or contains(document_unit, unit_name) then 'pass'
            else 'fail'
        end,
        '表头单位“' || unit_name || '”与文件单位“' || document_unit || '”不一致'
    from heading
    where
        unit_name is not null
        and document_unit is not null
        and table_kind not in ('other', 'project_performance', 'department_performance', 'project_expenditure')
    union all
    select
        basis.document_id,
        'R83',
        null,
        '',
        needed.label,
        case when t.document_id is not null then 'pass' when c.document_id is null then 'insufficient_data' else 'fail' end,
        case when c.document_id is null then '文件几乎不含预算（决算）表，可能是分册' else '文件中没有找到' || needed.label end
    from basis
    inner join needed on basis.is_final = needed.is_final
    -- 深圳 prints 一般公共预算支出 by economic classification, basic and project spending together.
    left join (
        select distinct
            document_id,
            case table_kind when 'economic_summary' then 'general_public_basic_expenditure' else table_kind end as table_kind
        from stg_table as document_table
    ) as t
        on basis.document_id = t.document_id and needed.table_kind = t.table_kind
    left join core_document as c on basis.document_id = c.document_id
    union all
    select
        document_id,
        'R83',
        table_seq,
        label,
        '表序',
        case when position >= n then 'pass' else 'fail' end,
        '“' || label || '”之前应有 ' || (n - 1) || ' 张表，只找到 ' || (position - 1) || ' 张'
    from numbered
    where n between 1 and 30
    union all
    select
        p.document_id,
        case when basis.is_final then 'F47' else 'R91' end,
        p.table_seq,
        '第' || p.page || '页《' || p.title || '》',
        '空表说明',
        case
            when (coalesce(p.largest, 0) = 0) = (s.value = 0) then 'pass'
            when s.value = 0 and p.largest <= s.step / 2 then 'pass_rounding'
            else 'fail'
        end,
        case
            when s.value = 0 then '正文第' || s.page || '页说没有（“' || s.sentence || '”），表中却有数'
            else '正文第' || s.page || '页说有（“' || s.sentence || '”），表却是空表'
        end
    from printed_total as p
    inner join basis on p.document_id = basis.document_id
    inner join stated as s on p.document_id = s.document_id and p.table_kind = s.table_kind
    union all
    select
        a.document_id,
        'F20',
        a.table_seq,
        '《' || a.title || '》',
        '负数',
        case when count(*) filter (where a.amount_yuan < 0) = 0 then 'pass' else 'fail' end,
        '有 ' || count(*) filter (where a.amount_yuan < 0) || ' 个负数，如“' || coalesce(any_value(a.label) filter (where a.amount_yuan < 0), '') || '”的“'
        || coalesce(any_value(a.column_path) filter (where a.amount_yuan < 0), '') || '” ' || coalesce(any_value(a.printed) filter (where a.amount_yuan < 0), '')
    from stg_rule_amount as a
    where a.family = 'final' and coalesce(a.stage, '') <> 'change' and coalesce(a.flow, '') not in ('opening_balance', 'closing_balance')
    group by a.document_id, a.table_seq, a.title
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
    outcome,
    []::VARCHAR[] as left_ids,
    []::VARCHAR[] as right_ids,
    case when outcome <> 'pass' then place || case when place <> '' then '：' else '' end || trouble end as instance
from verdict
