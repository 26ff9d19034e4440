"""四川: 表1-1, 类/款/项 in columns, units and 科目 in one column, blocks per unit."""

# ruff: noqa: PERF401, RUF005, N806, B023, SIM, RET, C416, PIE810, RUF015

from __future__ import annotations

from tests.samples.layouts.figures import (
    Budget,
    Unit,
    anything,
    basic,
    both,
    carried,
    current,
    economic,
    fiscal,
    function,
    general,
    in_unit,
    managed,
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
    CLASSES,
    GF,
    GP,
    TOTAL,
    TP_ORDER,
    amounts,
    blank,
    class_list,
    code_facets,
    exp,
    line,
    lists,
    pad,
    rev,
    split3,
    tp_columns,
)


def sichuan() -> Disclosure:
    u = [Unit("301001", "云岭县经济信息局机关"), Unit("301002", "云岭县中小企业服务中心")]
    b = Budget(11, u, duty="21505", projects=(("工业园区管理费", "17", "30227"), ("企业技改奖补", "99", "30299")))
    year = {"fiscal_year": 2023, "stage": "budget"}
    leaf = [("类", 1, 1), ("款", 1, 1), ("项", 1, 1)]
    T = b.sum
    rev_left = [
        line("一、一般公共预算拨款收入", T(general, current), fund=GP, flow="revenue", row_kind="item"),
        line("二、政府性基金预算拨款收入", T(managed, current), fund=GF, flow="revenue"),
        blank("三、国有资本经营预算拨款收入"),
        blank("四、事业收入"),
        blank("五、事业单位经营收入"),
        line("六、其他收入", T(of("other_revenue")), fund="other_revenue", flow="revenue"),
    ]
    n = len(CLASSES)
    rev_left = pad(rev_left, n) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total", fund="all"),
        blank("七、用事业基金弥补收支差额"),
        line("八、上年结转", T(carried), flow="opening_balance"),
        blank("　其中：事业单位经营亏损"),
        line("收入总计", T(), flow="revenue", row_kind="total"),
    ]
    right = class_list(b, [anything], facets={"flow": "expenditure", "fund": "all"}) + [
        line("本年支出合计", T(), flow="expenditure", row_kind="total", spending_kind="all"),
        blank("三十、事业单位结余分配"),
        blank("　　其中：转入事业基金"),
        blank("三十一、结转下年"),
        line("支出总计", T(), flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "部门收支总表",
        [[("收　　入", 2, 1), ("支　　出", 2, 1)], [("项　　目", 1, 1), ("2023年预算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, rev_left), (1, right)),
        label="表1",
        left="部门：云岭县经济信息局",
        css="td{padding:0.6pt 3pt}",
    )
    funds = [
        ("合计", anything, "all"),
        ("上年结转", carried, None),
        ("一般公共预算\n拨款收入", both(general, current), GP),
        ("政府性基金\n预算拨款收入", both(managed, current), GF),
        ("国有资本经营\n预算拨款收入", nothing, "state_capital_operations"),
        ("事业收入", nothing, "institutional_revenue"),
        ("事业单位\n经营收入", nothing, "institutional_operating_revenue"),
        ("其他收入", of("other_revenue"), "other_revenue"),
        ("上级补助\n收入", nothing, "superior_subsidy"),
        ("附属单位\n上缴收入", nothing, "subordinate_remittance"),
        ("用事业基金\n弥补收支差额", nothing, "own_funds"),
    ]
    head = [("科目编码", 3, 1), ("单位代码", 1, 2), ("单位名称（科目）", 1, 2)]

    def blocks(tests, where=anything):
        rows = [Row(["", "", "", "", "合　　计", *amounts([b.sum(where, t) for t in tests])], TOTAL)]
        for unit in b.units:
            me = both(in_unit(unit.code), where)
            facts = {"unit_code": unit.code, "unit_name": unit.name}
            rows.append(
                Row(
                    ["", "", "", unit.code, unit.name, *amounts([b.sum(me, t) for t in tests])],
                    {"row_kind": "unit", "is_leaf": False, **facts},
                )
            )
            for code in b.tree(function, me, (7,)):
                rows.append(
                    Row(
                        [
                            *split3(code),
                            unit.code,
                            "　" + names()[code],
                            *amounts([b.sum(me, under(function, code), t) for t in tests]),
                        ],
                        code_facets(code) | facts,
                    )
                )
        return rows

    t11 = Table(
        "revenue",
        "部门收入总表",
        [[("项　　目", 5, 1), *[(w, 1, 3) for w, _, _ in funds]], head, leaf],
        [None] * 5
        + [{"fund": f} if f == "own_funds" else rev(f) if f else {"flow": "opening_balance"} for _, _, f in funds],
        blocks([t for _, t, _ in funds]),
        label="表1-1",
        left="部门：云岭县经济信息局",
    )
    kinds = [
        ("合计", anything, "all"),
        ("基本支出", basic, "basic"),
        ("项目支出", project, "project"),
        ("上缴上级支出", nothing, "remitted_upward"),
        ("对附属单位补助支出", nothing, "subsidy_downward"),
    ]
    t12 = Table(
        "expenditure",
        "部门支出总表",
        [[("项　　目", 5, 1), *[(w, 1, 3) for w, _, _ in kinds]], head, leaf],
        [None] * 5 + [exp(k) for _, _, k in kinds],
        blocks([t for _, t, _ in kinds]),
        label="表1-2",
        left="部门：云岭县经济信息局",
    )
    # 表2
    cols2 = [
        ("合计", fiscal, "fiscal_appropriation"),
        ("一般公共预算", general, GP),
        ("政府性基金预算", managed, GF),
        ("国有资本经营预算", nothing, "state_capital_operations"),
    ]
    lei = class_list(b, [c for _, c, _ in cols2], only=CLASSES[:22])
    for _, cells in lei:
        for m, (_, _, f) in zip(cells, cols2, strict=True):
            m.facets |= {"flow": "expenditure", "fund": f}
    left = [
        line("一、本年收入", T(fiscal, current), flow="revenue", row_kind="section"),
        line("　一般公共预算拨款收入", T(general, current), "一般公共预算拨款收入", fund=GP, flow="revenue"),
        line("　政府性基金预算拨款收入", T(managed, current), "政府性基金预算拨款收入", fund=GF, flow="revenue"),
        blank("　国有资本经营预算拨款收入"),
        line("二、上年结转", T(fiscal, carried), flow="opening_balance"),
        line("　一般公共预算拨款收入", T(general, carried), "一般公共预算拨款收入", fund=GP, flow="opening_balance"),
        blank("　政府性基金预算拨款收入"),
        blank("　国有资本经营预算拨款收入"),
    ]
    total_left = line("收　入　总　计", T(fiscal), "收入总计", flow="revenue", row_kind="total")
    left = pad(left, 23) + [total_left]
    section = [
        (
            "一、本年支出",
            [Money(b.sum(c), {"flow": "expenditure", "fund": f, "row_kind": "section"}) for _, c, f in cols2],
        )
    ]
    lei = [("　" + label.split("、")[1], cells) for label, cells in lei]
    right = (
        section
        + lei[:21]
        + [
            blank("二、结转下年", 4),
            (
                "支　出　总　计",
                [
                    Money(b.sum(c), {"row_label": "支出总计", "flow": "expenditure", "fund": f, "row_kind": "total"})
                    for _, c, f in cols2
                ],
            ),
        ]
    )
    t2 = Table(
        "fiscal_appropriation_summary",
        "财政拨款收支预算总表",
        [
            [("收　　入", 2, 1), ("支　　出", 5, 1)],
            [("项　　目", 1, 1), ("2023年预算数", 1, 1), ("项　　目", 1, 1), *[(w, 1, 1) for w, _, _ in cols2]],
        ],
        [None, {}, None, *[exp("all", f) for _, _, f in cols2]],
        lists((1, left), (4, right)),
        label="表2",
        left="部门：云岭县经济信息局",
        css="td{padding:1pt 3pt}",
    )
    # 表2-1
    groups = [("当年财政拨款安排", current), ("上年结转安排", carried)]
    parts = [
        ("一般公共预算拨款", general, GP),
        ("政府性基金安排", managed, GF),
        ("国有资本经营预算安排", nothing, "state_capital_operations"),
    ]
    tests, facets, h1, h2, h3 = [fiscal], [exp("all", "fiscal_appropriation")], [("总计", 1, 3)], [], []
    for group, when in groups:
        h1.append((group, 1 + 3 * len(parts), 1))
        h2.append(("合计", 1, 2))
        tests.append(both(fiscal, when))
        facets.append(exp("all", "fiscal_appropriation"))
        for word, fund, key in parts:
            h2.append((word, 3, 1))
            for w, kind, s in (
                ("小计", anything, "all"),
                ("基本支出", basic, "basic"),
                ("项目支出", project, "project"),
            ):
                h3.append((w, 1, 1))
                tests.append(both(fund, when, kind))
                facets.append(exp(s, key))
    rows = [Row(["", "", "", "合　　计", *amounts([T(t) for t in tests])], TOTAL)]
    for unit in b.units:
        me = both(in_unit(unit.code), fiscal)
        facts = {"unit_code": unit.code, "unit_name": unit.name}
        rows.append(
            Row(
                ["", "", unit.code, unit.name, *amounts([b.sum(me, t) for t in tests])],
                {"row_kind": "unit", "is_leaf": False, **facts},
            )
        )
        for code in b.tree(economic, me, (3, 5)):
            rows.append(
                Row(
                    [
                        code[:3],
                        code[3:],
                        unit.code,
                        names()[code],
                        *amounts([b.sum(me, under(economic, code), t) for t in tests]),
                    ],
                    code_facets(code, "department", 5) | facts,
                )
            )
    t21 = Table(
        "economic_summary",
        "财政拨款支出预算表（部门经济分类科目）",
        [
            [("项　　目", 4, 1), *h1],
            [("科目编码", 2, 1), ("单位代码", 1, 2), ("单位名称（科目）", 1, 2), *h2],
            [("类", 1, 1), ("款", 1, 1), *h3],
        ],
        [None] * 4 + facets,
        rows,
        label="表2-1",
        left="部门：云岭县经济信息局",
        css="table{font-size:6pt} td{padding:1pt} ",
        widths=(2.5, 2, 4.5, 11, *[3.8] * 21),
    )
    # 表3, 3-1, 3-2, 3-3
    t3c = [
        ("合计", general, {}),
        ("当年财政拨款安排", both(general, current), {}),
        ("上年结转安排", both(general, carried), {}),
    ]
    t3 = Table(
        "general_public_expenditure",
        "一般公共预算支出预算表",
        [[("项　　目", 5, 1), *[(w, 1, 3) for w, _, _ in t3c]], head, leaf],
        [None] * 5 + [exp("all", GP)] * 3,
        blocks([t for _, t, _ in t3c], general),
        label="表3",
        left="部门：云岭县经济信息局",
    )
    rows = [
        Row(["", "", "", "合　　计", *amounts([T(general, basic, t) for t in (anything, personnel, public)])], TOTAL)
    ]
    for unit in b.units:
        me = both(in_unit(unit.code), general, basic)
        facts = {"unit_code": unit.code, "unit_name": unit.name}
        rows.append(
            Row(
                ["", "", unit.code, unit.name, *amounts([b.sum(me, t) for t in (anything, personnel, public)])],
                {"row_kind": "unit", "is_leaf": False, **facts},
            )
        )
        for code in b.tree(economic, me, (3, 5)):
            rows.append(
                Row(
                    [
                        code[:3],
                        code[3:],
                        unit.code,
                        ("　" if len(code) == 5 else "") + names()[code],
                        *amounts([b.sum(me, under(economic, code), t) for t in (anything, personnel, public)]),
                    ],
                    code_facets(code, "department", 5) | facts,
                )
            )
    t31 = Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出预算表",
        [
            [("项　　目", 4, 1), ("基本支出", 3, 1)],
            [
                ("科目编码", 2, 1),
                ("单位代码", 1, 2),
                ("单位名称（科目）", 1, 2),
                ("合计", 1, 2),
                ("人员经费", 1, 2),
                ("公用经费", 1, 2),
            ],
            [("类", 1, 1), ("款", 1, 1)],
        ],
        [None] * 4 + [exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        rows,
        label="表3-1",
        left="部门：云岭县经济信息局",
    )
    rows = [Row(["", "", "", "", "合　　计", Money(T(general, project))], TOTAL)]
    for unit in b.units:
        me = both(in_unit(unit.code), general, project)
        facts = {"unit_code": unit.code, "unit_name": unit.name}
        rows.append(
            Row(["", "", "", unit.code, unit.name, Money(b.sum(me))], {"row_kind": "unit", "is_leaf": False, **facts})
        )
        for code in b.tree(function, me, (7,)):
            rows.append(
                Row(
                    [*split3(code), "", "　" + names()[code], Money(b.sum(me, under(function, code)))],
                    {**code_facets(code), "is_leaf": False, **facts},
                )
            )
            for name in sorted({f.project for f in b.facts if me(f) and f.function == code}):
                rows.append(
                    Row(
                        [
                            *split3(code),
                            unit.code,
                            "　　" + name,
                            Money(b.sum(me, lambda f: f.project == name and f.function == code)),
                        ],
                        {"row_kind": "project", "project_name": name, "is_leaf": True, "function_code": code, **facts},
                    )
                )
    t32 = Table(
        "general_public_project_expenditure",
        "一般公共预算项目支出预算表",
        [[("科目编码", 3, 1), ("单位代码", 1, 2), ("单位名称（项目）", 1, 2), ("金额", 1, 2)], leaf],
        [None] * 5 + [exp("project", GP)],
        rows,
        label="表3-2",
        left="部门：云岭县经济信息局",
    )
    v = b.three_public()
    t33 = Table(
        "three_public",
        "一般公共预算“三公”经费支出预算表",
        [
            [("单位编码", 1, 3), ("单位名称（科目）", 1, 3), ("当年财政拨款预算安排", 6, 1)],
            [("合计", 1, 2), ("因公出国（境）\n费用", 1, 2), ("公务用车购置及运行费", 3, 1), ("公务接待费", 1, 2)],
            [("小计", 1, 1), ("公务用车购置费", 1, 1), ("公务用车运行费", 1, 1)],
        ],
        [None, None, *tp_columns()],
        [
            Row(["", "合　　计", *amounts([v[k] for k in TP_ORDER])], TOTAL),
            *(
                Row(
                    [x.code, x.name, *amounts([b.three_public(in_unit(x.code))[k] for k in TP_ORDER])],
                    {"row_kind": "unit", "unit_code": x.code, "unit_name": x.name},
                )
                for x in u
            ),
        ],
        label="表3-3",
        left="部门：云岭县经济信息局",
    )
    t4 = Table(
        "government_fund",
        "政府性基金支出预算表",
        [
            [("项　　目", 5, 1), ("本年政府性基金预算支出", 3, 1)],
            [*head, ("合计", 1, 2), ("基本支出", 1, 2), ("项目支出", 1, 2)],
            leaf,
        ],
        [None] * 5 + [exp("all", GF), exp("basic", GF), exp("project", GF)],
        [
            r
            for r in blocks([managed, both(managed, basic), both(managed, project)], managed)
            if any(isinstance(c, Money) and c.value for c in r.cells)
        ],
        label="表4",
        left="部门：云岭县经济信息局",
    )
    t41 = Table(
        "three_public",
        "政府性基金预算“三公”经费支出预算表",
        t33.header,
        [None, None, *tp_columns(fund=GF)],
        [Row([""] * 8)],
        label="表4-1",
        left="部门：云岭县经济信息局",
        notes=("注：此表无数据。",),
        page_break=False,
    )
    t5 = Table(
        "state_capital",
        "国有资本经营预算支出预算表",
        [
            [("项　　目", 5, 1), ("本年国有资本经营预算支出", 3, 1)],
            [*head, ("合计", 1, 2), ("基本支出", 1, 2), ("项目支出", 1, 2)],
            leaf,
        ],
        [None] * 8,
        [Row([""] * 8)],
        label="表5",
        left="部门：云岭县经济信息局",
        notes=("注：此表无数据。",),
        page_break=False,
    )
    return Disclosure(
        "sichuan_biao1_1",
        {"document_kind": "department_budget", "fiscal_year": 2023, "unit_name": "云岭县经济信息局", "facets": year},
        ["云岭县经济信息局", "2023年部门预算"],
        [t1, t11, t12, t2, t21, t3, t31, t32, t33, t4, t41, t5],
        landscape=True,
        size=8,
    )
