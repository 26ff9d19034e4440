"""What a figure holds: money of one year or of both, of one fund or of all. Where the page does not say, a difference proves nothing;
where it does, a real contradiction still fails."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.rules.documents import results

GP, GF, OTHER = "general_public_budget", "government_managed_funds", "other_revenue"
Table = dict[str, Any]


def _document(*tables: Table, kind: str = "department_budget") -> dict[str, Any]:
    return {"document": {"document_kind": kind, "fiscal_year": 2024}, "tables": list(tables)}


def _out(path: str, **meaning: Any) -> dict[str, Any]:
    return {"path": path, "flow": "expenditure", "spending_kind": "all", **meaning}


def _total(**values: str) -> dict[str, Any]:
    """合计 by column: `_1="10.00"`."""
    return {"label": "合计", "kind": "total", "v": {int(k[1:]): v for k, v in values.items()}}


def _table(kind: str, columns: list[dict[str, Any]], *rows: dict[str, Any], by: str = "function") -> Table:
    return {"kind": kind, "by": by, "title": kind, "columns": dict(enumerate(columns, 1)), "rows": list(rows)}


def _list(kind: str, *rows: tuple[str, str, dict[str, Any]]) -> Table:
    """A list of worded rows with one amount column."""
    return _table(
        kind,
        [{"path": "预算数"}],
        *({"label": label, "kind": "item", "v": {1: v} if v else {}, **more} for label, v, more in rows),
        by="item",
    )


def _revenue(*lines: tuple[str, str], carried: str, current: str, total: str) -> Table:
    names = {GP: "一般公共预算拨款收入", GF: "政府性基金预算拨款收入", OTHER: "其他收入"}
    return _list(
        "revenue_expenditure_summary",
        *((names[fund], v, {"flow": "revenue", "fund": fund}) for fund, v in lines),
        ("本年收入合计", current, {"kind": "total", "flow": "revenue"}),
        ("上年结转", carried, {"flow": "opening_balance", "origin_year": "carried_in"}),
        ("收入总计", total, {"kind": "total", "flow": "revenue"}),
    )


def _projects_with_one_balance(general_project: str) -> dict[str, Any]:
    """云南 预算05-1表: one 上年结转 for all funds."""
    return _document(
        _table(
            "general_public_expenditure",
            [
                _out("合计", fund=GP, leaf=False),
                _out("基本支出", fund=GP, spending_kind="basic"),
                _out("项目支出", fund=GP, spending_kind="project"),
            ],
            _total(_1="200.00", _2="90.00", _3=general_project),
        ),
        _table("government_fund", [_out("合计", fund=GF)]),
        _table("state_capital", [_out("合计", fund="state_capital_operations")]),
        _table(
            "project_expenditure",
            [
                _out("合计", fund="all", spending_kind="project", leaf=False),
                _out("本年拨款/一般公共预算", fund=GP, spending_kind="project", origin_year="current"),
                _out("上年结转", fund="all", spending_kind="project", origin_year="carried_in"),
            ],
            _total(_1="110.00", _2="100.00", _3="10.00"),
            by="project",
        ),
    )


def _funds_as_rows(general: str, project: str = "30.00") -> dict[str, Any]:
    """广东: 收入总体情况表 and 支出总体情况表 are lists; no column has a fund or a kind of spending."""
    return _document(
        _revenue((GP, "80.00"), (GF, "20.00"), carried="", current="100.00", total="100.00"),
        _list(
            "revenue",
            ("一、预算拨款", "100.00", {"flow": "revenue", "fund": "fiscal_appropriation", "leaf": False}),
            ("一般公共预算拨款", general, {"flow": "revenue", "fund": GP}),
            ("政府性基金预算拨款", "20.00", {"flow": "revenue", "fund": GF}),
            ("收入总计", "100.00", {"kind": "total", "flow": "revenue"}),
        ),
        _list(
            "expenditure",
            ("一、基本支出", "70.00", {"flow": "expenditure", "spending_kind": "basic"}),
            ("二、项目支出", project, {"flow": "expenditure", "spending_kind": "project", "leaf": False}),
            ("日常运转类项目", project, {"flow": "expenditure"}),
            ("支出总计", "100.00", {"kind": "total", "flow": "expenditure", "spending_kind": "all"}),
        ),
        _table(
            "project_expenditure",
            [
                _out("总计", fund="all", spending_kind="project", leaf=False),
                _out("一般公共预算", fund=GP, spending_kind="project"),
                _out("单位资金", fund="own_funds", spending_kind="project"),
            ],
            _total(_1="30.00", _2="25.00", _3="5.00"),
            by="project",
        ),
    )


def _years_as_columns(total: str) -> dict[str, Any]:
    """四川 表2-1: money of the year and carried over in two groups, 一般公共预算 of both nowhere."""
    return _document(
        _table("general_public_expenditure", [_out("合计", fund=GP)], _total(_1=total)),
        _table(
            "economic_summary",
            [
                _out("总计", fund="fiscal_appropriation", origin_year="all", leaf=False),
                _out("当年/一般公共预算", fund=GP, origin_year="current"),
                _out("上年结转/一般公共预算", fund=GP, origin_year="carried_in"),
            ],
            _total(_1="107.00", _2="100.00", _3="7.00"),
            by="economic",
        ),
    )


def _one_fund_split(project: str) -> dict[str, Any]:
    """云南 预算01-3表: 基本 and 项目 of 一般公共预算 only."""
    return _document(
        _table(
            "expenditure",
            [
                _out("合计", fund="all", leaf=False),
                _out("一般公共预算/基本支出", fund=GP, spending_kind="basic"),
                _out("一般公共预算/项目支出", fund=GP, spending_kind="project"),
                _out("政府性基金", fund=GF),
            ],
            _total(_1="150.00", _2="90.00", _3="40.00", _4="20.00"),
        ),
        _table(
            "project_expenditure",
            [
                _out("合计", fund="all", spending_kind="project", leaf=False),
                _out("一般公共预算", fund=GP, spending_kind="project"),
                _out("单位资金", fund="own_funds", spending_kind="project"),
            ],
            _total(_1=project, _2=project),
            by="project",
        ),
    )


def _appropriation_only(project: str, other: str) -> dict[str, Any]:
    """The only funds of the project table are the appropriated ones; 支出总表 holds all."""
    return _document(
        _revenue((GP, "100.00"), (OTHER, other), carried="", current="113.00", total="113.00"),
        _table(
            "expenditure",
            [
                _out("合计", fund="all", leaf=False),
                _out("基本支出", fund="all", spending_kind="basic"),
                _out("项目支出", fund="all", spending_kind="project"),
            ],
            _total(_1="113.00", _2="60.00", _3="53.00"),
        ),
        _table(
            "project_expenditure",
            [
                _out("合计", fund="all", spending_kind="project", leaf=False),
                _out("一般公共预算", fund=GP, spending_kind="project"),
                _out("政府性基金", fund=GF, spending_kind="project"),
            ],
            _total(_1=project, _2=project),
            by="project",
        ),
    )


def _general_of_the_year(general: str, carried: str) -> dict[str, Any]:
    """中央部门: 一般公共预算支出表 holds money of the year, the 财政拨款收支总表 also what was carried over."""
    return _document(
        _table(
            "fiscal_appropriation_summary",
            [{"path": "预算数"}, _out("一般公共预算", fund=GP)],
            {
                "label": "一、本年收入",
                "kind": "section",
                "leaf": False,
                "flow": "revenue",
                "v": {1: "100.00"},
            },
            {"label": "一般公共预算拨款", "kind": "item", "flow": "revenue", "fund": GP, "v": {1: "100.00"}},
            {
                "label": "二、上年结转",
                "kind": "item",
                "flow": "opening_balance",
                "fund": GP,
                "origin_year": "carried_in",
                "v": {1: carried} if carried else {},
            },
            {"label": "本年支出", "kind": "section", "leaf": False, "flow": "expenditure", "v": {2: "107.00"}},
            {"label": "支出总计", "kind": "total", "flow": "expenditure", "v": {2: "107.00"}},
            by="item",
        ),
        _table("general_public_expenditure", [_out("合计", fund=GP)], _total(_1=general)),
    )


def _revenue_of_the_year(total: str, carried: str = "7.00") -> dict[str, Any]:
    """收入总表 with neither 上年结转 nor the word 本年."""
    return _document(
        _revenue((GP, "100.00"), carried=carried, current="100.00", total="107.00"),
        _table(
            "revenue",
            [
                {"path": "合计", "flow": "revenue", "fund": "all", "leaf": False},
                {"path": "一般公共预算", "flow": "revenue", "fund": GP},
                {"path": "其他收入", "flow": "revenue", "fund": OTHER},
            ],
            _total(_1=total, _2=total),
        ),
    )


def _rise_and_fall(stage: str) -> dict[str, Any]:
    """浙江 公开09表: 公务用车购置 falls while 运行维护 rises by more than both together."""
    three_public = _table(
        "three_public",
        [{"path": "增减额", "stage": stage}],
        {"label": "3.公务用车购置及运行维护费", "kind": "item", "three_public_item": "vehicles", "v": {1: "0.38"}},
        {
            "label": "其中：（2）公务用车运行维护费",
            "kind": "of_which",
            "three_public_item": "vehicle_operation",
            "v": {1: "2.76"},
        },
        by="item",
    )
    return _document(three_public)


def _list_that_goes_on(last: str) -> dict[str, Any]:
    """公开06表: two lists under 公用经费; the 款 of 302 go on in the second."""

    def entry(code: str, printed: str, column: int, *, leaf: bool = True) -> dict[str, Any]:
        return {
            "label": code,
            "kind": "economic",
            "leaf": leaf,
            "department_economic_code": code,
            "v": {column: printed},
        }

    columns = [_out("公用经费/决算数", fund=GP, spending_kind="basic_public") for _ in range(2)]
    return _document(
        _table(
            "general_public_basic_expenditure",
            columns,
            entry("302", "10.00", 1, leaf=False),
            entry("30201", "6.00", 1),
            entry("30239", last, 2),
            by="economic",
        ),
        kind="department_final_accounts",
    )


CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a balance of all funds may be of this one": (_projects_with_one_balance("110.00"), "R70", "insufficient_data"),
    "and no more than the balance": (_projects_with_one_balance("110.50"), "R70", "fail"),
    "a part is never less than its own column": (_projects_with_one_balance("95.00"), "R70", "fail"),
    "funds as rows": (_funds_as_rows("80.00"), "R48", "pass"),
    "funds as rows, one wrong": (_funds_as_rows("81.00"), "R48", "fail"),
    "projects as a row": (_funds_as_rows("80.00"), "R68", "pass"),
    "projects as a row, wrong": (_funds_as_rows("80.00", "31.00"), "R68", "fail"),
    "both years are added": (_years_as_columns("107.00"), "R64", "pass"),
    "one year does not stand for both": (_years_as_columns("100.00"), "R64", "fail"),
    "a fund that is not split may hold projects": (_one_fund_split("60.00"), "R68", "insufficient_data"),
    "and no more than the fund": (_one_fund_split("61.00"), "R68", "fail"),
    "projects of the appropriation": (_appropriation_only("40.00", "13.00"), "R68", "insufficient_data"),
    "more is missing than other money": (_appropriation_only("39.00", "13.00"), "R68", "fail"),
    "there is no other money": (_appropriation_only("40.00", ""), "R68", "fail"),
    "general budget of both years": (_general_of_the_year("107.00", "7.00"), "R56", "pass"),
    "general budget of the year": (_general_of_the_year("100.00", "7.00"), "R56", "pass"),
    "general budget of neither": (_general_of_the_year("101.00", "7.00"), "R56", "fail"),
    "nothing was carried over": (_general_of_the_year("100.00", ""), "R56", "fail"),
    "revenue of the year": (_revenue_of_the_year("100.00"), "R47", "pass"),
    "revenue of both years": (_revenue_of_the_year("107.00"), "R47", "pass"),
    "revenue of neither": (_revenue_of_the_year("104.00"), "R47", "fail"),
    "no balance is printed": (_revenue_of_the_year("100.00"), "R49", "not_applicable"),
    "a part may rise by more than the whole": (_rise_and_fall("change"), "G04", "not_applicable"),
    "a part is no larger than the whole": (_rise_and_fall("budget"), "G04", "fail"),
    "a list goes on in the next": (_list_that_goes_on("4.00"), "F15", "pass"),
    "a list goes on, wrong": (_list_that_goes_on("5.00"), "F15", "fail"),
}


@pytest.fixture(scope="module")
def outcomes() -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for row in results({name: document for name, (document, _, _) in CASES.items()}):
        found.setdefault((row["document_id"], row["rule_id"]), set()).add(row["outcome"])
    return found


@pytest.mark.parametrize("name", CASES)
def test_scope(name: str, outcomes: dict[tuple[str, str], set[str]]) -> None:
    _, rule, expected = CASES[name]
    assert outcomes[name, rule] == {expected}
