"""The same rules over layouts that differ: what a rule needs is meaning, not a place in a form."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.unit.rules.documents import edited, read, results

BUDGET = read("budget.yml")
EXPENDITURE = "2024年部门支出预算表"
GENERAL = "2024年一般公共预算支出预算表"


def _only(document: dict[str, Any], *titles: str) -> dict[str, Any]:
    out = copy.deepcopy(document)
    out["tables"] = [t for t in out["tables"] if t["title"] in titles]
    out["claims"] = []
    return out


def _table(kind: str, columns: dict[int, dict[str, Any]], rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "document": {"document_kind": "department_budget", "fiscal_year": 2024},
        "tables": [{"kind": kind, "by": "item", "title": "表", "columns": columns, "rows": rows, **more}],
    }


def _amount(path: str, **meaning: Any) -> dict[str, Any]:
    return {"path": path, "flow": "expenditure", **meaning}


def _total_last() -> dict[str, Any]:
    document = _only(BUDGET, EXPENDITURE)
    rows = document["tables"][0]["rows"]
    rows.append(rows.pop(0))
    return document


def _levels() -> dict[str, Any]:
    """类, 款 and 项 all printed."""
    document = _only(BUDGET, GENERAL)
    rows = document["tables"][0]["rows"]
    leaf = next(r for r in rows if r["label"] == "行政运行")
    at = rows.index(leaf)
    rows[at:at] = [
        {**leaf, "label": name, "leaf": False, "function_code": code}
        for name, code in (("一般公共服务支出", "201"), ("人大事务", "20101"))
    ]
    return document


def _without_total() -> dict[str, Any]:
    return edited(_only(BUDGET, GENERAL), {"table": GENERAL, "drop_row": "合计"})


def _items_as_rows(total: str) -> dict[str, Any]:
    def row(label: str, item: str, printed: str, *, leaf: bool = True) -> dict[str, Any]:
        kind = "total" if item == "total" else "item"
        return {"label": label, "kind": kind, "leaf": leaf, "three_public_item": item, "v": {1: printed}}

    return _table(
        "three_public",
        {1: _amount("预算数")},
        [
            row("合计", "total", total, leaf=False),
            row("1.因公出国（境）费", "overseas_travel", "0.50"),
            row("2.公务接待费", "reception", "1.00"),
            row("3.公务用车购置及运行费", "vehicles", "2.00", leaf=False),
            row("（1）公务用车购置费", "vehicle_purchase", "0.00"),
            row("（2）公务用车运行费", "vehicle_operation", "2.00"),
            row("会议费", "conferences", "7.00"),
        ],
    )


def _memo_block() -> dict[str, Any]:
    """深圳: 政府采购项目/小计 with 其中 columns stands beside the sums, it is no total of the row."""
    return _table(
        "expenditure",
        {
            1: _amount("支出总计", spending_kind="all", leaf=False),
            2: _amount("基本支出", spending_kind="basic"),
            3: _amount("项目支出", spending_kind="project"),
            4: _amount("政府采购项目/小计", spending_kind="all", leaf=False),
            5: _amount("政府采购项目/其中：中小企业", spending_kind="all", leaf=False, of_which=True),
        },
        [{"label": "合计", "kind": "total", "v": {1: "10.00", 2: "4.00", 3: "6.00", 4: "3.00", 5: "1.00"}}],
    )


def _flat_columns(total: str) -> dict[str, Any]:
    """No grouped header: 合计, 基本支出, 项目支出 and 经营支出 side by side."""
    return _table(
        "expenditure",
        {
            1: _amount("合计", spending_kind="all", leaf=False),
            2: _amount("基本支出", spending_kind="basic"),
            3: _amount("项目支出", spending_kind="project"),
            4: _amount("事业单位经营支出", spending_kind="operating"),
        },
        [{"label": "合计", "kind": "total", "v": {1: total, 2: "4.00", 3: "6.00", 4: "1.00"}}],
    )


def _unknown_column() -> dict[str, Any]:
    document = _flat_columns("12.00")
    document["tables"][0]["columns"][5] = {"path": "专项", "role": "unknown"}
    return document


def _years_as_rows() -> dict[str, Any]:
    """北京: years stand as rows; each year adds up on its own."""
    document = _table(
        "three_public",
        {
            1: _amount("合计", three_public_item="total", leaf=False),
            2: _amount("因公出国（境）费", three_public_item="overseas_travel"),
            3: _amount("公务接待费", three_public_item="reception"),
        },
        [
            {
                "label": "2023年",
                "kind": "item",
                "stage": "prior_year_budget",
                "fiscal_year": 2023,
                "v": {1: "3.00", 2: "1.00", 3: "2.00"},
            },
            {
                "label": "2024年",
                "kind": "item",
                "stage": "budget",
                "fiscal_year": 2024,
                "v": {1: "5.00", 2: "2.00", 3: "3.00"},
            },
        ],
    )
    document["document"]["fiscal_year"] = 2024
    return document


def _two_economic_subtotals() -> dict[str, Any]:
    """烟台: 301/501 and 301/505 are subtotals of their own."""

    def row(label: str, department: str, government: str, printed: str, *, leaf: bool) -> dict[str, Any]:
        codes = {"department_economic_code": department, "government_economic_code": government}
        return {"label": label, "kind": "economic", "leaf": leaf, **codes, "v": {1: printed}}

    return _table(
        "general_public_basic_expenditure",
        {1: _amount("基本支出", spending_kind="basic")},
        [
            {"label": "合计", "kind": "total", "v": {1: "9.00"}},
            row("工资福利支出", "301", "501", "5.00", leaf=False),
            row("基本工资", "30101", "50101", "5.00", leaf=True),
            row("工资福利支出", "301", "505", "4.00", leaf=False),
            row("基本工资", "30101", "50501", "4.00", leaf=True),
        ],
        by="economic",
    )


def _rounded(total: str) -> dict[str, Any]:
    rows = [{"label": f"{n}", "kind": "item", "v": {1: "1.11"}} for n in range(3)]
    return _table(
        "operating_expenses", {1: _amount("金额")}, [{"label": "合计", "kind": "total", "v": {1: total}}, *rows]
    )


CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("a_total_row_may_stand_last", _total_last(), "R19", "pass"),
    ("all_levels_of_codes_may_be_printed", _levels(), "R32", "pass"),
    ("a_rule_cannot_pass_without_its_total_row", _without_total(), "R32", "insufficient_data"),
    ("items_of_three_public_may_be_rows", _items_as_rows("3.50"), "R39", "pass"),
    ("a_wrong_total_of_rows_is_found", _items_as_rows("4.50"), "R39", "fail"),
    ("a_block_of_its_own_is_no_total_of_the_row", _memo_block(), "R14", "pass"),
    ("flat_columns_add_up_by_meaning", _flat_columns("11.00"), "R14", "pass"),
    ("flat_columns_that_do_not_add_up_fail", _flat_columns("12.00"), "R14", "fail"),
    ("a_difference_beside_an_unknown_column_proves_nothing", _unknown_column(), "R14", "insufficient_data"),
    ("years_as_rows_add_up_each_on_its_own", _years_as_rows(), "R39", "pass"),
    ("subtotals_of_two_classifications_keep_apart", _two_economic_subtotals(), "R33", "pass"),
    ("a_difference_that_rounding_explains_is_told_apart", _rounded("3.34"), "R43", "pass_rounding"),
    ("a_difference_beyond_rounding_fails", _rounded("3.36"), "R43", "fail"),
    ("equal_figures_pass", _rounded("3.33"), "R43", "pass"),
]


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], list[dict[str, Any]]]:
    out: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in results({name: document for name, document, _, _ in CASES}):
        out.setdefault((row["document_id"], row["rule_id"]), []).append(row)
    return out


@pytest.mark.parametrize(("name", "rule", "outcome"), [(name, rule, outcome) for name, _, rule, outcome in CASES])
def test_layout(name, rule, outcome, found):
    assert {row["outcome"] for row in found[name, rule]} == {outcome}, found[name, rule]


def test_a_file_of_one_table_owes_nothing_to_the_rules_of_the_others(found):
    rows = found["a_total_row_may_stand_last", "R47"]
    assert {row["outcome"] for row in rows} == {
        "not_applicable"
    }  # a volume; a disclosure of which this table is missing lacks data (test_conventions)
    assert "未找到收入总表" in rows[0]["message"]
