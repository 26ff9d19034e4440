"""中央部门: 部门公开表1–9, prior-year columns, percentages, three stages of 三公."""

# ruff: noqa: E731, RUF005, N806, SIM, RET, C416, PIE810, RUF015

from __future__ import annotations

from tests.samples.layouts.figures import (
    Budget,
    Unit,
    anything,
    basic,
    both,
    carried,
    current,
    function,
    general,
    names,
    nothing,
    of,
    personnel,
    project,
    public,
    under,
)
from tests.samples.layouts.paper import Disclosure, Money, Row, Table
from tests.samples.layouts.parts import (
    GP,
    TOTAL,
    TP_ORDER,
    amounts,
    blank,
    class_list,
    code_facets,
    economic_rows,
    exp,
    function_rows,
    line,
    lists,
    pad,
    rev,
    tp_columns,
    used,
)


def central() -> Disclosure:
    u = [Unit("", "国家河湖研究局")]
    b = Budget(
        31, u, duty="20603", projects=(("重点科研专项", "02", "30227"), ("科研设施运行", "99", "30299")), funds=False
    )
    name = "国家河湖研究局"
    year = {"fiscal_year": 2025, "stage": "budget"}
    T = b.sum
    lei = used(b)
    left = [
        line("一、一般公共预算拨款收入", T(general, current), flow="revenue", fund=GP),
        *map(
            blank,
            ("二、政府性基金预算拨款收入", "三、国有资本经营预算拨款收入", "四、事业收入", "五、事业单位经营收入"),
        ),
        line("六、其他收入", T(of("other_revenue")), flow="revenue", fund="other_revenue"),
    ]
    right = class_list(b, [anything], only=lei, facets={"flow": "expenditure"})
    m = 7
    left = pad(left, m) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        blank("使用非财政拨款结余"),
        line("上年结转", T(carried), flow="opening_balance"),
        line("收　　入　　总　　计", T(), "收入总计", flow="revenue", row_kind="total"),
    ]
    right = pad(right, m) + [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank(""),
        blank("结转下年"),
        line("支　　出　　总　　计", T(), "支出总计", flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "收支总表",
        [[("收　　　　入", 2, 1), ("支　　　　出", 2, 1)], [("项　　目", 1, 1), ("预算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="部门公开表1",
        left="",
    )
    cols = [
        ("合计", anything, rev("all")),
        ("上年结转", carried, {"flow": "opening_balance"}),
        ("一般公共预算\n拨款收入", both(general, current), rev(GP)),
        ("政府性基金\n预算拨款收入", nothing, {}),
        ("国有资本经营\n预算拨款收入", nothing, {}),
        ("金额", nothing, rev("institutional_revenue")),
        ("其中：教育收费", nothing, {}),
        ("事业单位\n经营收入", nothing, {}),
        ("上级补助\n收入", nothing, {}),
        ("附属单位\n上缴收入", nothing, {}),
        ("其他收入", of("other_revenue"), rev("other_revenue")),
        ("使用非财政\n拨款结余", nothing, {}),
    ]
    t2 = Table(
        "revenue",
        "收入总表",
        [
            [
                ("科目", 2, 1),
                *[(w, 1, 2) for w, _, _ in cols[:5]],
                ("事业收入", 2, 1),
                *[(w, 1, 2) for w, _, _ in cols[7:]],
            ],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("金额", 1, 1), ("其中：教育收费", 1, 1)],
        ],
        [None, None, *[f for _, _, f in cols]],
        function_rows(b, [t for _, t, _ in cols], total=["合计", ""], total_last=True),
        label="部门公开表2",
        css="table{font-size:6pt} td{padding:1pt}",
        widths=(7, 15, *[6.5] * 12),
    )
    k = [
        ("合计", anything, "all"),
        ("基本支出", basic, "basic"),
        ("项目支出", project, "project"),
        ("上缴上级支出", nothing, "remitted_upward"),
        ("事业单位\n经营支出", nothing, "operating"),
        ("对附属单位\n补助支出", nothing, "subsidy_downward"),
    ]
    t3 = Table(
        "expenditure",
        "支出总表",
        [[("科目编码", 1, 1), ("科目名称", 1, 1), *[(w, 1, 1) for w, _, _ in k]]],
        [None, None, *[exp(s) for _, _, s in k]],
        function_rows(b, [t for _, t, _ in k], total=["合计", ""], total_last=True),
        label="部门公开表3",
    )
    left = [
        line("一、本年收入", T(general, current), flow="revenue"),
        line("（一）一般公共预算拨款", T(general, current), flow="revenue", fund=GP),
        blank("（二）政府性基金预算拨款"),
        blank("（三）国有资本经营预算拨款"),
        line("二、上年结转", T(general, carried), flow="opening_balance"),
        line("（一）一般公共预算拨款", T(general, carried), flow="opening_balance", fund=GP),
        blank("（二）政府性基金预算拨款"),
        blank("（三）国有资本经营预算拨款"),
    ]
    right = (
        [line("一、本年支出", T(general), flow="expenditure")]
        + class_list(b, [general], only=lei, ordinal="（{}）", facets={"flow": "expenditure"})
        + [blank("二、结转下年")]
    )
    m = max(len(left), len(right))
    t4 = Table(
        "fiscal_appropriation_summary",
        "财政拨款收支总表",
        t1.header,
        [None, {}, None, {}],
        lists(
            (
                1,
                pad(left, m) + [line("收　　入　　总　　计", T(general), "收入总计", flow="revenue", row_kind="total")],
            ),
            (
                1,
                pad(right, m)
                + [line("支　　出　　总　　计", T(general), "支出总计", flow="expenditure", row_kind="total")],
            ),
        ),
        label="部门公开表4",
    )
    prior = Budget(
        131, u, duty="20603", projects=(("重点科研专项", "02", "30227"), ("科研设施运行", "99", "30299")), funds=False
    )
    rows = []
    for c in b.tree(function, general):
        p, n = prior.sum(general, under(function, c)), T(general, under(function, c))
        rows.append(
            Row(
                [
                    c,
                    names()[c],
                    Money(p),
                    Money(n),
                    *amounts([T(general, under(function, c), t) for t in (basic, project)]),
                    Money(n - p),
                    f"{(n - p) / p * 100:.2f}%",
                ],
                code_facets(c),
            )
        )
    p, n = prior.sum(general), T(general)
    rows.append(
        Row(
            [
                "合计",
                "",
                Money(p),
                Money(n),
                *amounts([T(general, t) for t in (basic, project)]),
                Money(n - p),
                f"{(n - p) / p * 100:.2f}%",
            ],
            TOTAL,
        )
    )
    t5 = Table(
        "general_public_expenditure",
        "一般公共预算支出表",
        [
            [
                ("功能分类科目", 2, 1),
                ("2024年\n执行数", 1, 2),
                ("2025年预算数", 3, 1),
                ("2025年预算数比\n2024年执行数", 2, 1),
            ],
            [
                ("科目编码", 1, 1),
                ("科目名称", 1, 1),
                ("小计", 1, 1),
                ("基本支出", 1, 1),
                ("项目支出", 1, 1),
                ("增减额", 1, 1),
                ("增减％", 1, 1),
            ],
        ],
        [
            None,
            None,
            exp("all", GP, stage="prior_year_actual", fiscal_year=2024),
            exp("all", GP),
            exp("basic", GP),
            exp("project", GP),
            exp("all", GP, stage="change"),
            None,
        ],
        rows,
        label="部门公开表5",
    )
    t6 = Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出表",
        [
            [("部门预算支出经济分类科目", 2, 1), ("本年一般公共预算基本支出", 3, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [None, None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        economic_rows(
            b, [anything, personnel, public], where=both(general, basic), total=["合计", ""], total_last=True
        ),
        label="部门公开表6",
    )
    stages = [
        ("2024年预算数", "prior_year_budget", 2024),
        ("2024年执行数", "prior_year_actual", 2024),
        ("2025年预算数", "budget", 2025),
    ]
    vs = [b.another_year(prior.three_public(), 100, 130), prior.three_public(), b.three_public()]
    t7 = Table(
        "three_public",
        "一般公共预算“三公”经费支出表",
        [
            [(w, 6, 1) for w, _, _ in stages],
            [("合计", 1, 2), ("因公出国\n（境）费", 1, 2), ("公务用车购置及运行费", 3, 1), ("公务\n接待费", 1, 2)] * 3,
            [("小计", 1, 1), ("公务用车\n购置费", 1, 1), ("公务用车\n运行费", 1, 1)] * 3,
        ],
        [c for _, s, y in stages for c in tp_columns(s, fiscal_year=y)],
        [Row(amounts([v[x] for v in vs for x in TP_ORDER]))],
        label="部门公开表7",
        css="table{font-size:5.5pt} td{padding:1pt}",
    )
    h = lambda w: [
        [("科目编码", 1, 2), ("科目名称", 1, 2), (w, 3, 1)],
        [("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
    ]
    t8 = Table(
        "government_fund",
        "政府性基金预算支出表",
        h("本年政府性基金预算支出"),
        [None] * 5,
        [Row([""] * 5), Row(["合计", "", "", "", ""])],
        label="部门公开表8",
        notes=("注：2025年没有使用政府性基金预算拨款安排的支出，故本表无数据。",),
    )
    t9 = Table(
        "state_capital",
        "国有资本经营预算支出表",
        h("本年国有资本经营预算支出"),
        [None] * 5,
        [Row([""] * 5), Row(["合计", "", "", "", ""])],
        label="部门公开表9",
        page_break=False,
    )
    return Disclosure(
        "central_bumengongkai",
        {"document_kind": "department_budget", "fiscal_year": 2025, "unit_name": name, "facets": year},
        ["国家河湖研究局", "2025年部门预算"],
        [t1, t2, t3, t4, t5, t6, t7, t8, t9],
        size=9,
        separators=True,
        css=".label{font-weight:normal}",
    )
