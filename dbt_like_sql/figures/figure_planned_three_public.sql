/*
description: The budget of the year that final accounts print beside their 三公 figures - of the year's beginning or as adjusted, the column does not say.
description_zh: 决算“三公”表所列的预算数。
grain: document_id, three_public_item
materialization: incremental
columns:
  step: {en: the printed unit in the last place, zh: 印刷精度, unit: yuan}
checks:
  - unique: [document_id, three_public_item]
*/
select
    document_id,
    three_public_item,
    first(amount_yuan order by row_seq, column_seq) as amount_yuan,
    max(step_yuan) as step,
    '第' || min(page) || '页印“' || first(printed order by row_seq, column_seq) || '”' as printed
from stg_rule_amount
where family = 'final' and table_kind = 'three_public' and stage = 'budget' and three_public_item is not null
group by all
