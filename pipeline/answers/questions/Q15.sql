-- name: procurement
-- en: Procurement: total, goods, works, services, small and medium enterprises, against project spending
-- zh: 政府采购总额、货物/工程/服务、中小企业份额，与项目支出对照
-- note: Prose and table may differ: `procurement_source` says which one is the total. Money reserved for 中小企业 (budgets) is not money awarded to them (final accounts).
select
    unit_name,
    fiscal_year,
    stage,
    document_scope,
    procurement_yuan,
    procurement_source,
    prose_total_yuan,
    table_total_yuan,
    goods_yuan,
    works_yuan,
    services_yuan,
    parts_difference_yuan,
    small_medium_share,
    project_yuan,
    share_of_project,
    row_key
from mart_procurement
order by procurement_yuan desc;
