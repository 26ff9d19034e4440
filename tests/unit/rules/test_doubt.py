"""What a difference must be before a rule fails, and what travels with a figure: rounding by cell, doubts, multiples, scope."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.warehouse.model_testing import run_model

CELL = {"document_id": "d", "table_seq": 1, "confidence": 1.0}


def _doubts(comparison: dict[str, Any], **given: list[dict[str, Any]]) -> list[str]:
    base = {
        "document_id": "d",
        "check_no": 1,
        "rule_group": "within_table",
        "relation": "=",
        "is_beyond": True,
        "limit_value": "0.05",
        "left_ids": ["t"],
        "right_ids": ["a", "b"],
        "left_parts": 1,
        "right_parts": 2,
    }
    tables: dict[str, Any] = {"check_comparison": [base | comparison], "stg_rule_amount": [], "stg_other_scope": []}
    return [row["doubt"] for row in run_model("check_doubt", tables | given)]


@pytest.mark.parametrize(
    ("total", "added", "doubtful"),
    [
        ("100.00", "200.05", True),
        ("100.00", "200.06", False),
        ("100.00", "300.00", True),
        ("100.00", "400.00", False),
        ("200.00", "100.00", False),
    ],
)
def test_a_sum_of_two_or_three_times_the_total_counts_its_rows_twice(total: str, added: str, doubtful: bool) -> None:
    assert bool(_doubts({"left_value": total, "right_value": added, "difference": "-1.00"})) == doubtful


@pytest.mark.parametrize(("confidence", "doubtful"), [(0.84, True), (0.85, False)])
def test_a_cell_that_the_recogniser_doubts_accuses_nobody(confidence: float, doubtful: bool) -> None:
    cell = {**CELL, "amount_id": "a", "amount_yuan": "5.00", "confidence": confidence}
    found = _doubts({"left_value": "7.00", "right_value": "5.00", "difference": "2.00"}, fact_amount=[cell])
    assert bool(found) == doubtful


@pytest.mark.parametrize(("column", "doubtful"), [(2, True), (3, False)])
def test_a_figure_set_aside_in_the_column_added_up_makes_the_sum_doubtful(column: int, doubtful: bool) -> None:
    cell = {**CELL, "amount_id": "a", "amount_yuan": "5.00", "row_seq": 1, "column_seq": 2}
    aside = {"document_id": "d", "table_seq": 1, "row_seq": 4, "column_seq": column}
    found = _doubts(
        {"left_value": "7.00", "right_value": "5.00", "difference": "2.00", "check_kind": "row_total"},
        fact_amount=[cell],
        quarantine=[aside],
    )
    assert bool(found) == doubtful


@pytest.mark.parametrize(
    ("carried", "group", "doubtful"),
    [
        ("67.89", "between_tables", True),
        ("67.95", "between_tables", False),
        ("67.89", "within_table", False),
    ],
)
def test_a_difference_that_is_the_printed_balance_is_one_of_scope(carried: str, group: str, doubtful: bool) -> None:
    found = _doubts(
        {"left_value": "167.88", "right_value": "100.00", "difference": "67.88", "rule_group": group},
        stg_other_scope=[{"document_id": "d", "amount_yuan": carried}],
    )
    assert bool(found) == doubtful
