/*
description: 机关运行经费 as the body states it, against the 公用经费 of its basic expenditure.
description_zh: 机关运行经费与一般公共预算基本支出中公用经费的对照。
grain: document_id, disclosure_seq
materialization: table
answers: [Q04]
warnings:
  - 机关运行经费 is the 公用经费 of administrative bodies only; a public institution rightly states 0, a department with institutions states less.
  - public_source economic_class adds the classes 302 and 310 of basic expenditure, which is more than 公用经费 where 302 holds staff costs.
  - document_scope department includes the units below it; never add department and unit rows of one body.
columns:
  operating_expenses_yuan: {en: 机关运行经费 as stated, zh: 机关运行经费, unit: yuan}
  operating_source: {en: "`table` or `prose`", zh: 机关运行经费来源}
  public_yuan: {en: 公用经费 of basic expenditure, zh: 公用经费, unit: yuan}
  public_source: {en: "`spending_kind` (公用经费 of the table of basic expenditure: its printed total, else its rows), `prose`, `economic_class` (302 and 310 of basic expenditure) or `expenditure_table`", zh: 公用经费来源}
  difference_yuan: {en: 机关运行经费 minus 公用经费, zh: 差额, unit: yuan}
  ratio: {en: 机关运行经费 in 公用经费, zh: 占公用经费比例, unit: 1 = 100 %}
  agrees: {en: "the two agree within 100 yuan (0.01 万元), and half a printed step for every further amount that was added", zh: 是否相符}
evidence:
  - of: [operating_expenses_yuan]
    read_from: >
      select amount_id, null as document_id, null as claim_seq from stg_amount as fact_amount
      where $operating_source = 'table' and document_id = $disclosure_key and table_kind = 'operating_expenses' and is_leaf_column
      union all
      select unnest(amount_ids), null, null from mart_three_public
      where $operating_source = 'table' and disclosure_key = $disclosure_key and is_own_year and three_public_item = 'operating_expenses'
      union all
      select null, source_document_id, claim_seq from stg_disclosure_claim
      where $operating_source = 'prose' and document_id = $disclosure_key and item = 'agency_operating_expenses' and value_unit = 'yuan'
  - of: [public_yuan]
    read_from: >
      select unnest(amount_ids) as amount_id, null as document_id, null as claim_seq from figure_public_expense
      where document_id = $disclosure_key and source = $public_source
      union all
      select null, source_document_id, claim_seq from stg_disclosure_claim
      where $public_source = 'prose' and document_id = $disclosure_key and item = 'general_public_public_funds' and value_unit = 'yuan'
  - of: [difference_yuan, ratio]
    computed_from: [operating_expenses_yuan, public_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq]
  - not_null: [document_id, operating_expenses_yuan]
*/
with
stated as (
    select
        document_id,
        min(value) as operating_expenses_yuan
    from stg_disclosure_claim
    where item = 'agency_operating_expenses' and value_unit = 'yuan'
    group by document_id
    having count(distinct value) = 1
),

-- What the table prints as 公用经费 is better than a sum of rounded rows, and both are better than classes, which hold staff costs too.
public_expense as (
    select
        document_id,
        source,
        amount_yuan,
        tolerance
    from (
        select
            document_id,
            source,
            priority,
            amount_yuan,
            tolerance
        from figure_public_expense
        union all by name
        select
            document_id,
            'prose' as source,
            3 as priority,
            min(value) as amount_yuan,
            100 as tolerance
        from stg_disclosure_claim
        where item = 'general_public_public_funds' and value_unit = 'yuan'
        group by document_id
        having count(distinct value) = 1
    )
    qualify row_number() over (partition by document_id order by priority) = 1
),

compared as (
    select
        body.disclosure_key as document_id,
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
        coalesce(public_expense.amount_yuan, body.basic_public_yuan)::decimal(20, 2) as public_yuan,
        coalesce(public_expense.source, if(body.basic_public_yuan is null, null, 'expenditure_table')) as public_source,
        coalesce(public_expense.tolerance, 100) as tolerance
    from mart_unit_year as body
    left join stated on body.disclosure_key = stated.document_id
    left join public_expense on body.disclosure_key = public_expense.document_id
    where coalesce(body.operating_expenses_yuan, stated.operating_expenses_yuan) is not null
)

select
    'mart_operating_expenses:' || compared.document_id as row_key,
    split_part(compared.document_id, '#', 1) as document_id,
    disclosure_number(compared.document_id) as disclosure_seq,
    compared.document_id as disclosure_key,
    compared.* exclude (document_id, tolerance),
    (operating_expenses_yuan - public_yuan)::decimal(20, 2) as difference_yuan,
    round(operating_expenses_yuan / nullif(public_yuan, 0), 4) as ratio,
    abs(operating_expenses_yuan - public_yuan) <= tolerance as agrees
from compared
