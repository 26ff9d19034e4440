/*
description: Money of three digits or more that a figure may hold or not - carried over, left at the end of the year, of operations, remitted or passed on - as each document prints it.
description_zh: 各指标可含可不含的金额：结转结余、经营支出、上缴上级、补助下级。
grain: document_id, amount_yuan
materialization: incremental
checks:
  - not_null: [document_id, amount_yuan]
  - unique: [document_id, amount_yuan]
*/
select distinct
    document_id,
    abs(amount_yuan) as amount_yuan
from stg_rule_amount
where
    -- three digits at least: a round figure meets a difference by chance
    length(trim(replace(abs(amount_yuan)::VARCHAR, '.', ''), '0')) >= 3
    and (
        flow in ('opening_balance', 'closing_balance')
        or origin_year = 'carried_in'
        or spending_kind in ('operating', 'remitted_upward', 'subsidy_downward')
    )
