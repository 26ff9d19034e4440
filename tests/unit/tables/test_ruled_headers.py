"""Headers of tables without vertical lines: the rules between the levels say which texts name columns."""

from __future__ import annotations

from pipeline.reading.model import Page, Rule, Word
from pipeline.tables import analyse

EDGES = (30.0, 140.0, 300.0, 400.0, 500.0, 600.0)
"""Where the cells end; no line shows it."""


def _centred(text: str, x0: float, x1: float, top: float) -> Word:
    half = 4.0 * len(text)
    middle = (x0 + x1) / 2
    return Word(text, middle - half, top, middle + half, top + 8, 8)


def _page(rules: list[Rule], header: list[Word]) -> Page:
    page = Page(1, 842.0, 595.0, rules=rules, words=header)
    for row, (code, name, *figures) in enumerate(
        (("301", "工资福利支出", "57.50", "57.50", "0.00"), ("30101", "基本工资", "57.50", "57.50", "0.00")), start=0
    ):
        top = 150.0 + 18 * row
        page.words.append(Word(code, 33, top, 33 + 4.5 * len(code), top + 8, 8))
        page.words.append(Word(name, 143, top, 143 + 8.0 * len(name), top + 8, 8))
        for edge, figure in zip(EDGES[3:], figures, strict=True):
            page.words.append(Word(figure, edge - 3 - 4.5 * len(figure), top, edge - 3, top + 8, 8))
    return page


def _paths(page: Page) -> list[tuple[str, ...]]:
    (table,) = analyse([page]).tables
    return [column.path for column in table.columns]


def _rule(top: float, x0: float = EDGES[0], x1: float = EDGES[-1]) -> Rule:
    return Rule(x0, top, x1, top)


def test_centred_heads_over_a_full_rule_divide_the_columns_under_it() -> None:
    header = [
        _centred("经济分类科目", EDGES[0], EDGES[2], 104),
        _centred("一般公共预算基本支出", EDGES[2], EDGES[5], 104),
        *(
            _centred(text, a, b, 124)
            for text, a, b in zip(
                ("科目编码", "科目名称", "合计", "人员经费", "公用经费"), EDGES, EDGES[1:], strict=False
            )
        ),
    ]
    assert _paths(_page([_rule(100), _rule(118), _rule(140), _rule(164), _rule(184)], header)) == [
        ("经济分类科目", "科目编码"),
        ("经济分类科目", "科目名称"),
        ("一般公共预算基本支出", "合计"),
        ("一般公共预算基本支出", "人员经费"),
        ("一般公共预算基本支出", "公用经费"),
    ]


def test_a_short_rule_lets_a_head_span_what_stands_under_it_and_no_more() -> None:
    header = [
        _centred("科目编码", EDGES[0], EDGES[1], 114),
        _centred("科目名称", EDGES[1], EDGES[2], 114),
        _centred("合计", EDGES[2], EDGES[3], 114),
        _centred("基本支出", EDGES[3], EDGES[5], 104),
        _centred("人员经费", EDGES[3], EDGES[4], 124),
        _centred("公用经费", EDGES[4], EDGES[5], 124),
    ]
    rules = [_rule(100), _rule(118, EDGES[3], EDGES[5]), _rule(140), _rule(164), _rule(184)]
    assert _paths(_page(rules, header)) == [
        ("科目编码",),
        ("科目名称",),
        ("合计",),
        ("基本支出", "人员经费"),
        ("基本支出", "公用经费"),
    ]


def test_a_subtotal_stands_under_the_head_whose_middle_column_is_not_its_own() -> None:
    # no rule inside the header: 基本支出 is printed over the middle one of its three columns
    heads = ((0, "科目编码", 114), (1, "科目名称", 114), (2, "小计", 124), (3, "人员经费", 124), (4, "公用经费", 124))
    header = [_centred(text, EDGES[c], EDGES[c + 1], top) for c, text, top in heads]
    header.append(_centred("基本支出", EDGES[3], EDGES[4], 106))
    assert _paths(_page([_rule(100), _rule(184)], header))[2:] == [
        ("基本支出", "小计"),
        ("基本支出", "人员经费"),
        ("基本支出", "公用经费"),
    ]


def test_column_numbers_right_above_the_body_are_no_header() -> None:
    header = [
        *(
            _centred(t, a, b, 118)
            for t, a, b in zip(("科目编码", "科目名称", "合计", "人员经费", "公用经费"), EDGES, EDGES[1:], strict=False)
        ),
        *(_centred(t, a, b, 134) for t, a, b in zip(("栏次", "1", "2", "3"), EDGES[1:], EDGES[2:], strict=False)),
    ]
    assert _paths(_page([_rule(112), _rule(184)], header)) == [
        ("科目编码",),
        ("科目名称",),
        ("合计",),
        ("人员经费",),
        ("公用经费",),
    ]
