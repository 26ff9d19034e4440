"""Pairs of limits of table finding: the last page that passes and the first that does not."""

from __future__ import annotations

import pytest

from pipeline.reading.model import Page
from pipeline.tables import analyse
from pipeline.tables.analysis import _running_lines
from pipeline.tables.captions import Caption, read_caption
from pipeline.tables.fragment import Fragment, FragmentCell
from pipeline.tables.header import is_number_row
from pipeline.tables.ladders import find_ladders
from pipeline.tables.lattice import Segment, _beside
from pipeline.tables.model import Box, TextLine
from pipeline.tables.page import PageParts
from pipeline.tables.part import Part
from pipeline.tables.stitch import continues, same_columns
from tests.unit.tables.drawing import ROW, draw

GRID = Box(40.0, 300.0, 560.0, 500.0)


def _line(text: str, top: float, page: int = 1) -> TextLine:
    return TextLine(page, text, Box(240.0, top, 360.0, top + 10.0), 10.0)


@pytest.mark.parametrize(("gap", "title"), [(90.0, "部门支出总表"), (90.5, "")])
def test_a_title_belongs_to_the_lines_below_it_within_ninety_points(gap: float, title: str) -> None:
    unit = _line("单位：万元", 280.0)
    assert read_caption([_line("部门支出总表", 280.0 - gap - 10.0), unit], (), frozenset(), GRID).title == title


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("1", "2", "3", "9", "10", "4"), True),  # three of five steps are one
        (("1", "2", "3", "9", "4", "6"), False),  # two of five
        (("12", "13", "14"), True),
        (("13", "14", "15"), False),  # no list of columns begins so high
    ],
)
def test_columns_are_numbered_from_three_of_five_steps(texts: tuple[str, ...], numbers: bool) -> None:
    cells = [FragmentCell(0, i, 1, 1, Box(0.0, 0.0, 10.0, 10.0), text) for i, text in enumerate(texts)]
    assert is_number_row(cells) is numbers


@pytest.mark.parametrize(("top", "runs"), [(748.0, True), (747.0, False)])  # its lower edge below 0.9 of 842 = 757.8
def test_a_running_foot_stands_in_the_last_tenth_of_the_page(top: float, runs: bool) -> None:
    pages = [PageParts(n, 842.0, [], [_line("某某局文件", top, n)]) for n in (1, 2, 3, 4)]
    assert ("某某局文件" in _running_lines(pages)) is runs


@pytest.mark.parametrize(("count", "runs"), [(3, True), (2, False)])
def test_a_running_head_stands_on_three_pages(count: int, runs: bool) -> None:
    pages = [PageParts(n, 842.0, [], [_line("某某局文件", 30.0, n)]) for n in range(1, count + 1)]
    assert ("某某局文件" in _running_lines(pages)) is runs


@pytest.mark.parametrize(("end", "belongs"), [(190.0, True), (189.0, False)])
def test_a_line_beside_a_net_runs_along_nine_tenths_of_it(end: float, belongs: bool) -> None:
    net = [Segment(100.0, 50.0, 300.0), Segment(200.0, 50.0, 300.0)]
    assert bool(_beside(net, [Segment(310.0, 100.0, end)])) is belongs


def _part(top: float, *xs: float) -> Part:
    cells = [FragmentCell(0, i, 1, 1, Box(x, top, x + 50.0, top + ROW), "3.20") for i, x in enumerate(xs[:-1])]
    return Part(Fragment(1, list(xs), [top, top + ROW], [cells]), Caption(), True, True, 842.0, 0)


@pytest.mark.parametrize(("gap", "one"), [(19.5, True), (20.0, False)])
def test_two_nets_less_than_a_row_apart_are_one_table(gap: float, one: bool) -> None:
    upper, lower = _part(100.0, 50.0, 140.0, 230.0), _part(100.0 + ROW + gap, 50.0, 140.0, 230.0)
    assert continues(upper, lower, ()) is one


@pytest.mark.parametrize(("moved", "same"), [(4.0, True), (4.5, False)])
def test_columns_are_the_same_within_four_points(moved: float, same: bool) -> None:
    one, other = _part(100.0, 50.0, 140.0, 230.0), _part(100.0, 50.0, 140.0 + moved, 230.0)
    assert same_columns(one.fragment, other.fragment) is same


@pytest.mark.parametrize(("rules", "ladders"), [(4, 1), (3, 0)])
def test_four_rules_make_a_ladder(rules: int, ladders: int) -> None:
    rungs = [Segment(100.0 + 18.0 * n, 50.0, 500.0) for n in range(rules)]
    assert len(find_ladders(rungs, ())) == ladders


@pytest.mark.parametrize(("step", "ladders"), [(90.0, 1), (91.0, 0)])
def test_two_rules_of_a_ladder_are_at_most_ninety_points_apart(step: float, ladders: int) -> None:
    assert len(find_ladders([Segment(100.0 + step * n, 50.0, 500.0) for n in range(4)], ())) == ladders


def _deep(levels: int) -> Page:
    heads = [[f"栏目{chr(65 + level)}{column}" for column in "甲乙丙"] for level in range(levels)]
    return draw(1, [(60.0, [*heads, ["教育", "3.20", "1.10"], ["医疗", "4.20", "2.10"]])])


@pytest.mark.parametrize(("levels", "head"), [(3, 3), (9, 9)])
def test_a_head_of_up_to_nine_rows_is_a_head(levels: int, head: int) -> None:
    (table,) = analyse([_deep(levels)]).tables
    assert max(len(column.path) for column in table.columns) == head
