-- name: transparency
-- en: Transparency score
-- zh: 透明度评分
-- note: 
select division_code, unit_name, document_scope, fiscal_year, document_kind, points, max_points, score_share, coverage, part_count, is_provisional, row_key
from mart_transparency
where criterion = 'total'
order by score_share desc;
