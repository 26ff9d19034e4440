"""Units that stand side by side as columns."""

from __future__ import annotations

from pipeline.binding import BoundDocument, bind_tables
from pipeline.records import AmountRecord, DocumentIdentity
from tests.unit.binding.sample import make_table

BUDGET = DocumentIdentity("department_budget", 2026, unit_name="青石市林业局")


def bind(head: list[str], rows: list[list[str]], title: str) -> BoundDocument:
    return bind_tables([make_table(head, rows, title=title)], BUDGET, "d")


def by_column(found: BoundDocument, label: str) -> dict[str, AmountRecord]:
    return {a.column_path: a for a in found.amounts if a.row_label == label}


def test_a_units_column_is_its_money_and_the_column_of_all_units_is_a_sum() -> None:
    row = by_column(
        bind(
            ["科目编码", "科目名称", "局机关", "国有苗圃场", "合计"],
            [
                ["2130201", "行政运行", "6.00", "", "6.00"],
                ["2130204", "事业机构", "", "5.00", "5.00"],
                ["", "合计", "6.00", "5.00", "11.00"],
            ],
            "2026年支出预算总表",
        ),
        "合计",
    )

    assert [(path, a.unit_name, a.is_leaf_column) for path, a in row.items()] == [
        ("局机关", "局机关", True),
        ("国有苗圃场", "国有苗圃场", True),
        ("合计", "青石市林业局", False),
    ]
    assert {(a.flow, a.stage, a.fiscal_year) for a in row.values()} == {("expenditure", "budget", 2026)}


def test_kinds_of_spending_under_the_name_of_a_unit_are_its_parts() -> None:
    row = by_column(
        bind(
            [
                "科目名称",
                "合计",
                "局机关|小计",
                "局机关|基本支出",
                "局机关|项目支出",
                "国有苗圃场|小计",
                "国有苗圃场|基本支出",
                "国有苗圃场|项目支出",
            ],
            [
                ["农林水支出", "10.00", "6.00", "4.00", "2.00", "4.00", "1.00", "3.00"],
                ["合计", "10.00", "6.00", "4.00", "2.00", "4.00", "1.00", "3.00"],
            ],
            "2026年部门支出总表",
        ),
        "合计",
    )

    assert [(a.unit_name, a.spending_kind, a.is_leaf_column) for a in row.values()] == [
        ("青石市林业局", "all", False),
        ("局机关", "all", False),
        ("局机关", "basic", True),
        ("局机关", "project", True),
        ("国有苗圃场", "all", False),
        ("国有苗圃场", "basic", True),
        ("国有苗圃场", "project", True),
    ]


def test_units_without_a_column_of_all_are_known_by_their_names() -> None:
    row = by_column(
        bind(
            ["经济科目", "市第一小学", "市第二小学"],
            [["工资福利支出", "3.00", "2.00"], ["合计", "3.00", "2.00"]],
            "2026年一般公共预算基本支出表",
        ),
        "合计",
    )

    assert [(a.unit_name, a.flow, a.is_leaf_column) for a in row.values()] == [
        ("市第一小学", "expenditure", True),
        ("市第二小学", "expenditure", True),
    ]


def test_columns_that_do_not_add_up_to_the_total_are_no_units() -> None:
    row = by_column(
        bind(
            ["科目名称", "合计", "技术推广站", "质量检测站"],
            [["农林水支出", "10.00", "6.00", "3.00"], ["合计", "10.00", "6.00", "3.00"]],
            "2026年部门支出总表",
        ),
        "合计",
    )

    assert {a.unit_name for a in row.values()} == {"青石市林业局"}
    assert row["合计"].is_leaf_column
