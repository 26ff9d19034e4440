"""天津: pages turned by /Rotate, whole 万元."""

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
from tests.samples.layouts.paper import Disclosure, Row, Table
from tests.samples.layouts.parts import (
    GF,
    GP,
    TP_ORDER,
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


def tianjin() -> Disclosure:
    u = [Unit("", "海埠区教育局")]
    b = Budget(
        35,
        u,
        duty="20501",
        projects=(("义务教育经费保障", "2050202", "30299"), ("教师培训经费", "2050803", "30216")),
        own=True,
        size=1,
    )
    name = "海埠区教育局"
    year = {"fiscal_year": 2024, "stage": "budget"}
    T = b.sum
    left = [
        line("一、一般公共预算财政拨款收入", T(general, current), flow="revenue", fund=GP),
        line("二、政府性基金预算财政拨款收入", T(managed, current), flow="revenue", fund=GF),
        blank("三、国有资本经营预算财政拨款收入"),
        blank("四、财政专户管理资金收入"),
        blank("五、事业收入"),
        line("六、其他收入", T(of("other_revenue")), flow="revenue", fund="other_revenue"),
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
        blank("结转下年支出"),
        line("支出总计", T(), flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "2024年部门收支预算总表",
        [[("收入", 2, 1), ("支出", 2, 1)], [("项目", 1, 1), ("预算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="表1",
        left=f"单位：{name}",
        unit="单位：万元",
    )
    k = [
        ("合计", anything, "all"),
        ("基本支出", basic, "basic"),
        ("项目支出", project, "project"),
        ("事业单位经营支出", nothing, "operating"),
        ("上缴上级支出", nothing, "remitted_upward"),
        ("对附属单位补助支出", nothing, "subsidy_downward"),
    ]
    t3 = Table(
        "expenditure",
        "2024年部门支出预算总表",
        [[("支出功能分类科目", 2, 1), *[(w, 1, 2) for w, _, _ in k]], [("科目编码", 1, 1), ("科目名称", 1, 1)]],
        [None, None, *[exp(s) for _, _, s in k]],
        function_rows(b, [t for _, t, _ in k], total=["", "合计"]),
        label="表3",
        left=f"单位：{name}",
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
        "2024年一般公共预算支出表",
        [
            [("支出功能分类科目", 2, 1), ("合计", 1, 2), ("基本支出", 3, 1), ("项目支出", 1, 2)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("小计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [None, None, *[exp(s, GP) for _, s in k5]],
        function_rows(b, [t for t, _ in k5], where=general, total=["", "合计"]),
        label="表5",
        left=f"单位：{name}",
        repeat_header=True,
    )
    t6 = Table(
        "general_public_basic_expenditure",
        "2024年一般公共预算基本支出表",
        [
            [("支出经济分类科目", 2, 1), ("本年一般公共预算基本支出", 3, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [None, None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        economic_rows(b, [anything, personnel, public], where=both(general, basic), total=["", "合计"]),
        label="表6",
        left=f"单位：{name}",
    )
    v = b.three_public()
    t7 = Table(
        "three_public",
        "2024年一般公共预算“三公”经费支出表",
        [
            [("2024年预算数", 6, 1)],
            [("合计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行费", 3, 1), ("公务接待费", 1, 2)],
            [("小计", 1, 1), ("公务用车购置费", 1, 1), ("公务用车运行费", 1, 1)],
        ],
        tp_columns(),
        [Row(amounts([v[x] for x in TP_ORDER]))],
        label="表7",
        left=f"单位：{name}",
    )
    return Disclosure(
        "tianjin_turned_whole_numbers",
        {"document_kind": "department_budget", "fiscal_year": 2024, "unit_name": name, "facets": year},
        ["海埠区教育局2024年部门预算"],
        [t1, t3, t5, t6, t7],
        landscape=True,
        size=9,
        places=0,
        per_unit=1,
        rotate=True,
    )
