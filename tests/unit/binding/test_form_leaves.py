"""Which money of a form is part of its sums."""

from __future__ import annotations

from tests.unit.binding.test_forms import bind

TITLE = "项目支出绩效目标表"
INDICATORS = [["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "完成数量", "12"]]


def leaves(rows: list[list[str]], title: str = TITLE) -> tuple[list[str], str | None]:
    """Labels of the leaves, and the verdict on the table."""
    found = bind([["项目名称", "河道清淤", "", ""], *rows, *INDICATORS], title)
    return [a.row_label for a in found.amounts if a.is_leaf and a.is_leaf_column], found.tables[0].leaf_status


def test_the_parts_of_a_sum_are_leaves() -> None:
    rows = [
        ["项目资金（万元）", "资金总额", "82.00", ""],
        ["", "其中：财政拨款", "52.00", ""],
        ["", "其他资金", "30.00", ""],
    ]
    assert leaves(rows) == (["其中：财政拨款", "其他资金"], "confirmed")


def test_what_divides_a_sum_once_more_has_no_leaves() -> None:
    rows = [
        ["项目资金（万元）", "资金总额", "82.00", ""],
        ["", "基本支出", "60.00", ""],
        ["", "项目支出", "22.00", ""],
        ["", "其中：财政拨款", "52.00", ""],
        ["", "其他资金", "30.00", ""],
    ]
    assert leaves(rows) == (["基本支出", "项目支出"], "confirmed")


def test_a_part_of_nothing_behind_the_last_part_is_a_part_too() -> None:
    rows = [
        ["项目资金（万元）", "资金总额", "82.00", ""],
        ["", "其中：财政拨款", "82.00", ""],
        ["", "其他资金", "0.00", ""],
    ]
    assert leaves(rows) == (["其中：财政拨款", "其他资金"], "confirmed")


def test_a_sum_without_printed_parts_is_itself_a_leaf() -> None:
    assert leaves([["项目资金（万元）", "资金总额", "82.00", ""]]) == (["资金总额"], "no_total")


def test_parts_that_do_not_add_up_leave_the_table_unsure() -> None:
    rows = [
        ["项目资金（万元）", "资金总额", "82.00", ""],
        ["", "其中：财政拨款", "52.00", ""],
        ["", "其他资金", "40.00", ""],
    ]
    assert leaves(rows)[1] == "unsure"
