"""河北: 序号 in the first column, a row that numbers the columns, 部门编码 in the caption."""

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
    general,
    managed,
    nothing,
    of,
    personnel,
    project,
    public,
)
from tests.samples.layouts.paper import Disclosure, Money, Row, Table
from tests.samples.layouts.parts import (
    GF,
    GP,
    TP,
    blank,
    class_list,
    economic_rows,
    exp,
    function_rows,
    line,
    lists,
    pad,
    rev,
    used,
)


def hebei() -> Disclosure:
    """序号 in the first column, 栏次 row of numbers, totals first."""
    u = [Unit("", "渠阳县农业农村局")]
    b = Budget(
        51, u, duty="21301", projects=(("农业生产发展资金", "22", "30299"), ("动物疫病防控", "08", "30227")), size=100
    )
    name = "渠阳县农业农村局"
    year = {"fiscal_year": 2024, "stage": "budget"}
    T = b.sum

    def numbered(rows):
        for i, r in enumerate(rows, 1):
            r.cells.insert(0, str(i))
        return rows

    common = {"left": f"部门编码：378 部门名称：{name}", "unit": "金额单位：万元"}
    left = [
        line("一、一般公共预算拨款收入", T(general, current), flow="revenue", fund=GP),
        line("二、政府性基金预算拨款收入", T(managed), flow="revenue", fund=GF),
        blank("三、国有资本经营预算拨款收入"),
        blank("四、财政专户管理资金收入"),
        line("五、单位资金收入", T(of("other_revenue")), flow="revenue", fund="own_funds"),
    ]
    right = class_list(b, [anything], only=used(b), facets={"flow": "expenditure"})
    m = max(len(left), len(right))
    left = pad(left, m) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        line("上年结转结余", T(carried), flow="opening_balance"),
        line("收入总计", T(), flow="revenue", row_kind="total"),
    ]
    right = pad(right, m) + [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank("年终结转结余"),
        line("支出总计", T(), flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "部门预算收支总表",
        [
            [("序号", 1, 2), ("收入", 2, 1), ("支出", 2, 1)],
            [("项目", 1, 1), ("金额", 1, 1)] * 2,
            [("栏次", 1, 1), ("1", 1, 1), ("2", 1, 1), ("3", 1, 1), ("4", 1, 1)],
        ],
        [None, None, {}, None, {}],
        numbered(lists((1, left), (1, right))),
        label="部门公开表1",
        **common,
    )
    cols = [
        ("合计", anything, rev("all")),
        ("小计", current, rev("all")),
        ("一般公共预算\n拨款", both(general, current), rev(GP)),
        ("政府性基金\n预算拨款", managed, rev(GF)),
        ("国有资本经营\n预算拨款", nothing, rev("state_capital_operations")),
        ("财政专户\n管理资金", nothing, rev("fiscal_special_account")),
        ("单位资金\n收入", of("other_revenue"), rev("own_funds")),
        ("上年结转\n结余", carried, {"flow": "opening_balance"}),
    ]
    t2 = Table(
        "revenue",
        "部门预算收入总表",
        [
            [("序号", 1, 2), ("功能分类科目", 2, 1), ("合计", 1, 2), ("本年收入", 6, 1), ("上年结转\n结余", 1, 2)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), *[(w, 1, 1) for w, _, _ in cols[1:7]]],
            [("栏次", 1, 1), *[(str(i), 1, 1) for i in range(1, 11)]],
        ],
        [None, None, None, *[f for _, _, f in cols]],
        numbered(function_rows(b, [t for _, t, _ in cols], total=["", "合计"])),
        label="部门公开表2",
        css="table{font-size:7pt}",
        **common,
    )
    k = [
        ("合计", anything, "all"),
        ("基本支出", basic, "basic"),
        ("项目支出", project, "project"),
        ("经营支出", nothing, "operating"),
        ("上解上级支出", nothing, "remitted_upward"),
        ("对附属单位\n补助支出", nothing, "subsidy_downward"),
    ]
    t3 = Table(
        "expenditure",
        "部门预算支出总表",
        [
            [("序号", 1, 2), ("功能分类科目", 2, 1), *[(w, 1, 2) for w, _, _ in k]],
            [("科目编码", 1, 1), ("科目名称", 1, 1)],
            [("栏次", 1, 1), *[(str(i), 1, 1) for i in range(1, 9)]],
        ],
        [None] * 3 + [exp(s) for _, _, s in k],
        numbered(function_rows(b, [t for _, t, _ in k], total=["", "合计"])),
        label="部门公开表3",
        **common,
    )
    k5 = [(anything, "all"), (basic, "basic"), (project, "project")]
    t5 = Table(
        "general_public_expenditure",
        "部门预算一般公共预算财政拨款支出表",
        [
            [("序号", 1, 2), ("功能分类科目", 2, 1), ("合计", 1, 2), ("基本支出", 1, 2), ("项目支出", 1, 2)],
            [("科目编码", 1, 1), ("科目名称", 1, 1)],
            [("栏次", 1, 1), *[(str(i), 1, 1) for i in range(1, 6)]],
        ],
        [None] * 3 + [exp(s, GP) for _, s in k5],
        numbered(function_rows(b, [t for t, _ in k5], where=general, total=["", "合计"])),
        label="部门公开表5",
        **common,
    )
    t6 = Table(
        "general_public_basic_expenditure",
        "部门预算一般公共预算财政拨款基本支出表",
        [
            [("序号", 1, 2), ("经济分类科目", 2, 1), ("合计", 1, 2), ("人员经费", 1, 2), ("公用经费", 1, 2)],
            [("科目编码", 1, 1), ("科目名称", 1, 1)],
            [("栏次", 1, 1), *[(str(i), 1, 1) for i in range(1, 6)]],
        ],
        [None] * 3 + [exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        numbered(economic_rows(b, [anything, personnel, public], where=both(general, basic), total=["", "合计"])),
        label="部门公开表6",
        **common,
    )
    v = b.three_public()
    rows = [
        Row([w, Money(v[key]), Money(v[key]), Money(0), Money(0)], {"three_public_item": TP[key]})
        for w, key in (
            ("合计", "total"),
            ("一、“三公”经费小计", "total"),
            ("1、因公出国（境）费", "overseas"),
            ("2、公务用车购置及运维费", "vehicles"),
            ("其中：公务用车购置费", "purchase"),
            ("公务用车运行维护费", "operation"),
            ("3、公务接待费", "reception"),
        )
    ]
    rows[0].facets = {}
    for w, value, item in (("二、会议费", 512, "conferences"), ("三、培训费", 301, "training")):
        rows.append(Row([w, Money(value), Money(value), Money(0), Money(0)], {"three_public_item": item}))
    for _c, mny in enumerate(rows[0].cells[1:], 1):
        if mny.value:
            mny.value += 813
    t9 = Table(
        "three_public",
        "部门预算财政拨款“三公”及会议培训费支出表",
        [
            [("项目", 1, 2), ("2024年部门预算", 4, 1)],
            [
                ("合计", 1, 1),
                ("一般公共预算\n拨款", 1, 1),
                ("政府性基金\n预算拨款", 1, 1),
                ("国有资本经营\n预算拨款", 1, 1),
            ],
            [("栏次", 1, 1), *[(str(i), 1, 1) for i in range(1, 5)]],
        ],
        [None, {}, {"fund": GP}, {"fund": GF}, {"fund": "state_capital_operations"}],
        rows,
        label="部门公开表9",
        **common,
    )
    return Disclosure(
        "hebei_numbered_rows",
        {
            "document_kind": "department_budget",
            "fiscal_year": 2024,
            "unit_name": name,
            "unit_code": "378",
            "facets": year,
        },
        ["渠阳县农业农村局2024年部门预算信息公开"],
        [t1, t2, t3, t5, t6, t9],
        size=9,
        landscape=True,
    )
