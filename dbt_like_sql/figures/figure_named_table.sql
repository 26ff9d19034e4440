/*
description: The tables of a document that can print a named figure of figure_measure_definition.
description_zh: 可取得各指标的表。
grain: document_id, measure, table_seq
materialization: incremental
checks:
  - not_null: [document_id, table_seq, measure]
*/
select
    t.document_id,
    t.table_seq,
    t.table_kind,
    t.by,
    t.status,
    d.measure
from stg_table as t
inner join (select distinct
    measure,
    table_kind,
    row_by
from figure_measure_definition) as d
    on t.table_kind = d.table_kind and (d.row_by is null or t.by is null or t.by = d.row_by)
where
    t.status in ('bound', 'empty')
    -- Where every project has a form of its own, often only some are published: they are no table of all projects.
    and (
        t.table_kind <> 'project_performance'
        or (select count(*) from stg_table as o where o.document_id = t.document_id and o.table_kind = 'project_performance') = 1
    )
-- An empty table speaks only where no table of its kind prints a figure.
qualify t.status = 'bound' or count(*) filter (where t.status = 'bound') over (partition by t.document_id, d.measure) = 0
