"""finding.case_id: one contradiction is one case, whatever number of rules it breaks."""

from pipeline.warehouse.model_testing import run_model


def _cases(*rows: dict[str, str]) -> list[str | None]:
    common = {"document_id": "d", "rule_group": "within_table", "outcome": "fail"}
    found = run_model("finding_in_document", {"check_result": [common | row for row in rows]})
    case_of = {(row["document_id"], row["message"]): row["case_id"] for row in found}
    return [case_of[str(row.get("document_id", "d")), row["message"]] for row in rows]


def test_rules_that_fail_by_one_difference_are_one_case_whatever_its_sign() -> None:
    first, second = _cases(
        {"rule_id": "R19", "difference": "11.10", "message": "a"},
        {"rule_id": "R14", "difference": "-11.10", "message": "b"},
    )
    assert first is not None
    assert first == second


def test_another_difference_is_another_case() -> None:
    first, second = _cases(
        {"rule_id": "R19", "difference": "11.10", "message": "a"},
        {"rule_id": "R14", "difference": "11.20", "message": "b"},
    )
    assert first != second


def test_a_round_difference_meets_another_by_chance_and_stands_alone() -> None:
    first, second = _cases(
        {"rule_id": "R19", "difference": "11000.00", "message": "a"},
        {"rule_id": "R14", "difference": "11000.00", "message": "b"},
    )
    assert first != second


def test_two_documents_share_no_case() -> None:
    first, second = _cases(
        {"rule_id": "R19", "difference": "11.10", "message": "a"},
        {"rule_id": "R19", "difference": "11.10", "message": "a", "document_id": "e"},
    )
    assert first != second


def test_withheld_rows_belong_to_a_case_and_a_pass_does_not() -> None:
    withheld, passed = _cases(
        {"rule_id": "R19", "difference": "11.10", "message": "a", "outcome": "detail_withheld"},
        {"rule_id": "R14", "difference": "0.00", "message": "b", "outcome": "pass"},
    )
    assert withheld is not None
    assert passed is None
