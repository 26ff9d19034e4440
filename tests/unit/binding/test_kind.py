"""Title and header → table kind."""

from __future__ import annotations

import pytest

from pipeline.binding import bind_tables
from pipeline.records import DocumentIdentity
from tests.unit.binding.sample import make_table

FUNCTION_HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
FUNCTION_ROWS = [["", "合计", "3.00", "2.00", "1.00"], ["2013601", "行政运行", "3.00", "2.00", "1.00"]]
ECONOMIC_HEAD = ["科目编码", "科目名称", "预算数"]
ECONOMIC_ROWS = [["", "合计", "3.00"], ["30101", "基本工资", "3.00"]]


def kind(title: str, head: list[str], rows: list[list[str]]) -> str:
    return (
        bind_tables([make_table(head, rows, title=title)], DocumentIdentity("department_budget", 2026), "d")
        .tables[0]
        .table_kind
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2024年部门收支预算表", "revenue_expenditure_summary"),
        ("部门收支总体情况表", "revenue_expenditure_summary"),
        ("收入支出决算总表", "revenue_expenditure_summary"),
        ("2024年财政拨款收支预算表", "fiscal_appropriation_summary"),
        ("财政拨款收支总体情况表", "fiscal_appropriation_summary"),
        ("财政拨款收入支出决算总表", "fiscal_appropriation_summary"),
        ("部门收入总体情况表", "revenue"),
        ("收入决算表", "revenue"),
        ("支出决算表", "expenditure"),
        ("一般公共预算财政拨款支出决算表", "general_public_expenditure"),
        ("2026年度一般公共预算拨款支出预算表", "general_public_expenditure"),
        ("政府性基金预算财政拨款收入支出决算表", "government_fund"),
        ("国有资本经营预算财政拨款支出决算表", "state_capital"),
        ("部门综合预算政府性基金收支表", "government_fund"),
        ("“三公”经费和机关运行经费预算表", "three_public"),
        ("一般公共预算拨款“三公”经费及会议费、培训费支出预算表", "three_public"),
        ("2024年机关（机构）运行经费", "operating_expenses"),
        ("政府采购（资产配置、购买服务）预算表", "procurement"),
        ("财政拨款政府购买服务明细表", "purchased_services"),
        ("专项业务经费支出表", "project_expenditure"),
        ("2024年项目支出预算表", "project_expenditure"),
        ("部门综合预算财政拨款上年结转资金支出表", "other"),
        ("2026年市级重点专项资金绩效目标表", "project_performance"),
        ("部门整体支出绩效目标表", "department_performance"),
        ("本级部门整体绩效目标表", "department_performance"),
        ("专项资金整体绩效目标表", "project_performance"),
        ("政策和项目预算绩效目标表", "project_performance"),
        ("社会保障和就业共同事权转移支付绩效目标表", "project_performance"),
    ],
)
def test_the_title_names_the_kind(title: str, expected: str) -> None:
    assert kind(title, FUNCTION_HEAD, FUNCTION_ROWS) == expected


def test_general_public_spending_by_economic_code_is_an_economic_summary() -> None:  # 泉州 八
    assert kind("2026年度一般公共预算支出经济分类情况表", ECONOMIC_HEAD, ECONOMIC_ROWS) == "economic_summary"
    assert kind("一般公共预算支出明细表", ECONOMIC_HEAD, ECONOMIC_ROWS) == "economic_summary"


def test_general_public_basic_spending_is_basic_by_either_key() -> None:
    assert (
        kind("一般公共预算基本支出明细表（按支出功能分类科目）", FUNCTION_HEAD, FUNCTION_ROWS)
        == "general_public_basic_expenditure"
    )
    assert (
        kind("一般公共预算基本支出经济分类情况表", ECONOMIC_HEAD, ECONOMIC_ROWS) == "general_public_basic_expenditure"
    )


def test_the_header_decides_where_no_title_is_printed() -> None:
    assert kind("", FUNCTION_HEAD, FUNCTION_ROWS) == "expenditure"
    head = ["因公出国（境）费", "公务用车购置及运行费", "公务接待费"]
    assert kind("", head, [["1.00", "2.00", "3.00"]]) == "three_public"
    assert (
        kind(
            "", ["收入|项目", "收入|金额", "支出|项目", "支出|金额"], [["一、事业收入", "1.00", "一、外交支出", "1.00"]]
        )
        == "revenue_expenditure_summary"
    )


def test_a_list_of_units_is_no_budget_table() -> None:
    found = bind_tables(
        [
            make_table(
                ["序号", "单位名称", "备注"], [["1", "甲局本级", ""], ["2", "甲局信息中心", ""]], title="单位构成"
            )
        ],
        DocumentIdentity(),
        "d",
    )
    assert (found.tables[0].table_kind, found.tables[0].status) == ("other", "empty")
    assert found.amounts == []


def test_indicators_under_a_spending_title_are_a_performance_table() -> None:
    head = ["项目名称", "项目支出", "一级指标", "二级指标", "三级指标", "指标值"]
    assert (
        kind("2026年项目支出表", head, [["甲项目", "1.00", "产出指标", "数量指标", "人次", "71"]])
        == "project_performance"
    )
