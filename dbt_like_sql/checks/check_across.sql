/*
description: Comparisons between documents of one body - this year against last year, final accounts against the budget.
description_zh: 跨文件核对：上下年、预算与决算。
grain: document_id, rule_id, place
materialization: table
columns:
  partner_id: the other document of the comparison
checks:
  - not_null: [document_id, rule_id, outcome, instance]
*/
with
current_document as (
    select
        v.document_id,
        v.unit_identity,
        v.fiscal_year,
        v.document_family,
        v.document_scope
    from stg_document_version as v
    where v.is_current and v.fiscal_year is not null
),

-- The document of the same body in another year or of the other kind.
partner as (
    select
        this.document_id,
        other.document_id as partner_id,
        case
            when this.document_family = 'budget' and other.document_family = 'budget' and other.fiscal_year = this.fiscal_year - 1 then 'budget_before'
            when this.document_family = 'final_accounts' and other.document_family = 'final_accounts' and other.fiscal_year = this.fiscal_year - 1
                then 'final_before'
            when this.document_family = 'budget' and other.document_family = 'final_accounts' and other.fiscal_year = this.fiscal_year - 1
                then 'final_of_last_year'
            when this.document_family = 'final_accounts' and other.document_family = 'budget' and other.fiscal_year = this.fiscal_year
                then 'budget_of_year'
        end as relation,
        other.fiscal_year as partner_year
    from current_document as this
    inner join current_document as other
        on
            this.unit_identity = other.unit_identity
            and this.document_scope = other.document_scope
            and this.document_id <> other.document_id
            and other.fiscal_year between this.fiscal_year - 1 and this.fiscal_year
),

-- What the prose says a change is the change of.
base_of (stem, measure, key, budget_rule, final_rule) as (
    values
    ('total_revenue_expenditure', 'summary_revenue', '', 'R125', 'F50'),
    ('total_revenue', 'summary_revenue', '', 'R125', 'F50'),
    ('total_expenditure', 'summary_expenditure', '', 'R125', 'F50'),
    ('revenue_expenditure_budget', 'summary_revenue', '', 'R125', 'F50'),
    ('general_public_expenditure', 'general_total', '', 'R125', 'F50'),
    ('three_public_total', 'three_public_item', 'total', 'R125', 'F50'),
    ('overseas_travel', 'three_public_item', 'overseas_travel', 'R102', 'F50'),
    ('vehicles', 'three_public_item', 'vehicles', 'R102', 'F50'),
    ('vehicle_purchase', 'three_public_item', 'vehicle_purchase', 'R102', 'F50'),
    ('vehicle_operation', 'three_public_item', 'vehicle_operation', 'R102', 'F50'),
    ('reception', 'three_public_item', 'reception', 'R102', 'F50')
),

stated_base as (
    select
        c.document_id,
        case c.family when 'final' then b.final_rule else b.budget_rule end as rule_id,
        b.measure,
        b.key,
        c.page,
        c.stem,
        c.printed,
        a.value - c.value as base,
        greatest(a.step, c.step) as step
    from stg_rule_claim as c
    inner join base_of as b on c.stem = b.stem
    inner join stg_rule_claim as a
        on
            c.document_id = a.document_id
            and a.facet = ''
            and a.claim_seq <= c.claim_seq
            and a.value_unit = 'yuan'
            and (
                a.stem = c.stem
                or (c.stem = 'total_revenue_expenditure' and a.stem = 'total_revenue')
                or (c.stem = 'revenue_expenditure_budget' and a.stem = 'revenue_budget')
            )
    where c.facet = 'change' and (c.family = 'final' or b.budget_rule = 'R125' or c.value = 0)
    qualify row_number() over (partition by c.document_id, c.claim_seq order by a.claim_seq desc) = 1
),

-- Final accounts print the budget of their year beside it: 年初预算 in the prose, 预算数 (of the year's beginning or as adjusted) in the 三公 table.
planned_three_public as (
    select
        document_id,
        three_public_item,
        first(amount_yuan order by row_seq, column_seq) as amount_yuan,
        max(step_yuan) as step,
        '第' || min(page) || '页印“' || first(printed order by row_seq, column_seq) || '”' as printed
    from stg_rule_amount
    where family = 'final' and table_kind = 'three_public' and stage = 'budget' and three_public_item is not null
    group by all
),

plan_in_final as (
    select
        c.document_id,
        b.measure,
        b.key,
        c.value,
        c.step,
        '第' || c.page || '页“' || c.printed || '”' as printed,
        true as is_initial
    from stg_rule_claim as c
    inner join base_of as b on c.stem = b.stem
    where c.family = 'final' and c.facet = 'budget' and c.value_unit = 'yuan' and contains(c.sentence, '年初预算')
    union all
    select
        document_id,
        'three_public_item',
        three_public_item,
        amount_yuan,
        step,
        printed,
        false
    from planned_three_public
),

-- The document of the year before, and where it was not found, the final accounts of that year.
printed_base as (
    select
        p.document_id,
        p.partner_id,
        p.partner_year,
        'final' as family,
        m.measure,
        m.key,
        m.value,
        m.step,
        m.printed,
        true as is_initial
    from partner as p
    inner join figure_measure as m on p.partner_id = m.document_id
    where p.relation = 'final_before' and not m.is_ambiguous
    union all
    select
        p.document_id,
        p.partner_id,
        p.partner_year,
        'budget' as family,
        m.measure,
        m.key,
        m.value,
        m.step,
        m.printed,
        true as is_initial
    from partner as p
    inner join figure_measure as m on p.partner_id = m.document_id
    where p.relation = 'budget_before' and not m.is_ambiguous
    union all
    select
        p.document_id,
        p.partner_id,
        p.partner_year,
        'budget',
        m.measure,
        m.key,
        m.value,
        m.step,
        m.printed,
        m.is_initial
    from partner as p
    inner join plan_in_final as m on p.partner_id = m.document_id
    where
        p.relation = 'final_of_last_year'
        and not exists (from partner as b where b.document_id = p.document_id and b.relation = 'budget_before')
    qualify row_number() over (partition by p.document_id, p.partner_id, m.measure, m.key order by m.is_initial desc, m.printed) = 1
),

base_check as (
    select
        s.document_id,
        s.rule_id,
        m.partner_id,
        '第' || s.page || '页' as place,
        s.base as left_value,
        m.value as right_value,
        greatest(s.step, m.step, 100) as limit_value,
        '=' as relation,
        '文字推出的上年数（' || s.printed || '）' as left_label,
        m.partner_year || ' 年文件（' || m.printed || '）' as right_label,
        case when not m.is_initial then '决算表所列预算数可能是调整后的预算' end as doubt
    from stated_base as s
    inner join printed_base as m
        on
            s.document_id = m.document_id
            and s.measure = m.measure
            and s.key = m.key
            and m.family = case when starts_with(s.rule_id, 'F') then 'final' else 'budget' end
),

-- 年初结转和结余 and 年末结转和结余 of the summary table of final accounts.
balance as (
    select
        document_id,
        sum(amount_yuan) filter (where side = 'in' and regexp_matches(label, '年初.*结转')) as opening,
        sum(amount_yuan) filter (where side = 'out' and regexp_matches(label, '年末.*结转|结转下年')) as closing,
        max(step_yuan) as step
    from stg_rule_amount
    where family = 'final' and table_kind = 'revenue_expenditure_summary' and is_leaf_row and is_of_this_year
    group by document_id
),

balance_check as (
    select
        this.document_id,
        'F49' as rule_id,
        p.partner_id,
        '总表' as place,
        this.opening as left_value,
        last.closing as right_value,
        greatest(this.step, last.step) as limit_value,
        '=' as relation,
        '年初结转和结余' as left_label,
        p.partner_year || ' 年决算年末结转和结余' as right_label
    from balance as this
    inner join partner as p on this.document_id = p.document_id and p.relation = 'final_before'
    inner join balance as last on p.partner_id = last.document_id
    where this.opening is not null and last.closing is not null
    union all
    select
        m.document_id,
        'R127',
        p.partner_id,
        '收入总表',
        m.value,
        last.closing,
        greatest(m.step, last.step),
        '<=',
        '上年结转结余',
        p.partner_year || ' 年决算年末结转和结余'
    from figure_measure as m
    inner join partner as p on m.document_id = p.document_id and p.relation = 'final_of_last_year'
    inner join balance as last on p.partner_id = last.document_id
    where m.measure = 'revenue_opening' and last.closing is not null
),

plan_check as (
    select
        a.document_id,
        unnest(['R128', 'F51']) as rule_id,
        p.partner_id,
        '“三公”经费表 ' || a.three_public_item as place,
        a.amount_yuan as left_value,
        m.value as right_value,
        greatest(a.step, m.step) as limit_value,
        '=' as relation,
        '决算表所列预算数' as left_label,
        p.partner_year || ' 年预算' as right_label
    from planned_three_public as a
    inner join partner as p on a.document_id = p.document_id and p.relation = 'budget_of_year'
    inner join figure_measure as m on p.partner_id = m.document_id and m.measure = 'three_public_item' and a.three_public_item = m.key
    union all
    select
        c.document_id,
        'R129',
        p.partner_id,
        '第' || c.page || '页 功能科目 ' || regexp_extract(c.stem, '(\d+)$', 1),
        c.value,
        m.value,
        greatest(c.step, m.step),
        '=',
        '文字年初预算（' || c.printed || '）',
        p.partner_year || ' 年预算'
    from stg_rule_claim as c
    inner join partner as p on c.document_id = p.document_id and p.relation = 'budget_of_year'
    inner join figure_measure as m
        on p.partner_id = m.document_id and m.measure = 'general_function' and m.key = regexp_extract(c.stem, '(\d+)$', 1)
    where c.facet = 'budget' and starts_with(c.stem, 'general_public_function_')
    union all
    -- Carried out as planned within half and one and a half: anything else is listed, not judged.
    select
        f.document_id,
        'R130',
        p.partner_id,
        '功能科目 ' || f.key || ' 执行率 ' || round(100 * f.value::DOUBLE / b.value::DOUBLE, 1) || '%',
        f.value,
        b.value,
        abs(b.value) * 0.5,
        '=',
        '决算数',
        p.partner_year || ' 年预算数'
    from figure_measure as f
    inner join partner as p on f.document_id = p.document_id and p.relation = 'budget_of_year'
    inner join figure_measure as b on p.partner_id = b.document_id and b.measure = 'general_function' and f.key = b.key
    where f.measure = 'general_function' and b.value <> 0
),

numeric_check as (
    select * from base_check
    union all by name
    select * from balance_check
    union all by name
    select * from plan_check
),

judged as (
    select
        *,
        case relation when '<=' then greatest(left_value - right_value, 0) else left_value - right_value end as difference
    from numeric_check
),

code_name as (
    select
        d.document_id,
        d.fiscal_year,
        d.unit_identity,
        'R131' as rule_id,
        r.project_code as code,
        any_value(regexp_replace(r.project_name, '[\s　“”"''‘’（）()]|20\d\d年?(度)?', '', 'g')) as plain_name,
        any_value(r.project_name) as name
    from stg_row as r
    inner join current_document as d on r.document_id = d.document_id
    where length(r.project_code) = 21 and r.project_name is not null
    group by all
    union all
    select
        d.document_id,
        d.fiscal_year,
        d.unit_identity,
        'R132',
        r.unit_code,
        any_value(regexp_replace(r.unit_name, '[\s　（）()]', '', 'g')),
        any_value(r.unit_name)
    from stg_row as r
    inner join stg_table as t on r.document_id = t.document_id and r.table_seq = t.table_seq
    inner join current_document as d on r.document_id = d.document_id
    where t.table_kind = 'revenue' and r.row_kind = 'unit' and r.unit_code is not null and r.unit_name is not null
    group by all
)

select
    document_id,
    rule_id,
    partner_id,
    place,
    left_value::DECIMAL(20, 2) as left_value,
    right_value::DECIMAL(20, 2) as right_value,
    difference::DECIMAL(20, 2) as difference,
    limit_value::DECIMAL(20, 2) as limit_value,
    case
        when difference = 0 then 'pass'
        when abs(difference) <= limit_value then 'pass_rounding'
        when doubt is not null then 'insufficient_data'
        else 'fail'
    end as outcome,
    place || '：' || left_label || ' ' || left_value::DECIMAL(20, 2) || '元，' || case relation when '<=' then '应不大于' else '应等于' end || right_label
    || ' ' || right_value::DECIMAL(20, 2) || '元，相差 ' || difference::DECIMAL(20, 2) || '元'
    || case when doubt is not null and abs(difference) > limit_value then '；' || doubt else '' end as instance
from judged
union all
select
    now.document_id,
    now.rule_id,
    before.document_id,
    '代码 ' || now.code,
    null,
    null,
    null,
    null,
    case when now.plain_name = before.plain_name then 'pass' else 'fail' end,
    '代码 ' || now.code || '：' || before.fiscal_year || ' 年为“' || before.name || '”，' || now.fiscal_year || ' 年为“' || now.name || '”'
from code_name as now
inner join code_name as before
    on
        now.rule_id = before.rule_id
        and now.code = before.code
        and now.unit_identity = before.unit_identity
        and before.fiscal_year = now.fiscal_year - 1
