"""辽宁: horizontal rules only, 元 with separators."""

# ruff: noqa: RUF005, N806, SIM, RET, C416, PIE810, RUF015

from __future__ import annotations

from tests.samples.layouts.figures import (
    Budget,
    Unit,
    anything,
    basic,
    both,
    carried,
    current,
    fiscal,
    general,
    managed,
    personnel,
    project,
    public,
)
from tests.samples.layouts.paper import Disclosure, Row, Table
from tests.samples.layouts.parts import (
    GF,
    GP,
    amounts,
    blank,
    class_list,
    economic_rows,
    exp,
    function_rows,
    line,
    lists,
    pad,
    tp_columns,
    used,
)


def liaoning() -> Disclosure:
    u = [Unit("", "松河市应急管理局")]
    b = Budget(
        34, u, duty="22401", projects=(("安全生产监管经费", "06", "30227"), ("应急物资储备", "04", "31002")), own=False
    )
    name = "松河市应急管理局"
    year = {"fiscal_year": 2022, "stage": "budget"}
    T = b.sum
    left = [
        line("一、财政拨款收入", T(fiscal, current), flow="revenue", fund="fiscal_appropriation"),
        line("　　一般公共预算财政拨款", T(general, current), "一般公共预算财政拨款", flow="revenue", fund=GP),
        line("　　政府性基金预算财政拨款", T(managed, current), "政府性基金预算财政拨款", flow="revenue", fund=GF),
        blank("二、财政专户管理资金收入"),
        blank("三、单位资金收入"),
    ]
    right = class_list(b, [anything], only=used(b), facets={"flow": "expenditure"})
    m = max(len(left), len(right))
    left = pad(left, m) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        line("上年结转结余", T(carried), flow="opening_balance"),
        line("收 入 总 计", T(), "收入总计", flow="revenue", row_kind="total"),
    ]
    right = pad(right, m) + [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank("年终结转结余"),
        line("支 出 总 计", T(), "支出总计", flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "2022年部门收支总体情况表",
        [[("收        入", 2, 1), ("支        出", 2, 1)], [("项    目", 1, 1), ("预算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="公开表1",
        left=f"部门名称：{name}",
        amount_unit="元",
        unit="单位：元",
    )
    k = [(anything, "all"), (basic, "basic"), (project, "project")]
    t3 = Table(
        "expenditure",
        "2022年部门支出总体情况表",
        [
            [("功能分类科目", 2, 1), ("合计", 1, 2), ("基本支出", 1, 2), ("项目支出", 1, 2)],
            [("科目编码", 1, 1), ("科目名称", 1, 1)],
        ],
        [None, None, *[exp(s) for _, s in k]],
        function_rows(b, [t for t, _ in k], total=["", "合计"]),
        label="公开表3",
        left=f"部门名称：{name}",
        amount_unit="元",
        unit="单位：元",
    )
    k5 = [
        (anything, "all"),
        (basic, "basic"),
        (personnel, "basic_personnel"),
        (public, "basic_public"),
        (project, "project"),
    ]
    t5 = Table(
        "general_public_expenditure",
        "2022年部门一般公共预算支出情况表",
        [
            [("功能分类科目", 2, 1), ("合计", 1, 2), ("基本支出", 3, 1), ("项目支出", 1, 2)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("小计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [None, None, *[exp(s, GP) for _, s in k5]],
        function_rows(b, [t for t, _ in k5], where=general, total=["", "合计"]),
        label="公开表5",
        left=f"部门名称：{name}",
        amount_unit="元",
        unit="单位：元",
    )
    t6 = Table(
        "general_public_basic_expenditure",
        "2022年部门一般公共预算基本支出情况表",
        [
            [("经济分类科目", 2, 1), ("一般公共预算基本支出", 3, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [None, None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        economic_rows(b, [anything, personnel, public], where=both(general, basic), total=["", "合计"]),
        label="公开表6",
        left=f"部门名称：{name}",
        amount_unit="元",
        unit="单位：元",
    )
    stages = [("2021年预算数", "prior_year_budget", 2021), ("2022年预算数", "budget", 2022)]
    vs = [b.another_year(b.three_public(), 70, 130), b.three_public()]
    t7 = Table(
        "three_public",
        "2022年部门一般公共预算“三公”经费支出情况表",
        [
            [("单位名称", 1, 3), *[(w, 6, 1) for w, _, _ in stages]],
            [("合计", 1, 2), ("因公出\n国（境）\n费", 1, 2), ("公务\n接待费", 1, 2), ("公务用车购置及运行费", 3, 1)]
            * 2,
            [("小计", 1, 1), ("公务用\n车购置\n费", 1, 1), ("公务用\n车运行\n费", 1, 1)] * 2,
        ],
        [
            None,
            *[
                c
                for _, s, y in stages
                for c in tp_columns(
                    s, ("total", "overseas", "reception", "vehicles", "purchase", "operation"), fiscal_year=y
                )
            ],
        ],
        [
            Row(
                [
                    name,
                    *amounts(
                        [
                            v[x]
                            for v in vs
                            for x in ("total", "overseas", "reception", "vehicles", "purchase", "operation")
                        ]
                    ),
                ]
            )
        ],
        label="公开表7",
        left=f"部门名称：{name}",
        amount_unit="元",
        unit="单位：元",
        css="table{font-size:7pt}",
    )
    return Disclosure(
        "liaoning_horizontal_rules",
        {"document_kind": "department_budget", "fiscal_year": 2022, "unit_name": name, "facets": year},
        ["松河市应急管理局2022年部门预算公开"],
        [t1, t3, t5, t6, t7],
        size=9,
        separators=True,
        landscape=True,
        css="td,th{border-left:none;border-right:none} table{border-left:none;border-right:none}",
    )
