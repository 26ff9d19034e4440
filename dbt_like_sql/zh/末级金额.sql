/*
description: Leaf amounts of current documents at their own stage; one table per document and kind where a measure is read from it.
description_zh: 末级金额：现行文件本年本阶段的明细数，可按同一表种类求和。
grain: 金额编号
warnings:
  - 只在同一“表种类”内求和；不同表重复列示同一笔钱。Add within one 表种类 only; different tables print the same money again.
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - 预算与决算是同一笔钱的两个阶段，须按“阶段”筛选。A budget and the final accounts of one year are two stages of the same money.
*/
with
measured as (
    select distinct
        document_id,
        table_kind
    from stg_measure_table
    where measure <> 'project_expenditure' or table_kind <> 'project_performance'
),

chosen as (
    select distinct
        document_id,
        table_seq
    from stg_measure_table
)

select amount.* -- noqa: AM04
from zh.金额 as amount
left join measured on amount.文件编号 = measured.document_id and amount.表种类代码 = measured.table_kind
left join chosen on amount.文件编号 = chosen.document_id and amount.表序号 = chosen.table_seq
where
    amount.是否现行版本
    and amount.是否末级行
    and amount.是否末级栏
    and not amount.是否其中数
    and amount.阶段代码 = amount.本文件阶段代码
    and (measured.document_id is null or chosen.document_id is not null)
