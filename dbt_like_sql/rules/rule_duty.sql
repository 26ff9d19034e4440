/*
description: What every rule owes every document - whether it applies, and if it could not run, why.
description_zh: 每条规则对每份文件的应核对情况。
grain: document_id, rule_id
materialization: incremental
columns:
  duty: "`due`: the rule applies and its tables were read; `not_applicable`; `insufficient_data`"
  is_empty: the tables that the rule needs were read and print no amount
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

found as (
    select
        t.document_id,
        t.table_kind,
        max(case when o.table_seq is not null then 0.5 when t.status = 'bound' then 2 when t.status = 'empty' then 1 else 0 end) as state
    from stg_table as t
    left join other_stage as o on t.document_id = o.document_id and t.table_seq = o.table_seq
    group by all
    union all
    select
        document_id,
        'narrative',
        case when count(claims.claim_seq) > 0 then 2 else -1 end
    from stg_disclosure as document
    left join stg_claim as claims using (document_id)
    group by document_id
),

checked as (
    select
        f.document_id,
        w.rule_id,
        w.need,
        max(found.state) as state
    from wanted_kind as w
    cross join (from stg_disclosure where rejected_reason is null) as f
    left join found on f.document_id = found.document_id and w.table_kind = found.table_kind
    group by all
),

lacking as (
    select
        c.document_id,
        c.rule_id,
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
        when lacking.reason is not null or not_stored.reason is not null then 'insufficient_data'
        else 'due'
    end as duty,
    case
        when dim_rule.document_family not in ('any', f.family)
            then case f.family when 'budget' then '决算规则，不适用于预算' else '预算规则，不适用于决算' end
        else coalesce(lacking.reason, not_stored.reason)
    end as reason,
    coalesce(emptiness.is_empty, false) as is_empty
from (from stg_disclosure where rejected_reason is null) as f
cross join dim_rule
left join (select
    document_id,
    rule_id,
    max(state) = 1 as is_empty
from checked group by all) as emptiness
    on f.document_id = emptiness.document_id and dim_rule.rule_id = emptiness.rule_id
left join lacking on f.document_id = lacking.document_id and dim_rule.rule_id = lacking.rule_id
left join not_stored on dim_rule.rule_id = not_stored.rule_id
