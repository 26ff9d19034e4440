/*
description: dim_unit with Chinese labels; money in 万元.
description_zh: 预算单位：按地区、编码、年度，附跨年度身份和所属部门。（dim_unit 的中文列名视图，金额单位万元）
grain: as dim_unit
warnings:
  - "单位编码只在一个行政区划内唯一；区划未知时以批次代替。A unit code is unique inside one division only."
*/
select
    mart.unit_key as 单位年度键,
    mart.unit_id as 单位身份,
    mart.place as 地区,
    mart.division_code as 行政区划代码,
    mart.unit_code as 单位编码,
    mart.fiscal_year as 年度,
    mart.unit_name as 单位名称,
    mart.aliases as 别名,
    mart.unit_level as 单位级次,
    mart.department_code as 部门编码,
    mart.department_unit_id as 部门身份,
    mart.publishes_document as 是否有本单位文件
from dim_unit as mart
