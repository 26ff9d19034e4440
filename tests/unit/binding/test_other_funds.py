"""其他资金 beside 财政拨款 is the money that is not appropriated."""

from __future__ import annotations

from pipeline.binding import bind_tables
from pipeline.records import DocumentIdentity
from pipeline.tables.model import Table
from tests.unit.binding.sample import make_table
from tests.unit.binding.test_forms import form

BUDGET = DocumentIdentity("department_budget", 2026)


def funds(table: Table) -> list[tuple[str, str | None]]:
    return [(a.printed, a.fund) for a in bind_tables([table], BUDGET, "d").amounts]


def test_other_money_beside_appropriated_money_in_a_list_of_goals() -> None:  # 北京 cef2b86dfc page 89
    head = ["项目名称", "项目总额", "其中：|财政资金", "其中：|其他资金", "绩效目标"]
    rows = [["教学院校评估", "5.166600", "5.166600", "", ""], ["乡村学校保障", "33.6", "16.4512", "17.1488", "完成"]]
    assert funds(make_table(head, rows, title="项目支出绩效表")) == [
        ("5.166600", "all"),
        ("5.166600", "fiscal_appropriation"),
        ("33.6", "all"),
        ("16.4512", "fiscal_appropriation"),
        ("17.1488", "own_funds"),
    ]


def test_other_money_beside_appropriated_money_in_a_form() -> None:  # 西安 d504cbd6d8 page 74: the heads are moments
    rows = [
        ["项目名称", "病媒生物防制", "", ""],
        ["项目资金（万元）", "", "年初预算数", "全年预算数（A）"],
        ["", "年度资金总额", "240", "229"],
        ["", "其中：当年财政拨款", "200", "190"],
        ["", "其他资金", "40", "39"],
        ["年度绩效指标", "一级指标", "二级指标", "指标值"],
    ]
    table = form(rows, "项目绩效自评表", {(1, 0): 4})
    found = [f for f in funds(table) if f[0] in {"240", "190", "39"}]
    assert found == [("240", "all"), ("190", "fiscal_appropriation"), ("39", "own_funds")]


def test_other_money_beside_kinds_of_spending_says_nothing() -> None:  # 泉州 2f9ff5c856 page 37
    rows = [
        ["年度预算安排（万元）", "资金总额", "8200.95"],
        ["", "项目支出", "2285.57"],
        ["", "基本支出", "5915.38"],
        ["", "其他资金", "0.00"],
    ]
    assert funds(form(rows, "部门整体支出绩效目标表", {(0, 0): 4}))[-1] == ("0.00", "all")
