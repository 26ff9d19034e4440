-- name: three_public_rise
-- en: Which departments raised “三公” this year, and by which item?
-- zh: 今年哪些部门的“三公”经费上升，升在哪一项？
-- note: `total` contains the other items; 会议费 and 培训费 are no part of it. All years that were read stand in the answer; add `where item.document_year = …` for one. A body that received its first allotment this year rises from 0.
select
    item.unit_name,
    item.document_scope,
    item.document_year,
    item.item_zh,
    item.amount_yuan,
    coalesce(item.stated_prior_yuan, chain.stated_base_yuan, chain.published_prior_yuan) as last_year_yuan,
    item.amount_yuan - coalesce(item.stated_prior_yuan, chain.stated_base_yuan, chain.published_prior_yuan) as rise_yuan,
    coalesce(if(item.stated_prior_yuan is not null, 'table', null), chain.stated_base_source, 'last year''s document') as last_year_source,
    item.row_key
from mart_three_public as item
left join mart_year_on_year as chain
    on item.document_id = chain.document_id
    and chain.measure = if(item.three_public_item = 'total', 'three_public_total', item.three_public_item)
where
    item.is_own_year
    and item.stage = 'budget'
    and item.three_public_item in ('total', 'overseas_travel', 'vehicle_purchase', 'vehicle_operation', 'reception')
    and item.amount_yuan > coalesce(item.stated_prior_yuan, chain.stated_base_yuan, chain.published_prior_yuan)
order by item.document_year desc, rise_yuan desc;
