-- name: missing_disclosures
-- en: Which expected disclosures were not delivered, are late, or lack required tables?
-- zh: 应公开而未见的、逾期的、缺必公开表的
-- note: `missing` means that nothing was delivered to this warehouse. Give the bureau's list of units as `expected.csv` (docs/operators) to prove more. All files of a disclosure count together.
select place, unit_name, fiscal_year, document_kind, status, expected_because, approved_on, published_on, is_late, missing_required_kinds, part_ids, row_key
from mart_disclosure_register
where status <> 'found' or is_late or missing_required_kinds is not null
order by place, fiscal_year, unit_name;
