/*
description: A department against the documents of its units (R122, R123, R124, F52).
description_zh: 部门与所属单位的文件核对。
grain: document_id, rule_id, place
materialization: table
columns:
  partner_id: the other document of the comparison, where there is one
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
        v.document_scope,
        d.unit_code,
        d.unit_name,
        d.division_code,
        -- 泉州市公安局（本级） publishes what 泉州市公安局 lists under its own name
        name_of_body(d.unit_name) as plain_name
    from stg_document_version as v
    inner join stg_disclosure as d on v.document_id = d.document_id
    where v.is_current and v.fiscal_year is not null
),

-- A unit by its code, else by its name: many places print no codes.
listed_unit as (
    select distinct
        r.document_id,
        r.unit_code,
        r.unit_name,
        name_of_body(r.unit_name) as plain_name
    from stg_row as r
    inner join stg_table as t on r.document_id = t.document_id and r.table_seq = t.table_seq
    inner join current_document as d on r.document_id = d.document_id
    where
        t.table_kind = 'revenue'
        and r.row_kind = 'unit'
        and r.is_leaf
        and coalesce(r.unit_code, r.unit_name) is not null
        and d.document_scope = 'department'
),

unit_document as (
    select
        l.document_id,
        l.unit_code,
        l.unit_name,
        unit.document_id as unit_document_id
    from listed_unit as l
    inner join current_document as dep on l.document_id = dep.document_id
    inner join current_document as unit
        on
            dep.division_code = unit.division_code
            and dep.fiscal_year = unit.fiscal_year
            and dep.document_family = unit.document_family
            and unit.document_scope = 'unit'
            and (
                (l.unit_code = unit.unit_code and starts_with(unit.unit_code, dep.unit_code))
                or ((l.unit_code is null or unit.unit_code is null) and l.plain_name = unit.plain_name)
            )
    qualify row_number() over (partition by l.document_id, l.unit_code, l.unit_name order by unit.document_id) = 1
),

covered as (
    select
        l.document_id,
        count(*) as units,
        count(u.unit_document_id) as found,
        string_agg(coalesce(l.unit_name, l.unit_code), '、') filter (where u.unit_document_id is null) as missing
    from listed_unit as l
    left join unit_document as u
        on l.document_id = u.document_id and l.unit_code is not distinct from u.unit_code and l.unit_name is not distinct from u.unit_name
    group by l.document_id
),

-- A body without units of its own publishes the same figures as a department and as a unit (普陀区政府办公室 2025). Where no list of units
-- is printed, equal figures prove it; different ones may mean that the department has more units.
same_body as (
    select
        dep.document_id,
        unit.document_id as unit_document_id,
        dep.document_family
    from current_document as dep
    inner join current_document as unit
        on
            dep.division_code = unit.division_code
            and dep.fiscal_year = unit.fiscal_year
            and dep.document_family = unit.document_family
            and dep.plain_name = unit.plain_name
            and unit.document_scope = 'unit'
    anti join listed_unit as l on dep.document_id = l.document_id
    where dep.document_scope = 'department'
),

internal_transfer as (
    select
        u.document_id,
        coalesce(sum(m.value), 0) as amount
    from unit_document as u
    left join figure_measure as m
        on
            u.unit_document_id = m.document_id
            and m.measure = 'revenue_current_fund'
            and m.key in ('superior_subsidy', 'subordinate_remittance')
    group by u.document_id
),

roll_up as (
    select
        c.document_id,
        case d.document_family when 'final_accounts' then 'F52' when 'budget' then case c.units when 1 then 'R123' else 'R122' end end as rule_id,
        null::VARCHAR as partner_id,
        c.units || ' 个单位' as place,
        any_value(dep.value) as left_value,
        sum(m.value) - any_value(t.amount) as right_value,
        sum(m.step) as limit_value,
        '=' as relation,
        '部门收入总计' as left_label,
        '所属单位收入总计之和（扣除内部往来）' as right_label
    from covered as c
    inner join current_document as d on c.document_id = d.document_id
    inner join figure_measure as dep on c.document_id = dep.document_id and dep.measure = 'summary_revenue'
    inner join unit_document as u on c.document_id = u.document_id
    inner join figure_measure as m on u.unit_document_id = m.document_id and m.measure = 'summary_revenue'
    inner join internal_transfer as t on c.document_id = t.document_id
    where c.units = c.found
    group by c.document_id, c.units, d.document_family
),

same_figure as (
    select
        b.document_id,
        case b.document_family when 'final_accounts' then 'F52' else 'R123' end as rule_id,
        b.unit_document_id as partner_id,
        any_value(d.label) as place,
        any_value(dep.value) as left_value,
        any_value(unit.value) as right_value,
        greatest(any_value(dep.step), any_value(unit.step)) as limit_value,
        '=' as relation,
        '部门文件（' || any_value(dep.printed) || '）' as left_label,
        '同名单位文件（' || any_value(unit.printed) || '）' as right_label,
        '部门可能还有其他单位' as doubt
    from same_body as b
    inner join figure_measure as dep on b.document_id = dep.document_id and dep.measure in ('summary_revenue', 'summary_expenditure')
    inner join figure_measure as unit on b.unit_document_id = unit.document_id and dep.measure = unit.measure
    inner join figure_measure_definition as d on dep.measure = d.measure
    group by b.document_id, b.document_family, b.unit_document_id, dep.measure
),

judged as (
    select
        *,
        difference_of(relation, left_value, right_value) as difference
    from (
        select * from roll_up
        union all by name
        select * from same_figure
    ) as every_sum
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
    outcome_of(difference, limit_value, doubt) as outcome,
    across_sentence(place, left_label, left_value, relation, right_label, right_value, difference, limit_value, doubt) as instance
from judged
union all by name
-- What this warehouse did not receive may have been published all the same.
select
    document_id,
    'R124' as rule_id,
    null as partner_id,
    units || ' 个单位' as place,
    found as left_value,
    units as right_value,
    units - found as difference,
    0 as limit_value,
    if(found = units, 'pass', 'insufficient_data') as outcome,
    coalesce('本仓库未收到这些所属单位的文件（不等于未公开）：' || missing, '所属单位文件齐全') as instance
from covered
where found > 0
