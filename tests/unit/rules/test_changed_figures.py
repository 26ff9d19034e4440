"""Changing printed figures on pages as read: other figures in the same places, one digit, rows left out."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from benchmarks.mutation import CHANGE, PROSE_MONEY, Figure
from benchmarks.printed_pages import SECRET, Sheet, as_drawn
from pipeline.tables import analyse
from pipeline.tables.model import Box
from tests.samples.layouts.figures import Variation, varying
from tests.samples.layouts.forms.tianjin import tianjin
from tests.samples.layouts.make import HERE
from tests.samples.layouts.paper import Disclosure, Money


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return Sheet(HERE / f"{tianjin().name}.pdf")


def money(disclosure: Disclosure) -> Counter[str]:
    cells = (c for table in disclosure.tables for row in table.rows for c in row.cells if isinstance(c, Money))
    return Counter(text for text in (disclosure.printed(c.value) for c in cells) if text)


def texts(pages: list) -> Counter[str]:
    return Counter(cell.text for table in analyse(pages).tables for row in table.rows for cell in row.cells.values())


def test_another_office_stands_on_the_same_pages(sheet: Sheet) -> None:
    with varying(Variation(seed=7, finer=100)):
        other = tianjin()
    found = texts(as_drawn(sheet, tianjin(), other))
    assert money(other) - found == Counter()
    assert money(other) != money(tianjin())


def test_each_figure_of_a_variation_is_rounded_by_itself() -> None:
    with varying(Variation(finer=1000, places=2)):
        d = Disclosure("x", {}, [], [])
    assert [d.printed(v) for v in (1_499, 500, 1_500, 123_456_789)] == ["0.01", "0.01", "0.02", "1234.57"]


def test_empty_funds_print_nothing_and_leave_the_rows(sheet: Sheet) -> None:
    with varying(Variation(empty=frozenset({"other_revenue", "carried_in", "government_managed_funds"}))):
        other = tianjin()
    assert [len(t.rows) for t in other.tables] == [len(t.rows) for t in tianjin().tables]
    assert sum(money(other).values()) < sum(money(tianjin()).values())


def test_withheld_rows_are_gone_and_the_page_says_so(sheet: Sheet) -> None:
    first = tianjin()
    codes = [
        r.facets["function_code"] for t in first.tables for r in t.rows if len(r.facets.get("function_code") or "") == 7
    ]
    pages = as_drawn(sheet, first, first, codes[0])
    assert any(word.text == SECRET for page in pages for word in page.words)
    assert sum(texts(pages).values()) < sum(texts(sheet.pages).values())


def test_one_digit_before_the_point_changes() -> None:
    figure = Figure("tables", "revenue", 1, Box(0, 0, 1, 1), "合计1,204.56万元", 2, 10, "", recurs=True)
    for seed in range(50):
        after = figure.changed(random.Random(seed))
        assert len(after) == len(figure.text)
        (at,) = [i for i, (a, b) in enumerate(zip(figure.text, after, strict=True)) if a != b]
        assert at < figure.text.index(".")
        assert after[2] != "0"


def test_amounts_and_stated_changes_are_told_apart() -> None:
    text = "收入总计120.50万元，比上年增加20.00万元，增长19.90%"
    assert [m[0] for m in CHANGE.finditer(text)] == ["增加20.00万元", "增长19.90%"]
    assert [m[0] for m in PROSE_MONEY.finditer(text)] == ["120.50万元", "20.00万元"]
