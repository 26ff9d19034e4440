/*
description: Rows of tables of performance targets whose money is that of a project with a code, whole and in one place.
description_zh: 项目绩效目标表中金额完整的项目行。
grain: document_id, table_seq, row_seq
materialization: incremental
checks:
  - not_null: [document_id, table_seq, row_seq]
*/
-- 北京 prints the codes and the money of its projects in 预算12表 only. A row without name may be the rest of the project above it or the
-- beginning of the one below, whose cell goes over the page (北京市人力资源和社会保障局 2026, page 30): neither sum is known then. Forms
-- without codes (西安, 烟台) print what a project costs over its years.
with
money_row as (
    select
        amount.document_id,
        amount.table_seq,
        amount.row_seq,
        any_value(amount.project_code) as project_code,
        any_value(amount.project_name) as project_name,
        sum(amount.amount_yuan) filter (where amount.is_leaf_column) as leaf_yuan,
        max(amount.amount_yuan) filter (where not amount.is_leaf_column and amount.fund = 'all') as whole_yuan,
        -- a header that swallowed the first row's figure
        bool_or(regexp_matches(amount.column_path, '\d\.\d')) as is_cut
    from stg_amount as amount
    inner join stg_disclosure as document on amount.document_id = document.document_id
    inner join stg_table as document_table
        on amount.document_id = document_table.document_id
        and amount.table_seq = document_table.table_seq
    where
        amount.table_kind = 'project_performance'
        and document_table.by is distinct from 'form'
        and amount.is_leaf
        and not amount.is_of_which
        and coalesce(amount.flow, 'expenditure') = 'expenditure'
        and coalesce(amount.stage, 'budget') = own_stage(document.document_kind)
    group by amount.document_id, amount.table_seq, amount.row_seq
),
neighbour as (
    select
        *,
        lag(project_code ignore nulls) over rows_of_table as code_above,
        lead(project_code ignore nulls) over rows_of_table as code_below
    from money_row
    window rows_of_table as (partition by document_id, table_seq order by row_seq)
),
doubtful as (
    select
        document_id,
        unnest([code_above, code_below]) as project_code
    from neighbour
    where project_code is null and project_name is null
    union all
    select
        document_id,
        project_code
    from money_row
    group by document_id, project_code
    having
        count(distinct table_seq) > 1
        or bool_or(is_cut)
        or bool_or(leaf_yuan is null or abs(leaf_yuan - whole_yuan) > 1)
)
select
    money_row.document_id,
    money_row.table_seq,
    money_row.row_seq
from money_row
anti join doubtful on money_row.document_id = doubtful.document_id and money_row.project_code = doubtful.project_code
where money_row.project_code is not null
