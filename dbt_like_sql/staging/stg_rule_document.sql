/*
description: Which set of rules a document falls under.
description_zh: 文件适用预算规则还是决算规则。
grain: document_id
materialization: incremental
columns:
  family: "`budget` or `final`; where the document does not say, its amounts do"
  document_year: fiscal year of the document
checks:
  - not_null: [document_id, family]
  - unique: [document_id]
*/
select
    document.document_id,
    case
        when document.document_kind in ('department_final_accounts', 'unit_final_accounts') then 'final'
        when document.document_kind in ('department_budget', 'unit_budget') then 'budget'
        when coalesce(bool_or(fact_amount.stage = 'final_accounts'), false) then 'final'
        else 'budget'
    end as family,
    document.fiscal_year as document_year
from stg_disclosure as document
left join stg_amount as fact_amount on document.document_id = fact_amount.document_id
where document.rejected_reason is null
group by document.document_id, document.document_kind, document.fiscal_year
