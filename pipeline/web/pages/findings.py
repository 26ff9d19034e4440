"""问题: what contradicts itself, by rule, place, cause and document."""

from __future__ import annotations

from pipeline.answers.build import Published
from pipeline.web.pages.page import PART, Page, failed_findings

_FAILED = "from mart_finding where outcome = 'fail' and is_current"


def findings(build: Published) -> Page:
    """Failed findings by rule, by place and cause, and the documents that have most."""
    by_rule = build.rows(
        f"""
        select rule_id, any_value(rule_zh) as rule_zh, any_value(rule_en) as rule_en, severity, count(*) as findings,
               count(distinct document_id) as documents
        {_FAILED} group by rule_id, severity order by list_position(['error', 'warn', 'compliance', 'info'], severity), documents desc, rule_id"""
    )
    by_place = build.rows(
        f"""
        select division_code, count(*) filter (where cause = 'document') as document, count(*) filter (where cause = 'reading') as reading,
               count(*) filter (where cause not in ('document', 'reading')) as unsettled, count(distinct document_id) as documents
        {_FAILED} and severity = 'error' group by division_code order by documents desc, division_code"""
    )
    by_document = build.rows(
        f"""
        select document_id, any_value(unit_name) as unit_name, any_value(file_name) as file_name, any_value(fiscal_year) as fiscal_year,
               any_value(division_code) as division_code, count(*) as findings, count(distinct case_id) as cases
        {_FAILED} and severity = 'error' group by document_id order by findings desc, document_id"""
    )
    values = {"by_rule": by_rule, "by_place": by_place, "by_document": by_document[:PART]}
    return Page("findings.html", "问题", values, by_rule)


def rule(build: Published, rule_id: str) -> Page | None:
    """One rule: what it says, where it comes from, every document that breaks it."""
    head = build.one("select * from dim_rule where rule_id = ?", [rule_id])
    if head is None:
        return None
    cases = failed_findings(build, "rule_id = ? and is_current", [rule_id])
    outcomes = build.rows(
        "select outcome, count(*) as findings from finding where rule_id = ? group by 1 order by 2 desc, 1", [rule_id]
    )
    return Page(
        "rule.html",
        rule_id,
        {"head": head, "cases": cases[:PART], "outcomes": outcomes},
        cases,
        of=head["statement_zh"],
    )
