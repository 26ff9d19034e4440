/*
description: Execution of the general public budget by function item - budget of the year, adjusted budget and final figure of one body.
description_zh: 预算执行：一般公共预算支出逐项的年初预算、全年预算与决算。
grain: document_id, disclosure_seq, function_code
materialization: table
answers: [Q09]
warnings:
  - budget_source says whether the budget comes from the budget document of the same body and scope or from the prose of the final accounts; prefer rows of one source.
  - A final figure without budget often is money appropriated during the year, not an overspending.
  - document_scope department includes the units below it; never add department and unit rows of one body.
columns:
  document_id: {en: the final accounts, zh: 决算文件}
  function_name: {en: official name in the year, zh: 科目名称}
  budget_yuan: {en: budget at the start of the year, zh: 年初预算, unit: yuan}
  budget_source: {en: "`document` (budget document of the body) or `prose` (final accounts)", zh: 年初预算来源}
  budget_document_id: {en: the budget document, zh: 预算文件}
  adjusted_budget_yuan: {en: adjusted budget according to the prose, zh: 全年（调整）预算, unit: yuan}
  final_yuan: {en: final accounts figure; 0 where the budget document has the item and the final accounts have not, zh: 决算数, unit: yuan}
  deviation_yuan: {en: final figure minus budget, zh: 决算减年初预算, unit: yuan}
  execution_rate: {en: final figure in the budget at the start of the year, zh: 完成年初预算比例, unit: 1 = 100 %}
  band: {en: "`below_50`, `normal`, `above_150`, `no_budget`, or `unknown` where the budget was not read", zh: 执行区间}
  final_amount_ids: {en: cells behind the final figure, zh: 决算金额编号}
evidence:
  - of: [final_yuan]
    sum_of: select unnest(final_amount_ids) as amount_id from mart_execution where row_key = $row_key
  - of: [budget_yuan]
    read_from: >
      select amount_id, null as document_id, null as claim_seq from fact_appropriation_expenditure
      where document_id = $budget_document_id and table_kind = 'general_public_expenditure' and function_code = $function_code
      union all
      select null, source_document_id, claim_seq from stg_disclosure_claim
      where $budget_source = 'prose' and document_id = $disclosure_key and item = 'general_public_function_' || $function_code || '_budget'
  - of: [adjusted_budget_yuan]
    read_from: >
      select source_document_id as document_id, claim_seq from stg_disclosure_claim
      where document_id = $disclosure_key and item = 'general_public_function_' || $function_code || '_adjusted_budget'
  - of: [deviation_yuan, execution_rate]
    computed_from: [budget_yuan, final_yuan]
checks:
  - unique: [row_key]
  - not_null: [row_key]
  - unique: [document_id, disclosure_seq, function_code]
  - not_null: [document_id, function_code, final_yuan]
*/
with
body as (
    select
        disclosure_key as document_id,
        document_kind,
        document_scope,
        stage,
        division_code,
        unit_id,
        unit_code,
        unit_name,
        fiscal_year
    from mart_unit_year
),

item as (
    select
        disclosure_key as document_id,
        function_code,
        sum(amount_yuan)::decimal(20, 2) as amount_yuan,
        list(amount_id order by amount_id) as amount_ids
    from fact_appropriation_expenditure
    where table_kind = 'general_public_expenditure' and length(function_code) = 7
    group by disclosure_key, function_code
),

settled as (
    select
        final.document_id,
        min(budget.document_id) as budget_document_id
    from body as final
    left join body as budget
        on
            final.unit_id = budget.unit_id
            and final.fiscal_year = budget.fiscal_year
            and final.document_scope = budget.document_scope
            and budget.stage = 'budget'
    where final.stage = 'final_accounts'
    group by final.document_id
),

-- An item that was budgeted and not spent is in the budget document only.
every_item as (
    select
        settled.document_id,
        settled.budget_document_id,
        item.function_code
    from settled
    inner join item on settled.document_id = item.document_id
    union
    select
        settled.document_id,
        settled.budget_document_id,
        item.function_code
    from settled
    inner join item on settled.budget_document_id = item.document_id
),

claim as (
    select
        document_id,
        regexp_extract(item, '^general_public_function_(\d{7})_', 1) as function_code,
        min(value) filter (where item like '%\_adjusted\_budget' escape '\') as adjusted_yuan,
        min(value) filter (where item not like '%\_adjusted\_budget' escape '\') as budget_yuan
    from stg_disclosure_claim
    where value_unit = 'yuan' and regexp_full_match(item, 'general_public_function_\d{7}_(adjusted_)?budget')
    group by document_id, regexp_extract(item, '^general_public_function_(\d{7})_', 1)
    having count(distinct value) = count(distinct item)
),

joined as (
    select
        every_item.document_id,
        every_item.function_code,
        coalesce(budget.amount_yuan, claim.budget_yuan)::decimal(20, 2) as budget_yuan,
        case
            when budget.amount_yuan is not null then 'document'
            when claim.budget_yuan is not null then 'prose'
        end as budget_source,
        if(budget.amount_yuan is not null, every_item.budget_document_id, null) as budget_document_id,
        every_item.budget_document_id is not null as has_budget_document,
        claim.adjusted_yuan::decimal(20, 2) as adjusted_budget_yuan,
        coalesce(final.amount_yuan, 0)::decimal(20, 2) as final_yuan,
        final.amount_ids as final_amount_ids
    from every_item
    left join item as final on every_item.document_id = final.document_id and every_item.function_code = final.function_code
    left join item as budget on every_item.budget_document_id = budget.document_id and every_item.function_code = budget.function_code
    left join claim on every_item.document_id = claim.document_id and every_item.function_code = claim.function_code
)

select
    'mart_execution:' || left(md5(concat_ws('|', joined.document_id, joined.function_code)), 16) as row_key,
    split_part(joined.document_id, '#', 1) as document_id,
    disclosure_number(joined.document_id) as disclosure_seq,
    joined.document_id as disclosure_key,
    body.document_kind,
    body.document_scope,
    body.division_code,
    body.unit_id,
    body.unit_code,
    body.unit_name,
    body.fiscal_year,
    joined.function_code,
    dim_function.official_name as function_name,
    joined.budget_yuan,
    joined.budget_source,
    joined.budget_document_id,
    joined.adjusted_budget_yuan,
    joined.final_yuan,
    (joined.final_yuan - joined.budget_yuan)::decimal(20, 2) as deviation_yuan,
    round(joined.final_yuan / nullif(joined.budget_yuan, 0), 4) as execution_rate,
    case
        when joined.budget_yuan = 0 then 'no_budget'
        when joined.budget_yuan is null then if(joined.has_budget_document, 'no_budget', 'unknown')
        when joined.final_yuan < joined.budget_yuan * 0.5 then 'below_50'
        when joined.final_yuan > joined.budget_yuan * 1.5 then 'above_150'
        else 'normal'
    end as band,
    joined.final_amount_ids
from joined
inner join body on joined.document_id = body.document_id
left join dim_function
    on
        joined.function_code = dim_function.code
        and body.fiscal_year between dim_function.valid_from_year and dim_function.valid_to_year
