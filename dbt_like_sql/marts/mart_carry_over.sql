/*
description: Money carried in and carried out by body, year and fund, against the carry-out of last year's final accounts of the same body.
description_zh: 结转结余：年初结转与上年决算年末结转的衔接。
grain: document_id, disclosure_seq, fund
materialization: table
answers: [Q10]
warnings:
  - A budget is drawn up before the final accounts of the year before are closed; only its difference to them is no error. Compare final accounts with final accounts first.
  - fund fiscal_appropriation contains the three budgets; fund all contains every other fund; never add them.
  - document_scope department includes the units below it; never add department and unit rows of one body.
  - NULL means not printed or not read, never nothing; closes is NULL when the final accounts of the year before were not read.
columns:
  opening_yuan: {en: money carried in from the year before, zh: 年初结转结余, unit: yuan}
  closing_yuan: {en: money carried out into the year after, zh: 年末结转结余, unit: yuan}
  prior_document_id: {en: final accounts of the year before, zh: 上年决算文件}
  prior_closing_yuan: {en: carry-out of the final accounts of the year before, zh: 上年决算年末结转结余, unit: yuan}
  difference_yuan: {en: opening minus prior closing, zh: 衔接差额, unit: yuan}
  closes: {en: "carried in and carried out agree within 100 yuan (0.01 万元)", zh: 是否衔接}
  opening_amount_ids: {en: cells behind opening_yuan, zh: 年初结转单元格}
  closing_amount_ids: {en: cells behind closing_yuan, zh: 年末结转单元格}
evidence:
  - of: [opening_yuan]
    sum_of: select unnest(opening_amount_ids) as amount_id from mart_carry_over where row_key = $row_key
  - of: [closing_yuan]
    sum_of: select unnest(closing_amount_ids) as amount_id from mart_carry_over where row_key = $row_key
  - of: [prior_closing_yuan]
    sum_of: select unnest(closing_amount_ids) as amount_id from mart_carry_over where disclosure_key = $prior_document_id and fund is not distinct from $fund
  - of: [difference_yuan]
    computed_from: [opening_yuan, prior_closing_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq, fund]
  - not_null: [document_id, fund]
*/
with
printed as (
    select
        amount.document_id, amount.table_seq, amount.table_kind, amount.column_seq, amount.flow, amount.fund, amount.row_label, amount.row_section,
        amount.is_of_which,
        coalesce(head.fund, 'all') as column_fund,
        amount.amount_id,
        coalesce(correction.corrected_yuan, amount.amount_yuan) as amount_yuan
    from stg_amount as amount
    inner join stg_document_version as version on amount.document_id = version.document_id
    left join stg_column as head
        on amount.document_id = head.document_id
        and amount.table_seq = head.table_seq
        and amount.column_seq = head.column_seq
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id and correction.applies
    where
        version.is_current
        and amount.flow in ('opening_balance', 'closing_balance')
        and amount.table_kind in ('fiscal_appropriation_summary', 'revenue_expenditure_summary')
        and coalesce(amount.stage, version.own_stage) = version.own_stage
        and coalesce(amount.fiscal_year, version.fiscal_year) is not distinct from version.fiscal_year
        -- 结余分配 closes the accounts beside 年末结转和结余, but that money is not carried out (西安市卫生健康委员会 2022, page 146).
        and not contains(coalesce(amount.row_label, ''), '结余分配')
),

-- The list of fiscal appropriation prints each balance once by its funds; other money under its 上年结转 is not what all funds carry.
of_appropriation as (
    select
        document_id,
        flow,
        fund,
        max(amount_yuan) as amount_yuan,
        [first(amount_id order by amount_yuan desc, table_seq, column_seq, amount_id)] as amount_ids
    from printed
    where table_kind = 'fiscal_appropriation_summary' and fund <> 'all'
    group by document_id, flow, fund
),

-- 收支总表 may print 上年结转 with its parts and 上年实户资金余额 beside it (西安市安全生产监督管理局 2019, page 3): what stands under
-- another printed balance is a part of it, the others add up. A list of spending by kind or class repeats the balance in its column.
of_all_money as (
    select
        document_id,
        flow,
        'all' as fund,
        sum(amount_yuan) as amount_yuan,
        list(amount_id order by amount_id) as amount_ids
    from (
        select cell.*
        from printed as cell
        anti join printed as heading
            on
                (cell.document_id, cell.table_seq, cell.column_seq, cell.flow, cell.row_section)
                = (heading.document_id, heading.table_seq, heading.column_seq, heading.flow, heading.row_label)
        where cell.table_kind = 'revenue_expenditure_summary' and cell.column_fund = 'all' and not cell.is_of_which
    )
    group by document_id, flow, table_seq, column_seq
    qualify row_number() over (partition by document_id, flow order by sum(amount_yuan) desc, table_seq, column_seq) = 1
),

of_one_fund as (
    select
        document_id,
        flow,
        fund,
        sum(amount_yuan) as amount_yuan,
        list(amount_id order by amount_id) as amount_ids
    from (
        select cell.*
        from printed as cell
        anti join printed as heading
            on
                (cell.document_id, cell.table_seq, cell.column_seq, cell.flow, cell.row_section)
                = (heading.document_id, heading.table_seq, heading.column_seq, heading.flow, heading.row_label)
                and cell.fund = heading.fund
        where cell.table_kind = 'revenue_expenditure_summary' and cell.fund <> 'all'
    )
    group by document_id, flow, fund, table_seq, column_seq
    qualify row_number() over (partition by document_id, flow, fund order by sum(amount_yuan) desc, table_seq, column_seq) = 1
),

-- Where 收支总表 prints no balance, 收入总表 may have a column for it.
of_revenue as (
    select
        figure.document_id,
        'opening_balance' as flow,
        'all' as fund,
        sum(figure.amount_yuan) as amount_yuan,
        list(figure.amount_id order by figure.amount_id) as amount_ids
    from figure_cell as figure
    inner join stg_document_version as version on figure.document_id = version.document_id
    where version.is_current and figure.figure = 'opening_balance_yuan'
    group by figure.document_id
),

found as (
    select *
    from (
        select 1 as priority, * from of_appropriation
        union all by name
        select 2 as priority, * from of_all_money
        union all by name
        select 3 as priority, * from of_one_fund
        union all by name
        select 4 as priority, * from of_revenue
    )
    qualify row_number() over (partition by document_id, flow, fund order by priority) = 1
),

balance as (
    select
        document_id,
        fund,
        (any_value(amount_yuan) filter (where flow = 'opening_balance'))::decimal(20, 2) as opening_yuan,
        any_value(amount_ids) filter (where flow = 'opening_balance') as opening_amount_ids,
        (any_value(amount_yuan) filter (where flow = 'closing_balance'))::decimal(20, 2) as closing_yuan,
        any_value(amount_ids) filter (where flow = 'closing_balance') as closing_amount_ids
    from found
    group by document_id, fund
),

body as (
    select disclosure_key as document_id, document_kind, document_scope, stage, division_code, unit_id, unit_code, unit_name, fiscal_year
    from mart_unit_year
),

last_year as (
    select body.document_id, earlier.document_id as prior_document_id
    from body
    inner join body as earlier
        on
            body.unit_id = earlier.unit_id
            and body.document_scope = earlier.document_scope
            and earlier.stage = 'final_accounts'
            and body.fiscal_year = earlier.fiscal_year + 1
    qualify row_number() over (partition by body.document_id order by earlier.document_id) = 1
)

select
    'mart_carry_over:' || left(md5(concat_ws('|', balance.document_id, coalesce(balance.fund, ''))), 16) as row_key,
    split_part(balance.document_id, '#', 1) as document_id,
    disclosure_number(balance.document_id) as disclosure_seq,
    balance.document_id as disclosure_key,
    body.* exclude (document_id),
    balance.fund,
    balance.opening_yuan,
    balance.closing_yuan,
    last_year.prior_document_id,
    earlier.closing_yuan as prior_closing_yuan,
    (balance.opening_yuan - earlier.closing_yuan)::decimal(20, 2) as difference_yuan,
    abs(balance.opening_yuan - earlier.closing_yuan) <= 100 as closes,
    balance.opening_amount_ids,
    balance.closing_amount_ids
from balance
inner join body on balance.document_id = body.document_id
left join last_year on balance.document_id = last_year.document_id
left join balance as earlier on last_year.prior_document_id = earlier.document_id and balance.fund = earlier.fund
