/*
description: Basic expenditure of the general public budget by economic classification; leaf rows of current documents.
description_zh: 一般公共预算基本支出：现行文件的末级金额。
grain: 金额编号
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - 预算与决算是同一笔钱的两个阶段，须按“阶段”筛选。A budget and the final accounts of one year are two stages of the same money.
*/
select
    单位名称,
    单位编码,
    年度,
    阶段,
    口径,
    科目编码,
    科目名称,
    部门经济科目编码,
    部门经济科目名称,
    政府经济科目编码,
    政府经济科目名称,
    资金性质,
    支出类别,
    资金年份,
    金额_万元,
    金额_元,
    文件种类,
    行政区划代码,
    文件名,
    页码,
    印刷原文,
    金额编号,
    文件编号
from zh.末级金额
where 表种类代码 = 'general_public_basic_expenditure'
