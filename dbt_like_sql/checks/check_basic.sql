/*
description: Basic expenditure - 人员经费合计 and 公用经费合计 against their classes (R33, F16), economic classes against the two funds (R34), operating expenses against public funds (R75).
description_zh: 基本支出核对：人员、公用经费合计，经济科目与所属经费，机关运行经费。
grain: document_id, rule_id, table_seq, place, left_label
materialization: incremental
checks:
  - not_null: [document_id, rule_id, left_value, right_value]
*/
with
-- R34: 301 and 303 are people, 302 and 310 are not. 工会经费, 福利费 and 其他交通费用 (car allowances) are paid to people and stand on either side.
wrong_fund as (
    select
        document_id,
        table_seq,
        any_value(title) as title,
        any_value(factor) as factor,
        max(step_yuan) as step,
        coalesce(sum(amount_yuan) filter (where is_misplaced), 0) as misplaced,
        bool_or(is_certain) as is_certain,
        list(amount_id) filter (where is_misplaced) as ids,
        string_agg(label || ' ' || printed, '、' order by row_seq, column_seq) filter (where is_misplaced) as printed
    from (
        select
            *,
            amount_yuan <> 0
            and (
                (left(department_economic_code, 3) in ('301', '303') and starts_with(spending_kind, 'basic_public'))
                or (
                    left(department_economic_code, 3) in ('302', '310')
                    and department_economic_code not in ('30228', '30229', '30239')
                    and starts_with(spending_kind, 'basic_personnel')
                )
            ) as is_misplaced,
            -- wages among public funds and investment among personnel are no convention of any place; medical aid, living aid and the like are (重庆, 烟台)
            is_misplaced and left(department_economic_code, 3) in ('301', '310') as is_certain
        from stg_rule_amount
        where rule_kind = 'general_public_basic_expenditure' and family = 'budget' and is_leaf_row and department_economic_code is not null
    )
    group by document_id, table_seq
    having count(*) filter (where spending_kind in ('basic_personnel', 'basic_public')) > 0
),

-- 人员经费合计 and 公用经费合计 close the two halves of a basic expenditure table; their 款 may stand in three columns side by side.
part_total as (
    select
        t.document_id,
        t.table_seq,
        t.family,
        t.amount_id,
        t.title,
        t.label,
        t.page,
        t.printed,
        t.amount_yuan,
        t.step_yuan,
        t.factor,
        coalesce(sum(l.amount_yuan), 0) as right_value,
        count(l.amount_id) filter (where l.amount_yuan <> 0) as right_parts,
        coalesce(list(l.amount_id order by l.row_seq, l.column_seq) filter (where l.amount_id is not null), []) as right_ids
    from stg_rule_amount as t
    left join stg_rule_amount as l
        on
            t.document_id = l.document_id
            and t.table_seq = l.table_seq
            and l.is_leaf_row
            and l.is_leaf_column
            and coalesce(t.stage, '') = coalesce(l.stage, '')
            and (left(l.department_economic_code, 3) in ('301', '303')) = contains(t.label, '人员')
    where
        t.rule_kind = 'general_public_basic_expenditure'
        and t.total_rank = 3
        and regexp_full_match(t.label, '(人员|(日常)?公用)经费(合计|总计|小计)')
        and t.is_of_this_year
        and t.column_seq = (
            select min(o.column_seq)
            from stg_rule_amount as o
            where o.document_id = t.document_id and o.table_seq = t.table_seq and o.row_seq = t.row_seq and o.label = t.label
        )
    group by all
)

select
    document_id,
    'R34' as rule_id,
    table_seq,
    '《' || title || '》' as place,
    '=' as relation,
    '不在所属人员、公用经费栏的金额' as left_label,
    misplaced::DECIMAL(20, 2) as left_value,
    coalesce(ids, []) as left_ids,
    coalesce(printed, '无') as left_printed,
    '零' as right_label,
    0::DECIMAL(20, 2) as right_value,
    0 as right_parts,
    []::VARCHAR[] as right_ids,
    '应无此数' as right_printed,
    0.01 as left_step,
    0.01 as right_step,
    factor,
    if(is_certain, null, '与科目所属的一栏不同，可能是当地的列法') as doubt
from wrong_fund
union all by name
select
    operating.document_id,
    'R75' as rule_id,
    operating.table_seq,
    '' as place,
    -- which units' public funds count as 机关运行经费 differs from place to place: less than all of them is no fault
    '<=' as relation,
    operating_label.label as left_label,
    operating.value as left_value,
    operating.amount_ids as left_ids,
    operating.printed as left_printed,
    '基本支出公用经费' as right_label,
    public.value as right_value,
    1 as right_parts,
    public.amount_ids as right_ids,
    public.printed as right_printed,
    operating.step as left_step,
    public.step as right_step,
    coalesce(operating.factor, public.factor, 1) as factor
from figure_measure as operating
inner join figure_label as operating_label on operating.measure = operating_label.measure
inner join figure_measure as public on operating.document_id = public.document_id and public.measure in ('basic_public', 'basic_public_leaf')
where operating.measure = 'operating_total'
qualify row_number() over (partition by operating.document_id order by public.measure) = 1
union all by name
select
    document_id,
    case family when 'final' then 'F16' else 'R33' end as rule_id,
    table_seq,
    '《' || title || '》' as place,
    '=' as relation,
    label as left_label,
    amount_yuan as left_value,
    [amount_id] as left_ids,
    '第' || page || '页印“' || printed || '”' as left_printed,
    case when contains(label, '人员') then '301、303 各款之和' else '其余各类各款之和' end as right_label,
    right_value::DECIMAL(20, 2) as right_value,
    right_parts,
    right_ids,
    '同表各款' as right_printed,
    step_yuan as left_step,
    step_yuan as right_step,
    factor
from part_total
where right_parts > 0
