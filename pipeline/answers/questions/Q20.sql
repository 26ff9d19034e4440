-- name: failures
-- en: What fails where, and is it the reading or the document?
-- zh: 哪些规则在哪里不通过，是读错还是文件有误？
-- note: Rules that could not run are not counted.
select rule_id, any_value(rule_zh) as rule_zh, severity, cause, count(*) as findings, count(distinct document_id) as documents, list(row_key order by row_key) as row_keys
from mart_finding
where outcome = 'fail' and is_current
group by rule_id, severity, cause
order by documents desc;
