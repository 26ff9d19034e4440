"""Cells that a page break cuts; the pages are drawn as spreadsheets print them: no line at the break where a cell goes on."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.model import Page
from pipeline.tables import analyse
from pipeline.tables.model import Table
from tests.unit.tables.drawing import COLUMN, ROW, draw, words_of

HEAD = ["项目名称", "项目总额", "三级指标", "指标值"]
FOOT = 100 + 4 * ROW
"""Where the net of the first page ends."""
TOP = 60
"""Where that of the second one begins."""
Drawn = tuple[int, float, str]
"""Column, height on the first page, text."""


def pages(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]], drawn: Sequence[Drawn] = ()) -> list[Page]:
    """Two pages of a table, open between them in the first two columns; `drawn` is the text of cells over both pages, hidden parts included."""
    upper = draw(1, [(100, [HEAD, *first])], [(60, 70, "项目支出绩效目标表"), (400, 70, "单位：万元")])
    lower = draw(2, [(TOP, second)])
    for column, height, text in drawn:
        x = 50 + column * COLUMN + 3
        upper.words += words_of(text, x, height)
        lower.words += words_of(text, x, height - FOOT + TOP)
    for page, edge in ((upper, FOOT), (lower, TOP)):
        page.rules = [r for r in page.rules if not (r.is_horizontal and r.top == edge and r.x1 <= 50 + 2 * COLUMN)]
    return [upper, lower]


UPPER = [["节水宣传", "20.500000", "场次", "3"], ["", "", "水面面积", "5"], ["^", "^", "绿地面积", "6"]]
LOWER = [
    ["", "", "渠道长度", "7"],
    ["湿地养护", "8.250000", "湿地面积", "9"],
    ["管网巡查", "9.500000", "巡查里程", "2"],
]
NAME = [(0, 151, "11000024T000"), (0, 162, "002891471-京"), (0, 173, "密引水管理处"), (0, 184, "维修养护费")]


def only_table(drawn: Sequence[Page]) -> Table:
    layout = analyse(drawn)
    assert len(layout.tables) == 1
    return layout.tables[0]


def texts(table: Table) -> list[list[str]]:
    return [[row.text(column.seq) for column in table.columns] for row in table.rows]


def test_a_figure_and_a_name_cut_in_halves_are_whole_in_the_row_where_they_begin() -> None:
    # beijing-19894b8491, page 98: 4,140.5681 at the foot of the page, 31 at the top of the next
    table = only_table(pages(UPPER, LOWER, [*NAME, (1, 165, "4,140.5681"), (1, 176, "31")]))
    assert texts(table)[1] == ["11000024T000002891471-京密引水管理处维修养护费", "4,140.568131", "水面面积", "5"]
    assert texts(table)[3] == ["", "", "渠道长度", "7"]
    assert (table.rows[1].cells[1].row_span, table.rows[1].cells[2].page) == (3, 1)


def test_a_figure_whose_glyphs_the_break_slices_is_printed_once() -> None:
    # beijing-19894b8491, pages 70 and 71: 167.900000 half on either page
    table = only_table(pages(UPPER, LOWER, [*NAME, (1, FOOT - 4.9, "167.900000")]))
    assert [row.text(2) for row in table.rows] == ["20.500000", "167.900000", "", "", "8.250000", "9.500000"]


def test_a_sliced_figure_is_read_from_the_page_that_shows_its_point() -> None:
    # beijing-8bc0e59b2f, pages 27 and 28: 264 640000 above the break, where the point is not seen, 264.640000 below it
    drawn = pages(UPPER, LOWER, NAME)
    drawn[0].words += words_of("264 640000", 50 + COLUMN + 3, FOOT - 5)
    drawn[1].words += words_of("264.640000", 50 + COLUMN + 3, TOP - 5)
    assert [row.text(2) for row in only_table(drawn).rows] == [
        "20.500000",
        "264.640000",
        "",
        "",
        "8.250000",
        "9.500000",
    ]


def test_a_name_too_long_for_its_cell_is_no_name_of_the_cell_below() -> None:
    # beijing-19894b8491, page 94: the last line of a long name lies in the next cell, whose own name is hidden until page 95
    first = [UPPER[0], ["", "12.000000", "水面面积", "5"], ["", "", "绿地面积", "6"]]
    drawn = pages(first, LOWER, [(0, 187, "安全监测项目"), (0, 198, "运行经费")])
    drawn[0].words += words_of("信息系统", 53, 147) + words_of("运维项目", 53, 157)
    table = only_table(drawn)
    assert [row.text(1) for row in table.rows[:3]] == ["节水宣传", "信息系统运维项目", "安全监测项目运行经费"]


def test_a_project_printed_on_the_next_page_belongs_to_the_row_where_its_cells_begin() -> None:
    # beijing-8e750e619a, pages 57 and 58: the first indicators of a project stand on the page before its name and amount
    lower = [["政务云", "54.000000", "渠道长度", "7"], ["^", "^", "闸站数", "4"], *LOWER[1:]]
    table = only_table(pages(UPPER, lower))
    assert texts(table)[1] == ["政务云", "54.000000", "水面面积", "5"]
    assert (table.rows[1].page, table.rows[1].cells[2].page, table.rows[1].cells[1].row_span) == (1, 2, 4)


def test_a_figure_never_leaves_its_row_without_a_name() -> None:
    lower = [["", "54.000000", "渠道长度", "7"], ["^", "^", "闸站数", "4"], *LOWER[1:]]
    table = only_table(pages([UPPER[0], ["项目一", "", "水面面积", "5"], UPPER[2]], lower))
    assert [row.text(2) for row in table.rows][1:4] == ["", "", "54.000000"]
    assert table.rows[1].cells[1].row_span == 4


def test_a_merged_name_holds_for_the_figures_on_the_next_page() -> None:
    # beijing-19894b8491, pages 76 to 79: one project, several amounts, the name on page 76
    lower = [["", "7.952680", "渠道长度", "7"], ["^", "14.589400", "闸站数", "4"], *LOWER[1:]]
    first = [
        ["防御业务", "36.303256", "场次", "3"],
        ["^", "71.355806", "水面面积", "5"],
        ["^", "8.000000", "绿地面积", "6"],
    ]
    drawn = pages(first, lower)
    for page, edge in zip(drawn, (FOOT, TOP), strict=True):  # the amounts are closed, the name is not
        page.rules += [
            r for r in draw(1, [(edge, [["", ""]])]).rules if r.is_horizontal and r.x0 > 50 and r.top == edge
        ]
    table = only_table(drawn)
    assert table.rows[0].cells[1].row_span == 5
    assert [row.text(2) for row in table.rows][2:5] == ["8.000000", "7.952680", "14.589400"]


def test_two_rows_with_equal_amounts_on_both_sides_of_the_break_are_two_rows() -> None:
    first = [UPPER[0], UPPER[1], ["桥闸维护", "30.000000", "绿地面积", "6"]]
    second = [["河道清淤", "30.000000", "渠道长度", "7"], *LOWER[1:]]
    table = only_table(pages(first, second))
    assert [row.text(2) for row in table.rows].count("30.000000") == 2


def test_a_blank_last_line_of_the_whole_net_joins_nothing() -> None:
    first = [UPPER[0], UPPER[1], ["桥闸维护", "", "绿地面积", "6"]]
    drawn = pages(first, [["河道清淤", "30.000000", "渠道长度", "7"], *LOWER[1:]])
    for page, edge in zip(drawn, (FOOT, TOP), strict=True):
        page.rules = [r for r in page.rules if not (r.is_horizontal and r.top == edge)]
    table = only_table(drawn)
    assert [row.text(2) for row in table.rows if row.text(1)] == ["20.500000", "", "30.000000", "8.250000", "9.500000"]


def test_pieces_of_a_figure_that_nothing_joins_are_marked() -> None:
    first = [UPPER[0], UPPER[1], ["桥闸维护", "4,140.5681", "绿地面积", "6"]]
    second = [["河道清淤", "31", "渠道长度", "7"], *LOWER[1:]]
    table = only_table([draw(1, [(100, [HEAD, *first])], [(60, 70, "项目支出表")]), draw(2, [(TOP, second)])])
    assert [row.cells[2].text for row in table.rows if 2 in row.cells and row.cells[2].is_piece] == ["4,140.5681", "31"]


def test_a_repeated_header_under_the_hidden_text_of_several_cells_begins_no_table() -> None:
    # beijing-d345f76d4b, page 21: 1,620.200000 is hidden under the head 项目总额
    head = ["项目名称2739-标志类任务", "项目总额1,620.200000", *HEAD[2:]]
    name, page = "项目支出绩效目标表", draw(1, [(100, [[*HEAD, "单位"], *([*row, "个"] for row in UPPER)])])
    page.words += words_of("项目支出绩效目标表", 60, 70)
    page.words += words_of("济性、效率性、", 60, 100 + 4 * ROW + 3)
    lower = draw(2, [(100, [[*head, "单位"], *([*row, "个"] for row in LOWER)])], [(60, 70, f"济性、效率性、{name}")])
    assert [row.text(3) for row in only_table([page, lower]).rows][-3:] == ["渠道长度", "湿地面积", "巡查里程"]
