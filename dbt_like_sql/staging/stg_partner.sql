/*
description: The documents of the same body that a document is compared with - of the year before, or of the same year and the other kind.
description_zh: 同一主体的上年文件、同年预算或决算文件。
grain: document_id, partner_id
materialization: table
columns:
  partner_id: the other document
  relation: "`budget_before`, `final_before`, `final_of_last_year` (of a budget) or `budget_of_year` (of final accounts)"
  partner_year: fiscal year of the other document
checks:
  - not_null: [document_id, partner_id]
  - unique: [document_id, partner_id]
*/
with
current_document as (
    select document_id, unit_identity, fiscal_year, document_family, document_scope
    from stg_document_version
    where is_current and fiscal_year is not null
)

select
    this.document_id,
    other.document_id as partner_id,
    case
        when this.document_family = 'budget' and other.document_family = 'budget' and other.fiscal_year = this.fiscal_year - 1 then 'budget_before'
        when this.document_family = 'final_accounts' and other.document_family = 'final_accounts' and other.fiscal_year = this.fiscal_year - 1
            then 'final_before'
        when this.document_family = 'budget' and other.document_family = 'final_accounts' and other.fiscal_year = this.fiscal_year - 1
            then 'final_of_last_year'
        when this.document_family = 'final_accounts' and other.document_family = 'budget' and other.fiscal_year = this.fiscal_year
            then 'budget_of_year'
    end as relation,
    other.fiscal_year as partner_year
from current_document as this
inner join current_document as other
    on
        this.unit_identity = other.unit_identity
        and this.document_scope = other.document_scope
        and this.document_id <> other.document_id
        and other.fiscal_year between this.fiscal_year - 1 and this.fiscal_year
