"""mart_finding.cause: a guess that says what it knows."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.warehouse.model_testing import run_model
from tests.unit.rules.documents import Rows, raw_rows

GP = "general_public_budget"


def _document(total: str, project: str, *, lost: bool = False) -> dict[str, Any]:
    """支出总表 with 合计 = 基本 + 项目 by 项; every row and both detail columns add up unless a case changes one."""
    columns = {
        1: {"path": "合计", "flow": "expenditure", "spending_kind": "all", "leaf": False},
        2: {"path": "基本支出", "flow": "expenditure", "spending_kind": "basic"},
        3: {"path": "项目支出", "flow": "expenditure", "spending_kind": "project"},
    }
    rows = [
        {"label": "合计", "kind": "total", "v": {1: total, 2: "70.00", 3: project}},
        {"label": "甲", "kind": "function", "function_code": "2010101", "v": {1: "60.00", 2: "40.00", 3: "20.00"}},
        {
            "label": "乙",
            "kind": "function",
            "function_code": None if lost else "2010102",
            "v": {1: "40.00", 2: "30.00", 3: "10.00"},
        },
    ]
    table = {"kind": "expenditure", "by": "function", "title": "支出总表", "columns": columns, "rows": rows}
    return {"document": {"document_kind": "department_budget", "fiscal_year": 2024}, "tables": [table]}


@pytest.fixture(scope="module")
def causes() -> dict[str, set[str]]:
    documents = {
        # 合计 105.00 = 70.00 + 35.00, but the rows add up to 100.00 and 30.00: a row was left out
        "rows left out": _document("105.00", "35.00"),
        # the same in a table of which a row lost its code
        "code lost": _document("105.00", "35.00", lost=True),
        # 合计 130.00 against 100.00: the difference is 项目支出 of the same row
        "difference printed": _document("130.00", "30.00"),
        # 合计 107.00 agrees with nothing
        "alone": _document("107.00", "30.00"),
    }
    rows: Rows = {}
    for name, content in documents.items():
        for table, more in raw_rows(content, name).items():
            rows.setdefault(table, []).extend(more)
    for amount in rows["fact_amount"]:
        amount["confidence"] = 1.0
    found: dict[str, set[str]] = {}
    for row in run_model("mart_finding", rows):
        if row["outcome"] == "fail":
            found.setdefault(f"{row['document_id']} {row['rule_id']}", set()).add(row["cause"])
    return found


def test_sums_over_the_same_leaves_do_not_confirm_each_other(causes):
    assert causes["rows left out R19"] == {"unsettled"}


def test_a_table_that_was_not_understood_in_full_is_our_reading(causes):
    assert causes["code lost R19"] == {"reading"}


def test_a_difference_printed_in_the_row_is_probably_our_reading(causes):
    assert causes["difference printed R14"] == {"reading"}


def test_a_figure_that_nothing_confirms_is_unsettled(causes):
    assert causes["alone R14"] == {"unsettled"}
