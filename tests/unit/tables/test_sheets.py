"""Two printed pages on one sheet are two pages; one wide table is one."""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.model import Page
from pipeline.tables import analyse
from tests.unit.tables.drawing import draw, words_of

HEAD = ["科目编码", "科目名称", "合计"]
UNIT = "单位：万元"


def beside(left: Page, right: Page) -> Page:
    return replace(left, words=left.words + right.words, rules=left.rules + right.rules)


def side(title: str, rows: list[list[str]], left: float, top: float = 100) -> Page:
    lines = [(left + 60, 60.0, title), (left + 200, 80.0, UNIT)] if title else []
    return draw(1, [(top, [HEAD, *rows])], lines, left=left)


def test_each_half_of_a_sheet_keeps_its_own_title() -> None:
    sheet = beside(
        side("2024年支出总表", [["201", "一般公共服务支出", "3.00"], ["20103", "政府办公厅", "3.00"]], 50),
        side("2024年政府性基金预算支出表", [["212", "城乡社区支出", "8.00"], ["21208", "土地出让", "8.00"]], 500),
    )
    assert [(t.title, len(t.rows)) for t in analyse([sheet]).tables] == [
        ("2024年支出总表", 2),
        ("2024年政府性基金预算支出表", 2),
    ]


def test_a_table_goes_on_in_the_right_half() -> None:
    first = side("2024年支出总表", [[f"2010{n}", "政务", f"{n}.00"] for n in range(1, 9)], 50)
    second = side("", [[f"2011{n}", "审计", f"{n}.50"] for n in range(1, 9)], 500)
    third = draw(
        1,
        [(400, [["项目", "预算数"], ["本年收入", "5.00"]])],
        [(560, 360, "2024年收入总表"), (640, 380, UNIT)],
        left=500,
    )
    found = analyse([beside(beside(first, second), third)]).tables
    assert [(t.title, len(t.rows)) for t in found] == [("2024年支出总表", 16), ("2024年收入总表", 1)]


def test_prose_may_fill_the_other_half() -> None:
    prose = draw(
        1,
        lines=[
            (50, 60.0 + 20 * n, "本单位主要职责是负责全县渔业生产的技术推广和服务工作并承担有关任务") for n in range(8)
        ],
    )
    sheet = beside(prose, side("2024年支出总表", [["201", "一般公共服务支出", "3.00"]], 500))
    layout = analyse([sheet])
    assert [t.title for t in layout.tables] == ["2024年支出总表"]
    assert sum("渔业生产" in line.text for line in layout.prose) == 8


def test_two_lists_under_one_title_are_no_two_pages() -> None:
    sheet = beside(side("", [["201", "服务", "3.00"]], 50), side("", [["212", "社区", "8.00"]], 500))
    sheet.words += words_of("2024年财政拨款支出总表", 350, 60)
    assert all(title in {"2024年财政拨款支出总表", ""} for title in (t.title for t in analyse([sheet]).tables))


def test_a_list_that_begins_level_with_the_titled_one_is_its_right_part() -> None:
    sheet = beside(side("2024年收支总表", [["201", "服务", "3.00"]], 50), side("", [["212", "社区", "8.00"]], 500))
    together = analyse([sheet]).tables
    assert len({t.title for t in together} - {""}) == 1


def test_an_unruled_list_with_a_wide_blank_is_one_table() -> None:
    page = Page(1, 842, 595, words_of("2024年部门支出总表", 350, 60))
    for n in range(6):
        page.words += words_of(f"第{n}项支出", 60, 100 + 20 * n) + words_of(f"{n}1.00", 700, 100 + 20 * n)
    assert len(analyse([page]).tables) <= 1
