/*
description: Money carried in and carried out by body, year and fund, against the carry-out of last year's final accounts of the same body.
description_zh: 结转结余：年初结转与上年决算年末结转的衔接。
grain: document_id, fund
materialization: table
answers: [Q10]
warnings:
  - A budget is drawn up before the final accounts of the year before are closed; only its difference to them is no error. Compare final accounts with final accounts first.
  - fund fiscal_appropriation contains the three budgets; fund all contains fiscal_appropriation; never add them.
  - document_scope department includes the units below it; never add department and unit rows of one body.
  - NULL means not printed or not read, never nothing; closes is NULL when the final accounts of the year before were not read.
columns:
  row_key: {en: "locator of the row, the same in every build: mingzhang trace ROW_KEY shows the cells behind it", zh: 溯源键}
  document_scope: {en: "`department` (with its units) or `unit`", zh: 部门或单位}
  unit_id: {en: identity of the body across years, zh: 单位身份}
  opening_yuan: {en: money carried in from the year before, zh: 年初结转结余, unit: yuan}
  closing_yuan: {en: money carried out into the year after, zh: 年末结转结余, unit: yuan}
  prior_document_id: {en: final accounts of the year before, zh: 上年决算文件}
  prior_closing_yuan: {en: carry-out of the final accounts of the year before, zh: 上年决算年末结转结余, unit: yuan}
  difference_yuan: {en: opening minus prior closing, zh: 衔接差额, unit: yuan}
  closes: {en: "carried in and carried out agree within 100 yuan (0.01 万元)", zh: 是否衔接}
  opening_amount_id: {en: cell behind opening_yuan, zh: 年初结转单元格}
  closing_amount_id: {en: cell behind closing_yuan, zh: 年末结转单元格}
evidence:
  - of: [opening_yuan]
    sum_of: select $opening_amount_id as amount_id where $opening_amount_id is not null
  - of: [closing_yuan]
    sum_of: select $closing_amount_id as amount_id where $closing_amount_id is not null
  - of: [prior_closing_yuan]
    sum_of: select closing_amount_id as amount_id from mart_carry_over where document_id = $prior_document_id and fund is not distinct from $fund
  - of: [difference_yuan]
    computed_from: [opening_yuan, prior_closing_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, fund]
  - not_null: [document_id, fund]
*/
with
-- The summary tables print each balance once; the list of fiscal appropriation by its funds, the overall summary for all money.
cell as (
    select
        amount.document_id,
        amount.flow,
        amount.fund,
        amount.amount_id,
        coalesce(correction.corrected_yuan, amount.amount_yuan) as amount_yuan
    from fact_amount as amount
    inner join stg_document_version as version on amount.document_id = version.document_id
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id
    where
        version.is_current
        and amount.flow in ('opening_balance', 'closing_balance')
        and coalesce(amount.stage, version.own_stage) = version.own_stage
        and coalesce(amount.fiscal_year, version.fiscal_year) is not distinct from version.fiscal_year
        and (
            amount.table_kind = 'fiscal_appropriation_summary'
            and amount.fund in ('fiscal_appropriation', 'general_public_budget', 'government_managed_funds', 'state_capital_operations')
            or amount.table_kind = 'revenue_expenditure_summary'
            and amount.fund = 'all'
        )
),

balance as (
    select
        document_id,
        fund,
        max(amount_yuan) filter (where flow = 'opening_balance') as opening_yuan,
        arg_max(amount_id, amount_yuan) filter (where flow = 'opening_balance') as opening_amount_id,
        max(amount_yuan) filter (where flow = 'closing_balance') as closing_yuan,
        arg_max(amount_id, amount_yuan) filter (where flow = 'closing_balance') as closing_amount_id
    from cell
    group by document_id, fund
),

body as (
    select
        document_id,
        document_kind,
        document_scope,
        stage,
        division_code,
        unit_id,
        unit_code,
        unit_name,
        fiscal_year
    from mart_unit_year
),

last_year as (
    select
        body.document_id,
        earlier.document_id as prior_document_id
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
    balance.document_id,
    body.document_kind,
    body.document_scope,
    body.stage,
    body.division_code,
    body.unit_id,
    body.unit_code,
    body.unit_name,
    body.fiscal_year,
    balance.fund,
    balance.opening_yuan,
    balance.closing_yuan,
    last_year.prior_document_id,
    earlier.closing_yuan as prior_closing_yuan,
    (balance.opening_yuan - earlier.closing_yuan)::decimal(20, 2) as difference_yuan,
    abs(balance.opening_yuan - earlier.closing_yuan) <= 100 as closes,
    balance.opening_amount_id,
    balance.closing_amount_id
from balance
inner join body on balance.document_id = body.document_id
left join last_year on balance.document_id = last_year.document_id
left join balance as earlier on last_year.prior_document_id = earlier.document_id and balance.fund = earlier.fund
