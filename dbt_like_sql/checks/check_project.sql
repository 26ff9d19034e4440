/*
description: Projects of the performance table against those of the project table (R80), ceilings in cost indicators against project amounts (R81).
description_zh: 项目绩效目标表与项目支出表的项目和金额、成本指标上限。
grain: document_id, rule_id, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, outcome]
*/
with
main_amount as (
    select *
    from stg_rule_amount
    where
        table_kind in ('project_performance', 'project_expenditure')
        and is_leaf_row
        and not column_of_which
        and coalesce(fund, 'all') = 'all'
        and (
            coalesce(origin_year, 'all') = 'all'
            -- 专项业务经费支出表（不含上年结转） prints no column of both years (西安)
            or (document_id, table_seq) in (select (document_id, table_seq) from stg_table_years where is_of_the_year)
        )
        and is_of_this_year
        and family = 'budget'
    -- the main amount column of each table
    qualify column_seq = min(column_seq) over (partition by document_id, table_seq)
),

named_amount as (
    select
        *,
        regexp_replace(coalesce(project_name, label), '[\s　“”"''‘’（）()]', '', 'g') as plain_name
    from main_amount
),

project_by_table as (
    select
        document_id,
        table_kind,
        -- 一级项目-二级项目 of one name is that project (深圳: 市本级就业专项资金-市本级就业专项资金)
        case
            when plain_name = left(plain_name, (length(plain_name) - 1) // 2) || '-' || left(plain_name, (length(plain_name) - 1) // 2)
                then left(plain_name, (length(plain_name) - 1) // 2)
            else plain_name
        end as project_key,
        any_value(coalesce(project_name, label)) as project_name,
        sum(amount_yuan) as amount_yuan,
        list(amount_id order by table_seq, row_seq) as amount_ids,
        min(page) as page,
        max(step_yuan) as step,
        any_value(factor) as factor,
        min(table_seq) as table_seq
    from named_amount
    where coalesce(project_name, label) <> ''
    group by document_id, table_kind, project_key
),

matched as (
    select
        coalesce(g.document_id, p.document_id) as document_id,
        coalesce(g.project_name, p.project_name) as project_name,
        g.project_key as goal_key,
        p.project_key as budget_key,
        g.amount_yuan as goal_amount,
        p.amount_yuan as budget_amount,
        coalesce(g.amount_ids, []) as goal_ids,
        coalesce(p.amount_ids, []) as budget_ids,
        g.page as goal_page,
        p.page as budget_page,
        greatest(coalesce(g.step, 0.01), coalesce(p.step, 0.01)) as step,
        coalesce(p.factor, g.factor) as factor,
        coalesce(p.table_seq, g.table_seq) as table_seq
    from (select * from project_by_table where table_kind = 'project_performance') as g
    full join (select * from project_by_table where table_kind = 'project_expenditure') as p
        on g.document_id = p.document_id and g.project_key = p.project_key
),

-- Many places publish goals for some projects only; two lists are compared when they name nearly the same projects.
both_tables as (
    select
        document_id,
        count(*) filter (where goal_key is not null and budget_key is not null) as shared,
        count(*) filter (where goal_key is not null) as goals,
        count(*) filter (where budget_key is not null) as budgets
    from matched
    group by document_id
    having shared > 0 and shared * 5 >= goals * 4 and shared * 5 >= budgets * 4
),

ceiling as (
    select
        i.document_id,
        i.table_seq,
        i.page,
        i.level3,
        i.target_printed,
        (i.target_value * unit.factor::integer)::DECIMAL(20, 2) as target_yuan,
        p.project_name,
        p.amount_yuan,
        p.amount_ids,
        p.step
    from stg_indicator as i
    inner join project_by_table as p
        on
            i.document_id = p.document_id
            and p.table_kind = 'project_performance'
            and regexp_replace(coalesce(i.project_name, ''), '[\s　“”"''‘’（）()]', '', 'g') = p.project_key
    inner join ref_unit as unit on i.target_unit = unit.unit
    where
        regexp_matches(coalesce(i.level1, '') || coalesce(i.level2, ''), '成本')
        and i.comparator in ('<=', '<', '=')
        and i.target_value is not null
)

select
    m.document_id,
    'R80' as rule_id,
    m.table_seq,
    '' as place,
    m.project_name as left_label,
    m.goal_amount::DECIMAL(20, 2) as left_value,
    m.budget_amount::DECIMAL(20, 2) as right_value,
    (coalesce(m.goal_amount, 0) - coalesce(m.budget_amount, 0))::DECIMAL(20, 2) as difference,
    m.step::DECIMAL(20, 2) as limit_value,
    case
        when m.goal_amount = m.budget_amount then 'pass'
        when abs(m.goal_amount - m.budget_amount) <= m.step then 'pass_rounding'
        -- a list of key projects may leave out a project, or the part of it that another unit carries out
        when k.document_id is not null and (m.goal_key is null or m.goal_amount < m.budget_amount) then 'insufficient_data'
        else 'fail'
    end as outcome,
    m.goal_ids as left_ids,
    m.budget_ids as right_ids,
    case
        when m.goal_key is null then '项目“' || m.project_name || '”在项目支出表（第' || m.budget_page || '页）中，不在项目绩效目标表中'
        when m.budget_key is null then '项目“' || m.project_name || '”在项目绩效目标表（第' || m.goal_page || '页）中，不在项目支出表中'
        when m.goal_amount <> m.budget_amount
            then
                '项目“' || m.project_name || '”：绩效目标表 ' || regexp_replace((m.goal_amount / 10000)::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1') || '万元（第' || m.goal_page || '页），项目支出表 '
                || regexp_replace((m.budget_amount / 10000)::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1') || '万元（第' || m.budget_page || '页）'
    end as instance
from matched as m
inner join both_tables as b on m.document_id = b.document_id
left join stg_key_project_list as k on m.document_id = k.document_id
union all by name
select
    document_id,
    'R81' as rule_id,
    table_seq,
    '第' || page || '页' as place,
    project_name || '：' || coalesce(level3, '') as left_label,
    target_yuan as left_value,
    amount_yuan::DECIMAL(20, 2) as right_value,
    greatest(target_yuan - amount_yuan, 0)::DECIMAL(20, 2) as difference,
    step::DECIMAL(20, 2) as limit_value,
    case when target_yuan <= amount_yuan then 'pass' when target_yuan - amount_yuan <= step then 'pass_rounding' else 'fail' end as outcome,
    []::VARCHAR[] as left_ids,
    amount_ids as right_ids,
    case
        when target_yuan > amount_yuan
            then
                '第' || page || '页：项目“' || project_name || '”的成本指标“' || coalesce(level3, '') || ' ' || coalesce(target_printed, '')
                || '”大于项目金额 ' || regexp_replace((amount_yuan / 10000)::DECIMAL(30, 6)::VARCHAR, '(\.\d\d\d*?)0+$', '\1') || '万元'
    end as instance
from ceiling
