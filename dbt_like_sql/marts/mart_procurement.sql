/*
description: Government procurement of a body in a year - total, goods, works, services, small and medium enterprises, beside its project expenditure.
description_zh: 政府采购：总额、货物、工程、服务、中小企业份额，与项目支出对照。
grain: document_id, disclosure_seq
materialization: table
answers: [Q15]
warnings:
  - Figures come from the prose, else from a table; procurement_source says which total it is, and table_total_yuan shows the printed table's beside it. The two may differ.
  - In budgets small_medium_yuan is money reserved for small and medium enterprises, in final accounts contracts awarded to them; never compare the two.
  - Procurement is paid from basic and project spending alike; share_of_project above 1 is possible.
  - document_scope department includes the units below it; never add department and unit rows of one body.
columns:
  procurement_yuan: {en: "total according to the prose, else of the table; of the table too where the prose says 0 and the table prints money", zh: 政府采购总额, unit: yuan}
  procurement_source: {en: "`prose` or `table`", zh: 总额来源}
  prose_total_yuan: {en: total according to the prose, zh: 文字所述总额, unit: yuan}
  table_total_yuan: {en: "total of the procurement table, else of the procurement column of 支出总表", zh: 采购表合计, unit: yuan}
  sources_agree: {en: prose and table print the same total within a printed step of 0.01 万元; NULL when one is missing, zh: 文字与表是否一致}
  goods_yuan: {en: goods, zh: 货物, unit: yuan}
  works_yuan: {en: works, zh: 工程, unit: yuan}
  services_yuan: {en: services, zh: 服务, unit: yuan}
  small_medium_yuan: {en: reserved for or awarded to small and medium enterprises, zh: 中小企业, unit: yuan}
  micro_yuan: {en: of it small and micro enterprises, zh: 小微企业, unit: yuan}
  parts_difference_yuan: {en: "total minus goods, works and services", zh: 总额减三类之和, unit: yuan}
  small_medium_share: {en: small and medium enterprises in the total, zh: 中小企业占比, unit: 0 to 1}
  share_of_project: {en: procurement per project expenditure, zh: 采购与项目支出之比, unit: 1 = 100 %}
evidence:
  - of: [goods_yuan, works_yuan, services_yuan, small_medium_yuan, micro_yuan]
    read_from: >
      select null as amount_id, source_document_id as document_id, claim_seq from stg_disclosure_claim
      where document_id = $disclosure_key and item = 'procurement_' || replace($column, '_yuan', '') and value_unit = 'yuan'
      union all
      select amount_id, null, null from figure_procurement_cell
      where document_id = $disclosure_key and item = replace($column, '_yuan', '')
  - of: [prose_total_yuan]
    read_from: >
      select source_document_id as document_id, claim_seq from stg_disclosure_claim
      where document_id = $disclosure_key and item = 'procurement_total' and value_unit = 'yuan'
  - of: [table_total_yuan]
    read_from: select amount_id from figure_procurement_cell where document_id = $disclosure_key and item = 'total'
  - of: [procurement_yuan]
    computed_from: [prose_total_yuan, table_total_yuan]
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
  - unique: [document_id, disclosure_seq]
  - not_null: [document_id, procurement_yuan]
*/
with
claim as (
    select
        document_id,
        item,
        min(value) as value
    from stg_disclosure_claim
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

-- A table of procurement is the source; a column of 支出总表 stands in for it.
of_table as (
    select
        document_id,
        table_kind,
        table_seq,
        item,
        sum(amount_yuan) as value
    from figure_procurement_cell
    group by document_id, table_kind, table_seq, item
),

best as (
    select
        document_id,
        item,
        arg_max(value, (table_kind = 'procurement', value)) as value
    from of_table
    group by document_id, item
),

printed as (
    select
        document_id,
        max(value) filter (where item = 'total') as procurement_yuan,
        max(value) filter (where item = 'goods') as goods_yuan,
        max(value) filter (where item = 'works') as works_yuan,
        max(value) filter (where item = 'services') as services_yuan,
        max(value) filter (where item = 'small_medium') as small_medium_yuan,
        max(value) filter (where item = 'micro') as micro_yuan
    from best
    group by document_id
),

in_prose_and_table as (
    select
        coalesce(stated.document_id, printed.document_id) as document_id,
        stated.procurement_yuan as prose_total_yuan,
        printed.procurement_yuan as table_total_yuan,
        -- An unfilled form says 0万元 in the prose while its table prints money (烟台 2026).
        (stated.procurement_yuan is null or stated.procurement_yuan = 0 and printed.procurement_yuan > 0) as is_from_table,
        stated.* exclude (document_id, procurement_yuan),
        printed.goods_yuan as table_goods_yuan,
        printed.works_yuan as table_works_yuan,
        printed.services_yuan as table_services_yuan,
        printed.small_medium_yuan as table_small_medium_yuan,
        printed.micro_yuan as table_micro_yuan
    from stated
    full outer join printed on stated.document_id = printed.document_id
),

-- The parts belong to the total that was taken.
chosen as (
    select
        document_id,
        prose_total_yuan,
        table_total_yuan,
        if(is_from_table, table_total_yuan, prose_total_yuan) as procurement_yuan,
        if(is_from_table, 'table', 'prose') as procurement_source,
        if(is_from_table, table_goods_yuan, coalesce(goods_yuan, table_goods_yuan)) as goods_yuan,
        if(is_from_table, table_works_yuan, coalesce(works_yuan, table_works_yuan)) as works_yuan,
        if(is_from_table, table_services_yuan, coalesce(services_yuan, table_services_yuan)) as services_yuan,
        if(is_from_table, table_small_medium_yuan, coalesce(small_medium_yuan, table_small_medium_yuan)) as small_medium_yuan,
        if(is_from_table, table_micro_yuan, coalesce(micro_yuan, table_micro_yuan)) as micro_yuan
    from in_prose_and_table
)

select
    'mart_procurement:' || body.document_id as row_key,
    body.document_id,
    body.disclosure_seq,
    body.disclosure_key,
    body.document_kind,
    body.document_scope,
    body.stage,
    body.division_code,
    body.unit_id,
    body.unit_code,
    body.unit_name,
    body.fiscal_year,
    chosen.procurement_yuan::decimal(20, 2) as procurement_yuan,
    chosen.procurement_source,
    chosen.prose_total_yuan::decimal(20, 2) as prose_total_yuan,
    chosen.table_total_yuan::decimal(20, 2) as table_total_yuan,
    abs(chosen.prose_total_yuan - chosen.table_total_yuan) <= 100 as sources_agree,
    chosen.goods_yuan::decimal(20, 2) as goods_yuan,
    chosen.works_yuan::decimal(20, 2) as works_yuan,
    chosen.services_yuan::decimal(20, 2) as services_yuan,
    chosen.small_medium_yuan::decimal(20, 2) as small_medium_yuan,
    chosen.micro_yuan::decimal(20, 2) as micro_yuan,
    -- a kind that is not mentioned is nothing: 货物 and 服务 without 工程
    if(
        coalesce(chosen.goods_yuan, chosen.works_yuan, chosen.services_yuan) is null,
        null,
        chosen.procurement_yuan - coalesce(chosen.goods_yuan, 0) - coalesce(chosen.works_yuan, 0) - coalesce(chosen.services_yuan, 0)
    )::decimal(20, 2) as parts_difference_yuan,
    round(chosen.small_medium_yuan / nullif(chosen.procurement_yuan, 0), 4) as small_medium_share,
    body.project_yuan,
    round(chosen.procurement_yuan / nullif(body.project_yuan, 0), 4) as share_of_project
from mart_unit_year as body
inner join chosen on body.disclosure_key = chosen.document_id
where chosen.procurement_yuan is not null
