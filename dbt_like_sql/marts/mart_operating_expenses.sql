/*
description: 机关运行经费 as the body states it, against the 公用经费 of its basic expenditure.
description_zh: 机关运行经费与一般公共预算基本支出中公用经费的对照。
grain: document_id
materialization: table
answers: [Q04]
warnings:
  - 机关运行经费 is the 公用经费 of administrative bodies only; a public institution rightly states 0, a department with institutions states less.
  - public_source economic_class adds the classes 302 and 310 of basic expenditure, which is more than 公用经费 where 302 holds staff costs.
  - document_scope department includes the units below it; never add department and unit rows of one body.
columns:
  row_key: {en: "locator of the row, the same in every build: mingzhang trace ROW_KEY shows the cells behind it", zh: 溯源键}
  document_scope: {en: "`department` (with its units) or `unit`", zh: 部门或单位}
  unit_id: {en: identity of the body across years, zh: 单位身份}
  operating_expenses_yuan: {en: 机关运行经费 as stated, zh: 机关运行经费, unit: yuan}
  operating_source: {en: "`table` or `prose`", zh: 机关运行经费来源}
  public_yuan: {en: 公用经费 of basic expenditure, zh: 公用经费, unit: yuan}
  public_source: {en: "`spending_kind` (a column 公用经费), `economic_class` (302 and 310 of basic expenditure) or `expenditure_table`", zh: 公用经费来源}
  difference_yuan: {en: 机关运行经费 minus 公用经费, zh: 差额, unit: yuan}
  ratio: {en: 机关运行经费 in 公用经费, zh: 占公用经费比例, unit: 1 = 100 %}
  agrees: {en: "the two agree within 100 yuan (0.01 万元)", zh: 是否相符}
evidence:
  - of: [operating_expenses_yuan]
    read_from: >
      select amount_id, null as document_id, null as claim_seq from fact_amount
      where $operating_source = 'table' and document_id = $document_id and table_kind = 'operating_expenses' and is_leaf_column
      union all
      select unnest(amount_ids), null, null from mart_three_public
      where $operating_source = 'table' and document_id = $document_id and is_own_year and three_public_item = 'operating_expenses'
      union all
      select null, document_id, claim_seq from fact_narrative_claim
      where $operating_source = 'prose' and document_id = $document_id and item = 'agency_operating_expenses' and value_unit = 'yuan'
  - of: [public_yuan]
    read_from: >
      select amount_id from fact_economic_expenditure
      where
        document_id = $document_id
        and case $public_source
          when 'spending_kind' then spending_kind like 'basic_public%'
          when 'economic_class' then
            coalesce(spending_kind, 'basic') = 'basic' and (department_economic_code like '302%' or department_economic_code like '310%')
        end
      union all
      select amount_id from stg_figure_cell
      where $public_source = 'expenditure_table' and document_id = $document_id and figure = 'basic_public_yuan'
  - of: [difference_yuan, ratio]
    computed_from: [operating_expenses_yuan, public_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id]
  - not_null: [document_id, operating_expenses_yuan]
*/
with
stated as (
    select
        document_id,
        min(value) as operating_expenses_yuan
    from fact_narrative_claim
    where item = 'agency_operating_expenses' and value_unit = 'yuan'
    group by document_id
    having count(distinct value) = 1
),

economic as (
    select
        document_id,
        sum(amount_yuan) filter (where spending_kind like 'basic_public%') as kind_yuan,
        sum(amount_yuan) filter (
            where
            coalesce(spending_kind, 'basic') = 'basic'
            and (department_economic_code like '302%' or department_economic_code like '310%')
        ) as class_yuan
    from fact_economic_expenditure
    group by document_id
),

compared as (
    select
        body.document_id,
        body.document_kind,
        body.document_scope,
        body.stage,
        body.division_code,
        body.unit_id,
        body.unit_code,
        body.unit_name,
        body.fiscal_year,
        coalesce(body.operating_expenses_yuan, stated.operating_expenses_yuan)::decimal(20, 2) as operating_expenses_yuan,
        if(body.operating_expenses_yuan is null, 'prose', 'table') as operating_source,
        coalesce(economic.kind_yuan, economic.class_yuan, body.basic_public_yuan)::decimal(20, 2) as public_yuan,
        case
            when economic.kind_yuan is not null then 'spending_kind'
            when economic.class_yuan is not null then 'economic_class'
            when body.basic_public_yuan is not null then 'expenditure_table'
        end as public_source
    from mart_unit_year as body
    left join stated on body.document_id = stated.document_id
    left join economic on body.document_id = economic.document_id
    where coalesce(body.operating_expenses_yuan, stated.operating_expenses_yuan) is not null
)

select
    'mart_operating_expenses:' || document_id as row_key,
    *,
    (operating_expenses_yuan - public_yuan)::decimal(20, 2) as difference_yuan,
    round(operating_expenses_yuan / nullif(public_yuan, 0), 4) as ratio,
    abs(operating_expenses_yuan - public_yuan) <= 100 as agrees
from compared
