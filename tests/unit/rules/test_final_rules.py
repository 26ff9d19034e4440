"""Every rule for final accounts passes on a good document and fails when one printed thing is changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.rules.documents import edited, read, results

GOOD = "good"
EDITS = read("final_edits.yml")


def _name(number: int, edit: dict[str, Any]) -> str:
    return f"{edit['rule']}-{number}"


@pytest.fixture(scope="module")
def findings() -> dict[tuple[str, str], list[dict[str, Any]]]:
    document = read("final.yml")
    documents = {GOOD: document} | {_name(n, e): edited(document, e) for n, e in enumerate(EDITS)}
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in results(documents):
        found.setdefault((row["document_id"], row["rule_id"]), []).append(row)
    return found


@pytest.mark.parametrize("rule", sorted({edit["rule"] for edit in EDITS}))
def test_a_rule_passes_on_final_accounts_without_errors(rule, findings):
    rows = findings[GOOD, rule]
    assert {row["outcome"] for row in rows} == {"pass"}, rows


@pytest.mark.parametrize(("number", "edit"), list(enumerate(EDITS)), ids=[_name(n, e) for n, e in enumerate(EDITS)])
def test_a_rule_fails_when_what_it_checks_is_changed(number, edit, findings):
    rows = findings[_name(number, edit), edit["rule"]]
    assert "fail" in {row["outcome"] for row in rows}, rows


def test_no_rule_fails_on_final_accounts_without_errors(findings):
    failed = {r for (d, r), rows in findings.items() if d == GOOD and any(row["outcome"] == "fail" for row in rows)}
    assert failed == set()


def test_rules_of_budgets_do_not_apply_to_final_accounts(findings):
    assert {row["outcome"] for row in findings[GOOD, "R47"]} == {"not_applicable"}
