"""Whole disclosures in the forms of places whose disclosures nobody collected, read from PDF to records.

The offices and figures are invented (`tests/samples/layouts/make.py` draws the pages); the expectations come from the generator of the
figures and are known before the reader sees a page. Every amount must be found once, in its row and column, with its value and meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.extracting.document import extract_document
from pipeline.records import Extraction, TableRecord
from tests.samples.layouts.agreement import FACETS, agrees, squeezed
from tests.samples.layouts.make import DISCLOSURES, HERE
from tests.samples.layouts.paper import truth

WRITTEN_OUT = ("readings_", "unseen_")
"""Forms whose truth says of every row whether it is a leaf and what it is."""

EXPECTED = {d.name: truth(d) for d in (make() for make in DISCLOSURES)}


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def read(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Extraction]:
    """The expectations of one disclosure and what was read from its PDF."""
    name: str = request.param
    return EXPECTED[name], extract_document(Path(HERE) / f"{name}.pdf", "layout")


def _pairs(expected: dict[str, Any], found: Extraction) -> Iterator[tuple[dict[str, Any], TableRecord]]:
    return zip(expected["tables"], found.tables, strict=True)


def test_a_disclosure_says_who_and_when(read: tuple[dict[str, Any], Extraction]) -> None:
    expected, found = read
    assert found.rejected_reason is None
    assert {key: getattr(found.identity, key) for key in expected["identity"]} == expected["identity"]


def test_every_table_is_found_with_its_kind_title_number_and_unit(read: tuple[dict[str, Any], Extraction]) -> None:
    expected, found = read
    assert [(t.table_kind, squeezed(t.title), squeezed(t.label).rstrip(":"), t.amount_unit) for t in found.tables] == [
        (t["kind"], squeezed(t["title"]), squeezed(t["label"]).rstrip(":"), t["amount_unit"])
        for t in expected["tables"]
    ]
    assert [t.row_count for t, e in zip(found.tables, expected["tables"], strict=True) if e["cells"]] == [
        t["rows"] for t in expected["tables"] if t["cells"]
    ]


def test_every_printed_amount_is_found_once_in_its_cell(read: tuple[dict[str, Any], Extraction]) -> None:
    expected, found = read
    assert not found.quarantine
    for table, record in _pairs(expected, found):
        cells = {(c["row"], c["column"]): (c["printed"], c["cents"], c["state"]) for c in table["cells"]}
        got = {
            (a.row_seq, a.column_seq): (a.printed, int(a.amount_yuan * 100), a.cell_state)
            for a in found.amounts
            if a.table_seq == record.table_seq
        }
        assert got == cells, table["title"]


def test_every_amount_means_what_the_page_says(read: tuple[dict[str, Any], Extraction]) -> None:
    expected, found = read
    amounts = {(a.table_seq, a.row_seq, a.column_seq): a for a in found.amounts}
    wrong = [
        f"{table['title']} row {cell['row']} column {cell['column']}: {facet} is {getattr(a, facet)}, not {cell[facet]}"
        for table, record in _pairs(expected, found)
        for cell in table["cells"]
        if (a := amounts.get((record.table_seq, cell["row"], cell["column"]))) is not None
        for facet in FACETS
        if facet in cell and not agrees(facet, cell[facet], getattr(a, facet))
    ]
    assert not wrong, "\n".join(wrong[:20])


def test_every_table_with_totals_confirms_its_leaves(read: tuple[dict[str, Any], Extraction]) -> None:
    _, found = read
    unsure = {t.title: t.leaf_reason for t in found.tables if t.leaf_status == "unsure"}
    assert unsure == {}


def test_leaf_rows_and_kinds_of_rows_that_are_written_out_are_so(read: tuple[dict[str, Any], Extraction]) -> None:
    expected, found = read
    if not expected["name"].startswith(WRITTEN_OUT):
        pytest.skip("rows are written out in these forms only")
    amounts = {(a.table_seq, a.row_seq, a.column_seq): a for a in found.amounts}
    told = [(record.table_seq, cell) for table, record in _pairs(expected, found) for cell in table["cells"]]
    wrong = [
        f"table {seq} row {cell['row']} column {cell['column']}: {name} is {getattr(amount, name)}"
        for seq, cell in told
        for name in ("is_leaf", "row_kind")
        if name in cell and getattr(amount := amounts[seq, cell["row"], cell["column"]], name) != cell[name]
    ]
    assert not wrong, "\n".join(wrong[:20])


def test_leaf_rows_add_up_to_the_total_of_their_column(read: tuple[dict[str, Any], Extraction]) -> None:
    expected, found = read
    for table, record in _pairs(expected, found):
        sums = [c for c in table["cells"] if c.get("row_kind") == "total"]
        first = {c["column"] for c in sums if c["row"] == 1}
        totals = {at: max(c["cents"] for c in sums if c["column"] == at) for at in first}
        for column, total in totals.items():
            leaves = [
                a for a in found.amounts if (a.table_seq, a.column_seq) == (record.table_seq, column) and a.is_leaf
            ]
            assert sum(int(a.amount_yuan * 100) for a in leaves) == total, (table["title"], column)
