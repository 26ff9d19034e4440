"""Precision of findings against verdicts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from benchmarks.verdicts import (
    Finding,
    Verdict,
    judge,
    lost_cases,
    precision,
    precision_by_case,
    read_verdicts,
    unjudged,
    wrongly_accused,
)

SEEN = Verdict(
    "d1", "error", "R13", Decimal(10), Decimal(7), "", "a", withheld=False, case="one digit", page="3", seen=""
)
FOUND = Finding("d1", "putuo-1.pdf", "error", "R13", Decimal(10), Decimal(7), "合计", "document", "c1")


def test_a_finding_meets_the_verdict_on_the_same_rule_and_values() -> None:
    other = replace(FOUND, right_value=Decimal(6))
    first, second = judge([FOUND, other], [SEEN])
    assert first.verdict == SEEN
    assert second.verdict is None
    assert unjudged([first, second]) == [other]


def test_findings_without_values_are_told_apart_by_what_the_message_names() -> None:
    wage = replace(SEEN, left_value=None, right_value=None, mention="30107 50199")
    message = replace(
        FOUND, left_value=None, right_value=None, message="部门经济分类 30107 与政府经济分类 50199 不在对照之内"
    )
    assert judge([message], [wage])[0].verdict == wage
    assert judge([message], [replace(wage, mention="30103 50199")])[0].verdict is None


def test_what_cannot_be_told_counts_neither_way() -> None:
    findings = [replace(FOUND, left_value=Decimal(n)) for n in range(10, 14)]
    verdicts = [replace(SEEN, left_value=f.left_value, verdict=v) for f, v in zip(findings, "abcd", strict=True)]
    result = precision(judge(findings, verdicts))
    assert (result.right, result.wrong, result.open) == (1, 2, 1)


def test_a_case_with_one_wrong_finding_is_wrong() -> None:
    findings = [FOUND, replace(FOUND, rule_id="R19"), replace(FOUND, rule_id="R32", case_id="c2")]
    verdicts = [SEEN, replace(SEEN, rule_id="R19", verdict="c"), replace(SEEN, rule_id="R32")]
    result = precision_by_case(judge(findings, verdicts))
    assert (result.right, result.wrong) == (1, 1)


def test_a_document_with_one_true_finding_is_not_wrongly_accused() -> None:
    innocent = replace(FOUND, document_id="d2", file_name="xian-2.pdf", rule_id="R19")
    both = [FOUND, replace(FOUND, rule_id="R19"), innocent]
    verdicts = [
        SEEN,
        replace(SEEN, rule_id="R19", verdict="c"),
        replace(SEEN, document_id="d2", rule_id="R19", verdict="b"),
    ]
    assert wrongly_accused(judge(both, verdicts)) == ["xian-2.pdf"]


def test_a_true_case_is_kept_when_one_finding_of_the_same_difference_is_left() -> None:
    again = replace(SEEN, rule_id="R32", left_value=Decimal(20), right_value=Decimal(17))
    assert (
        lost_cases([replace(FOUND, rule_id="R32", left_value=Decimal(20), right_value=Decimal(17))], [SEEN, again])
        == []
    )
    assert lost_cases([replace(FOUND, rule_id="R51")], [SEEN]) == []
    assert lost_cases([replace(FOUND, right_value=Decimal(1))], [SEEN]) == [("d1", "one digit")]


def test_every_line_of_the_verdict_file_says_what_was_seen_and_where() -> None:
    verdicts = read_verdicts()
    assert {v.verdict for v in verdicts} <= set("abcd")
    assert [v for v in verdicts if not (v.page and v.seen and v.case and v.severity in {"error", "warn"})] == []
    by_case: dict[tuple[str, str], set[str]] = {}
    for v in verdicts:
        by_case.setdefault(v.case_key, set()).add(v.verdict)
    assert [case for case, kinds in by_case.items() if len(kinds) > 1] == []
