"""One-column statements: both sides and the balances below one another."""

from __future__ import annotations

from decimal import Decimal

from pipeline.binding import bind_tables
from pipeline.records import AmountRecord, DocumentIdentity
from tests.unit.binding.sample import make_table

ACCOUNTS = DocumentIdentity("department_final_accounts", 2022, unit_name="青石市档案馆")


def amounts(
    rows: list[list[str]], head: list[str] | None = None, title: str = "收入支出决算总表"
) -> list[AmountRecord]:
    table = make_table(head or ["项目", "金额"], rows, title=title)
    return bind_tables([table], ACCOUNTS, "d").amounts


def leaves(found: list[AmountRecord], *flows: str) -> Decimal:
    """Sum of the leaves of these flows, in 万元."""
    return sum((a.amount_yuan for a in found if a.is_leaf and a.is_leaf_column and a.flow in flows), Decimal(0)) / 10000


def flows(found: list[AmountRecord]) -> list[str | None]:
    return [a.flow for a in found]


def test_numbered_sections_without_totals_of_both_sides() -> None:
    found = amounts(
        [
            ["一、年初结转和结余", "2.00"],
            ["二、本年收入", "10.00"],
            ["（一）财政拨款收入", "7.00"],
            ["（二）事业收入", "3.00"],
            ["三、本年支出", "11.00"],
            ["（一）基本支出", "8.00"],
            ["（二）项目支出", "3.00"],
            ["四、年末结转和结余", "1.00"],
        ]
    )

    assert flows(found) == ["opening_balance", *["revenue"] * 3, *["expenditure"] * 3, "closing_balance"]
    assert leaves(found, "revenue") == 10
    assert leaves(found, "expenditure") == 11


def test_functions_follow_the_total_of_revenue_and_end_with_the_total_of_expenditure() -> None:
    found = amounts(
        [
            ["一般公共预算财政拨款收入", "9.00"],
            ["其他收入", "1.00"],
            ["本年收入合计", "10.00"],
            ["上年结转和结余", "2.00"],
            ["收入总计", "12.00"],
            ["一、文化旅游体育与传媒支出", "8.00"],
            ["二、住房保障支出", "3.00"],
            ["本年支出合计", "11.00"],
            ["年末结转和结余", "1.00"],
            ["支出总计", "12.00"],
        ]
    )

    assert flows(found) == [
        *["revenue"] * 3,
        "opening_balance",
        "revenue",
        *["expenditure"] * 3,
        "closing_balance",
        "expenditure",
    ]
    assert leaves(found, "revenue", "opening_balance") == 12
    assert leaves(found, "expenditure", "closing_balance") == 12


def test_two_stages_beside_each_other_keep_their_sides() -> None:
    found = amounts(
        [
            ["本年收入合计", "10.00", "9.00"],
            ["一般公共预算财政拨款", "10.00", "9.00"],
            ["收入总计", "10.00", "9.00"],
            ["本年支出合计", "10.00", "8.50"],
            ["年末财政拨款结转和结余", "", "0.50"],
            ["支出总计", "10.00", "9.00"],
        ],
        ["项目", "年初预算数", "决算数"],
        "财政拨款收入支出决算总表",
    )

    assert [(a.row_label, a.flow, a.stage) for a in found if a.column_path == "决算数"] == [
        ("本年收入合计", "revenue", "final_accounts"),
        ("一般公共预算财政拨款", "revenue", "final_accounts"),
        ("收入总计", "revenue", "final_accounts"),
        ("本年支出合计", "expenditure", "final_accounts"),
        ("年末财政拨款结转和结余", "closing_balance", "final_accounts"),
        ("支出总计", "expenditure", "final_accounts"),
    ]
    spent = [a for a in found if a.column_path == "决算数"]
    assert leaves(spent, "expenditure", "closing_balance") == 9


def test_sides_beside_each_other_are_not_cut_again() -> None:
    found = amounts(
        [
            ["一、财政拨款收入", "10.00", "一、文化旅游体育与传媒支出", "9.00"],
            ["", "", "年末结转和结余", "1.00"],
            ["收入总计", "10.00", "支出总计", "10.00"],
        ],
        ["收入|项目", "收入|决算数", "支出|项目", "支出|决算数"],
    )

    assert {(a.row_label, a.flow) for a in found} == {
        ("一、财政拨款收入", "revenue"),
        ("收入总计", "revenue"),
        ("一、文化旅游体育与传媒支出", "expenditure"),
        ("年末结转和结余", "closing_balance"),
        ("支出总计", "expenditure"),
    }
