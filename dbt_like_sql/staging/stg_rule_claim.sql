/*
description: Statements of the prose with what rules need to know of them, one row per statement.
description_zh: 勾稽规则所用的文字数。
grain: document_id, claim_seq
materialization: incremental
columns:
  family: "`budget` or `final`"
  facet: "what about the item is stated: empty for the amount itself, `change`, `change_rate`, `share`, `prior`, `budget`, `completion_rate` …"
  stem: the item without its facet
  step: {en: the printed unit in the last place - yuan for amounts and percentage points for shares, zh: 印刷精度}
checks:
  - unique: [document_id, claim_seq]
*/
with
spelled as (
    select
        c.*,
        regexp_extract(c.item, '_(change_rate|change_reason|change|prior|share|budget_gap|budget|completion_rate)$', 1) as facet,
        replace(regexp_extract(c.printed, '-?[\d,，]+(\.\d+)?'), ',', '') as number_text
    from stg_body_claim as c
),

scaled as (
    select
        *,
        length(regexp_extract(number_text, '\.(\d+)', 1)) as decimals,
        case
            -- what a zero counts is what is printed behind it
            when coalesce(try_cast(number_text as DECIMAL(20, 6)), 0) = 0
                then case regexp_extract(printed, '\d(亿元|万元|元)', 1) when '亿元' then 100000000 when '万元' then 10000 when '元' then 1 end
            when abs(value) >= abs(try_cast(number_text as DECIMAL(20, 6))) * 99000000 then 100000000
            when abs(value) >= abs(try_cast(number_text as DECIMAL(20, 6))) * 9900 then 10000
            else 1
        end as scale
    from spelled
),

stepped as (
    select
        *,
        case
            when value_unit = 'percent' then power(10, -decimals)::DECIMAL(20, 6)
            when value_unit = 'count' then 0
            when scale is null then 0.01
            else greatest((scale * power(10, -decimals))::DECIMAL(20, 6), 0.01)
        end as own_step
    from scaled
)

select
    s.document_id,
    s.claim_seq,
    s.page,
    s.item,
    -- 收入预算, 支出预算 and 收支预算 are items of their own, not the budget facet of 收入
    case when s.item in ('revenue_budget', 'expenditure_budget', 'revenue_expenditure_budget') then '' else s.facet end as facet,
    case
        when s.facet = '' or s.item in ('revenue_budget', 'expenditure_budget', 'revenue_expenditure_budget') then s.item
        else left(s.item, length(s.item) - length(s.facet) - 1)
    end as stem,
    s.value,
    s.value_unit,
    s.printed,
    s.sentence,
    s.section,
    d.family,
    d.fiscal_year as document_year,
    -- Each statement by its own printed digits: 上海 writes 17,192万元 in one sentence and 5.25万元 in the next. A zero is rounded no coarser than the
    -- finest amount of the text: 0万元 beside 5.25万元 is nothing at all.
    case
        when s.value_unit = 'yuan' and s.value = 0
            then least(
                s.own_step,
                min(s.own_step) filter (where s.value_unit = 'yuan' and s.value <> 0) over (partition by s.document_id)
            )
        else s.own_step
    end as step
from stepped as s
inner join stg_disclosure as d on s.document_id = d.document_id and d.rejected_reason is null
