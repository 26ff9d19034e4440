/*
description: Cells of 收支总表 that say which spending is basic and which is for projects, as figures of figure_unit_year.
description_zh: 收支总表所列基本支出、项目支出及其构成。
grain: document_id, figure, amount_id
materialization: incremental
columns:
  figure: "basic_yuan, project_yuan, basic_personnel_yuan or basic_public_yuan"
  amount_yuan: {en: "the amount, corrected where a correction by hand applies", zh: 金额, unit: yuan}
checks:
  - not_null: [document_id, figure, amount_id]
*/
with
cell as (
    select
        amount.document_id,
        amount.table_seq,
        amount.column_seq,
        amount.amount_id,
        amount.row_kind,
        amount.is_leaf,
        amount.spending_kind,
        unit.rounding_yuan::integer as rounding_yuan,
        case
            when starts_with(amount.spending_kind, 'basic') then 'basic'
            when starts_with(amount.spending_kind, 'project') then 'project'
            else amount.spending_kind
        end as family,
        coalesce(correction.corrected_yuan, amount.amount_yuan) as amount_yuan
    from stg_amount as amount
    inner join stg_disclosure as document on amount.document_id = document.document_id
    inner join ref_unit as unit on amount.printed_unit = unit.unit
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id and correction.applies
    where
        amount.table_kind = 'revenue_expenditure_summary'
        and amount.flow = 'expenditure'
        and (amount.is_leaf_column or amount.is_restated)
        and not amount.is_of_which
        and coalesce(amount.stage, 'budget') = own_stage(document.document_kind)
),
-- 2、专项业务经费支出 stands above its economic classes; some files cut digits off in the narrow cells below it (西安市科学技术局 2022, page 42).
taken as (
    select *
    from cell
    where family <> 'all' and row_kind <> 'total'
    qualify
        if(
            bool_or(not is_leaf and spending_kind = family) over (partition by document_id, table_seq, column_seq, family),
            not is_leaf and spending_kind = family,
            is_leaf
        )
),
kinds as (
    select
        document_id,
        table_seq,
        column_seq,
        sum(amount_yuan) as kinds_yuan,
        sum(amount_yuan) filter (where family = 'basic') as basic_yuan,
        (count(*) + 1) * any_value(rounding_yuan) as tolerance
    from taken
    group by document_id, table_seq, column_seq
),
-- The kinds are believed where they add up to a printed total of their column.
proven as (
    select distinct kinds.*
    from kinds
    inner join cell
        on kinds.document_id = cell.document_id
        and kinds.table_seq = cell.table_seq
        and kinds.column_seq = cell.column_seq
    where cell.row_kind = 'total' and abs(cell.amount_yuan - kinds.kinds_yuan) <= kinds.tolerance and kinds.kinds_yuan <> 0
    qualify row_number() over (partition by kinds.document_id order by kinds.table_seq, kinds.column_seq) = 1
),
part as (
    select cell.*
    from cell
    inner join proven
        on cell.document_id = proven.document_id
        and cell.table_seq = proven.table_seq
        and cell.column_seq = proven.column_seq
    where cell.is_leaf and cell.family = 'basic'
    qualify
        abs(sum(cell.amount_yuan) over (partition by cell.document_id) - proven.basic_yuan)
        <= (count(*) over (partition by cell.document_id) + 1) * cell.rounding_yuan
        and bool_and(regexp_matches(cell.spending_kind, '^basic_(personnel|public)')) over (partition by cell.document_id)
)
select
    taken.document_id,
    taken.family || '_yuan' as figure,
    taken.amount_id,
    taken.amount_yuan
from taken
inner join proven
    on taken.document_id = proven.document_id
    and taken.table_seq = proven.table_seq
    and taken.column_seq = proven.column_seq
where taken.family in ('basic', 'project')
union all
select
    document_id,
    if(starts_with(spending_kind, 'basic_personnel'), 'basic_personnel_yuan', 'basic_public_yuan') as figure,
    amount_id,
    amount_yuan
from part
