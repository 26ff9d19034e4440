"""Tables under names that no collected place uses: what is spent and what comes in is told by heads and rows."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from pipeline.binding import BoundDocument, bind_tables
from pipeline.records import DocumentIdentity
from tests.unit.binding.sample import make_table

IDENTITY = DocumentIdentity("department_budget", 2025, None, None, "某县水利局")
FUNCTIONS = [
    ["213", "农林水支出", "612.90", "571.40", "41.50"],
    ["21303", "水利", "612.90", "571.40", "41.50"],
    ["2130301", "行政运行", "304.15", "304.15", ""],
    ["2130306", "水利工程运行与维护", "308.75", "267.25", "41.50"],
    ["", "合计", "612.90", "571.40", "41.50"],
]
SIDES = [
    ["财政拨款", "600", "基本支出", "400"],
    ["其他收入", "12.9", "项目支出", "212.9"],
    ["合计", "612.90", "合计", "612.90"],
]


def bound(title: str, columns: list[str], rows: list[list[str]]) -> BoundDocument:
    return bind_tables([make_table(columns, rows, title=title)], IDENTITY, "d" * 16)


def leaves(found: BoundDocument) -> Decimal:
    return sum((a.amount_yuan for a in found.amounts if a.is_leaf and a.is_leaf_column), Decimal(0)) / 10000


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("2025年部门预算批复表", ["合计", "基本支出", "项目支出"]),
        ("", ["合计", "基本支出", "项目支出"]),
        ("经费安排明细表", ["合计", "财政拨款", "其他资金"]),
        ("附件3", ["本年安排", "当年财力", "上年结转"]),
    ],
)
def test_what_stands_beside_functions_and_is_called_no_revenue_is_spent(title: str, heads: list[str]) -> None:
    found = bound(title, ["科目编码", "科目名称", *heads], FUNCTIONS)
    assert found.tables[0].table_kind == "expenditure"
    assert {a.flow for a in found.amounts} == {"expenditure"}
    assert leaves(found) == Decimal("612.90")


def test_functions_beside_sources_of_revenue_are_revenue() -> None:
    found = bound("预算情况明细表", ["科目编码", "科目名称", "收入合计", "财政拨款收入", "事业收入"], FUNCTIONS)
    assert {a.flow for a in found.amounts} == {"revenue"}


@pytest.mark.parametrize("title", ["资金来源情况表", "经费来源表"])
def test_a_list_of_sources_is_revenue(title: str) -> None:
    rows = [["一般公共预算拨款", "600"], ["事业收入", "12.90"], ["合计", "612.90"]]
    found = bound(title, ["资金来源", "预算数"], rows)
    assert {a.flow for a in found.amounts} == {"revenue"}


def test_sources_beside_uses_are_the_two_sides_of_a_statement() -> None:
    columns = ["资金来源|项目", "资金来源|金额", "资金使用|项目", "资金使用|金额"]
    found = bound("部门预算资金来源与使用情况表", columns, SIDES)
    assert Counter(a.flow for a in found.amounts) == {"revenue": 3, "expenditure": 3}


def test_a_head_of_sources_over_columns_of_spending_stays_spending() -> None:
    columns = ["科目编码", "科目名称", "合计", "资金来源|财政拨款", "资金来源|其他资金"]
    assert {a.flow for a in bound("2025年支出计划表", columns, FUNCTIONS).amounts} == {"expenditure"}


def test_the_kinds_of_the_new_budget_system_beside_units_are_spent() -> None:
    rows = [
        ["某县水利局机关", "100.5", "50", "30", "180.5"],
        ["某县水文站", "60", "20", "10", "90"],
        ["合计", "160.5", "70", "40", "270.5"],
    ]
    found = bound("2025年部门预算表（三）", ["单位名称", "人员类", "运转类", "特定目标类", "合计"], rows)
    assert {a.flow for a in found.amounts} == {"expenditure"}
    assert leaves(found) == Decimal("270.5")


def test_whole_numbers_that_add_up_to_a_column_of_money_are_money() -> None:
    rows = [["水库贷款", "100", "5", "105"], ["堤防贷款", "40", "2", "42"], ["合计", "140", "7", "147"]]
    found = bound("债务还本付息表", ["债务项目", "本金", "利息", "合计"], rows)
    assert {c.column_path: c.is_leaf_column for c in found.columns if c.role == "amount"} == {
        "本金": True,
        "利息": True,
        "合计": False,
    }


def test_the_fund_of_a_row_stands_in_a_column_of_its_own() -> None:
    rows = [["1", "河道清淤", "30.5", "一般公共预算"], ["2", "水库除险", "40", "政府性基金"], ["", "合计", "70.5", ""]]
    found = bound("部门专项经费表", ["序号", "项目", "预算安排", "资金性质"], rows)
    assert [(a.row_label, a.fund) for a in found.amounts] == [
        ("河道清淤", "general_public_budget"),
        ("水库除险", "government_managed_funds"),
        ("合计", "all"),
    ]
