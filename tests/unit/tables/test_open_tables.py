"""Tables that no line divides: heads stand in the middle of what they span, figures end at the right of their cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.reading.model import Page, Rule, Word
from pipeline.tables import analyse
from pipeline.tables.model import Table

SIZE = 8.0
PAD = 3.0
Head = tuple[str, int, int, float]
"""Text, first column, one past the last column, top."""


def _width(text: str) -> float:
    return sum(SIZE if ord(c) > 0x2E80 else SIZE * 0.55 for c in text)


def _word(text: str, x0: float, top: float) -> Word:
    return Word(text, x0, top, x0 + _width(text), top + SIZE, SIZE)


def _page(
    edges: Sequence[float], heads: Sequence[Head], rows: Sequence[Sequence[str]], *, top: float, pitch: float = 14.0
) -> Page:
    """A page with heads in the middle of their cells, words at the left and figures at the right of theirs."""
    page = Page(1, 842.0, 595.0)
    for text, first, end, y in heads:
        middle = (edges[first] + edges[end]) / 2
        page.words.append(_word(text, middle - _width(text) / 2, y))
    for number, row in enumerate(rows):
        y = top + number * pitch
        for column, text in enumerate(row):
            if text:
                is_figure = text[0].isdigit() and "." in text
                x = edges[column + 1] - PAD - _width(text) if is_figure else edges[column] + PAD
                page.words.append(_word(text, x, y))
    return page


def _table(*pages: Page) -> Table:
    (table,) = analyse(pages).tables
    return table


def _texts(table: Table) -> list[tuple[str, ...]]:
    return [tuple(row.text(column.seq) for column in table.columns) for row in table.rows]


def _paths(table: Table) -> list[tuple[str, ...]]:
    return [column.path for column in table.columns]


FUND_EDGES = (30.0, 90.0, 230.0, 300.0, 365.0, 430.0, 495.0, 560.0)
FUND_HEADS: list[Head] = [
    ("科目编码", 0, 1, 112),
    ("科目名称", 1, 2, 112),
    ("合计", 2, 3, 112),
    ("一般公共预算", 3, 5, 105),
    ("基本支出", 3, 4, 119),
    ("项目支出", 4, 5, 119),
    ("政府性基金", 5, 6, 112),
    ("单位资金", 6, 7, 112),
]
FUND_ROWS = [
    ("208", "社会保障和就业支出", "1,043.29", "43.29", "", "", "1,000.00"),
    ("20805", "行政事业单位养老支出", "43.29", "43.29", "", "", ""),
    ("210", "卫生健康支出", "16.61", "10.00", "6.61", "", ""),
    ("21011", "行政事业单位医疗", "16.61", "10.00", "6.61", "", ""),
]


def test_a_column_that_prints_nothing_has_its_place_and_heads_span_what_they_stand_over() -> None:
    table = _table(_page(FUND_EDGES, FUND_HEADS, FUND_ROWS, top=135))
    assert _paths(table) == [
        ("科目编码",),
        ("科目名称",),
        ("合计",),
        ("一般公共预算", "基本支出"),
        ("一般公共预算", "项目支出"),
        ("政府性基金",),
        ("单位资金",),
    ]
    assert _texts(table) == FUND_ROWS
    assert table.is_ruled


def test_heads_that_do_not_stand_in_the_middle_of_anything_are_not_believed() -> None:
    page = _page(FUND_EDGES, FUND_HEADS, FUND_ROWS, top=135)
    page.words = [w if w.text != "单位资金" else _word(w.text, w.x0 - 25, w.top) for w in page.words]
    table = _table(page)
    assert not table.is_ruled
    assert table.has_unsure_tree


def test_figures_that_nearly_touch_are_figures_of_two_columns() -> None:
    edges = (30.0, 130.0, 178.0, 226.0, 274.0)
    heads: list[Head] = [("项目", 0, 1, 112), ("合计", 1, 2, 112), ("基本支出", 2, 3, 112), ("项目支出", 3, 4, 112)]
    rows = [
        ("合计", "12,345.67", "12,000.00", "10,345.67"),
        ("教育支出", "11,345.67", "11,000.00", "10,345.67"),
        ("其他支出", "1,000.00", "1,000.00", ""),
    ]
    assert _texts(_table(_page(edges, heads, rows, top=130))) == rows


@pytest.mark.parametrize("wide", [0.0, 60.0])
def test_two_lists_side_by_side_keep_their_own_heads(wide: float) -> None:
    edges = (30.0, 200.0 + wide, 270.0 + wide, 430.0 + wide, 500.0 + wide)
    heads: list[Head] = [
        ("收入", 0, 2, 104),
        ("支出", 2, 4, 104),
        ("项目", 0, 1, 118),
        ("预算数", 1, 2, 118),
        ("项目", 2, 3, 118),
        ("预算数", 3, 4, 118),
    ]
    rows = [
        ("一、财政拨款收入", "1,077.99", "一、教育支出", "39.56"),
        ("二、事业收入", "", "二、科学技术支出", "1,000.00"),
        ("三、其他收入", "12.00", "三、卫生健康支出", "50.43"),
        ("本年收入合计", "1,089.99", "本年支出合计", "1,089.99"),
    ]
    table = _table(_page(edges, heads, rows, top=136))
    assert _paths(table) == [("收入", "项目"), ("收入", "预算数"), ("支出", "项目"), ("支出", "预算数")]
    assert _texts(table) == rows


def test_many_rows_without_figures_do_not_end_a_table() -> None:
    edges = (30.0, 200.0, 270.0)
    heads: list[Head] = [("项目", 0, 1, 112), ("预算数", 1, 2, 112)]
    blank = [(f"{numeral}、某项支出", "") for numeral in "二三四五六七八"]
    rows = [("一、教育支出", "39.56"), *blank, ("九、其他支出", "1.00"), ("支出总计", "40.56")]
    assert _texts(_table(_page(edges, heads, rows, top=130))) == rows


def test_a_text_in_the_middle_of_two_rows_belongs_to_both() -> None:
    edges = (30.0, 120.0, 220.0, 290.0)
    heads: list[Head] = [("单位名称", 0, 1, 112), ("项目名称", 1, 2, 112), ("金额", 2, 3, 112)]
    rows = [
        ("", "结核病防治", "60.20"),
        ("", "水质监测", "33.00"),
        ("县妇幼保健院", "两癌筛查", "44.00"),
        ("县血站", "献血宣传", "4.00"),
    ]
    page = _page(edges, heads, rows, top=130)
    page.words.append(_word("县疾控中心", edges[0] + PAD, 137))
    table = _table(page)
    assert [row.text(3) for row in table.rows] == ["60.20", "33.00", "44.00", "4.00"]
    assert table.rows[0].cells[1].text == "县疾控中心"
    assert table.rows[0].cells[1].row_span == 2


def test_a_page_without_heads_goes_on_in_the_columns_of_the_page_before() -> None:
    heads = [(text, first, end, top + 365) for text, first, end, top in FUND_HEADS]
    first = _page(FUND_EDGES, heads, FUND_ROWS, top=500)
    second = _page(FUND_EDGES, [], [("212", "城乡社区支出", "5.00", "", "", "5.00", "")] * 3, top=40)
    second.number = 2
    table = _table(first, second)
    assert _texts(table)[-1] == ("212", "城乡社区支出", "5.00", "", "", "5.00", "")
    assert len(table.rows) == len(FUND_ROWS) + 3


def test_heads_of_narrow_columns_that_nearly_touch_are_two_heads() -> None:
    edges = (30.0, 130.0, 182.0, 234.0, 286.0)
    heads: list[Head] = [
        ("单位名称", 0, 1, 117),
        ("本年收入", 1, 3, 104),
        ("财政拨款收", 1, 2, 118),
        ("事业单位收", 2, 3, 118),
        ("上年结转", 3, 4, 117),
    ]
    rows = [("本级", "10.00", "20.00", "3.00"), ("下属一", "1.00", "2.00", ""), ("下属二", "4.00", "", "5.00")]
    table = _table(_page(edges, heads, rows, top=136))
    assert _paths(table) == [("单位名称",), ("本年收入", "财政拨款收"), ("本年收入", "事业单位收"), ("上年结转",)]
    assert _texts(table) == rows


def test_rules_over_and_under_the_head_and_at_the_end_change_nothing() -> None:
    page = _page(FUND_EDGES, FUND_HEADS, FUND_ROWS, top=135)
    page.rules = [Rule(FUND_EDGES[0], y, FUND_EDGES[-1], y) for y in (100, 130, 195)]
    page.rules.append(Rule(FUND_EDGES[3], 116, FUND_EDGES[5], 116))
    table = _table(page)
    assert _paths(table)[3:5] == [("一般公共预算", "基本支出"), ("一般公共预算", "项目支出")]
    assert _texts(table) == FUND_ROWS
