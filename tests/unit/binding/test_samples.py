"""The sample disclosures, from their truth files: every figure loads and every sum over the leaves holds."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.binding import BoundDocument, bind_tables
from pipeline.language.numbers import parse_printed
from pipeline.records import DocumentIdentity
from tests.unit.binding.sample import tables_of_truth

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ["S1_jiaoxi_2024", "S2_jiaoxi_2025", "S3_edu_bureau_2024", "S4_health_2024"]
KINDS = [
    "revenue_expenditure_summary", "revenue", "expenditure", "fiscal_appropriation_summary", "general_public_expenditure",
    "general_public_basic_expenditure", "general_public_basic_expenditure", "economic_summary", "three_public", "government_fund",
    "state_capital", "project_expenditure", "operating_expenses", "department_performance", "project_performance",
]  # fmt: skip


def bound(name: str) -> BoundDocument:
    tables = tables_of_truth(SAMPLES / f"{name}.truth.json")
    return bind_tables(tables, DocumentIdentity("department_budget", 2025 if "2025" in name else 2024), "d" * 16)


@pytest.mark.parametrize("name", NAMES)
def test_the_fifteen_kinds_of_the_henan_form(name: str) -> None:
    assert [t.table_kind for t in bound(name).tables] == KINDS


@pytest.mark.parametrize("name", NAMES)
def test_no_printed_figure_is_lost(name: str) -> None:
    tables = tables_of_truth(SAMPLES / f"{name}.truth.json")
    found = bound(name)
    assert found.quarantine == []
    roles = {(c.table_seq, c.column_seq): c.role for c in found.columns}
    printed = [
        (t.seq, r.seq, s)
        for t in tables
        for r in t.rows
        for s, c in r.cells.items()
        if roles[t.seq, s] == "amount" and parse_printed(c.text) is not None
    ]
    assert sorted((a.table_seq, a.row_seq, a.column_seq) for a in found.amounts) == sorted(printed)
    assert len(printed) > 90


@pytest.mark.parametrize("name", NAMES)
def test_leaf_rows_of_a_column_add_up_to_its_total(name: str) -> None:
    found = bound(name)
    columns: dict[tuple[int, int], list[tuple[str, bool, Decimal]]] = defaultdict(list)
    for a in found.amounts:
        columns[a.table_seq, a.column_seq].append((a.row_kind, a.is_leaf, a.amount_yuan))
    checked = 0
    for place, cells in columns.items():
        totals = [v for kind, leaf, v in cells if kind == "total" and not leaf and v]
        if totals:
            leaves = sum((v for _, leaf, v in cells if leaf), Decimal(0))
            assert abs(leaves - max(totals)) <= 500, place
            checked += 1
    assert checked >= 20


@pytest.mark.parametrize("name", NAMES)
def test_leaf_columns_of_a_row_add_up_to_its_total(name: str) -> None:
    found = bound(name)
    kinds = {t.table_seq: t.table_kind for t in found.tables}
    rows: dict[tuple[int, int], list[tuple[bool, bool, Decimal]]] = defaultdict(list)
    for a in found.amounts:
        if not kinds[a.table_seq].endswith("_expenditure_summary") and a.flow == "expenditure":
            rows[a.table_seq, a.row_seq].append((a.is_leaf_column, a.is_of_which, a.amount_yuan))
    checked = 0
    for place, cells in rows.items():
        sums = [v for leaf, of_which, v in cells if not leaf and not of_which]
        if sums:
            assert abs(sum((v for leaf, _, v in cells if leaf), Decimal(0)) - max(sums)) <= 500, place
            checked += 1
    assert checked >= 10
