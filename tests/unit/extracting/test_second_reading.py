"""A recognised figure that breaks a sum is read again; the second reading counts when the sums agree with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from pipeline.extracting.second_reading import settle
from pipeline.reading import Page, Rule, Word

XS = (50.0, 110.0, 250.0, 330.0, 410.0, 490.0)
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = [
    ("", "合计", "1,900.00", "1,600.00", "300.00"),
    ("201", "一般公共服务支出", "1,522.58", "1,322.58", "200.00"),
    ("20103", "政府办公厅事务", "1,522.58", "1,322.58", "200.00"),
    ("2010301", "行政运行", "1,322.58", "1,322.58", ""),
    ("2010302", "一般行政管理事务", "200.00", "", "200.00"),
    ("208", "社会保障和就业支出", "377.42", "277.42", "100.00"),
    ("20805", "行政事业单位养老支出", "377.42", "277.42", "100.00"),
    ("2080505", "基本养老保险缴费支出", "377.42", "277.42", "100.00"),
]


def _page(rows: Sequence[Sequence[str]], confidence: float = 0.97) -> Page:
    page = Page(1, 595.0, 842.0, text_source="ocr")
    lines = [HEAD, *rows]
    for number, row in enumerate(lines):
        top = 100.0 + 20 * number
        for column, text in enumerate(row):
            if text:
                x0 = XS[column] + 4
                page.words.append(Word(text, x0, top + 5, x0 + 5 * len(text), top + 15, 10, confidence))
    bottom = 100.0 + 20 * len(lines)
    page.rules = [Rule(x, 100, x, bottom) for x in XS]
    page.rules += [Rule(XS[0], 100.0 + 20 * n, XS[-1], 100.0 + 20 * n) for n in range(len(lines) + 1)]
    page.words.append(Word("2024年部门支出预算表", 200, 60, 340, 74, 14, confidence))
    page.words.append(Word("单位：万元", 430, 80, 480, 90, 10, confidence))
    return page


def _misread(row: int, column: int, text: str) -> list[list[str]]:
    rows = [list(each) for each in ROWS]
    rows[row][column] = text
    return rows


def _reads(text: str | None) -> Callable[[Page, Sequence[Word]], list[str | None]]:
    return lambda _page, words: [text if word.text == "1,322.88" else word.text for word in words]


def _confidence(page: Page, text: str) -> list[float]:
    return [word.confidence for word in page.words if word.text == text]


def test_a_second_reading_that_mends_the_sums_is_taken() -> None:
    page = _page(_misread(3, 3, "1,322.88"))
    settle([page], _reads("1,322.58"))
    assert "1,322.88" not in [word.text for word in page.words]
    assert min(_confidence(page, "1,322.58")) >= 0.85


@pytest.mark.parametrize("second", [None, "1,322.88", "1,522.58"])
def test_where_no_second_reading_mends_the_sum_all_its_figures_are_doubtful(second: str | None) -> None:
    page = _page(_misread(3, 3, "1,322.88"))
    settle([page], _reads(second))
    assert _confidence(page, "1,322.88") == [0.8]
    whole = [w for w in page.words if w.text == "1,322.58" and w.x0 < XS[3] and w.top > 170]
    assert [word.confidence for word in whole] == [0.8], "the row's total may be the misread one"


def test_the_invisible_layer_of_a_searchable_scan_is_a_second_reading() -> None:
    page = _page(_misread(3, 3, "1,322.88"))
    (wrong,) = [word for word in page.words if word.text == "1,322.88"]
    page.recognised = [replace(wrong, text="1,322.58")]
    settle([page], _reads(None))
    assert not _confidence(page, "1,322.88")


def test_figures_that_sums_confirm_keep_their_confidence_and_are_not_read_again() -> None:
    page = _page(ROWS)

    def never(_page: Page, _words: Sequence[Word]) -> list[str | None]:
        raise AssertionError

    settle([page], never)
    assert _confidence(page, "377.42") == [0.97] * 3


def test_a_figure_that_no_sum_confirms_proves_nothing() -> None:
    rows = [("201", "一般公共服务支出", "22.58", "", ""), ("208", "社会保障和就业支出", "37.42", "", "")]
    page = _page(rows)
    settle([page], _reads(None))
    assert _confidence(page, "22.58") == [0.84]


def test_print_is_never_doubted() -> None:
    page = _page(_misread(3, 3, "1,322.88"), confidence=1.0)
    page.text_source = "text"
    settle([page], _reads("1,322.58"))
    assert _confidence(page, "1,322.88") == [1.0]
