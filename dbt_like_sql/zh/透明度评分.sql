/*
description: mart_transparency with Chinese labels; money in 万元.
description_zh: 透明度评分：逐项得分。（mart_transparency 的中文列名视图，金额单位万元）
grain: as mart_transparency
answers: [Q12]
warnings:
  - 口径为“部门”的文件已含所属单位，同一主体的部门数与单位数不可相加。Department rows include the units below; never add 部门 and 单位 rows of one body.
  - "“是否暂定”为 true 时读取不完整，不宜排名。Provisional rows are no basis for a ranking."
  - "不能计算的分不计入满分，须同时看“可评比例”。Compare 可评比例 beside the score."
*/
select
    mart.document_id as 文件编号,
    document_kind_term.term as 文件种类,
    case mart.document_scope when 'department' then '部门' when 'unit' then '单位' end as 口径,
    mart.division_code as 行政区划代码,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    case mart.criterion
        when 'reachable' then '可获取'
        when 'timeliness' then '及时性'
        when 'required_tables' then '必公开表'
        when 'detail' then '细化程度'
        when 'explanations' then '说明'
        when 'performance' then '绩效'
        when 'consistency' then '一致性'
        when 'usability' then '可用性'
        when 'total' then '总分'
        else mart.criterion
    end as 评分项,
    mart.points as 得分,
    mart.max_points as 满分,
    mart.score_share as 得分率,
    mart.coverage as 可评比例,
    mart.basis as 依据,
    mart.part_count as 文件数,
    mart.is_provisional as 是否暂定,
    mart.row_key as 溯源键
from mart_transparency as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
