"""What the end of a page does to a table: titles, rows, heads and totals that two pages share."""

from __future__ import annotations

from pipeline.reading.model import Page, Rule
from pipeline.tables import analyse
from pipeline.tables.model import Table
from tests.unit.tables.drawing import COLUMN, ROW, draw, words_of

HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
FIRST = [
    ["合计", "", "100.00", "60.00", "40.00"],
    ["201", "一般公共服务支出", "30.00", "20.00", "10.00"],
    ["20103", "政府办公厅事务", "30.00", "20.00", "10.00"],
]
SECOND = [
    ["208", "社会保障和就业支出", "70.00", "40.00", "30.00"],
    ["20805", "行政事业单位养老支出", "70.00", "40.00", "30.00"],
]
TITLE = (180.0, 40.0, "部门支出预算表")
UNIT = (430.0, 60.0, "单位：万元")


def _tables(*pages: Page) -> list[Table]:
    return analyse(pages).tables


def _texts(table: Table) -> list[list[str]]:
    return [[row.text(column.seq) for column in table.columns] for row in table.rows]


def test_a_title_alone_at_the_end_of_a_page_with_prose_names_the_table_of_the_next_page() -> None:
    prose = [(50.0, 100.0 + 20 * n, "本部门严格执行各项规定，按照要求开展各项工作。") for n in range(20)]
    first = draw(1, lines=[*prose, (180.0, 780.0, "部门支出预算表")])
    (table,) = _tables(first, draw(2, [(90, [HEAD, *FIRST])], [UNIT]))
    assert table.title == "部门支出预算表"
    assert table.unit_text == "单位：万元"


def test_a_title_and_a_page_number_at_the_end_of_a_page_still_name_the_next_table() -> None:
    first = draw(
        1,
        [(90, [HEAD, *FIRST])],
        [TITLE, UNIT, (180.0, 740.0, "表五"), (200.0, 760.0, "政府采购预算表"), (280.0, 820.0, "- 5 -")],
    )
    other = [["采购项目", "采购品目", "数量", "单价", "金额"], ["办公设备", "台式计算机", "5", "1.00", "5.00"]]
    tables = _tables(first, draw(2, [(90, other)], [UNIT]))
    assert [table.title for table in tables] == ["部门支出预算表", "政府采购预算表"]


def test_a_total_repeated_under_a_repeated_head_is_a_printed_row_of_the_same_table() -> None:
    first = draw(1, [(90, [HEAD, *FIRST])], [TITLE, UNIT])
    (table,) = _tables(first, draw(2, [(60, [HEAD, FIRST[0], *SECOND])]))
    assert _texts(table) == [*FIRST, FIRST[0], *SECOND]


def test_a_repeated_total_of_another_amount_is_a_row_of_its_own() -> None:
    first = draw(1, [(90, [HEAD, *FIRST])], [TITLE, UNIT])
    subtotal = ["合计", "", "70.00", "40.00", "30.00"]
    (table,) = _tables(first, draw(2, [(60, [HEAD, subtotal, *SECOND])]))
    assert _texts(table) == [*FIRST, subtotal, *SECOND]


def test_a_table_goes_on_under_a_head_of_which_the_page_shows_only_the_lower_part() -> None:
    upper = ["科目编码", "科目名称", "合计", "支出", "<"]
    lower = ["^", "^", "^", "基本支出", "项目支出"]
    first = draw(1, [(90, [upper, lower, *FIRST])], [TITLE, UNIT])
    (table,) = _tables(first, draw(2, [(40, [["", "", "", "基本支出", "项目支出"], *SECOND])]))
    assert _texts(table) == [*FIRST, *SECOND]
    assert table.columns[3].path == ("支出", "基本支出")


def _open_row(page: Page, top: float) -> None:
    """A row whose upper or lower edge is not drawn, as a word processor leaves it at the break."""
    for column in range(len(HEAD) + 1):
        page.rules.append(Rule(50.0 + column * COLUMN, top, 50.0 + column * COLUMN, top + ROW))


def test_a_row_cut_in_two_is_one_row_and_its_figure_is_whole_when_the_sum_says_so() -> None:
    first = draw(1, [(90, [HEAD, *FIRST])], [TITLE, UNIT])
    bottom = 90 + ROW * (len(FIRST) + 1)
    _open_row(first, bottom)
    for column, text in enumerate(["208", "社会保障和", "7", "40.0", "30.00"]):
        first.words += words_of(text, 53 + column * COLUMN, bottom + 5)
    second = draw(2, [(40 + ROW, [["20805", "养老支出", "70.00", "40.00", "30.00"]])])
    _open_row(second, 40)
    for column, text in enumerate(["", "就业支出", "0.00", "0", ""]):
        second.words += words_of(text, 53 + column * COLUMN, 45)
    (table,) = _tables(first, second)
    assert _texts(table)[len(FIRST)] == ["208", "社会保障和就业支出", "70.00", "40.00", "30.00"]
    assert len(table.rows) == len(FIRST) + 2


def test_a_row_that_adds_up_by_itself_is_not_joined_with_the_next_one() -> None:
    first = draw(1, [(90, [HEAD, *FIRST, ["208", "社会保障", "7", "4", "3"]])], [TITLE, UNIT])
    (table,) = _tables(first, draw(2, [(40, [["210", "卫生健康", "0.50", "0.30", "0.20"]])]))
    assert len(table.rows) == len(FIRST) + 2
