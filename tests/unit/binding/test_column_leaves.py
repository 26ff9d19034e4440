"""Columns that overlap."""

from __future__ import annotations

from tests.unit.binding.test_head_total import bound


def test_every_column_that_lies_inside_the_others_is_taken_out() -> None:  # 深圳 132c3ead12 page 95
    head = ["单位名称", "支出总计", "基本支出", "项目支出", "事业单位经营支出", "2026年政府采购项目|小计"]
    rows = [
        ["某市测绘中心", "125.32", "125.32", "", "125.32", "7.00"],
        ["某市规划中心", "80.00", "30.00", "50.00", "", "12.00"],
        ["某市档案中心", "60.00", "20.00", "40.00", "", "9.00"],
        ["某市信息中心", "91.00", "41.00", "50.00", "50.00", ""],
    ]
    found = bound((head, rows, "支出总表"))
    leaves = {c.column_path for c in found.columns if c.is_leaf_column}
    assert leaves == {"基本支出", "项目支出"}


def test_a_column_that_the_total_row_counts_stays_a_part() -> None:  # 西安 225b0d00e2 page 30
    head = ["单位编码", "单位名称", "合计", "一般公共预算拨款", "上年结转", "其他收入"]
    rows = [
        ["", "合计", "182157.13", "181716.56", "90.57", "350"],
        ["242001", "某局", "24417.66", "24417.66", "60.37", "0"],
        ["242005", "某中心", "356.49", "356.49", "3.82", "0"],
        ["242010", "某介绍中心", "1103.37", "1103.37", "26.38", "0"],
        ["242013", "某学校", "156279.61", "155839.04", "", "350"],
    ]
    found = bound((head, rows, "收入总表"))
    carried = next(c for c in found.columns if c.column_path == "上年结转")
    assert (carried.is_leaf_column, carried.is_of_which) == (True, False)


def test_the_funds_of_a_total_are_no_parts_also_where_nothing_is_spent() -> None:  # 深圳 f980dc110c page 36
    heads = ["总计", "因公出国(境)费", "公务用车购置及运行维护费|小计"]
    heads += ["公务用车购置及运行维护费|公务用车购置费", "公务用车购置及运行维护费|公务用车运行维护费"]
    head = ["预算单位", "年度", *(f"{h}|{fund}" for h in heads for fund in ("一般公共预算", "政府性基金预算"))]
    rows = [
        ["某局", "2025年", "17.60", "0.00", "0.00", "0.00", "17.60", "0.00", "12.00", "0.00", "5.60", "0.00"],
        ["", "2026年", "4.40", "0.00", "0.00", "0.00", "4.40", "0.00", "0.00", "0.00", "4.40", "0.00"],
    ]
    found = bound((head, rows, "财政拨款“三公”经费支出表"))
    assert [c.is_leaf_column for c in found.columns][2:] == [False, False, True, True, False, False, *[True] * 4]
