"""Every rule for budgets passes on a good document and fails when one printed thing is changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.rules.documents import edited, read, results

GOOD = "good"
EDITS = read("budget_edits.yml")
GOALS = "2024年部门预算项目绩效目标表"


def _name(number: int, edit: dict[str, Any]) -> str:
    return f"{edit['rule']}-{number}"


@pytest.fixture(scope="module")
def findings() -> dict[tuple[str, str], list[dict[str, Any]]]:
    document = read("budget.yml")
    key_projects = {"table": GOALS, "set_table": {"title": "2024年重点项目绩效目标表"}}
    left_out = {"table": GOALS, "drop_row": "幼儿伙食"}
    counted = {"claim": "performance_project_count", "set": {"value": 48, "printed": "48个"}}
    documents = {
        GOOD: document,
        "key_projects-R80": edited(edited(document, left_out), key_projects),
        "key_projects-R105": edited(edited(document, counted), key_projects),
    } | {_name(n, e): edited(document, e) for n, e in enumerate(EDITS)}
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in results(documents):
        found.setdefault((row["document_id"], row["rule_id"]), []).append(row)
    return found


def _outcomes(rows: list[dict[str, Any]]) -> set[str]:
    return {row["outcome"] for row in rows}


@pytest.mark.parametrize("rule", sorted({edit["rule"] for edit in EDITS}))
def test_a_rule_passes_on_a_document_without_errors(rule, findings):
    rows = findings[GOOD, rule]
    assert _outcomes(rows) == {"pass"}, rows


@pytest.mark.parametrize(("number", "edit"), list(enumerate(EDITS)), ids=[_name(n, e) for n, e in enumerate(EDITS)])
def test_a_rule_fails_when_what_it_checks_is_changed(number, edit, findings):
    rows = findings[_name(number, edit), edit["rule"]]
    assert "fail" in _outcomes(rows), rows


def test_no_rule_fails_on_a_document_without_errors(findings):
    failed = {
        rule: rows for (document, rule), rows in findings.items() if document == GOOD and "fail" in _outcomes(rows)
    }
    assert failed == {}


def test_every_rule_of_the_catalogue_speaks_about_every_document(findings):
    ids = {rule for document, rule in findings if document == GOOD}
    between_documents = {"R102"}  # finding_across_documents says it
    assert {f"R{n:02d}" for n in range(1, 122)} - between_documents <= ids


@pytest.mark.parametrize("rule", ["R80", "R105"])
def test_a_table_of_key_projects_may_leave_projects_out(rule, findings):
    assert _outcomes(findings[f"key_projects-{rule}", rule]) == {"insufficient_data"}


def test_rules_of_final_accounts_do_not_apply_to_a_budget(findings):
    rows = [
        r for (document, rule), found in findings.items() if document == GOOD and rule.startswith("F") for r in found
    ]
    assert {row["outcome"] for row in rows} == {"not_applicable"}
