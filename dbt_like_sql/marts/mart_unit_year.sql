/*
description: Overview of a publishing body in a year, one wide row per disclosure (its main document) - totals, structure, shares, per-head values.
description_zh: 单位年度概览：收支总额、结构、占比、人均。
grain: document_id, disclosure_seq
materialization: table
answers: [Q01, Q02, Q03, Q04, Q05, Q16, Q18]
warnings:
  - document_scope department includes the units below it; never add department and unit rows of one body.
  - A budget and the final accounts of one year are two rows; filter stage.
  - Where revenue_is_consistent or expenditure_is_consistent is false, the figures are those of the printed total row and the leaf facts hold other sums; look at the document.
  - NULL means not disclosed or not read; 0 means disclosed as nothing.
  - Per-head values depend on head_count_source; compare only rows with the same source.
  - Where a disclosure prints no table of expenditure (figures_source prose), expenditure, basic and project spending are those of its text, rounded as the text rounds, and only where the two add up to the first; 三公 figures too.
columns:
  stage: {en: "`budget` or `final_accounts`", zh: 阶段}
  unit_key: {en: key of dim_unit, zh: 单位年度键}
  project_share: {en: project expenditure in expenditure, zh: 项目支出占比, unit: 0 to 1}
  own_revenue_share: {en: own revenue in revenue, zh: 自有收入占比, unit: 0 to 1}
  expenditure_per_head_yuan: {en: expenditure per head, zh: 人均支出, unit: yuan per person}
  wages_per_head_yuan: {en: economic class 301 per head, zh: 人均工资福利支出, unit: yuan per person}
  three_public_per_head_yuan: {en: 三公 expenses per head, zh: 人均“三公”经费, unit: yuan per person}
  vehicle_operation_per_vehicle_yuan: {en: vehicle operation per vehicle, zh: 车均运行费, unit: yuan per vehicle}
  unsure_table_count: {en: "tables of the document whose leaves their own totals contradict; leaf facts and marts by code leave them out", zh: 存疑表数}
  figures_source: {en: "`table`, or `prose` where no table of expenditure was delivered", zh: 取数来源}
evidence:
  - of: [revenue_yuan, opening_balance_yuan, own_revenue_yuan, expenditure_yuan, basic_yuan, basic_personnel_yuan, basic_public_yuan,
        project_yuan, project_operating_yuan, project_specific_yuan, general_public_yuan, wages_yuan]
    sum_of: >
      select amount_id, null as document_id, null as claim_seq from figure_cell where document_id = $disclosure_key and figure = $column
      union all
      select null, source_document_id, claim_seq from stg_disclosure_claim
      where
        $figures_source = 'prose' and document_id = $disclosure_key
        and item = case $column
          when 'basic_yuan' then 'basic_expenditure' when 'project_yuan' then 'project_expenditure' when 'expenditure_yuan' then 'expenditure_budget'
        end
  - of: [personnel_outside_basic_yuan]
    read_from: select amount_id from figure_cell where document_id = $disclosure_key and figure in ('project_personnel_yuan', 'personnel_yuan', 'basic_personnel_yuan')
  - of: [three_public_yuan]
    sum_of: >
      select unnest(amount_ids) as amount_id, null as document_id, null as claim_seq from mart_three_public
      where disclosure_key = $disclosure_key and is_own_year and three_public_item = 'total'
      union all
      select null, source_document_id, claim_seq from stg_disclosure_claim
      where
        document_id = $disclosure_key and item = 'three_public_total' and value_unit = 'yuan'
        and not exists (select 1 from figure_three_public where document_id = $disclosure_key)
  - of: [operating_expenses_yuan]
    read_from: >
      select amount_id from stg_amount as fact_amount where document_id = $disclosure_key and table_kind = 'operating_expenses' and is_leaf_column
      union all
      select unnest(amount_ids) from mart_three_public
      where disclosure_key = $disclosure_key and is_own_year and three_public_item = 'operating_expenses'
  - of: [operating_minus_public_yuan]
    computed_from: [operating_expenses_yuan, basic_public_yuan]
  - of: [project_share]
    computed_from: [project_yuan, expenditure_yuan]
  - of: [own_revenue_share]
    computed_from: [own_revenue_yuan, revenue_yuan]
  - of: [head_count, vehicle_count]
    read_from: >
      select document_id, claim_seq, table_seq, indicator_seq from figure_head_count_source
      where what = $column and document_id in (select document_id from stg_document_version where is_current and disclosure_id = $disclosure_key)
  - of: [expenditure_per_head_yuan]
    computed_from: [expenditure_yuan, head_count]
  - of: [wages_per_head_yuan]
    computed_from: [wages_yuan, head_count]
  - of: [three_public_per_head_yuan]
    computed_from: [three_public_yuan, head_count]
  - of: [vehicle_operation_per_vehicle_yuan]
    computed_from: [vehicle_operation_yuan, vehicle_count]
  - of: [vehicle_operation_yuan]
    sum_of: >
      select unnest(amount_ids) as amount_id, null as document_id, null as claim_seq from mart_three_public
      where disclosure_key = $disclosure_key and is_own_year and three_public_item = 'vehicle_operation'
      union all
      select null, source_document_id, claim_seq from stg_disclosure_claim
      where
        document_id = $disclosure_key and item = 'vehicle_operation' and value_unit = 'yuan'
        and not exists (select 1 from figure_three_public where document_id = $disclosure_key)
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq]
  - not_null: [document_id, document_kind]
  - sql: {name: figures_are_those_of_the_print, severity: warn, query: "select * from mart_unit_year where not revenue_is_consistent or not expenditure_is_consistent"}
  - sql:
      name: money_brought_forward_is_that_of_fact_revenue
      severity: warn
      query: >-
        select mart.* from mart_unit_year as mart left join (
          select disclosure_key, sum(amount_yuan) as yuan from fact_revenue where flow = 'opening_balance' or origin_year = 'carried_in' group by disclosure_key
        ) as leaf using (disclosure_key)
        where mart.revenue_is_consistent is distinct from false and mart.unsure_table_count = 0
        and abs(coalesce(mart.opening_balance_yuan, 0) - coalesce(leaf.yuan, 0)) > 1000
  - sql: {name: spending_kinds_do_not_exceed_expenditure, severity: warn, query: "select * from mart_unit_year where basic_yuan + project_yuan > expenditure_yuan + 1000000"}
*/
with
-- What the text of the disclosure says, in whichever of its files; two different numbers for one thing say nothing.
said as (
    select document_id, item, min(value)::decimal(20, 2) as yuan
    from stg_disclosure_claim
    where value_unit = 'yuan' and item in ('basic_expenditure', 'project_expenditure', 'expenditure_budget', 'three_public_total', 'vehicle_operation')
    group by document_id, item
    having count(distinct value) = 1
),

named as (
    select
        document_id,
        max(yuan) filter (where item = 'basic_expenditure') as basic_yuan,
        max(yuan) filter (where item = 'project_expenditure') as project_yuan,
        max(yuan) filter (where item = 'expenditure_budget') as expenditure_yuan,
        max(yuan) filter (where item = 'three_public_total') as three_public_yuan,
        max(yuan) filter (where item = 'vehicle_operation') as vehicle_operation_yuan
    from said
    group by document_id
),

-- A text may speak of one unit's projects (深圳), and of 支出预算 with the money carried over: the three vouch for each other or are not taken.
spoken as (
    select
        named.* replace (
            if(adds_up, basic_yuan, null) as basic_yuan,
            if(adds_up, project_yuan, null) as project_yuan,
            if(adds_up, expenditure_yuan, null) as expenditure_yuan
        )
    from (select *, abs(basic_yuan + project_yuan - expenditure_yuan) <= 200 as adds_up from named) as named
),

unsure as (
    select
        document_id,
        count(*)::integer as unsure_table_count
    from stg_table as document_table
    where leaf_status = 'unsure'
    group by document_id
),

-- Head and vehicle counts stand in the text, which may be another file than the tables.
counts as (
    select
        version.disclosure_id as document_id,
        arg_max(count.head_count, version.is_main) filter (where count.head_count is not null) as head_count,
        arg_max(count.head_count_source, version.is_main) filter (where count.head_count is not null) as head_count_source,
        arg_max(count.vehicle_count, version.is_main) filter (where count.vehicle_count is not null) as vehicle_count,
        arg_max(count.vehicle_count_source, version.is_main) filter (where count.vehicle_count is not null) as vehicle_count_source
    from figure_head_count as count
    inner join stg_document_version as version on count.document_id = version.document_id
    where version.is_current
    group by version.disclosure_id
),

filled as (
    select
        overview.* replace (
            if(overview.expenditure_yuan is null, spoken.expenditure_yuan, overview.expenditure_yuan) as expenditure_yuan,
            if(overview.expenditure_yuan is null, spoken.basic_yuan, overview.basic_yuan) as basic_yuan,
            if(overview.expenditure_yuan is null, spoken.project_yuan, overview.project_yuan) as project_yuan,
            coalesce(overview.three_public_yuan, spoken.three_public_yuan) as three_public_yuan,
            coalesce(overview.vehicle_operation_yuan, spoken.vehicle_operation_yuan) as vehicle_operation_yuan
        ),
        counts.head_count,
        counts.head_count_source,
        counts.vehicle_count,
        counts.vehicle_count_source,
        coalesce(unsure.unsure_table_count, 0) as unsure_table_count,
        if(overview.expenditure_yuan is null and spoken.expenditure_yuan is not null, 'prose', 'table') as figures_source
    from figure_unit_year as overview
    inner join stg_document_version as version on overview.document_id = version.document_id
    left join spoken on overview.document_id = spoken.document_id
    left join counts on overview.document_id = counts.document_id
    left join unsure on overview.document_id = unsure.document_id
    where version.is_current and version.is_main
)

select
    'mart_unit_year:' || filled.document_id as row_key,
    split_part(filled.document_id, '#', 1) as document_id,
    disclosure_number(filled.document_id) as disclosure_seq,
    filled.document_id as disclosure_key,
    filled.document_kind,
    filled.document_scope,
    filled.stage,
    filled.division_code,
    filled.unit_key,
    unit.unit_id,
    filled.unit_code,
    coalesce(unit.unit_name, filled.unit_name) as unit_name,
    filled.* exclude (document_id, document_kind, document_scope, stage, division_code, unit_key, unit_code, unit_name),
    round(filled.project_yuan / nullif(filled.expenditure_yuan, 0), 4) as project_share,
    round(filled.own_revenue_yuan / nullif(filled.revenue_yuan, 0), 4) as own_revenue_share,
    round(filled.expenditure_yuan / nullif(filled.head_count, 0), 2) as expenditure_per_head_yuan,
    round(filled.wages_yuan / nullif(filled.head_count, 0), 2) as wages_per_head_yuan,
    round(filled.three_public_yuan / nullif(filled.head_count, 0), 2) as three_public_per_head_yuan,
    round(filled.vehicle_operation_yuan / nullif(filled.vehicle_count, 0), 2) as vehicle_operation_per_vehicle_yuan
from filled
left join dim_unit as unit on filled.unit_key = unit.unit_key
