/*
description: Rules between tables - the named figures of rule_comparison set against each other, key by key.
description_zh: 表间勾稽：逐项比较指标。
grain: document_id, rule_id, comparison, key
materialization: incremental
checks:
  - not_null: [document_id, rule_id, left_value, right_value]
*/
with
carries as (
    select distinct document_id
    from stg_rule_amount
    where (origin_year = 'carried_in' or flow = 'opening_balance') and amount_yuan <> 0 and is_of_this_year
),

-- Tables that may hold less than their name says, and how much; one that names no fund and adds up to a table of the general budget holds that.
narrow_table as (
    select document_id, table_seq, coalesce(other_yuan, 1e15)::DECIMAL(20, 2) as may_lack
    from figure_appropriated_table
    union all by name
    select distinct whole.document_id, whole.table_seq, 1e15::DECIMAL(20, 2) as may_lack
    from figure_measure as whole
    inner join figure_measure as part on whole.document_id = part.document_id and abs(whole.value - part.value) <= greatest(whole.step, part.step)
    where
        (
            (whole.measure = 'economic_total' and part.measure in ('general_total', 'fiscal_expenditure'))
            or (whole.measure = 'project_total' and part.measure = 'general_project')
        )
        and (whole.document_id, whole.table_seq)
        not in (select (document_id, table_seq) from stg_column where role = 'amount' and coalesce(fund, 'all') <> 'all')
),

-- A keyed figure is known to a document when its table prints it for some key, or was read and is empty.
known as (
    select document_id, measure
    from figure_measure
    union
    select t.document_id, d.measure
    from stg_table as t
    inner join (select distinct measure, table_kind, row_by, key_by from figure_measure_definition) as d
        on t.table_kind = d.table_kind and (d.row_by is null or t.by is null or t.by = d.row_by)
    where d.key_by not in ('one', 'fund', 'item')
    group by t.document_id, d.measure
    having bool_and(t.status = 'empty')
),

complete as (
    select k.document_id, s.rule_id, s.comparison, s.hand
    from check_side as s
    inner join known as k on s.measure = k.measure
    group by k.document_id, s.rule_id, s.comparison, s.hand
    having
        count(distinct s.measure) = any_value(s.wanted)
        or any_value(s.relation) = 'one_of'
        -- a form that prints one of its parts leaves the others blank
        or (
            bool_and(starts_with(s.measure, 'performance_'))
            and count(*) filter (where s.measure in ('performance_appropriated', 'performance_basic', 'performance_project')) > 0
        )
    qualify count(*) over (partition by k.document_id, s.rule_id, s.comparison) = 2
),

figure as (
    select
        m.document_id, s.rule_id, s.comparison, s.relation, s.keys, s.hand, m.key,
        if(s.relation = 'one_of' and s.hand = 'right', s.measure, '') as alternative,
        sum(m.value) as value, sum(m.parts) as parts, max(m.step) as step,
        flatten(list(m.amount_ids order by s.measure)) as amount_ids,
        string_agg(m.printed, '；' order by s.measure) as printed,
        string_agg(coalesce(l.label, s.label) || if(s.key_by in ('class', 'function', 'unit', 'economic'), m.key, ''), ' + ' order by s.measure) as label,
        bool_or(m.is_ambiguous) as is_ambiguous, bool_or(m.is_blank) as is_blank, max(m.factor) as factor,
        if(count(distinct m.years) = 1, any_value(m.years), 'unsaid') as years,
        sum(coalesce(scope.open_carried, 0)) as open_carried,
        sum(coalesce(scope.open_other, 0) + if(m.measure in ('economic_total', 'project_total'), coalesce(narrow_table.may_lack, 0), 0)) as open_other,
        bool_or(s.is_year_only) as is_year_only, any_value(m.table_seq) as table_seq
    from figure_measure as m
    inner join check_side as s using (measure)
    inner join complete as c using (document_id, rule_id, comparison, hand)
    left join figure_named_scope as scope using (document_id, table_seq, measure, key)
    left join narrow_table using (document_id, table_seq)
    left join figure_label as l using (measure, key)
    group by all
),

compared as (
    select document_id, rule_id, comparison, relation, keys, key, l, r
    from (from figure where hand = 'left') as l
    full join (from figure where hand = 'right') as r using (document_id, rule_id, comparison, relation, keys, key)
),

-- 一般公共预算支出表 of the year's money only (中央部门): its 类 stand beside no column of the 财政拨款收支总表.
general_of_the_year as (
    select document_id
    from compared
    semi join carries using (document_id)
    where rule_id = 'R56' and l.value = r.value
    group by document_id
    having bool_and(r.is_year_only)
),

-- Units can only agree where the totals of the two tables do; where they do not, the rules on the totals say so.
unequal_totals as (
    select x.document_id
    from figure_measure as x
    inner join figure_measure as y on x.document_id = y.document_id
    where x.measure = 'revenue_total' and y.measure = 'expenditure_total' and abs(x.value - y.value) > x.step
),

-- Keys that a side lacks altogether: the rest of its list says whether the money is elsewhere in it; an empty table says that there is none.
in_all as (
    select
        document_id, rule_id, comparison,
        abs(coalesce(sum(l.value), 0) - coalesce(sum(r.value), 0)) <= (count(*) + 1) * greatest(coalesce(max(l.step), 0.01), coalesce(max(r.step), 0.01)) / 2
            as same_in_all,
        count(l.document_id) = 0 as left_is_empty,
        count(r.document_id) = 0 as right_is_empty
    from compared
    group by document_id, rule_id, comparison
),

judged as (
    select
        c.*,
        in_all.* exclude (document_id, rule_id, comparison),
        names.* exclude (rule_id, comparison),
        coalesce(c.l.value, 0) - coalesce(c.r.value, 0) as difference,
        -- what either side may lack: money not split by fund or kind, and money carried over unless the other side has none of it
        coalesce(c.l.open_other, 0) + case when c.r.years = 'current' then 0 else coalesce(c.l.open_carried, 0) end as left_open,
        coalesce(c.r.open_other, 0) + case when c.l.years = 'current' then 0 else coalesce(c.r.open_carried, 0) end as right_open,
        greatest(coalesce(c.l.parts, 0) + coalesce(c.r.parts, 0), 2) * coalesce(greatest(c.l.step, c.r.step), 0.01) / 2 as slack
    from compared as c
    inner join in_all using (document_id, rule_id, comparison)
    inner join (select distinct rule_id, comparison, left_side, right_side from check_side) as names using (rule_id, comparison)
    left join carries using (document_id)
    where
        not (c.rule_id in ('R55', 'R59') and c.document_id in (select g.document_id from general_of_the_year as g))
        and not (c.rule_id = 'R53' and c.document_id in (select u.document_id from unequal_totals as u))
        and (
            c.keys = 'full'
            or c.l.document_id is not null
            and (
                c.r.document_id is not null
                -- a part can only be held against a list that goes to the same depth (款 against 款, 项 against 项)
                or c.keys = 'left'
                and (c.document_id, c.rule_id, c.comparison, length(c.key))
                in (select (f.document_id, f.rule_id, f.comparison, length(f.key)) from figure as f where f.hand = 'right')
            )
        )
    qualify
        c.relation <> 'one_of'
        or not c.r.is_year_only
        or c.l.is_year_only
        or c.l.years = 'current'
        or (
            c.l.years = 'unsaid'
            and carries.document_id is not null
            and bool_or(not c.r.is_year_only) over (partition by c.document_id, c.rule_id, c.comparison, c.key)
        )
)

select
    c.document_id, c.rule_id, c.comparison, c.key, '' as place,
    coalesce(c.l.table_seq, c.r.table_seq) as table_seq,
    if(c.relation = '<=', '<=', '=') as relation,
    coalesce(c.l.label, c.left_side || c.key) as left_label,
    coalesce(c.l.value, 0)::DECIMAL(20, 2) as left_value,
    coalesce(c.l.parts, 0)::BIGINT as left_parts, coalesce(c.l.step, c.r.step, 0.01) as left_step,
    coalesce(c.l.amount_ids, []) as left_ids,
    coalesce(c.l.printed, '为空') as left_printed,
    coalesce(c.r.label, c.right_side || c.key) as right_label,
    coalesce(c.r.value, 0)::DECIMAL(20, 2) as right_value,
    coalesce(c.r.parts, 0)::BIGINT as right_parts, coalesce(c.r.step, c.l.step, 0.01) as right_step,
    coalesce(c.r.amount_ids, []) as right_ids,
    coalesce(c.r.printed, '为空') as right_printed,
    coalesce(c.l.factor, c.r.factor, 1) as factor,
    case
        when coalesce(c.l.is_ambiguous, false) or coalesce(c.r.is_ambiguous, false) then '同类表有多张且合计不同，无法确定应比较哪一张'
        when
            (c.relation <> '<=' and c.difference < 0 and -c.difference <= c.left_open + c.slack and c.left_open > 0)
            or (c.difference > 0 and c.difference <= c.right_open + c.slack and c.right_open > 0)
            then '一方的范围不能确定（上年结转等未按资金、支出类别分列，或只列财政拨款），差额可能只是范围不同'
        -- A blank that may stand in another column, or a class that only one of two lists prints, is no zero; where both lists hold the same money
        -- in all it is (上海 0c1441: 208 in one table, 201 in the other).
        when (coalesce(c.l.is_blank, false) and c.difference < 0) or (coalesce(c.r.is_blank, false) and c.difference > 0) then '一方空白，空白不作零'
        when
            not c.same_in_all
            and (
                (c.l.document_id is null and not coalesce(c.left_is_empty, false))
                or (c.r.document_id is null and not coalesce(c.right_is_empty, false))
            )
            then '一方没有印出此项，未印不作零'
        when c.rule_id = 'R79' and c.difference < 0 and c.document_id in (select k.document_id from stg_key_project_list as k)
            then '绩效目标表只列重点项目，差额可能是未列的项目'
    end as doubt
from judged as c
qualify
    row_number() over (
        partition by c.document_id, c.rule_id, c.comparison, c.key
        order by abs(coalesce(c.l.value, 0) - coalesce(c.r.value, 0)), c.r.label, list_sort(c.r.amount_ids), list_sort(c.l.amount_ids)
    ) = 1
