/*
description: What every rule owes every document - whether it applies, and if it could not run, why.
description_zh: 每条规则对每份文件的应核对情况。
grain: document_id, rule_id
materialization: incremental
columns:
  duty: "`due`: the rule applies and its tables were read; `not_applicable`; `insufficient_data`"
  is_empty: the tables that the rule needs were read and print no amount
  is_unsure: something of those tables, or of the document, was not understood, so that a figure which was not found may be there
  reason: why the rule does not apply or cannot run, in Chinese
checks:
  - not_null: [document_id, rule_id, duty]
  - unique: [document_id, rule_id]
*/
with
kind_label (table_kind, label) as (
    values
    ('revenue_expenditure_summary', '收支总表'), ('revenue', '收入总表'), ('expenditure', '支出总表'),
    ('fiscal_appropriation_summary', '财政拨款收支总表'), ('general_public_expenditure', '一般公共预算支出表'),
    ('general_public_basic_expenditure', '一般公共预算基本支出表'), ('economic_summary', '支出经济分类汇总表'),
    ('three_public', '“三公”经费表'), ('government_fund', '政府性基金表'), ('state_capital', '国有资本经营表'),
    ('project_expenditure', '项目支出表'), ('operating_expenses', '机关运行经费表'), ('department_performance', '整体绩效目标表'),
    ('project_performance', '项目绩效目标表')
),

-- Rules that need something the warehouse does not hold.
not_stored (rule_id, reason) as (
    values ('F48', '表下附注未入库，不能判断有没有四舍五入说明')
),

-- `a|b` in the catalogue: every kind is needed; `a,b`: one of them.
wanted as (
    select
        rule_id,
        unnest(string_split(inputs, '|')) as need
    from dim_rule
    where coalesce(inputs, '') <> ''
),

wanted_kind as (
    select
        rule_id,
        need,
        unnest(string_split(need, ',')) as table_kind
    from wanted
),

-- A table may print figures of other stages only (普陀 三公决算表: 预算数, and 决算数 all blank).
other_stage as (
    select
        document_id,
        table_seq
    from stg_rule_amount
    group by all
    having not bool_or(is_of_this_year)
),

-- Tables of which a column, or which parts add up to what, was not understood.
unsure_table as (
    select document_id, table_seq
    from stg_column
    where role = 'unknown' or (role = 'amount' and unbound_words is not null)
    union
    select document_id, table_seq
    from stg_table
    where leaf_status = 'unsure'
),

found as (
    select
        t.document_id,
        t.table_kind,
        max(case when o.table_seq is not null then 0.5 when t.status = 'bound' then 2 when t.status = 'empty' then 1 else 0 end) as state,
        bool_or(u.table_seq is not null) as is_unsure
    from stg_table as t
    left join other_stage as o on t.document_id = o.document_id and t.table_seq = o.table_seq
    left join unsure_table as u on t.document_id = u.document_id and t.table_seq = u.table_seq
    group by all
    union all by name
    select
        document_id,
        'narrative' as table_kind,
        if(count(claims.claim_seq) > 0, 2, -1) as state,
        false as is_unsure
    from stg_disclosure as document
    left join stg_claim as claims using (document_id)
    group by document_id
),

-- What was printed and not understood may be the very table that is missing.
unread as (
    select document_id
    from stg_table
    where status = 'unbound' and amount_like_count > 0
    union
    select document_id
    from stg_disclosure
    where text_source in ('ocr', 'mixed')
),

-- A file with hardly any of the tables that a disclosure must have is a volume of one (text only, goals only).
whole_disclosure as (
    select document_id
    from stg_table
    where table_kind in (select table_kind from rule_required_table)
    group by document_id
    having count(distinct table_kind) > 2
),

checked as (
    select
        f.document_id,
        w.rule_id,
        w.need,
        max(found.state) as state,
        bool_or(coalesce(found.is_unsure, false) or unread.document_id is not null) as is_unsure,
        bool_or(required.table_kind is not null and whole.document_id is not null) as is_required
    from wanted_kind as w
    cross join (from stg_disclosure where rejected_reason is null) as f
    left join found on f.document_id = found.document_id and w.table_kind = found.table_kind
    left join rule_required_table as required on f.family = required.family and w.table_kind = required.table_kind
    left join unread on f.document_id = unread.document_id
    left join whole_disclosure as whole on f.document_id = whole.document_id
    group by f.document_id, w.rule_id, w.need
),

lacking as (
    select
        c.document_id,
        c.rule_id,
        -- a form that has no such table owes nothing; one that must have it, or of which something was not read, does
        bool_or(coalesce(c.state, -1) < 0 and not c.is_required and not c.is_unsure) as is_excused,
        string_agg(
            case
                when c.need = 'narrative' then '正文没有可核对的数字'
                when c.state = 0 then '未能识别' || coalesce(k.label, c.need)
                when c.state = 0.5 then coalesce(k.label, c.need) || '没有本年的数'
                else '未找到' || coalesce(k.label, c.need)
            end,
            '，' order by c.need
        ) as reason
    from checked as c
    left join kind_label as k on k.table_kind = string_split(c.need, ',')[1]
    where coalesce(c.state, -1) < 1
    group by all
)

select
    f.document_id,
    f.family,
    dim_rule.rule_id,
    dim_rule.rule_group,
    case
        when dim_rule.document_family not in ('any', f.family) then 'not_applicable'
        when lacking.is_excused or not_stored.reason is not null then 'not_applicable'
        when lacking.reason is not null then 'insufficient_data'
        else 'due'
    end as duty,
    case
        when dim_rule.document_family not in ('any', f.family)
            then case f.family when 'budget' then '决算规则，不适用于预算' else '预算规则，不适用于决算' end
        else coalesce(lacking.reason, not_stored.reason)
    end as reason,
    coalesce(emptiness.is_empty, false) as is_empty,
    coalesce(emptiness.is_unsure, false) as is_unsure
from (from stg_disclosure where rejected_reason is null) as f
cross join dim_rule
left join (select
    document_id,
    rule_id,
    max(state) = 1 as is_empty,
    bool_or(is_unsure) as is_unsure
from checked group by all) as emptiness
    on f.document_id = emptiness.document_id and dim_rule.rule_id = emptiness.rule_id
left join lacking on f.document_id = lacking.document_id and dim_rule.rule_id = lacking.rule_id
left join not_stored on dim_rule.rule_id = not_stored.rule_id
