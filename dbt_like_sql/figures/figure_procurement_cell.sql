/*
description: Printed cells about government procurement - rows of procurement tables, and the columns that some forms add to 支出总表.
description_zh: 政府采购的单元格：采购表的行，以及附在支出总表的采购栏。
grain: amount_id, item
materialization: view
document_local: true
columns:
  item: "total, goods, works, services, small_medium or micro (part of small_medium)"
  amount_yuan: {en: "the amount, corrected where a correction by hand applies", zh: 金额, unit: yuan}
*/
with
cell as (
    select
        amount.* replace (coalesce(correction.corrected_yuan, amount.amount_yuan) as amount_yuan),
        version.disclosure_id,
        bool_or(amount.row_kind = 'total') over (partition by amount.document_id, amount.table_seq, amount.column_seq) as has_total_row
    from stg_amount as amount
    inner join stg_document_version as version on amount.document_id = version.document_id
    left join stg_amount_correction as correction on amount.amount_id = correction.amount_id and correction.applies
    where
        version.is_current
        and coalesce(amount.stage, version.own_stage) = version.own_stage
        and (
            amount.table_kind = 'procurement' and amount.is_leaf_column and not amount.is_of_which
            or amount.table_kind = 'expenditure' and contains(amount.column_path, '采购')
        )
),
named as (
    select
        *,
        case
            when table_kind = 'procurement' and row_kind = 'total' then 'total'
            -- 北京 prints A-货物, B-工程, C-服务
            when table_kind = 'procurement' and regexp_full_match(row_label, '([A-C][-－.、]?)?货物(类)?') then 'goods'
            when table_kind = 'procurement' and regexp_full_match(row_label, '([A-C][-－.、]?)?工程(类)?') then 'works'
            when table_kind = 'procurement' and regexp_full_match(row_label, '([A-C][-－.、]?)?服务(类)?') then 'services'
            -- 深圳 prints 政府采购项目 with its share for 中小企业 and for 小型、微型企业 beside the expenditure; one row is the whole
            when table_kind = 'procurement' or has_total_row and row_kind <> 'total' or not has_total_row and not is_leaf then null
            when regexp_matches(column_path, '小型.*微型企业|小微企业') then 'micro'
            when contains(column_path, '中小企业') then 'small_medium'
            when regexp_matches(column_path, '采购[^/]*(/(小计|合计))?$') then 'total'
        end as item
    from cell
)
select
    amount_id,
    disclosure_id as document_id,
    table_kind,
    table_seq,
    item,
    amount_yuan
from named
where item is not null
