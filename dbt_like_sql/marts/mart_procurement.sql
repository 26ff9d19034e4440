/*
description: Government procurement of a body in a year - total, goods, works, services, small and medium enterprises, beside its project expenditure.
description_zh: 政府采购：总额、货物、工程、服务、中小企业份额，与项目支出对照。
grain: document_id
materialization: table
answers: [Q15]
warnings:
  - The figures come from the prose; table_total_yuan is the total of the procurement table where one is printed, and the two may differ.
  - Procurement is paid from basic and project spending alike; share_of_project above 1 is possible.
  - document_scope department includes the units below it; never add department and unit rows of one body.
columns:
  row_key: {en: "locator of the row, the same in every build: mingzhang trace ROW_KEY shows the cells behind it", zh: 溯源键}
  document_scope: {en: "`department` (with its units) or `unit`", zh: 部门或单位}
  unit_id: {en: identity of the body across years, zh: 单位身份}
  procurement_yuan: {en: "total according to the prose, else of the table", zh: 政府采购总额, unit: yuan}
  procurement_source: {en: "`prose` or `table`", zh: 总额来源}
  table_total_yuan: {en: total of the procurement table, zh: 采购表合计, unit: yuan}
  goods_yuan: {en: goods, zh: 货物, unit: yuan}
  works_yuan: {en: works, zh: 工程, unit: yuan}
  services_yuan: {en: services, zh: 服务, unit: yuan}
  small_medium_yuan: {en: reserved for or awarded to small and medium enterprises, zh: 中小企业, unit: yuan}
  micro_yuan: {en: of it small and micro enterprises, zh: 小微企业, unit: yuan}
  parts_difference_yuan: {en: "total minus goods, works and services", zh: 总额减三类之和, unit: yuan}
  small_medium_share: {en: small and medium enterprises in the total, zh: 中小企业占比, unit: 0 to 1}
  project_yuan: {en: project expenditure, zh: 项目支出, unit: yuan}
  share_of_project: {en: procurement per project expenditure, zh: 采购与项目支出之比, unit: 1 = 100 %}
evidence:
  - of: [goods_yuan, works_yuan, services_yuan, small_medium_yuan, micro_yuan]
    read_from: >
      select document_id, claim_seq from fact_narrative_claim
      where document_id = $document_id and item = 'procurement_' || replace($column, '_yuan', '') and value_unit = 'yuan'
  - of: [procurement_yuan]
    read_from: >
      select null as amount_id, document_id, claim_seq from fact_narrative_claim
      where $procurement_source = 'prose' and document_id = $document_id and item = 'procurement_total' and value_unit = 'yuan'
      union all
      select amount_id, null, null from fact_amount
      where $procurement_source = 'table' and document_id = $document_id and table_kind = 'procurement' and row_kind = 'total'
  - of: [table_total_yuan]
    read_from: select amount_id from fact_amount where document_id = $document_id and table_kind = 'procurement' and row_kind = 'total'
  - of: [parts_difference_yuan]
    computed_from: [procurement_yuan, goods_yuan, works_yuan, services_yuan]
  - of: [small_medium_share]
    computed_from: [small_medium_yuan, procurement_yuan]
  - of: [project_yuan]
    same_as: mart_unit_year.project_yuan
  - of: [share_of_project]
    computed_from: [procurement_yuan, project_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id]
  - not_null: [document_id, procurement_yuan]
*/
with
claim as (
    select
        document_id,
        item,
        min(value) as value
    from fact_narrative_claim
    where
        value_unit = 'yuan'
        and item in (
            'procurement_total',
            'procurement_goods',
            'procurement_works',
            'procurement_services',
            'procurement_small_medium',
            'procurement_micro'
        )
    group by document_id, item
    having count(distinct value) = 1
),

stated as (
    select
        document_id,
        max(value) filter (where item = 'procurement_total') as procurement_yuan,
        max(value) filter (where item = 'procurement_goods') as goods_yuan,
        max(value) filter (where item = 'procurement_works') as works_yuan,
        max(value) filter (where item = 'procurement_services') as services_yuan,
        max(value) filter (where item = 'procurement_small_medium') as small_medium_yuan,
        max(value) filter (where item = 'procurement_micro') as micro_yuan
    from claim
    group by document_id
),

row_of_table as (
    select
        document_id,
        table_seq,
        row_seq,
        sum(amount_yuan) filter (where is_leaf_column) as leaf_yuan,
        max(amount_yuan) as largest_yuan
    from fact_amount
    where table_kind = 'procurement' and row_kind = 'total'
    group by document_id, table_seq, row_seq
),

printed as (
    select
        document_id,
        max(coalesce(leaf_yuan, largest_yuan)) as table_total_yuan
    from row_of_table
    group by document_id
)

select
    'mart_procurement:' || body.document_id as row_key,
    body.document_id,
    body.document_kind,
    body.document_scope,
    body.stage,
    body.division_code,
    body.unit_id,
    body.unit_code,
    body.unit_name,
    body.fiscal_year,
    coalesce(stated.procurement_yuan, printed.table_total_yuan)::decimal(20, 2) as procurement_yuan,
    if(stated.procurement_yuan is null, 'table', 'prose') as procurement_source,
    printed.table_total_yuan::decimal(20, 2) as table_total_yuan,
    stated.goods_yuan::decimal(20, 2) as goods_yuan,
    stated.works_yuan::decimal(20, 2) as works_yuan,
    stated.services_yuan::decimal(20, 2) as services_yuan,
    stated.small_medium_yuan::decimal(20, 2) as small_medium_yuan,
    stated.micro_yuan::decimal(20, 2) as micro_yuan,
    (stated.procurement_yuan - stated.goods_yuan - stated.works_yuan - stated.services_yuan)::decimal(20, 2) as parts_difference_yuan,
    round(stated.small_medium_yuan / nullif(stated.procurement_yuan, 0), 4) as small_medium_share,
    body.project_yuan,
    round(coalesce(stated.procurement_yuan, printed.table_total_yuan) / nullif(body.project_yuan, 0), 4) as share_of_project
from mart_unit_year as body
left join stated on body.document_id = stated.document_id
left join printed on body.document_id = printed.document_id
where coalesce(stated.procurement_yuan, printed.table_total_yuan) is not null
