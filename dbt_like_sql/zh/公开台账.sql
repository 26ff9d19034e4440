/*
description: mart_disclosure_register with Chinese labels; money in 万元.
description_zh: 公开台账：应公开与已公开。（mart_disclosure_register 的中文列名视图，金额单位万元）
grain: as mart_disclosure_register
answers: [Q11]
warnings:
  - "未被任何文件、部门所列单位或清单提到的单位，不在应公开之列。The register knows only what it was told."
  - "“未见公开”指未交给本库，不等于没有公开。Missing means not delivered to this warehouse."
  - "批复日期取自 expected.csv；没有时，公开天数不是法定期限。公开天数 is no legal deadline."
*/
select
    mart.place as 地区,
    mart.division_code as 行政区划代码,
    mart.unit_id as 单位身份,
    mart.unit_code as 单位编码,
    mart.unit_name as 单位名称,
    mart.fiscal_year as 年度,
    document_kind_term.term as 文件种类,
    case mart.status when 'found' then '已公开' when 'missing' then '未见公开' else mart.status end as 公开状态,
    case mart.expected_because
        when 'list' then '应公开清单' when 'found' then '已见文件' when 'other_year' then '相邻年度公开过' when 'listed' then '部门所列单位'
        else mart.expected_because
    end as 应公开依据,
    mart.document_id as 文件编号,
    mart.part_ids as 组成文件,
    mart.version_count as 版本数,
    mart.published_on as 公开日期,
    mart.approved_on as 批复日期,
    mart.days_after_approval as 批复后公开天数,
    mart.is_late as 是否逾期,
    mart.days_after_year_start as 公开天数,
    mart.text_source as 文字来源,
    mart.table_kinds as 已有表,
    mart.missing_required_kinds as 缺少的必公开表,
    mart.row_key as 溯源键
from mart_disclosure_register as mart
left join ref_allowed_value as document_kind_term
    on
        document_kind_term.column_name = 'document_kind'
        and mart.document_kind = document_kind_term.value
