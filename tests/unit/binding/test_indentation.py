"""Levels by indentation; positions as 深圳 prints them."""

from __future__ import annotations

from pipeline.binding.rows.indentation import indent_levels
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.tables.model import TableRow


def row(label: str, indent: float, *, fills: bool = False, hangs: bool = False) -> RowMeaning:
    return RowMeaning(0, TableRow(1, 1, 0, 10), "project", label, {}, indent=indent, fills_cell=fills, hangs=hangs)


def test_wrapped_labels_at_the_head_of_a_list_stand_with_the_first_that_tells() -> None:  # 143a9a4fb9 page 33
    rows = [row("安全生产和应急管理专项经费", 5.4, fills=True), row("规划类经费", 25.4), row("预算准备金", 25.4)]
    assert indent_levels(rows) == [0, 0, 0]


def test_where_first_lines_hang_every_indentation_tells() -> None:  # 33d95084cb page 115
    rows = [
        row("深圳市水务局（本级）", 25.4, hangs=True),
        row("安全生产和应急管理专项经费", 45.4, hangs=True),
        row("水务发展资金", 45.4),
        row("深圳市水务工程质量安全监督站", 25.4, fills=True),
    ]
    assert indent_levels(rows) == [0, 1, 1, 0]
