/*
description: Each 三公 item of a document at each stage once, whatever the layout (items as columns or rows, one row or one per unit, one fund or several).
description_zh: 每份文件“三公”经费各项各阶段一个数。
grain: document_id, three_public_item, stage, fiscal_year
materialization: incremental
columns:
  amount_yuan: {en: "the printed total of the item, else the sum of its leaf rows", zh: 金额, unit: yuan}
  is_computed: {en: true when the amount is a sum and not printed itself, zh: 是否汇总得出}
  amount_ids: {en: cells behind the amount, zh: 金额编号}
checks:
  - not_null: [document_id, three_public_item, stage, amount_yuan]
  - unique: [document_id, three_public_item, stage, fiscal_year]
*/
with
cell as (
    select
        amount.document_id,
        amount.three_public_item,
        coalesce(amount.stage, own_stage(document.document_kind)) as stage,
        coalesce(amount.fiscal_year, document.fiscal_year) as fiscal_year,
        coalesce(amount.fund, 'all') as fund,
        amount.amount_id,
        amount.row_seq,
        amount.is_leaf_column,
        coalesce(correction.corrected_yuan, amount.amount_yuan) as amount_yuan,
        -- 1 the whole, 2 a part of it, 3 neither (a subtotal row of a list)
        case
            when amount.row_kind = 'total' then 1
            when amount.is_leaf then 2
            else 3
        end as rank
    from stg_amount as amount
    inner join stg_measure_table as measure_table
        on amount.document_id = measure_table.document_id
        and amount.table_seq = measure_table.table_seq
        and measure_table.measure = 'three_public'
    inner join stg_disclosure as document on amount.document_id = document.document_id
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id and correction.applies
    -- a column of 其中 is no whole; a row of 其中 (其中：公务用车购置费) is an item of its own
    where amount.three_public_item is not null and not (amount.is_of_which and amount.row_kind <> 'of_which')
    -- Beside 会议费 and 培训费 a 合计 of all three stands next to the 小计 of the “三公”: the column that names them is theirs,
    -- whatever fund it names too (西安市交通运输局 2022, page 78).
    qualify
        amount.three_public_item <> 'total'
        or contains(amount.column_path, '三公')
        or not bool_or(contains(amount.column_path, '三公') and amount.three_public_item = 'total') over (
            partition by amount.document_id, amount.table_seq, amount.row_seq, amount.stage, amount.fiscal_year
        )
),
-- 合计 | 基本支出 | 项目支出: where a column sums the row, it alone is the figure of the row; else its parts are added.
by_row as (
    select
        document_id,
        three_public_item,
        stage,
        fiscal_year,
        fund,
        rank,
        coalesce(max(amount_yuan) filter (where not is_leaf_column), sum(amount_yuan)) as amount_yuan,
        bool_and(is_leaf_column) and count(*) > 1 as is_computed,
        if(
            bool_and(is_leaf_column),
            list(amount_id order by amount_id),
            [arg_max(amount_id, amount_yuan) filter (where not is_leaf_column)]
        ) as amount_ids
    from cell
    group by document_id, three_public_item, stage, fiscal_year, fund, rank, row_seq
),
by_fund as (
    select
        document_id,
        three_public_item,
        stage,
        fiscal_year,
        fund,
        rank,
        if(rank = 2, sum(amount_yuan), max(amount_yuan)) as amount_yuan,
        if(rank = 2, count(*) > 1 or bool_or(is_computed), arg_max(is_computed, amount_yuan)) as is_computed,
        if(rank = 2, flatten(list(amount_ids order by amount_ids)), arg_max(amount_ids, amount_yuan)) as amount_ids
    from by_row
    group by document_id, three_public_item, stage, fiscal_year, fund, rank
    qualify rank = min(rank) over (partition by document_id, three_public_item, stage, fiscal_year, fund)
),
-- A fund that another printed fund holds is no further money: 合计 of 财政拨款 beside 一般公共预算 and 政府性基金; the others stand side by side.
whole as (
    select by_fund.*
    from by_fund
    where
        not exists (
            from by_fund as wider
            inner join stg_cover as cover on cover.dimension = 'fund' and wider.fund = cover.whole and cover.part = by_fund.fund
            where
                wider.document_id = by_fund.document_id
                and wider.three_public_item = by_fund.three_public_item
                and wider.stage = by_fund.stage
                and wider.fiscal_year is not distinct from by_fund.fiscal_year
                and wider.fund <> by_fund.fund
        )
    qualify fund = 'all' or not bool_or(fund = 'all') over (partition by document_id, three_public_item, stage, fiscal_year)
)
select
    document_id,
    three_public_item,
    stage,
    fiscal_year,
    sum(amount_yuan)::decimal(20, 2) as amount_yuan,
    bool_or(is_computed) or count(*) > 1 as is_computed,
    flatten(list(amount_ids order by fund)) as amount_ids
from whole
group by document_id, three_public_item, stage, fiscal_year
