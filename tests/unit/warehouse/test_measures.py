"""Which table, row and column each figure of a document is read from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.warehouse.model_testing import run_model

DOC = "a" * 16
DOCUMENT = {
    "document_id": DOC,
    "document_kind": "department_budget",
    "fiscal_year": 2026,
    "division_code": "110000",
    "unit_code": "015",
    "unit_name": "某局",
    "collection": "c",
}
SUMMARY = "revenue_expenditure_summary"
BASIC = "general_public_basic_expenditure"


def cell(kind: str, row: int, column: int, yuan: str, **changes: Any) -> dict[str, Any]:
    seq = changes.get("table_seq", 1)
    return {
        "amount_id": f"{seq}-{row}-{column}",
        "document_id": DOC,
        "table_seq": seq,
        "table_kind": kind,
        "row_seq": row,
        "column_seq": column,
        "amount_yuan": yuan,
        "printed_unit": "万元",
        "row_kind": "function",
        "is_leaf": True,
        "is_leaf_column": True,
        "flow": "expenditure",
        "stage": "budget",
        "fiscal_year": 2026,
        **changes,
    }


def given(*amounts: dict[str, Any], **tables: Any) -> dict[str, Any]:
    kinds = sorted({(amount["table_seq"], amount["table_kind"]) for amount in amounts})
    return {
        "document": [DOCUMENT],
        "document_table": [
            {"document_id": DOC, "table_seq": seq, "table_kind": kind, "title": kind, "status": "bound"}
            for seq, kind in kinds
        ],
        "fact_amount": list(amounts),
        **tables,
    }


TOTAL: dict[str, Any] = {"row_kind": "total", "is_leaf": False}
WITHHELD = [
    cell(
        "expenditure", 1, 1, "700000", spending_kind="basic", function_code="2080101", department_economic_code="30101"
    ),
    cell("expenditure", 2, 2, "300000", spending_kind="project", function_code="2080199"),
    cell("expenditure", 9, 1, "900000", spending_kind="basic", **TOTAL),
    cell("expenditure", 9, 2, "5000000", spending_kind="project", **TOTAL),
]


def test_a_selection_of_rows_gives_the_printed_total_by_column() -> None:
    """北京市退役军人事务局 2026 page 4: rows of 24,029.84 万元 over a 合计 of 1,063,371.78."""
    (row,) = run_model("figure_unit_year", given(*WITHHELD))
    assert (row["expenditure_yuan"], row["basic_yuan"], row["project_yuan"]) == (5900000, 900000, 5000000)
    assert row["expenditure_is_consistent"] is False
    cells = run_model("figure_cell", given(*WITHHELD))
    assert {c["amount_id"] for c in cells if c["figure"] == "expenditure_yuan"} == {"1-9-1", "1-9-2"}
    leaves = run_model("fact_expenditure", given(*WITHHELD))
    assert sum(leaf["amount_yuan"] for leaf in leaves) == 1000000


def test_a_total_row_of_another_kind_than_its_rows_replaces_their_sum_only() -> None:
    """Kinds stand in rows: the 合计 below tells nothing of basic and project spending."""
    amounts = [
        cell("expenditure", 1, 1, "700000", spending_kind="basic"),
        cell("expenditure", 2, 1, "100000", spending_kind="project"),
        cell("expenditure", 9, 1, "900000", spending_kind="all", **TOTAL),
    ]
    (row,) = run_model("figure_unit_year", given(*amounts))
    assert (row["expenditure_yuan"], row["basic_yuan"], row["project_yuan"]) == (900000, 700000, 100000)


def summary(*functions: str, total: str) -> list[dict[str, Any]]:
    rows = [
        cell(SUMMARY, i, 4, yuan, table_seq=2, function_code=code, spending_kind="all", fund="all")
        for i, (code, yuan) in enumerate(zip(("208", "210"), functions, strict=False), start=1)
    ]
    return [*rows, cell(SUMMARY, 9, 4, total, table_seq=2, spending_kind="all", **TOTAL)]


def by_level(*amounts: dict[str, Any]) -> dict[tuple[str, str], tuple[Decimal, bool]]:
    rows = run_model("figure_function_document", given(*amounts))
    return {(r["level"], r["function_code"]): (r["amount_yuan"], r["is_from_summary"]) for r in rows}


def test_the_class_comes_from_the_summary_where_the_table_of_expenditure_withholds_rows() -> None:
    """北京市退役军人事务局 2026: page 1 prints 八、社会保障和就业支出 in full, page 4 some of its rows."""
    found = by_level(*WITHHELD, *summary("5800000", "100000", total="5900000"))
    assert found["类", "208"] == (5800000, True)
    assert found["类", "210"] == (100000, True)
    assert found["项", "2080101"] == (700000, False)


def test_the_class_comes_from_the_summary_where_the_table_of_expenditure_lists_units() -> None:
    """西安市安全生产监督管理局 2019 pages 3 and 5."""
    units = [cell("expenditure", 1, 1, "300", row_kind="unit", spending_kind="all")]
    assert by_level(*units, *summary("100", "200", total="300")) == {
        ("类", "208"): (100, True),
        ("类", "210"): (200, True),
    }


def test_a_table_of_expenditure_that_adds_up_keeps_its_classes() -> None:
    complete = [
        cell("expenditure", 1, 1, "700000", function_code="2080101"),
        cell("expenditure", 9, 1, "700000", **TOTAL),
    ]
    assert by_level(*complete, *summary("700000", "1", total="700001"))["类", "208"] == (700000, False)


def test_a_summary_that_does_not_add_up_gives_no_classes() -> None:
    """西安市科学技术局 2022 page 42: the narrow cell of 206 lost a digit."""
    units = [cell("expenditure", 1, 1, "100000", row_kind="unit", spending_kind="all")]
    assert by_level(*units, *summary("1000", "200", total="100000")) == {}


def test_lists_beside_each_other_in_the_summary_are_not_added() -> None:
    """西安 prints 类, spending kinds and economic classes side by side; each list is all spending."""
    economic = [cell(SUMMARY, 1, 9, "300", table_seq=2, government_economic_code="501", spending_kind="all")]
    rows = run_model("fact_expenditure", given(*summary("100", "200", total="300"), *economic))
    assert sum(row["amount_yuan"] for row in rows) == 300


KINDS = [
    cell(SUMMARY, 1, 7, "600000", table_seq=2, row_kind="item", is_leaf=False, spending_kind="basic"),
    cell(SUMMARY, 2, 7, "500000", table_seq=2, row_kind="economic", spending_kind="basic_personnel_wages"),
    cell(SUMMARY, 3, 7, "100000", table_seq=2, row_kind="economic", spending_kind="basic_public_goods"),
    cell(SUMMARY, 4, 7, "400000", table_seq=2, row_kind="item", is_leaf=False, spending_kind="project"),
    cell(SUMMARY, 5, 7, "40", table_seq=2, row_kind="economic", spending_kind="project"),
    cell(SUMMARY, 9, 7, "1000000", table_seq=2, spending_kind="all", **TOTAL),
]
BY_FUND = [cell("expenditure", 1, 1, "1000000", row_kind="unit", spending_kind="all", fund="general_public_budget")]


def test_kinds_come_from_the_summary_where_the_table_of_expenditure_tells_none() -> None:
    """西安市审计局 2026 page 22: 人员经费和公用经费支出, 专项业务经费支出; the classes below may be cut."""
    (row,) = run_model("figure_unit_year", given(*BY_FUND, *KINDS))
    assert (row["basic_yuan"], row["project_yuan"]) == (600000, 400000)
    assert (row["basic_personnel_yuan"], row["basic_public_yuan"]) == (500000, 100000)


def test_kinds_that_do_not_add_up_to_the_printed_total_are_not_taken() -> None:
    (row,) = run_model("figure_unit_year", given(*BY_FUND, *(k for k in KINDS if k["row_seq"] != 4)))
    assert (row["basic_yuan"], row["project_yuan"]) == (None, None)


def test_a_table_of_expenditure_with_economic_codes_tells_wages_paid_from_projects() -> None:
    """北京市公安局交通管理局 2026 page 4: 2040299 / 30199 in the column 项目支出."""
    amounts = [
        cell("expenditure", 1, 1, "700", spending_kind="basic", department_economic_code="30101"),
        cell("expenditure", 2, 2, "300", spending_kind="project", department_economic_code="30199"),
        cell(BASIC, 1, 1, "700", table_seq=2, spending_kind="basic_personnel", department_economic_code="30101"),
    ]
    rows = run_model("mart_economic_year", given(*amounts))
    assert {(r["coverage"], r["table_kind"]) for r in rows} == {("basic_and_project", "expenditure")}
    (row,) = run_model("figure_unit_year", given(*amounts))
    assert (row["wages_yuan"], row["personnel_outside_basic_yuan"]) == (1000, 300)


def test_coverage_is_what_the_table_holds_not_what_it_is_called() -> None:
    """烟台 公开表10 一般公共预算支出经济分类 holds basic spending only."""
    amounts = [cell("economic_summary", 1, 1, "1", spending_kind="basic", department_economic_code="30101")]
    assert [row["coverage"] for row in run_model("mart_economic_year", given(*amounts))] == ["basic"]


def test_classes_of_all_spending_and_items_of_basic_spending_stand_apart() -> None:
    """泉州市公安局 2026: 表9 prints 301 of all spending, 表10 the 款 of basic spending."""
    amounts = [
        cell("economic_summary", 1, 1, "900", spending_kind="all", department_economic_code="301"),
        cell(BASIC, 1, 1, "700", table_seq=2, spending_kind="basic", department_economic_code="30101"),
    ]
    rows = run_model("mart_economic_year", given(*amounts))
    assert {(r["coverage"], r["department_economic_code"], r["amount_yuan"]) for r in rows} == {
        ("basic_and_project", "301", 900),
        ("basic", "30101", 700),
    }
    assert sum(r["amount_yuan"] for r in run_model("fact_economic_expenditure", given(*amounts))) == 900


def test_the_budget_beside_a_blank_final_column_of_the_three_public_is_kept() -> None:
    """普陀区财政局 2024 page 18: 公务接待费 预算数 0.95, 决算数 blank."""
    amounts = [cell("three_public", 1, 1, "9500", three_public_item="reception", stage="budget", row_kind="total")]
    found = given(*amounts) | {"document": [DOCUMENT | {"document_kind": "department_final_accounts"}]}
    assert [(r["stage"], r["amount_yuan"]) for r in run_model("figure_three_public", found)] == [("budget", 9500)]
    assert run_model("fact_three_public", found) == []


def project(row: int, yuan: str, code: str | None, name: str | None, **changes: Any) -> list[dict[str, Any]]:
    named = {"row_kind": "project", "project_code": code, "project_name": name, "spending_kind": "project"} | changes
    return [
        cell("project_performance", row, 2, yuan, fund="all", is_leaf_column=False, **named),
        cell("project_performance", row, 3, yuan, fund="fiscal_appropriation", **named),
    ]


def test_projects_with_codes_come_from_the_table_of_targets_where_no_other_lists_them() -> None:
    """北京市人力资源和社会保障局 2026 page 34: 13,843.441518 and 74.313500 万元 of one project."""
    rows = [
        *project(1, "138434415.18", "11000026T000003743068", "人事人才工作经费项目"),
        *project(2, "743135.00", "11000026T000003743068", "人事人才工作经费项目"),
        *project(3, "5.00", None, "没有编码的项目"),
    ]
    (row,) = run_model("mart_project", given(*rows, cell("expenditure", 1, 1, "900000000", table_seq=2)))
    assert (row["amount_yuan"], row["appropriation_yuan"], row["is_new"]) == (*(Decimal("139177550.18"),) * 2, True)


def test_projects_around_a_row_without_name_are_left_out() -> None:
    """The same table, page 30: the cell of a name goes over the page, 438.525 万元 stand without one."""
    rows = [
        *project(1, "5", "11000026T000003742000", "甲"),
        *project(2, "6", "11000026T000003742511", "乙"),
        *project(3, "7", None, None),
        *project(4, "8", "11000026T000003742166", "丙"),
        *project(5, "9", "11000026T000003742999", "丁"),
    ]
    assert {row["project_name"] for row in run_model("mart_project", given(*rows))} == {"甲", "丁"}


def test_a_project_takes_the_code_of_its_own_unit() -> None:
    """云台市山阳新区教育局 2024 page 30: two schools, each with 营养改善计划补助资金."""
    amounts = [
        cell(
            "project_expenditure",
            row,
            1,
            "1",
            row_kind="project",
            project_name="营养改善计划补助资金",
            unit_code=unit,
            unit_name=unit,
        )
        for row, unit in ((1, "312005"), (2, "312006"))
    ]
    printed = [
        {
            "document_id": DOC,
            "table_seq": 2,
            "row_seq": i,
            "unit_code": unit,
            "project_name": "营养改善计划补助资金",
            "project_code": code,
        }
        for i, (unit, code) in enumerate(
            (("312005", "41988124R000000020092"), ("312006", "41988124R000000019679")), start=1
        )
    ]
    rows = run_model("mart_project", given(*amounts, table_row=printed))
    assert {row["unit_code"]: row["project_code"] for row in rows} == {
        "312005": "41988124R000000020092",
        "312006": "41988124R000000019679",
    }
