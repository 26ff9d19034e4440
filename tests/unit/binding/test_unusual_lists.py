"""Lists in shapes that no collected place prints: what their leaves give, by flow and moment, is what the page prints."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from pipeline.binding import bind_tables
from pipeline.records import DocumentIdentity
from pipeline.tables.model import Table
from tests.unit.binding.sample import make_table

BUDGET = DocumentIdentity("department_budget", 2025, None, None, "某县水利局")
ACCOUNTS = DocumentIdentity("department_final_accounts", 2024, None, None, "某县水利局")
Sums = dict[tuple[str, str], str]
"""Flow and stage → what the leaves must give, in 万元."""
SHAPES: dict[str, tuple[Table, Sums, DocumentIdentity]] = {}


def shape(
    name: str,
    title: str,
    heads: list[str],
    rows: list[list[str]],
    expected: Sums,
    identity: DocumentIdentity = BUDGET,
    **more: Any,
) -> None:
    """One more table to be tried."""
    SHAPES[name] = make_table(heads, rows, title=title, **more), expected, identity


def spent(amount: str, stage: str = "budget") -> Sums:
    """Everything is expenditure of one moment."""
    return {("expenditure", stage): amount}


shape(
    "sources 3 levels",
    "2025年收入预算总表",
    [
        "单位",
        "总计",
        "本年收入|合计",
        "本年收入|财政拨款|小计",
        "本年收入|财政拨款|一般公共预算",
        "本年收入|财政拨款|政府性基金",
        "本年收入|事业收入",
        "本年收入|其他收入",
        "上年结转|小计",
        "上年结转|财政拨款结转",
        "上年结转|单位资金结转",
    ],
    [
        ["某县水利局机关", "100.5", "90", "70", "60", "10", "15", "5", "10.5", "8", "2.5"],
        ["某县水文站", "50", "50", "40", "40", "", "10", "", "", "", ""],
        ["合计", "150.5", "140", "110", "100", "10", "25", "5", "10.5", "8", "2.5"],
    ],
    {("revenue", "budget"): "140", ("opening_balance", "budget"): "10.5"},
)
shape(
    "one unit, no total",
    "2025年支出总表",
    ["单位名称", "科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    [
        ["某县水利局", "", "", "100.5", "60.5", "40"],
        ["", "213", "农林水支出", "100.5", "60.5", "40"],
        ["", "21303", "水利", "100.5", "60.5", "40"],
        ["", "2130301", "行政运行", "60.5", "60.5", ""],
        ["", "2130306", "水利工程运行与维护", "40", "", "40"],
    ],
    spent("100.5"),
)
shape(
    "of which under class",
    "2025年支出预算表",
    ["项目", "预算数"],
    [
        ["一、教育支出", "20.5"],
        ["其中：教师培训", "5"],
        ["二、农林水支出", "80"],
        ["其中：水库除险加固", "30"],
        ["河道清淤", "10"],
        ["三、住房保障支出", "10"],
        ["支出合计", "110.5"],
    ],
    spent("110.5"),
)
shape(
    "ordinals 3 levels",
    "2025年支出预算明细表",
    ["支出项目", "金额"],
    [
        ["一、教育支出", "20.5"],
        ["（一）普通教育", "20.5"],
        ["1.小学教育", "12"],
        ["2.初中教育", "8.5"],
        ["二、农林水支出", "80"],
        ["（一）水利", "80"],
        ["1.行政运行", "50"],
        ["2.水利工程运行与维护", "30"],
        ["合计", "100.5"],
    ],
    spent("100.5"),
)
shape(
    "negative",
    "2025年支出预算调整表",
    ["科目编码", "科目名称", "年初预算", "调整数", "调整后预算"],
    [
        ["2130301", "行政运行", "60.5", "-10.5", "50"],
        ["2130306", "水利工程运行与维护", "40", "20", "60"],
        ["", "合计", "100.5", "9.5", "110"],
    ],
    {("expenditure", "budget"): "100.5", ("expenditure", "adjusted_budget"): "110"},
)
shape(
    "sections without figures",
    "2025年一般公共预算基本支出表",
    ["科目编码", "科目名称", "预算数"],
    [
        ["", "人员经费", ""],
        ["30101", "基本工资", "50.5"],
        ["30102", "津贴补贴", "20"],
        ["", "公用经费", ""],
        ["30201", "办公费", "10"],
        ["30207", "邮电费", "5"],
        ["", "合计", "85.5"],
    ],
    spent("85.5"),
)
shape(
    "total and grand total",
    "2025年支出总表",
    ["项目", "预算数"],
    [
        ["一、农林水支出", "80.5"],
        ["二、住房保障支出", "10"],
        ["本年支出合计", "90.5"],
        ["三、结转下年", "9.5"],
        ["支出总计", "100"],
    ],
    {("expenditure", "budget"): "90.5", ("closing_balance", "budget"): "9.5"},
)
shape(
    "unit price",
    "2025年政府采购预算表",
    ["采购项目", "数量", "单价（元）", "金额（万元）"],
    [["便携式计算机", "10", "6,500.00", "6.50"], ["打印机", "4", "2,250.00", "0.90"], ["合计", "", "", "7.40"]],
    spent("7.40"),
    unit=None,
)
shape(
    "total divided by fund below",
    "2025年项目支出表",
    ["项目名称", "预算数"],
    [["河道清淤", "30.5"], ["水库除险", "40"], ["合计", "70.5"], ["其中：一般公共预算", "50.5"], ["政府性基金", "20"]],
    spent("70.5"),
)
shape(
    "total on top divided by fund",
    "2025年项目支出表",
    ["项目名称", "预算数"],
    [["合计", "70.5"], ["其中：一般公共预算", "50.5"], ["政府性基金", "20"], ["河道清淤", "30.5"], ["水库除险", "40"]],
    spent("70.5"),
)
shape(
    "numbered projects",
    "2025年项目支出明细表",
    ["序号", "项目名称", "合计", "财政拨款", "其他资金"],
    [
        ["1", "水利建设", "70.5", "60.5", "10"],
        ["1.1", "河道清淤", "30.5", "30.5", ""],
        ["1.2", "水库除险", "40", "30", "10"],
        ["2", "水政执法", "20", "20", ""],
        ["", "合计", "90.5", "80.5", "10"],
    ],
    spent("90.5"),
)
shape(
    "rate of execution",
    "2024年度支出执行情况表",
    ["科目编码", "科目名称", "预算数", "决算数", "完成率"],
    [
        ["2130301", "行政运行", "60.5", "58.5", "96.69%"],
        ["2130306", "水利工程运行与维护", "40", "41", "102.50%"],
        ["", "合计", "100.5", "99.5", "99.00%"],
    ],
    {("expenditure", "budget"): "100.5", ("expenditure", "final_accounts"): "99.5"},
    ACCOUNTS,
)
shape(
    "cumulative months",
    "2025年支出用款计划表",
    ["科目名称", "全年", "一季度", "二季度", "三季度", "四季度"],
    [
        ["行政运行", "60.5", "15.5", "15", "15", "15"],
        ["水利工程运行与维护", "40", "10", "10", "10", "10"],
        ["合计", "100.5", "25.5", "25", "25", "25"],
    ],
    spent("100.5"),
)
shape(
    "circulation in accounts",
    "2024年度一般公共预算财政拨款支出决算表",
    [
        "科目编码",
        "科目名称",
        "年初结转和结余",
        "本年收入",
        "本年支出|小计",
        "本年支出|基本支出",
        "本年支出|项目支出",
        "年末结转和结余",
    ],
    [
        ["2130301", "行政运行", "1.5", "60", "60.5", "60.5", "", "1"],
        ["2130306", "水利工程运行与维护", "", "40", "35", "", "35", "5"],
        ["", "合计", "1.5", "100", "95.5", "60.5", "35", "6"],
    ],
    {
        ("opening_balance", "final_accounts"): "1.5",
        ("revenue", "final_accounts"): "100",
        ("expenditure", "final_accounts"): "95.5",
        ("closing_balance", "final_accounts"): "6",
    },
    ACCOUNTS,
)
shape(
    "year heads",
    "一般公共预算支出对比表",
    [
        "科目名称",
        "2024年预算|合计",
        "2024年预算|基本支出",
        "2024年预算|项目支出",
        "2025年预算|合计",
        "2025年预算|基本支出",
        "2025年预算|项目支出",
    ],
    [
        ["行政运行", "58", "58", "", "60.5", "60.5", ""],
        ["水利工程运行与维护", "42", "", "42", "40", "", "40"],
        ["合计", "100", "58", "42", "100.5", "60.5", "40"],
    ],
    {("expenditure", "budget"): "100.5", ("expenditure", "prior_year_budget"): "100"},
)
shape(
    "units side by side with total last",
    "2025年支出预算表",
    ["科目编码", "科目名称", "局机关", "水文站", "河道管理所", "合计"],
    [
        ["2130301", "行政运行", "30.5", "20", "10", "60.5"],
        ["2130306", "水利工程运行与维护", "", "10", "30", "40"],
        ["", "合计", "30.5", "30", "40", "100.5"],
    ],
    spent("100.5"),
)
shape(
    "roman",
    "2025年支出预算表",
    ["项目", "金额"],
    [["Ⅰ.基本支出", "60.5"], ["Ⅱ.项目支出", "40"], ["总计", "100.5"]],
    spent("100.5"),
)
shape(
    "class heads 合计 per class",
    "2025年支出预算表",
    ["类别", "项目", "金额"],
    [
        ["人员经费", "基本工资", "50.5"],
        ["", "津贴补贴", "10"],
        ["", "小计", "60.5"],
        ["公用经费", "办公费", "30"],
        ["", "邮电费", "10"],
        ["", "小计", "40"],
        ["合计", "", "100.5"],
    ],
    spent("100.5"),
    spans={(0, 0): 3, (3, 0): 3},
)
shape(
    "total without name, first",
    "2025年部门支出预算表",
    ["单位名称", "合计", "基本支出", "项目支出"],
    [
        ["某县水利系统", "100.5", "60.5", "40"],
        ["某县水利局机关", "60.5", "40.5", "20"],
        ["某县水文站", "40", "20", "20"],
    ],
    spent("100.5"),
)
shape(
    "two blocks below",
    "2025年收支预算表",
    ["项目", "2024年预算", "2025年预算"],
    [
        ["收入", "", ""],
        ["财政拨款", "90", "95.5"],
        ["其他收入", "5", "5"],
        ["合计", "95", "100.5"],
        ["支出", "", ""],
        ["基本支出", "55", "60.5"],
        ["项目支出", "40", "40"],
        ["合计", "95", "100.5"],
    ],
    {
        ("revenue", "budget"): "100.5",
        ("expenditure", "budget"): "100.5",
        ("revenue", "prior_year_budget"): "95",
        ("expenditure", "prior_year_budget"): "95",
    },
)
shape(
    "balance with deficits",
    "2025年收支预算总表",
    ["收入|项目", "收入|预算数", "支出|项目", "支出|预算数"],
    [
        ["一、财政拨款收入", "95.5", "一、基本支出", "60.5"],
        ["二、动用上年结余", "5", "二、项目支出", "40"],
        ["收入合计", "100.5", "支出合计", "100.5"],
    ],
    {("revenue", "budget"): "95.5", ("opening_balance", "budget"): "5", ("expenditure", "budget"): "100.5"},
)
shape(
    "personnel counts beside",
    "2025年人员经费预算表",
    ["单位", "编制数", "实有人数", "基本工资", "津贴补贴", "合计"],
    [
        ["局机关", "20", "18", "30.5", "10", "40.5"],
        ["水文站", "10", "9", "15", "5", "20"],
        ["合计", "30", "27", "45.5", "15", "60.5"],
    ],
    spent("60.5"),
)
shape(
    "other first",
    "2025年部门预算支出表",
    ["科目", "总计", "其中：财政拨款", "其中：其他资金", "基本支出", "项目支出"],
    [
        ["行政运行", "60.5", "60", "0.5", "60.5", ""],
        ["水利工程运行与维护", "40", "30", "10", "", "40"],
        ["合计", "100.5", "90", "10.5", "60.5", "40"],
    ],
    spent("100.5"),
)

shape(
    "sums without their parts and without a total",
    "2025年支出预算表",
    ["项目", "金额"],
    [["工资福利类合计", "60.5"], ["商品服务类合计", "40"]],
    spent("100.5"),
)
shape(
    "sums with their parts and without a total",
    "2025年支出预算表",
    ["项目", "金额"],
    [
        ["基本工资", "50.5"],
        ["津贴补贴", "10"],
        ["工资福利类合计", "60.5"],
        ["办公费", "30"],
        ["邮电费", "10"],
        ["商品服务类合计", "40"],
    ],
    spent("100.5"),
)


@pytest.mark.parametrize("name", SHAPES)
def test_the_leaves_give_what_is_printed(name: str) -> None:
    table, expected, identity = SHAPES[name]
    found: dict[tuple[str | None, str | None], Decimal] = defaultdict(Decimal)
    bound = bind_tables([table], identity, "d" * 16)
    for amount in bound.amounts:
        if amount.is_leaf and amount.is_leaf_column and amount.stage != "change":
            found[amount.flow, amount.stage] += amount.amount_yuan / 10000
    assert {key: amount for key, amount in found.items() if amount} == {k: Decimal(v) for k, v in expected.items()}
    assert bound.tables[0].leaf_status in {"confirmed", "no_total"}
