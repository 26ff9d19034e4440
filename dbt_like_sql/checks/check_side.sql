/*
description: The named figures on each side of a comparison of rule_comparison, one row per figure.
description_zh: 表间勾稽各侧的指标。
grain: rule_id, comparison, hand, measure
materialization: view
columns:
  hand: "`left` or `right`"
  wanted: figures of the side
  label: the figure in Chinese
  key_by: what the figure is split by
  left_side: the left side of the comparison in Chinese, where none of its figures is named
  right_side: the right side of the comparison in Chinese
  is_year_only: the figure holds money of the year only, an alternative to one with what was carried over
checks:
  - not_null: [rule_id, comparison, hand, measure]
*/
with
side as (
    select rule_id, comparison, relation, keys, 'left' as hand, unnest(left_measures) as measure, len(left_measures) as wanted
    from rule_comparison
    union all by name
    select rule_id, comparison, relation, keys, 'right' as hand, unnest(right_measures) as measure, len(right_measures) as wanted
    from rule_comparison
),

named as (
    select
        measure,
        min(label) as label,
        any_value(key_by) as key_by,
        bool_or(origin = 'current' or pick = 'current' and side = 'in') as is_year_only
    from figure_measure_definition
    group by measure
)

select
    side.*,
    named.label,
    named.key_by,
    coalesce(named.is_year_only, false) as is_year_only,
    string_agg(distinct named.label, ' + ' order by named.label) filter (where side.hand = 'left' and named.key_by not in ('fund', 'item'))
        over (partition by side.rule_id, side.comparison) as left_side,
    string_agg(distinct named.label, ' + ' order by named.label) filter (where side.hand = 'right' and named.key_by not in ('fund', 'item'))
        over (partition by side.rule_id, side.comparison) as right_side
from side
left join named on side.measure = named.measure
