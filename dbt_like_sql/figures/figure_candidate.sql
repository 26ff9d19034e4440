/*
description: Every cell that may stand behind a figure of figure_unit_year - leaf cells, the cells of the total row, and the printed sum of that row.
description_zh: 单位年度概览各数的候选单元格（末级与合计行）。
grain: document_id, figure, basis, amount_id
materialization: incremental
columns:
  figure: "column of figure_unit_year and mart_unit_year"
  basis: "`leaf`, `total` (the leaf columns of the total row) or `whole` (the cell where total row and total column meet): the cells of one basis add up to the figure"
  is_replaced: {en: "a leaf where the total row prints the figure too, or cells of the total row where its own sum is printed: the figure is the one that stands on the page", zh: 是否不采用}
  amount_yuan: {en: "the amount, corrected where a correction by hand applies", zh: 金额, unit: yuan}
checks:
  - not_null: [document_id, figure, amount_id]
*/
with
total_row_cell as (
    select
        measure_table.measure, measure_table.total_yuan, measure_table.table_kind as measure_kind,
        amount.document_id, amount.amount_id, amount.table_kind, amount.table_seq, amount.column_seq, amount.flow, amount.fund, amount.spending_kind,
        amount.origin_year, amount.is_leaf_column, amount.is_restated, amount.printed_unit,
        amount.amount_yuan as printed_yuan,
        coalesce(correction.corrected_yuan, amount.amount_yuan) as amount_yuan
    from stg_measure_table as measure_table
    inner join stg_amount as amount
        on measure_table.document_id = amount.document_id
        and measure_table.table_seq = amount.table_seq
        and measure_table.total_row_seq = amount.row_seq
    inner join stg_disclosure as document on amount.document_id = document.document_id
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id and correction.applies
    where
        not amount.is_of_which
        and coalesce(amount.stage, 'budget') = own_stage(document.document_kind)
        and (measure_table.measure <> 'revenue' or measure_table.table_kind = 'revenue')
        and (
            measure_table.column_seqs is null
            or not amount.is_leaf_column
            or list_contains(measure_table.column_seqs, amount.column_seq)
        )
),

-- 总计 of a summary mixes money of the year with money brought forward.
total as (
    select *
    from total_row_cell
    where
        is_leaf_column
        and (
            measure in ('expenditure', 'appropriation_expenditure') and coalesce(flow, 'expenditure') = 'expenditure'
            or measure = 'revenue' and coalesce(flow, 'revenue') in ('revenue', 'opening_balance')
        )
),

-- Where no money brought forward is told apart, the sum of the total row is printed itself.
whole as (
    select *
    from total_row_cell
    where
        (measure in ('expenditure', 'revenue') or measure = 'appropriation_expenditure' and measure_kind = 'general_public_expenditure')
        and coalesce(flow = if(measure = 'revenue', 'revenue', 'expenditure'), true)
        and not is_leaf_column
        and not is_restated
        and coalesce(origin_year, 'all') <> 'carried_in'
        and abs(printed_yuan - total_yuan) <= if(printed_unit = '万元', 500, 5)
        and not (
            measure = 'revenue'
            and document_id in (
                select total.document_id
                from total
                where total.measure = 'revenue' and (total.flow = 'opening_balance' or total.origin_year = 'carried_in') and total.amount_yuan <> 0
            )
        )
    qualify row_number() over (partition by measure, document_id order by abs(printed_yuan) desc, column_seq) = 1
),

cell as (
    select
        measure,
        document_id,
        amount_id,
        table_kind,
        table_seq,
        column_seq,
        flow,
        fund,
        spending_kind,
        origin_year,
        department_economic_code,
        amount_yuan,
        'leaf' as basis
    from stg_leaf_amount
    -- wages have no total of their own to stand in for leaves that the sums contradict
    where measure in ('revenue', 'expenditure', 'appropriation_expenditure') or measure = 'economic_expenditure' and is_sure
    union all by name
    select
        *,
        'total' as basis
    from total
    union all by name
    select
        *,
        'whole' as basis
    from whole
),
dated as (
    select
        *,
        (flow = 'opening_balance' or coalesce(origin_year, 'current') = 'carried_in') as is_brought_forward,
        (coalesce(flow, 'revenue') = 'revenue' and coalesce(origin_year, 'current') <> 'carried_in') as is_of_the_year
    from cell
),
figure_of_cell as (
    select
        document_id,
        unnest(case
            when basis = 'whole' then [if(measure = 'appropriation_expenditure', 'general_public', measure) || '_yuan']
            else case measure
            when 'revenue' then [
                if(is_of_the_year, 'revenue_yuan', null),
                if(is_brought_forward, 'opening_balance_yuan', null),
                if(
                    is_of_the_year
                    and fund in (
                        'fiscal_special_account', 'own_funds', 'institutional_revenue', 'institutional_operating_revenue',
                        'superior_subsidy', 'subordinate_remittance', 'other_revenue'
                    ),
                    'own_revenue_yuan', null
                )
            ]
            when 'expenditure' then [
                'expenditure_yuan',
                if(spending_kind like 'basic%', 'basic_yuan', null),
                if(spending_kind like 'basic_personnel%', 'basic_personnel_yuan', null),
                if(spending_kind like 'basic_public%', 'basic_public_yuan', null),
                if(spending_kind like 'project%', 'project_yuan', null),
                if(spending_kind = 'project_operating', 'project_operating_yuan', null),
                if(spending_kind = 'project_specific', 'project_specific_yuan', null)
            ]
            when 'appropriation_expenditure' then [if(table_kind = 'general_public_expenditure', 'general_public_yuan', null)]
            when 'economic_expenditure' then [
                if(department_economic_code like '301%', 'wages_yuan', null),
                if(regexp_matches(department_economic_code, '^30[13]'), 'personnel_yuan', null),
                if(regexp_matches(department_economic_code, '^30[13]') and spending_kind like 'project%', 'project_personnel_yuan', null)
            ] end
        end) as figure,
        basis,
        amount_id,
        amount_yuan,
        measure,
        table_kind,
        column_seq
    from dated
    -- A column whose rows tell money brought forward has it in its total as well.
    qualify basis = 'leaf' or is_brought_forward or not bool_or(is_brought_forward) over (partition by document_id, measure, table_seq, column_seq)
)
select
    candidate.document_id,
    candidate.figure,
    candidate.basis,
    candidate.amount_id,
    candidate.amount_yuan,
    candidate.basis <> 'whole' and bool_or(candidate.basis = 'whole') over (partition by candidate.document_id, candidate.figure)
    or candidate.basis = 'leaf'
    and bool_or(candidate.basis = 'total') over (partition by candidate.document_id, candidate.figure, candidate.table_kind, candidate.column_seq)
    as is_replaced
from figure_of_cell as candidate
inner join stg_measure_table as measure_table
    on candidate.document_id = measure_table.document_id
    and candidate.measure = measure_table.measure
    and candidate.table_kind = measure_table.table_kind
where candidate.figure is not null
