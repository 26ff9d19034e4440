"""finding.case_id: one contradiction is one case, whatever number of rules it breaks."""

from pipeline.warehouse.model_testing import run_model


def _cases(*rows: dict[str, str]) -> list[str | None]:
    checks = [{"document_id": "d", "outcome": "fail", **row} for row in rows]
    duties = [
        {"document_id": row["document_id"], "rule_id": row["rule_id"], "rule_group": "within_table", "duty": "due"}
        for row in checks
    ]
    found = run_model("finding_in_document", {"check_total": checks, "rule_duty": duties})
    case_of = {(row["document_id"], row["rule_id"]): row["case_id"] for row in found}
    return [case_of[row["document_id"], row["rule_id"]] for row in checks]


def test_rules_that_fail_by_one_difference_are_one_case_whatever_its_sign() -> None:
    first, second = _cases(
        {"rule_id": "R19", "difference": "11.10", "instance": "a"},
        {"rule_id": "R14", "difference": "-11.10", "instance": "b"},
    )
    assert first is not None
    assert first == second


def test_another_difference_is_another_case() -> None:
    first, second = _cases(
        {"rule_id": "R19", "difference": "11.10", "instance": "a"},
        {"rule_id": "R14", "difference": "11.20", "instance": "b"},
    )
    assert first != second


def test_a_round_difference_meets_another_by_chance_and_stands_alone() -> None:
    first, second = _cases(
        {"rule_id": "R19", "difference": "11000.00", "instance": "a"},
        {"rule_id": "R14", "difference": "11000.00", "instance": "b"},
    )
    assert first != second


def test_two_documents_share_no_case() -> None:
    first, second = _cases(
        {"rule_id": "R19", "difference": "11.10", "instance": "a"},
        {"rule_id": "R19", "difference": "11.10", "instance": "a", "document_id": "e"},
    )
    assert first != second


def test_withheld_rows_belong_to_a_case_and_a_pass_does_not() -> None:
    withheld, passed = _cases(
        {"rule_id": "R19", "difference": "11.10", "instance": "a", "outcome": "detail_withheld"},
        {"rule_id": "R14", "difference": "0.00", "instance": "b", "outcome": "pass"},
    )
    assert withheld is not None
    assert passed is None
