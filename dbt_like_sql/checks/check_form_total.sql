/*
description: Forms of one project (项目绩效目标表) - the total of its money against the sources printed under it (R134).
description_zh: 单个项目的绩效目标表：资金总额与其下所列各资金来源。
grain: document_id, rule_id, table_seq, left_label, left_ids
materialization: incremental
checks:
  - not_null: [document_id, rule_id, left_value, right_value]
*/
with
-- Labels stand left of their figures, not over them: 资金总额 | 其中：财政拨款 | 其他资金 under each other, in columns of any number.
figure as (
    select a.*
    from stg_rule_amount as a
    semi join (select * from stg_table as t where t.by = 'form' and table_kind = 'project_performance') as form
        on a.document_id = form.document_id and a.table_seq = form.table_seq
    where a.cell_state in ('value', 'zero')
),

total as (select * from figure where row_kind = 'total' and fund = 'all'),

-- A part stands below its total, in its column or right of it; the nearest such total is its own (实施期资金 on the left, 年度资金 on the right).
part as (
    select
        p.document_id,
        p.table_seq,
        p.amount_id,
        p.fund,
        p.amount_yuan,
        p.step_yuan,
        p.printed,
        p.row_seq,
        p.label,
        t.amount_id as total_id
    from figure as p
    inner join total as t
        on
            p.document_id = t.document_id
            and p.table_seq = t.table_seq
            and p.row_seq > t.row_seq
            and p.column_seq >= t.column_seq
            and p.stage is not distinct from t.stage
            and p.fiscal_year is not distinct from t.fiscal_year
            and p.project_name is not distinct from t.project_name
    where p.row_kind <> 'total'
    qualify row_number() over (partition by p.document_id, p.amount_id order by t.column_seq desc, t.row_seq desc) = 1
),

-- 财政拨款 and 其他资金 are all there is; a form that divides them once more is read by its widest sources.
summed as (
    select
        document_id,
        total_id,
        sum(amount_yuan) as amount_yuan,
        max(step_yuan) as step_yuan,
        count(*) as parts,
        list(amount_id order by row_seq) as amount_ids,
        string_agg(label || '“' || printed || '”', '、' order by row_seq) as printed
    from part
    where
        fund in ('fiscal_appropriation', 'own_funds')
        or (fund = 'all' and regexp_matches(label, '结转|结余'))
        or (
            fund in ('general_public_budget', 'government_managed_funds', 'state_capital_operations', 'fiscal_special_account')
            and not exists (
                from part as wider where wider.document_id = part.document_id and wider.total_id = part.total_id and wider.fund = 'fiscal_appropriation'
            )
        )
    group by document_id, total_id
),

compared as (
    select
        t.document_id,
        t.table_seq,
        t.title,
        t.page,
        t.label,
        t.printed,
        t.factor,
        t.project_name,
        t.amount_id,
        t.amount_yuan,
        t.step_yuan,
        s.amount_yuan as parts_yuan,
        s.step_yuan as parts_step,
        s.parts,
        s.amount_ids,
        s.printed as parts_printed,
        count(*) over (partition by t.document_id) as forms,
        count(*) filter (
            where abs(t.amount_yuan - s.amount_yuan) <= greatest(t.step_yuan, s.step_yuan) * (s.parts + 1) / 2
        ) over (partition by t.document_id) as complete_forms
    from total as t
    inner join summed as s on t.document_id = s.document_id and t.amount_id = s.total_id
)

-- What is not printed is not zero: where a single source is printed it may be one of several, unless the other forms of the document print all.
select
    document_id,
    'R134' as rule_id,
    table_seq,
    '《' || title || '》' || coalesce('“' || project_name || '”', '') as place,
    case when parts > 1 or (forms > 3 and complete_forms >= forms - 1) then '=' else '>=' end as relation,
    trim(label, '：:') as left_label,
    amount_yuan::DECIMAL(20, 2) as left_value,
    1 as left_parts,
    step_yuan as left_step,
    [amount_id] as left_ids,
    '第' || page || '页印“' || printed || '”' as left_printed,
    '其下所列资金来源之和' as right_label,
    parts_yuan::DECIMAL(20, 2) as right_value,
    parts as right_parts,
    parts_step as right_step,
    amount_ids as right_ids,
    parts_printed as right_printed,
    factor
from compared
