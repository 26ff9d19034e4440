"""What pages of real disclosures taught the rules: how spreadsheets cut figures, balances in several columns, items known by name, blank 决算数.

Each case has a twin in which the page would really contradict itself.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.rules.documents import results

GP, OWN = "general_public_budget", "own_funds"
Table = dict[str, Any]


def _document(
    *tables: Table, kind: str = "department_budget", claims: tuple[dict[str, Any], ...] = ()
) -> dict[str, Any]:
    return {"document": {"document_kind": kind, "fiscal_year": 2024}, "tables": list(tables), "claims": list(claims)}


def _table(kind: str, columns: list[dict[str, Any]], *rows: dict[str, Any], by: str = "function", **more: Any) -> Table:
    return {"kind": kind, "by": by, "title": kind, "columns": dict(enumerate(columns, 1)), "rows": list(rows), **more}


def _row(kind: str, label: str, *values: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "kind": kind, "v": {n: v for n, v in enumerate(values, 1) if v}, **more}


def _claim(item: str, value: int, printed: str, sentence: str = "") -> dict[str, Any]:
    return {"item": item, "value": value, "printed": printed, "sentence": sentence or printed}


def _cut(total: str) -> dict[str, Any]:
    """西安 支出总表 in 元: the spreadsheet shows ten digits, 786781502.82 is printed 786781502.8."""
    return _document(
        _table(
            "expenditure",
            [{"path": "合计", "flow": "expenditure", "spending_kind": "all"}],
            _row("total", "合计", total),
            _row("unit", "局机关", "786781400.8", unit_code="526001"),
            _row("unit", "中心", "102.02", unit_code="526002"),
            by="unit",
            unit="元",
        )
    )


def _balances(account: str, expenditure: str = "3695.91") -> dict[str, Any]:
    """西安 2019 表1 to 表3: 上年结转 and 上年实户资金余额 in columns of their own; 表3 spends them too."""
    return _document(
        _table(
            "revenue_expenditure_summary",
            [{"path": "预算数", "flow": "revenue"}, {"path": "预算数", "flow": "expenditure"}],
            _row("item", "财政拨款", "3643.37", flow="revenue", fund=GP),
            _row("total", "本年收入合计", "3643.37", flow="revenue"),
            _row("item", "上年实户资金余额", "40.93", flow="opening_balance", origin_year="carried_in", fund=OWN),
            _row("item", "上年结转", "11.61", flow="opening_balance", origin_year="carried_in"),
            _row("total", "收入总计", "3695.91", flow="revenue"),
            _row("function", "灾害防治", "", "3643.37", flow="expenditure", function_code="224"),
            _row("total", "本年支出合计", "", "3643.37", flow="expenditure"),
            _row("item", "结转下年", "", "52.54", flow="closing_balance"),
            _row("total", "支出总计", "", "3695.91", flow="expenditure"),
            by="item",
        ),
        _table(
            "revenue",
            [
                {"path": "总计", "flow": "revenue", "fund": "all", "origin_year": "all", "leaf": False},
                {"path": "一般公共预算拨款", "flow": "revenue", "fund": GP},
                {"path": "上年结转", "flow": "opening_balance", "fund": "all", "origin_year": "carried_in"},
                {"path": "上年实户资金余额", "flow": "opening_balance", "fund": OWN, "origin_year": "carried_in"},
            ],
            _row("total", "合计", "3695.91", "3643.37", "11.61", account),
            by="unit",
        ),
        _table(
            "expenditure",
            [
                {"path": "总计", "flow": "expenditure", "spending_kind": "all", "origin_year": "all", "leaf": False},
                {"path": "公共预算拨款", "flow": "expenditure", "fund": GP, "spending_kind": "all"},
                {"path": "上年结转", "flow": "expenditure", "spending_kind": "all", "origin_year": "carried_in"},
            ],
            _row("total", "合计", expenditure, "3643.37", "52.54"),
            by="unit",
        ),
    )


def _beside(path: str) -> dict[str, Any]:
    """西安 收入总表: 上年结转 90.57 beside 用事业基金弥补收支差额 0, left out of the sums by the reading."""
    return _document(
        _table(
            "expenditure",
            [
                {"path": "部门预算/用事业基金弥补收支差额", "flow": "expenditure"},
                {"path": path, "flow": "expenditure", "leaf": False, "of_which": True},
            ],
            _row("unit", "局机关", "1.00", "90.57", unit_code="526001"),
            by="unit",
        )
    )


def _by_code(name: str) -> dict[str, Any]:
    """基本支出表 30212 against 因公出国（境）费 5.00 of the 三公 table."""
    return _document(
        _table(
            "general_public_basic_expenditure",
            [{"path": "合计", "flow": "expenditure", "spending_kind": "basic"}],
            _row("economic", "因公出国（境）费用", "2.00", department_economic_code="30212"),
            _row("economic", name, "7.00", department_economic_code="30212"),
            by="economic",
        ),
        _table(
            "three_public",
            [{"path": "因公出国（境）费", "flow": "expenditure", "three_public_item": "overseas_travel"}],
            _row("total", "", "5.00"),
        ),
    )


def _renumbered(printed: str) -> dict[str, Any]:
    """西安 2021: the prose says 2089901, the table 2089999, both 其他社会保障和就业支出."""
    return _document(
        _table(
            "general_public_expenditure",
            [{"path": "合计", "flow": "expenditure", "fund": GP, "spending_kind": "all"}],
            _row("function", "其他社会保障和就业支出", printed, function_code="2089999"),
        ),
        claims=(_claim("general_public_function_2089901", 251905000, "25190.50万元"),),
    )


def _blank_final(final: str) -> dict[str, Any]:
    """普陀 三公决算表: 预算数 0.95, 决算数 blank; the prose says that nothing was spent."""
    return _document(
        _table(
            "three_public",
            [
                {"path": "预算数/公务接待费", "stage": "budget", "three_public_item": "reception"},
                {"path": "决算数/公务接待费", "stage": "final_accounts", "three_public_item": "reception"},
            ],
            _row("total", "", "0.95", final),
        ),
        kind="department_final_accounts",
        claims=(_claim("reception", 0, "0.00万元"), _claim("three_public_total", 0, "0.00万元")),
    )


CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a figure of ten digits was cut": (_cut("786781502.8"), "R19", "pass_rounding"),
    "and only behind its last digit": (_cut("786781503.1"), "R19", "fail"),
    "a balance in two columns": (_balances("40.93"), "R49", "pass"),
    "a balance in two columns, wrong": (_balances("40.00"), "R49", "fail"),
    "expenditure of both years": (_balances("40.93"), "R50", "pass"),
    "expenditure of neither": (_balances("40.93", "3690.00"), "R50", "fail"),
    "a column is a part only where it says so": (_beside("部门预算/上年结转"), "G04", "not_applicable"),
    "a part is no larger": (_beside("部门预算/其中：上年结转"), "G04", "fail"),
    "another item under the code": (_by_code("退休人员活动费"), "R74", "pass"),
    "travel of researchers is no 三公": (_by_code("科研类出国（境）费用"), "R74", "pass"),
    "other travel is": (_by_code("其他因公出国（境）费用"), "R74", "fail"),
    "a code of another year": (_renumbered("25190.50"), "R98", "pass"),
    "a code of another year, wrong": (_renumbered("25100.50"), "R98", "fail"),
    "a budget is no final figure": (_blank_final(""), "F41", "insufficient_data"),
    "blank is nothing": (_blank_final(""), "F47", "pass"),
    "a final figure that the prose denies": (_blank_final("0.95"), "F41", "fail"),
    "a final figure in a table said to be empty": (_blank_final("0.95"), "F47", "fail"),
}


@pytest.fixture(scope="module")
def outcomes() -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for row in results({name: document for name, (document, _, _) in CASES.items()}):
        found.setdefault((row["document_id"], row["rule_id"]), set()).add(row["outcome"])
    return found


@pytest.mark.parametrize("name", CASES)
def test_page(name: str, outcomes: dict[tuple[str, str], set[str]]) -> None:
    _, rule, expected = CASES[name]
    assert outcomes[name, rule] == {expected}
