"""Leaf facts count every yuan once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipeline.warehouse.model_testing import run_model

DOC = "a" * 16
DOCUMENT = {
    "document_id": DOC,
    "document_kind": "department_budget",
    "fiscal_year": 2024,
    "division_code": "410802",
    "unit_code": "526",
    "unit_name": "焦西街道办事处",
    "collection": "c",
}


def table(kind: str, seq: int = 1, **changes: Any) -> dict[str, Any]:
    return {"document_id": DOC, "table_seq": seq, "table_kind": kind, "title": kind, "status": "bound", **changes}


def cell(kind: str, row: int, column: int, yuan: str, **changes: Any) -> dict[str, Any]:
    seq = changes.get("table_seq", 1)
    return {
        "amount_id": f"{seq}-{row}-{column}",
        "document_id": DOC,
        "table_seq": 1,
        "table_kind": kind,
        "row_seq": row,
        "column_seq": column,
        "amount_yuan": yuan,
        "printed_unit": "万元",
        "row_kind": "function",
        "is_leaf": True,
        "is_leaf_column": True,
        "flow": "revenue" if kind == "revenue" else "expenditure",
        "stage": "budget",
        "fiscal_year": 2024,
        **changes,
    }


def total(model: str, amounts: list[dict[str, Any]], tables: list[dict[str, Any]], **changes: Any) -> Decimal:
    rows = run_model(model, given={"document": [DOCUMENT | changes], "document_table": tables, "fact_amount": amounts})
    return sum((row["amount_yuan"] for row in rows), Decimal(0))


def expenditure_table(seq: int = 1, scale: int = 1) -> list[dict[str, Any]]:
    """预算03表: 合计 row and column, a 单位 row, two leaf rows; 基本支出 and 项目支出 columns, one 其中 column."""
    rows = [
        (1, {"row_kind": "total", "is_leaf": False}, 300, 100, 200),
        (2, {"row_kind": "unit", "is_leaf": False}, 300, 100, 200),
        (3, {}, 120, 100, 20),
        (4, {}, 180, 0, 180),
    ]
    cells = []
    for row, kind, whole, basic, project in rows:
        common = {**kind, "table_seq": seq}
        cells += [
            cell("expenditure", row, 1, str(whole * scale), is_leaf_column=False, spending_kind="all", **common),
            cell("expenditure", row, 2, str(basic * scale), spending_kind="basic", **common),
            cell("expenditure", row, 3, str(project * scale), spending_kind="project", **common),
            cell(
                "expenditure", row, 4, "10", is_leaf_column=False, is_of_which=True, spending_kind="project", **common
            ),
        ]
    return cells


def test_subtotals_and_of_which_columns_are_not_counted() -> None:
    assert total("fact_expenditure", expenditure_table(), [table("expenditure")]) == 300


def test_a_figure_printed_in_several_kinds_of_table_is_counted_from_the_one_made_for_it() -> None:
    summary = [cell("revenue_expenditure_summary", 1, 4, "300", table_seq=2)]
    tables = [table("expenditure"), table("revenue_expenditure_summary", 2)]
    assert total("fact_expenditure", expenditure_table() + summary, tables) == 300
    assert total("fact_expenditure", summary, tables[1:]) == 300


def test_a_second_table_of_the_same_kind_does_not_add_up_with_the_first() -> None:
    tables = [table("expenditure"), table("expenditure", 2)]
    assert total("fact_expenditure", expenditure_table() + expenditure_table(2, scale=2), tables) == 600


def test_of_two_tables_the_one_whose_leaves_add_up_to_its_total_is_used() -> None:
    """A table inside the prose repeats rows under several headings (西安市科学技术局 2022, pages 26–31)."""
    broken = [
        cell("expenditure", 1, 1, "300", table_seq=2, row_kind="total", is_leaf=False),
        cell("expenditure", 2, 1, "500000", table_seq=2),
        cell("expenditure", 3, 1, "900000", table_seq=2),
    ]
    tables = [table("expenditure"), table("expenditure", 2, title="")]
    assert total("fact_expenditure", expenditure_table() + broken, tables) == 300


def test_columns_about_another_stage_or_year_are_left_out() -> None:
    prior = [cell("expenditure", 3, 9, "777", stage="prior_year_budget", fiscal_year=2023)]
    assert total("fact_expenditure", expenditure_table() + prior, [table("expenditure")]) == 300


def test_final_accounts_count_the_final_figures() -> None:
    amounts = [
        cell("expenditure", 1, 1, "100", stage="budget"),
        cell("expenditure", 1, 2, "110", stage="adjusted_budget"),
        cell("expenditure", 1, 3, "90", stage="final_accounts"),
    ]
    assert total("fact_expenditure", amounts, [table("expenditure")], document_kind="department_final_accounts") == 90


def test_a_document_of_which_a_newer_edition_exists_is_not_in_the_leaf_facts() -> None:
    newer = "b" * 16
    given = {
        "document": [
            DOCUMENT | {"unit_identity": "u", "ingested_at": "2026-01-01"},
            DOCUMENT | {"document_id": newer, "unit_identity": "u", "ingested_at": "2026-01-02"},
        ],
        "document_table": [table("expenditure"), table("expenditure", document_id=newer)],
        "fact_amount": [
            cell("expenditure", 1, 1, "1"),
            cell("expenditure", 1, 1, "2", document_id=newer, amount_id="new"),
        ],
    }
    assert [row["amount_id"] for row in run_model("fact_expenditure", given=given)] == ["new"]
    assert len(run_model("stg_leaf_amount", given=given)) == 2


def test_funds_of_different_tables_stand_side_by_side() -> None:
    amounts = [
        cell("general_public_expenditure", 1, 1, "100", fund="general_public_budget"),
        cell("government_fund", 1, 1, "30", fund="government_managed_funds", table_seq=2),
        cell("state_capital", 1, 1, "5", fund="state_capital_operations", table_seq=3),
    ]
    tables = [table("general_public_expenditure"), table("government_fund", 2), table("state_capital", 3)]
    assert total("fact_appropriation_expenditure", amounts, tables) == 135


def test_a_row_that_names_another_unit_without_code_does_not_get_the_publishers_code() -> None:
    amounts = [cell("revenue", 1, 1, "1", unit_name="第一小学"), cell("revenue", 2, 1, "1")]
    rows = run_model(
        "fact_revenue", given={"document": [DOCUMENT], "document_table": [table("revenue")], "fact_amount": amounts}
    )
    assert {(row["unit_code"], row["unit_name"]) for row in rows} == {(None, "第一小学"), ("526", "焦西街道办事处")}
    assert len({row["unit_key"] for row in rows}) == 2


def test_a_project_takes_its_code_from_the_table_that_prints_it() -> None:
    amounts = [cell("project_expenditure", 1, 1, "1", row_kind="project", project_name="2024年 街道经费")]
    indicator = {
        "document_id": DOC,
        "table_seq": 2,
        "indicator_seq": 1,
        "project_code": "410802240000000015618",
        "project_name": "2024年街道经费",
    }
    given = {
        "document": [DOCUMENT],
        "document_table": [table("project_expenditure")],
        "fact_amount": amounts,
        "fact_performance_indicator": [indicator],
    }
    (row,) = run_model("mart_project", given=given)
    assert (row["project_code"], row["library_year"], row["is_new"], row["indicator_count"]) == (
        "410802240000000015618",
        2024,
        True,
        1,
    )


THREE_PUBLIC = [
    (
        "one row, items as columns",
        [(1, {"row_kind": "total", "is_leaf": True}, "total", "30"), (1, {"is_leaf": True}, "reception", "30")],
        30,
    ),
    (
        "a total row over unit rows",
        [(1, {"row_kind": "total", "is_leaf": False}, "total", "30"), (2, {}, "total", "10"), (3, {}, "total", "20")],
        30,
    ),
    ("unit rows without a total row", [(2, {}, "total", "10"), (3, {}, "total", "20")], 30),
    (
        "items as rows",
        [(1, {"row_kind": "total", "is_leaf": False}, "total", "30"), (2, {"row_kind": "item"}, "reception", "30")],
        30,
    ),
]


@pytest.mark.parametrize(("layout", "cells", "expected"), THREE_PUBLIC, ids=[case[0] for case in THREE_PUBLIC])
def test_the_three_public_total_is_the_same_in_every_layout(layout: str, cells: list[Any], expected: int) -> None:
    amounts = [
        cell("three_public", row, column, yuan, three_public_item=item, **kind)
        for column, (row, kind, item, yuan) in enumerate(cells, start=1)
    ]
    given = {"document": [DOCUMENT], "document_table": [table("three_public")], "fact_amount": amounts}
    rows = run_model("figure_three_public", given=given)
    assert {row["three_public_item"]: row["amount_yuan"] for row in rows}["total"] == expected
