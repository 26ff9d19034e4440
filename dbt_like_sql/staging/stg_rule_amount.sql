/*
description: Every printed amount with what reconciliation rules need to know of it, one row per amount.
description_zh: 勾稽规则所用的金额：方向、是否合计行、印刷精度等。
grain: amount_id
materialization: incremental
columns:
  family: "`budget` or `final`: which set of rules the document falls under"
  rule_kind: kind of table whose rules apply to this table
  side: "`in` (revenue and opening balance), `out` (expenditure and closing balance) or `none`"
  label: row label without blanks
  plain_total: true for a total row whose label holds nothing but words of totals (合计, 收入总计), or no label at all
  total_rank: 1 总计, 2 合计, 3 a total of a part (人员经费合计), 4 本年…合计; null for other rows
  is_leaf_row: a detail row; summing these rows counts nothing twice
  column_of_which: the column is an 其中 column
  is_of_this_year: the amount is the budget (in final accounts the final figure) of the document's own year
  step_yuan: {en: the printed unit in the last place, zh: 印刷精度, unit: yuan}
  cut_yuan: {en: "how far a figure that the spreadsheet cut may be off beyond half a step", zh: 截短所致误差, unit: yuan}
  factor: {en: yuan per printed unit, zh: 单位换算}
checks:
  - not_null: [document_id, amount_id, family, side, step_yuan]
  - unique: [amount_id]
*/
with
spelled as (
    select
        *,
        least(length(regexp_extract(replace(printed, '．', '.'), '\.(\d+)', 1)), 6) as decimals,
        length(regexp_extract(regexp_replace(printed, '[,，\s]', '', 'g'), '^\D*0*(\d*)', 1)) as whole_digits
    from stg_amount as fact_amount
),

-- Digits printed behind the point: those that at least a fifth of the figures print. A trailing zero is often cut by the spreadsheet, so fewer say nothing;
-- one figure with six makes no table exact. A table with fewer than three figures borrows the precision of the document's other tables in the same unit.
decimals as (
    select
        document_id,
        table_seq,
        printed_unit,
        -- Tables in 元 print whole yuan with the odd figure to the cent (普陀); larger units are printed to the second digit where any figure is. A form
        -- that fills its blanks with 0.00 says nothing of its figures.
        case
            when printed_unit = '元' and count(*) filter (where cell_state = 'value') < 10
                then coalesce(max(decimals) filter (where cell_state = 'value'), max(decimals))
            when printed_unit = '元' then coalesce(quantile_disc(decimals, 0.8) filter (where cell_state = 'value'), 0)
            else greatest(coalesce(quantile_disc(decimals, 0.8) filter (where cell_state = 'value'), 0), least(coalesce(max(decimals) filter (where cell_state = 'value'), max(decimals)), 2))
        end as table_decimals,
        max(whole_digits + decimals) filter (where cell_state = 'value') as most_digits,
        count(*) filter (where cell_state = 'value') as figures
    from spelled
    group by document_id, table_seq, printed_unit
),

precision_of_table as (
    select
        document_id,
        table_seq,
        printed_unit,
        case
            when figures >= 3 then table_decimals
            else max(table_decimals) over (partition by document_id, printed_unit)
        end as digits,
        -- a lone figure tells nothing of how wide its column is
        if(figures >= 3, most_digits, null) as most_digits
    from decimals
),

labelled as (
    select
        *,
        plain_label(row_label) as label
    from spelled
),

-- Beside the final accounts a table may print the budget of the year; its columns say so even where all 决算数 are blank (普陀 三公决算表).
final_beside as (
    select distinct
        document_id,
        table_seq
    from stg_column as table_column
    where role = 'amount' and stage = 'final_accounts'
)

select
    amount.amount_id,
    amount.document_id,
    family_of_document.family,
    family_of_document.fiscal_year as document_year,
    amount.table_seq,
    amount.table_kind,
    -- The detail of basic spending (一般公共预算基本支出明细表) has the columns and sums of the project table.
    case
        when amount.table_kind = 'general_public_basic_expenditure' and document_table.by = 'project' then 'project_expenditure'
        else amount.table_kind
    end as rule_kind,
    document_table.title,
    amount.page,
    amount.row_seq,
    amount.column_seq,
    amount.row_kind,
    amount.label,
    amount.column_path,
    amount.is_leaf and amount.row_kind not in ('of_which', 'total') as is_leaf_row,
    -- within its own list; rules compare each list of 收支总表 with its own total
    amount.is_leaf_column or amount.is_restated as is_leaf_column,
    coalesce(table_column.is_of_which, amount.is_of_which and amount.row_kind <> 'of_which') as column_of_which,
    side_of(amount.flow) as side,
    amount.flow,
    amount.fund,
    amount.spending_kind,
    amount.origin_year,
    amount.three_public_item,
    amount.stage,
    amount.fiscal_year,
    amount.unit_code,
    amount.unit_name,
    amount.function_code,
    amount.department_economic_code,
    amount.government_economic_code,
    amount.project_code,
    amount.project_name,
    amount.row_ordinal,
    amount.row_section,
    amount.row_kind = 'total'
    and regexp_full_match(amount.label, '(本年度?|全年|本级|本部门|部门|单位)?(收入|支出|收支)?(总计|合计|小计|总额|共计|计)?') as plain_total,
    case
        when amount.row_kind <> 'total' then null
        when regexp_matches(amount.label, '本年|当年') then 4
        when not regexp_full_match(amount.label, '(全年|本级|本部门|部门|单位)?(收入|支出|收支)?(总计|合计|小计|总额|共计|计)?') then 3
        when amount.label like '%总计%' then 1
        else 2
    end as total_rank,
    amount.cell_state,
    amount.printed,
    amount.printed_unit,
    -- A misread figure is judged as corrected; a figure that the page itself prints wrongly is judged as printed.
    coalesce(correction.corrected_yuan, amount.amount_yuan) as amount_yuan,
    unit.factor::INTEGER as factor,
    greatest(
        unit.factor::INTEGER
        * power(
            10,
            -case
                when amount.cell_state <> 'value' then precision_of_table.digits
                -- a figure with more digits than its table is as exact as it is printed; of those with fewer the customary two may be cut zeros
                when amount.decimals >= precision_of_table.digits then amount.decimals
                else greatest(amount.decimals, least(precision_of_table.digits, 2))
            end
        )::DECIMAL(9, 6),
        0.01
    )::DECIMAL(20, 2) as step_yuan,
    -- A spreadsheet shows as many digits as it has room for (西安 表3 prints 786781502.8 for 786781502.82): a figure with fewer decimals than its table
    -- may be cut behind the last digit for which the widest figure of the table shows room; 12.5 in the same table is whole.
    case
        when amount.decimals < precision_of_table.digits and amount.whole_digits + amount.decimals > 0
            then
                greatest(
                    power(10, -least(greatest(precision_of_table.most_digits - amount.whole_digits, amount.decimals), precision_of_table.digits))
                    - power(10, -precision_of_table.digits),
                    0
                )
                * unit.factor::INTEGER / 2
        else 0
    end::DECIMAL(20, 3) as cut_yuan,
    (amount.stage is null or amount.stage in ('budget', 'final_accounts'))
    and (
        amount.fiscal_year is null
        or family_of_document.fiscal_year is null
        or amount.fiscal_year = family_of_document.fiscal_year
    )
    and not (family_of_document.family = 'final' and coalesce(amount.stage, '') = 'budget' and final_beside.document_id is not null)
    -- a column whose head nobody understands (总投资 beside 本年预算) is the money of no known year
    and coalesce(table_column.role, 'amount') <> 'unknown'
        as is_of_this_year
from labelled as amount
inner join stg_disclosure as family_of_document
    on amount.document_id = family_of_document.document_id and family_of_document.rejected_reason is null
inner join ref_unit as unit on amount.printed_unit = unit.unit
inner join stg_table as document_table on amount.document_id = document_table.document_id and amount.table_seq = document_table.table_seq
inner join precision_of_table
    on
        amount.document_id = precision_of_table.document_id
        and amount.table_seq = precision_of_table.table_seq
        and amount.printed_unit = precision_of_table.printed_unit
left join final_beside on amount.document_id = final_beside.document_id and amount.table_seq = final_beside.table_seq
left join stg_amount_correction as correction
    on
        amount.amount_id = correction.amount_id
        and correction.applies
        and correction.concerns = 'reading'
left join stg_column as table_column
    on
        amount.document_id = table_column.document_id
        and amount.table_seq = table_column.table_seq
        and amount.column_seq = table_column.column_seq
