"""Tables without vertical lines: a heading is believed only when the sums confirm it."""

from __future__ import annotations

from pipeline.binding import bind_tables
from pipeline.records import DocumentIdentity
from pipeline.tables import analyse
from tests.unit.tables.drawing import draw

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
