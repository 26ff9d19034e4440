"""Figures of marts that stand for printed ones: shares of the printed total, counts of unfilled forms, totals of the year."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.warehouse.model_testing import run_model

LEAF_COLUMN = {"is_leaf_column": True, "is_of_which": False, "is_restated": False}
VERSION = {"document_id": "d", "is_current": True, "document_scope": "department"}
LEAF = {
    "document_id": "d", "basis": "all_funds", "fund": "all", "division_code": "1", "fiscal_year": 2024, "stage": "budget", "level": "类",
    "function_code": "201", "is_from_summary": False, "amount_yuan": "60.00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("total", "agrees", "share", "consistent"),
    [("100.00", True, "0.6", True), ("100.00", False, "0.6", False), (None, None, None, None)],
)
def test_a_share_is_one_of_the_printed_total_not_of_what_got_a_code(
    total: str | None, agrees: bool | None, share: str | None, consistent: bool | None
) -> None:
    given: dict[str, Any] = {
        "figure_function_document": [LEAF | {"total_yuan": total, "is_consistent": agrees}],
        "stg_document_version": [VERSION],
        "dim_function": [],
        "dim_division": [],
    }
    (row,) = run_model("mart_function_year", given)
    assert row["share"] == 1
    assert row["printed_share"] == (None if share is None else pytest.approx(float(share)))
    assert row["is_consistent"] is consistent


def _vehicles(total: int, *kinds: int) -> list[Any]:
    counts = [("vehicle_count", total), *((f"vehicle_count_kind{n}", count) for n, count in enumerate(kinds))]
    claims = [
        {"document_id": "d", "claim_seq": seq, "item": item, "value": count, "value_unit": "count", "source": "text"}
        for seq, (item, count) in enumerate(counts, start=1)
    ]
    rows = run_model("figure_head_count_source", {"stg_claim": claims, "stg_indicator": []})
    return [int(row["value"]) for row in rows]


def test_an_unfilled_form_that_prints_one_vehicle_everywhere_counts_no_vehicle() -> None:
    assert _vehicles(1, 1, 1, 1) == []
    assert _vehicles(3, 1, 1, 1) == [3]
    assert _vehicles(5, 1, 1) == [5]


@pytest.mark.parametrize(("carried", "sums"), [(False, 1), (True, 0)])
def test_the_total_of_the_year_is_the_total_of_all_columns_where_nothing_carried_over_is_printed(
    carried: bool, sums: int
) -> None:
    column = {"document_id": "d", "table_seq": 1, "role": "amount", "flow": "revenue"} | LEAF_COLUMN
    columns = [
        column | {"column_seq": 1, "column_path": "本年收入合计", "is_leaf_column": False, "origin_year": "current"},
        column | {"column_seq": 2, "column_path": "财政拨款收入", "fund": "fiscal_appropriation"},
        column | {"column_seq": 3, "column_path": "其他收入", "fund": "other_revenue"},
    ]
    if carried:
        columns.append(column | {"column_seq": 4, "column_path": "上年结转", "origin_year": "carried_in"})
    amount = {
        "document_id": "d", "table_seq": 1, "row_seq": 1, "family": "final", "rule_kind": "revenue", "side": "in", "label": "合计",
        "title": "收入决算表", "step_yuan": "100.00", "factor": 10000, "printed": "1", "page": 1,
    }  # fmt: skip
    amounts = [amount | {"amount_id": f"a{n}", "column_seq": n, "amount_yuan": f"{n}00.00"} for n in (1, 2, 3)]
    found = run_model("check_column_sum", {"stg_column": columns, "stg_rule_amount": amounts, "stg_table": []})
    assert len([row for row in found if row["column_seq"] == 1]) == sums
