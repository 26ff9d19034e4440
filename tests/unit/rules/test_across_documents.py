"""Rules between documents: last year, the budget of the year, the units of a department."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.unit.rules.documents import edited, read, results

SUMMARY = "2024年部门收支预算表"
IDENTITY = {"unit_identity": "410802-526"}


def _budget(year: int, **head: Any) -> dict[str, Any]:
    document = copy.deepcopy(read("budget.yml"))
    document["document"] |= IDENTITY | {"fiscal_year": year} | head
    return document


def _final(year: int) -> dict[str, Any]:
    document = copy.deepcopy(read("final.yml"))
    document["document"] |= {"fiscal_year": year}
    return document


def _without_change(document: dict[str, Any], total: str) -> dict[str, Any]:
    return edited(document, {"table": SUMMARY, "row": "收 入 总 计", "column": 1, "to": total})


def _unit(code: str, total: str) -> dict[str, Any]:
    document = _without_change(_budget(2024), total)
    document["document"] |= {
        "document_kind": "unit_budget",
        "unit_code": code,
        "unit_name": f"单位{code}",
        "unit_identity": f"410802-{code}",
    }
    return document


def _rules(documents: dict[str, dict[str, Any]]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in results(documents, "finding_across_documents"):
        found.setdefault((row["document_id"], row["rule_id"]), []).append(row)
    return found


@pytest.fixture(scope="module")
def one_year() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """2024 after 2023: the prose says 54 万元 more than 100 万元."""
    changed = edited(_budget(2024), {"table": "2024年部门收入预算表", "row": "幼儿园", "set": {"unit_name": "幼儿园"}})
    before = _without_change(_budget(2023), "100.00")
    before = edited(before, {"table": "2024年部门收入预算表", "row": "幼儿园", "set": {"unit_name": "机关幼儿园"}})
    before = edited(
        before,
        {"table": "2024年部门预算项目绩效目标表", "row": "幼儿伙食", "set": {"project_name": "幼儿早餐"}},
    )
    return _rules({"now": changed, "before": before, "final": _final(2023), "final_before": _final(2022)})


def _outcomes(rows: list[dict[str, Any]]) -> set[str]:
    return {row["outcome"] for row in rows}


def test_a_stated_base_that_last_year_printed_passes(one_year):
    assert _outcomes(one_year["now", "R125"]) == {"pass"}


def test_a_stated_base_that_last_year_did_not_print_fails():
    rows = _rules({"now": _budget(2024), "before": _without_change(_budget(2023), "120.00")})["now", "R125"]
    assert _outcomes(rows) == {"fail"}
    assert (rows[0]["left_value"], rows[0]["right_value"]) == (1000000, 1200000)


def test_without_last_years_document_the_rule_says_so_and_does_not_pass():
    rows = _rules({"now": _budget(2024)})["now", "R125"]
    assert _outcomes(rows) == {"not_applicable"}  # a file that nobody delivered is no figure that was not read


def test_a_project_code_that_changes_its_name_is_listed(one_year):
    (row,) = one_year["now", "R131"]
    assert row["outcome"] == "fail"
    assert "幼儿早餐" in row["message"]


def test_a_unit_code_that_changes_its_name_is_listed(one_year):
    (row,) = one_year["now", "R132"]
    assert row["outcome"] == "fail"
    assert "机关幼儿园" in row["message"]


def test_a_balance_brought_forward_within_last_years_closing_balance_passes(one_year):
    assert _outcomes(one_year["now", "R127"]) == {"pass"}


def test_a_balance_brought_forward_above_last_years_closing_balance_fails():
    final = edited(_final(2023), {"table": "收入支出决算总表", "row": "年末结转和结余", "column": 2, "to": "8.00"})
    assert _outcomes(_rules({"now": _budget(2024), "final": final})["now", "R127"]) == {"fail"}


def test_the_opening_balance_is_last_years_closing_balance(one_year):
    assert _outcomes(one_year["final", "F49"]) == {"pass"}
    other = edited(_final(2022), {"table": "收入支出决算总表", "row": "年末结转和结余", "column": 2, "to": "7.00"})
    assert _outcomes(_rules({"final": _final(2023), "before": other})["final", "F49"]) == {"fail"}


def test_a_stated_base_of_final_accounts_is_last_years_total(one_year):
    rows = one_year["final", "F50"]
    assert _outcomes(rows) == {"fail"}  # 147.00 − 47.00, but the year before prints 147.00
    assert (rows[0]["left_value"], rows[0]["right_value"]) == (1000000, 1470000)


@pytest.mark.parametrize("rule", ["R128", "F51"])
def test_the_budget_column_of_three_public_is_compared_with_the_budget(rule, one_year):
    assert _outcomes(one_year["final", rule]) == {"fail"}  # 4.00 planned, 3.00 in the budget
    agreeing = edited(
        edited(
            _final(2023),
            {"table": "一般公共预算财政拨款“三公”经费支出决算表", "row": "", "column": 1, "to": "3.00"},
        ),
        {"table": "一般公共预算财政拨款“三公”经费支出决算表", "row": "", "column": 3, "to": "2.00"},
    )
    agreeing = edited(
        agreeing, {"table": "一般公共预算财政拨款“三公”经费支出决算表", "row": "", "column": 5, "to": "2.00"}
    )
    assert _outcomes(_rules({"final": agreeing, "plan": _budget(2023)})["final", rule]) == {"pass"}


def test_the_budget_quoted_in_final_accounts_is_compared_item_by_item(one_year):
    rows = one_year["final", "R129"]
    assert _outcomes(rows) == {"fail"}  # 70.00 quoted, 66.00 planned
    assert (rows[0]["left_value"], rows[0]["right_value"]) == (700000, 660000)


def test_execution_within_half_and_one_and_a_half_is_not_listed(one_year):
    assert "fail" not in _outcomes(one_year["final", "R130"])


def test_a_department_is_the_sum_of_its_units_less_internal_transfers():
    units = {"a": _unit("526001", "92.00"), "b": _unit("526002", "68.00")}
    # each unit document prints 上级补助 2.00 and 附属上缴 1.00
    rows = _rules({"department": _budget(2024), **units})["department", "R122"]
    assert _outcomes(rows) == {"pass"}
    units["b"] = _unit("526002", "70.00")
    assert _outcomes(_rules({"department": _budget(2024), **units})["department", "R122"]) == {"fail"}


def test_a_unit_without_a_document_may_have_published_one_that_nobody_delivered():
    rows = _rules({"department": _budget(2024), "a": _unit("526001", "92.00")})["department", "R124"]
    assert _outcomes(rows) == {"insufficient_data"}
    assert "不等于未公开" in rows[0]["message"]
    assert _outcomes(_rules({"department": _budget(2024)})["department", "R124"]) == {"not_applicable"}


def _change(document: dict[str, Any], item: str, yuan: int, change: int) -> dict[str, Any]:
    document["claims"] = [
        {"item": item, "value": yuan, "printed": f"{yuan / 10000:.2f}万元", "sentence": "今年"},
        {"item": f"{item}_change", "value": change, "printed": f"{change / 10000:.2f}万元", "sentence": "比上年"},
    ]
    return document


@pytest.mark.parametrize(("planned", "outcome"), [(900000, "pass"), (880000, "fail")])
def test_a_stated_base_is_compared_with_the_budget_that_last_years_final_accounts_print(planned, outcome):
    """普陀区财政局: 2025 prints 3121.42 增加 107.62, the final accounts of 2024 年初预算 2993.92; no budget of 2024 was found."""
    now = _change(_budget(2024), "general_public_expenditure", 1060000, 160000)
    final = _final(2023)
    final["claims"].append(
        {
            "item": "general_public_expenditure_budget",
            "value": planned,
            "printed": f"{planned / 10000:.2f}万元",
            "sentence": "一般公共预算财政拨款支出年初预算为……",
        }
    )
    assert _outcomes(_rules({"now": now, "final": final})["now", "R125"]) == {outcome}


@pytest.mark.parametrize(("yuan", "outcome"), [(40000, "pass"), (30000, "insufficient_data")])
def test_a_budget_column_of_final_accounts_may_confirm_a_base_but_not_refute_it(yuan, outcome):
    now = _change(_budget(2024), "three_public_total", yuan, 0)  # 预算数 4.00, perhaps as adjusted
    assert _outcomes(_rules({"now": now, "final": _final(2023)})["now", "R125"]) == {outcome}


@pytest.mark.parametrize(("total", "outcome"), [("154.00", "pass"), ("150.00", "insufficient_data")])
def test_a_body_without_units_publishes_the_same_figures_twice(total, outcome):
    """普陀区政府办公室 2025: 部门预算 and 单位预算, neither lists units nor prints codes."""
    department, unit = _budget(2024), _without_change(_budget(2024), total)
    for document in (department, unit):
        document["document"] |= {"unit_code": None, "unit_name": "区政府办公室"}
        document["tables"] = [t for t in document["tables"] if t["kind"] != "revenue"]
    unit["document"] |= {"document_kind": "unit_budget", "unit_name": "区政府办公室（本级）"}
    assert _outcomes(_rules({"department": department, "unit": unit})["department", "R123"]) == {outcome}
