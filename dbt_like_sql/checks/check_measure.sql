/*
description: Rules between tables - the named figures of rule_comparison set against each other, key by key.
description_zh: 表间勾稽：逐项比较指标。
grain: document_id, rule_id, comparison, key
materialization: incremental
checks:
  - not_null: [document_id, rule_id, left_value, right_value]
*/
with
side_measure as (
    select
        rule_id,
        comparison,
        relation,
        keys,
        'left' as hand,
        unnest(left_measures) as measure,
        len(left_measures) as wanted
    from rule_comparison
    union all
    select
        rule_id,
        comparison,
        relation,
        keys,
        'right',
        unnest(right_measures),
        len(right_measures)
    from rule_comparison
),

-- Figures of the year only, as alternatives to figures with what was carried over.
year_only as (
    select distinct measure
    from figure_measure_definition
    where origin = 'current' or pick = 'current' and side = 'in'
),

carries as (
    select distinct document_id
    from stg_rule_amount
    where (origin_year = 'carried_in' or flow = 'opening_balance') and amount_yuan <> 0 and is_of_this_year
),

-- Money outside the appropriation, by the list of revenue that names most of it.
other_money as (
    select
        document_id,
        max(amount_yuan) as amount_yuan
    from (
        select
            document_id,
            table_seq,
            coalesce(
                sum(amount_yuan) filter (
                    where
                    coalesce(fund, 'all')
                    not in ('fiscal_appropriation', 'general_public_budget', 'government_managed_funds', 'state_capital_operations')
                ),
                0
            ) as amount_yuan
        from stg_rule_amount
        where rule_kind in ('revenue_expenditure_summary', 'revenue') and side = 'in' and is_leaf_row and is_leaf_column and is_of_this_year
        group by all
    )
    group by document_id
),

-- A table whose only funds are the appropriated ones may hold the appropriation only (四川 表2-1), whatever its total is called.
appropriated_table as (
    select
        document_id,
        table_seq,
        false as holds_less
    from stg_column as table_column
    where role = 'amount' and not is_of_which and coalesce(is_leaf_column or is_restated, true) and coalesce(origin_year, '') <> 'carried_in'
    group by all
    having
        bool_and(
            coalesce(fund, 'all')
            in ('fiscal_appropriation', 'general_public_budget', 'government_managed_funds', 'state_capital_operations')
        )
    union
    -- One that names no fund and adds up to a table of the general budget holds that.
    select
        whole.document_id,
        whole.table_seq,
        true as holds_less
    from figure_measure as whole
    inner join figure_measure as part on whole.document_id = part.document_id and abs(whole.value - part.value) <= greatest(whole.step, part.step)
    where
        (
            (whole.measure = 'economic_total' and part.measure in ('general_total', 'fiscal_expenditure'))
            or (whole.measure = 'project_total' and part.measure = 'general_project')
        )
        and not exists (
            from stg_column as c
            where c.document_id = whole.document_id and c.table_seq = whole.table_seq and c.role = 'amount' and coalesce(c.fund, 'all') <> 'all'
        )
),

label_of as (
    select
        measure,
        figure_key(key_by, fund, item) as key,
        any_value(label) as label,
        any_value(key_by) as key_by
    from figure_measure_definition
    group by all
),

-- A keyed figure is known to a document when its table prints it for some key, or was read and is empty.
known as (
    select
        document_id,
        measure
    from figure_measure
    union
    select
        t.document_id,
        d.measure
    from stg_table as t
    inner join (select distinct
        measure,
        table_kind,
        row_by,
        key_by
    from figure_measure_definition) as d
        on t.table_kind = d.table_kind and (d.row_by is null or t.by is null or t.by = d.row_by)
    where d.key_by not in ('one', 'fund', 'item')
    group by t.document_id, d.measure
    having bool_and(t.status = 'empty')
),

complete as (
    select
        k.document_id,
        s.rule_id,
        s.comparison,
        s.hand
    from side_measure as s
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
),

figure as (
    select
        m.document_id,
        s.rule_id,
        s.comparison,
        s.relation,
        s.keys,
        s.hand,
        case when s.relation = 'one_of' and s.hand = 'right' then s.measure else '' end as alternative,
        m.key,
        sum(m.value) as value,
        sum(m.parts) as parts,
        max(m.step) as step,
        flatten(list(m.amount_ids order by s.measure)) as amount_ids,
        string_agg(m.printed, '；' order by s.measure) as printed,
        string_agg(coalesce(l.label, l_any.label) || case when l_any.key_by in ('class', 'function', 'unit', 'economic') then m.key else '' end, ' + ' order by s.measure)
            as label,
        bool_or(m.is_ambiguous) as is_ambiguous,
        bool_or(m.is_derived) as is_derived,
        bool_or(m.is_blank) as is_blank,
        max(m.factor) as factor,
        case when count(distinct m.years) = 1 then any_value(m.years) else 'unsaid' end as years,
        sum(coalesce(scope.open_carried, 0)) as open_carried,
        sum(
            coalesce(scope.open_other, 0)
            + case
                when m.measure in ('economic_total', 'project_total') and appropriated_table.document_id is not null
                    then case when appropriated_table.holds_less then 1e15 else coalesce(other_money.amount_yuan, 1e15) end::DECIMAL(20, 2)
                else 0
            end
        ) as open_other,
        bool_or(year_only.measure is not null) as is_year_only,
        any_value(m.table_seq) as table_seq
    from figure_measure as m
    inner join side_measure as s on m.measure = s.measure
    inner join complete as c
        on m.document_id = c.document_id and s.rule_id = c.rule_id and s.comparison = c.comparison and s.hand = c.hand
    left join figure_named_scope as scope
        on m.document_id = scope.document_id and m.table_seq = scope.table_seq and m.measure = scope.measure and m.key = scope.key
    left join year_only on m.measure = year_only.measure
    left join other_money on m.document_id = other_money.document_id
    left join appropriated_table on m.document_id = appropriated_table.document_id and m.table_seq = appropriated_table.table_seq
    left join label_of as l on m.measure = l.measure and m.key = l.key
    left join (select
        measure,
        any_value(label) as label,
        any_value(key_by) as key_by
    from label_of group by measure) as l_any on m.measure = l_any.measure
    group by all
),

both_complete as (
    select
        document_id,
        rule_id,
        comparison
    from complete
    group by all
    having count(*) = 2
),

compared as (
    select
        coalesce(l.document_id, r.document_id) as document_id,
        coalesce(l.rule_id, r.rule_id) as rule_id,
        coalesce(l.comparison, r.comparison) as comparison,
        coalesce(l.relation, r.relation) as relation,
        coalesce(l.keys, r.keys) as keys,
        coalesce(l.key, r.key) as key,
        l,
        r
    from (select * from figure where hand = 'left') as l
    full join (select * from figure where hand = 'right') as r
        on l.document_id = r.document_id and l.rule_id = r.rule_id and l.comparison = r.comparison and l.key = r.key
),

side_label as (
    select
        s.rule_id,
        s.comparison,
        s.hand,
        string_agg(distinct d.label, ' + ') as label
    from side_measure as s
    inner join (select
        measure,
        any_value(label) as label
    from figure_measure_definition where key_by not in ('fund', 'item') group by measure) as d
        on s.measure = d.measure
    group by all
),

-- 一般公共预算支出表 of the year's money only (中央部门): its 类 stand beside no column of the 财政拨款收支总表.
general_of_the_year as (
    select c.document_id
    from compared as c
    inner join carries on c.document_id = carries.document_id
    where c.rule_id = 'R56' and c.l.value = c.r.value and c.r.is_year_only
    except
    select c.document_id
    from compared as c
    where c.rule_id = 'R56' and c.l.value = c.r.value and not c.r.is_year_only
),

-- Keys that a side lacks altogether: the rest of its list says whether the money is elsewhere in it; an empty table says that there is none.
in_all as (
    select
        document_id,
        rule_id,
        comparison,
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
        in_all.same_in_all,
        in_all.left_is_empty,
        in_all.right_is_empty,
        coalesce(c.l.value, 0) - coalesce(c.r.value, 0) as difference,
        -- what either side may lack: money not split by fund or kind, and money carried over unless the other side has none of it
        coalesce(c.l.open_other, 0) + case when c.r.years = 'current' then 0 else coalesce(c.l.open_carried, 0) end as left_open,
        coalesce(c.r.open_other, 0) + case when c.l.years = 'current' then 0 else coalesce(c.r.open_carried, 0) end as right_open,
        greatest(coalesce(c.l.parts, 0) + coalesce(c.r.parts, 0), 2) * coalesce(greatest(c.l.step, c.r.step), 0.01) / 2 as slack
    from compared as c
    inner join in_all on c.document_id = in_all.document_id and c.rule_id = in_all.rule_id and c.comparison = in_all.comparison
    left join carries on c.document_id = carries.document_id
    where
        not (c.rule_id in ('R55', 'R59') and c.document_id in (select g.document_id from general_of_the_year as g))
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
    c.document_id,
    c.rule_id,
    c.comparison,
    c.key,
    coalesce(c.l.table_seq, c.r.table_seq) as table_seq,
    '' as place,
    case c.relation when '<=' then '<=' else '=' end as relation,
    coalesce(c.l.label, ll.label || c.key) as left_label,
    coalesce(c.l.value, 0)::DECIMAL(20, 2) as left_value,
    coalesce(c.l.parts, 0)::BIGINT as left_parts,
    coalesce(c.l.step, c.r.step, 0.01) as left_step,
    coalesce(c.l.amount_ids, []) as left_ids,
    coalesce(c.l.printed, '为空') as left_printed,
    coalesce(c.r.label, rl.label || c.key) as right_label,
    coalesce(c.r.value, 0)::DECIMAL(20, 2) as right_value,
    coalesce(c.r.parts, 0)::BIGINT as right_parts,
    coalesce(c.r.step, c.l.step, 0.01) as right_step,
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
        when
            (coalesce(c.l.is_blank, false) and c.difference < 0)
            or (coalesce(c.r.is_blank, false) and c.difference > 0)
            then '一方空白，空白不作零'
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
inner join both_complete as b on c.document_id = b.document_id and c.rule_id = b.rule_id and c.comparison = b.comparison
left join side_label as ll on c.rule_id = ll.rule_id and c.comparison = ll.comparison and ll.hand = 'left'
left join side_label as rl on c.rule_id = rl.rule_id and c.comparison = rl.comparison and rl.hand = 'right'
where
    -- Units can only agree where the totals of the two tables do; where they do not, the rules on the totals say so.
    (
        c.rule_id <> 'R53'
        or not exists (
            from figure_measure as x
            inner join figure_measure as y on x.document_id = y.document_id
            where
                x.document_id = c.document_id
                and x.measure = 'revenue_total'
                and y.measure = 'expenditure_total'
                and abs(x.value - y.value) > x.step
        )
    )
    and case c.keys
        when 'both' then c.l.document_id is not null and c.r.document_id is not null
        -- a part can only be held against a list that goes to the same depth (款 against 款, 项 against 项)
        when 'left'
            then
                c.l.document_id is not null
                and (
                    c.r.document_id is not null
                    or exists (
                        from figure as f
                        where
                            f.document_id = c.document_id
                            and f.rule_id = c.rule_id
                            and f.comparison = c.comparison
                            and f.hand = 'right'
                            and length(f.key) = length(c.key)
                    )
                )
        when 'one' then c.l.document_id is not null and c.r.document_id is not null
        else true
    end
qualify
    row_number() over (
        partition by c.document_id, c.rule_id, c.comparison, c.key
        order by abs(coalesce(c.l.value, 0) - coalesce(c.r.value, 0)), c.r.label, list_sort(c.r.amount_ids), list_sort(c.l.amount_ids)
    ) = 1
