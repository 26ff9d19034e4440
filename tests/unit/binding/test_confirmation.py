"""Tables without vertical lines: a heading is believed only when the sums confirm it."""

from __future__ import annotations

from pipeline.binding import bind_tables
from pipeline.records import DocumentIdentity
from pipeline.tables import analyse
from tests.unit.tables.drawing import draw, words_of

IDENTITY = DocumentIdentity("department_budget", 2024, None, None, "某某局")
CAPTION = [(200.0, 60.0, "部门支出总表"), (400.0, 80.0, "单位：万元")]


def bound(rows: list[list[str]], *, vertical: bool) -> tuple[str, int, set[str]]:
    layout = analyse([draw(1, [(100, rows)], CAPTION, vertical=vertical)])
    document = bind_tables(layout.tables, IDENTITY, "0" * 16)
    return document.tables[0].status, len(document.amounts), {q.reason_code for q in document.quarantine}


ADDS_UP = [
    ["科目名称", "合计", "基本支出", "项目支出"],
    ["教育支出", "9.00", "4.00", "5.00"],
    ["卫生支出", "7.00", "6.00", "1.00"],
    ["合计", "16.00", "10.00", "6.00"],
]
DOES_NOT = [
    ["科目名称", "合计", "基本支出", "项目支出"],
    ["教育支出", "4.00", "5.00", "9.00"],
    ["卫生支出", "6.00", "1.00", "7.00"],
    ["合计", "10.00", "6.00", "16.00"],
]


def test_headings_over_aligned_columns_are_believed_when_the_total_is_the_sum_of_its_parts() -> None:
    assert bound(ADDS_UP, vertical=False) == ("bound", 9, set())


def test_headings_over_aligned_columns_are_not_believed_when_no_sum_confirms_them() -> None:
    assert bound(DOES_NOT, vertical=False) == ("unbound", 0, {"columns_unsure"})


def test_headings_inside_lines_stand_though_the_document_contradicts_itself() -> None:
    assert bound(DOES_NOT, vertical=True) == ("bound", 9, set())


def under(heads: list[tuple[str, float]], figures: list[float]) -> str:
    """Status of a table without lines: heads at their places, three figures a row with their left edges at `figures`."""
    page = draw(1, lines=[(200, 60, "部门支出总表"), (400, 80, "单位：万元"), *((x, 100, text) for text, x in heads)])
    for n, (name, whole, basic, project) in enumerate(
        [("教育支出", "9.00", "4.00", "5.00"), ("卫生支出", "7.00", "6.00", "1.00"), ("合计", "16.00", "10.00", "6.00")]
    ):
        for text, x in zip((name, whole, basic, project), (60, *figures), strict=True):
            page.words += words_of(text, x, 120 + 20 * n)
    return bind_tables(analyse([page]).tables, IDENTITY, "0" * 16).tables[0].status


def test_figures_under_their_heads_are_believed() -> None:
    heads = [("科目名称", 60), ("合计", 250), ("基本支出", 350), ("项目支出", 450)]
    assert under(heads, [250, 350, 450]) == "bound"


def test_figures_beside_the_only_head_that_is_left_for_them_are_not_believed() -> None:
    # the column 项目支出 lost its head to the page's edge of another column: sums confirm the total all the same
    heads = [("科目名称", 60), ("合计", 250), ("基本支出", 350), ("事业单位经营支出", 560)]
    assert under(heads, [250, 350, 450]) == "unbound"
