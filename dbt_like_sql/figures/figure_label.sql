/*
description: What a named figure is called in Chinese, for sentences that people read.
description_zh: 指标的中文名称。
grain: measure, key
materialization: view
columns:
  key: the fund or the item that the figure is for, where its definition says it; else empty
  key_by: what the figure is split by
checks:
  - not_null: [measure, key, label]
  - unique: [measure, key]
*/
select
    measure,
    figure_key(key_by, fund, item) as key,
    min(label) as label,
    any_value(key_by) as key_by
from figure_measure_definition
group by measure, figure_key(key_by, fund, item)
