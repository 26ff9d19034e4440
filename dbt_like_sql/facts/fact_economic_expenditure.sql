/*
description: Expenditure by unit, departmental and governmental economic classification and fund. Leaf amounts of the document's own year and stage, one table per document, current documents only.
description_zh: 支出：单位 × 部门经济科目 × 政府经济科目 × 资金性质（末级，不重复计算，仅现行版本）。
grain: amount_id
materialization: view
warnings:
  - Tables whose leaves their own totals contradict (document_table.leaf_status unsure) are left out; mart_unit_year.unsure_table_count counts them.
  - 部门 documents include the money of their units; never add document_kind department_… and unit_… of one body.
  - Budgets and final accounts of one year are different stages of the same money; filter stage.
  - table_kind general_public_basic_expenditure covers basic spending of the general public budget only, expenditure all funds; an economic_summary may be either (mart_economic_year.coverage).
checks:
  - not_null: [amount_id, document_id, amount_yuan, stage]
*/
select
    leaf.amount_id,
    split_part(leaf.document_id, '#', 1) as document_id,
    disclosure_number(leaf.document_id) as disclosure_seq,
    leaf.document_id as disclosure_key,
    leaf.document_kind,
    leaf.division_code,
    leaf.unit_key,
    leaf.unit_code,
    leaf.unit_name,
    leaf.fiscal_year,
    leaf.stage,
    leaf.fund,
    leaf.spending_kind,
    leaf.origin_year,
    leaf.department_economic_code,
    leaf.government_economic_code,
    leaf.amount_yuan,
    leaf.correction_id,
    leaf.table_kind,
    leaf.row_label,
    leaf.column_path,
    leaf.page
from stg_leaf_amount as leaf
inner join stg_document_version as version on leaf.document_id = version.document_id
where version.is_current and leaf.is_sure and leaf.measure = 'economic_expenditure'
