"""新疆: 表一, own level of each code only, a matrix of economic classes."""

# ruff: noqa: RUF005, N806, B023, SIM, RET, C416, PIE810, RUF015

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
    general,
    managed,
    names,
    nothing,
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
    economic_rows,
    exp,
    function_rows,
    line,
    lists,
    own_level,
    pad,
    rev,
    split3,
    tp_columns,
)


def xinjiang() -> Disclosure:
    u = [Unit("118001", "塔木县水利局")]
    b = Budget(
        13, u, duty="21303", projects=(("河道整治项目", "05", "31005"), ("抗旱应急经费", "14", "30299")), own=False
    )
    year = {"fiscal_year": 2025, "stage": "budget"}
    T = b.sum
    maker = "编制部门：塔木县水利局"
    left = [
        blank("财政拨款（补助）"),
        line("　　一般公共预算", T(general, current), "一般公共预算", fund=GP, flow="revenue"),
        line("　　政府性基金预算", T(managed, current), "政府性基金预算", fund=GF, flow="revenue"),
        blank("　　国有资本经营预算"),
        blank("财政专户管理资金"),
        blank("单位资金"),
    ]
    left[0] = line("财政拨款（补助）", T(fiscal, current), fund="fiscal_appropriation", flow="revenue")
    right = [
        (w, c) for w, c in class_list(b, [anything], only=CLASSES[:21], ordinal="", facets={"flow": "expenditure"})
    ]
    right = [(f"{c[0].facets['function_code']} {w}", c) for w, c in right]
    left = pad(left, 21) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        line("上年结转", T(carried), flow="opening_balance"),
        line("收入总计", T(), flow="revenue", row_kind="total"),
    ]
    right += [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank("结转下年"),
        line("支出总计", T(), flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "部门收支总体情况表",
        [
            [("收    入", 2, 1), ("支    出", 2, 1)],
            [("项    目", 1, 1), ("预算数", 1, 1), ("功能分类", 1, 1), ("预算数", 1, 1)],
        ],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="表一：",
        left=maker,
    )
    cols = [
        ("总计", anything, "all"),
        ("一般公共预算", both(general, current), GP),
        ("政府性基金\n预算", both(managed, current), GF),
        ("国有资本经营\n预算", nothing, "state_capital_operations"),
        ("财政专户\n管理资金", nothing, "fiscal_special_account"),
        ("事业收入", nothing, "institutional_revenue"),
        ("事业单位\n经营收入", nothing, "institutional_operating_revenue"),
        ("其他收入", nothing, "other_revenue"),
        ("用事业基金弥补\n收支差额", nothing, None),
        ("上年结转", carried, None),
    ]
    t2 = Table(
        "revenue",
        "部门收入总体情况表",
        [
            [("功能分类科目编码", 3, 1), ("功能分类科目名称", 1, 2), *[(w, 1, 2) for w, _, _ in cols]],
            [("类", 1, 1), ("款", 1, 1), ("项", 1, 1)],
        ],
        [None] * 4 + [rev(f) if f else {} for _, _, f in cols],
        function_rows(b, [t for _, t, _ in cols], codes=own_level, total=["", "", "", "合　计"]),
        label="表二：",
        left=maker,
        css="table{font-size:7pt}",
    )
    t3 = Table(
        "expenditure",
        "部门支出总体情况表",
        [
            [("项目", 4, 1), ("支出预算", 3, 1)],
            [
                ("功能分类科目编码", 3, 1),
                ("功能分类科目名称", 1, 2),
                ("合计", 1, 2),
                ("基本支出", 1, 2),
                ("项目支出", 1, 2),
            ],
            [("类", 1, 1), ("款", 1, 1), ("项", 1, 1)],
        ],
        [None] * 4 + [exp("all"), exp("basic"), exp("project")],
        function_rows(b, [anything, basic, project], codes=own_level, total=["", "", "", "合计"], total_last=True),
        label="表三：",
        left=maker,
    )
    t3.rows.insert(0, t3.rows.pop())
    c5 = [(anything, "all"), (basic, "basic"), (project, "project")]
    t5 = Table(
        "general_public_expenditure",
        "一般公共预算支出情况表",
        [
            [("项目", 4, 1), ("一般公共预算支出", 3, 1)],
            [
                ("功能分类科目编码", 3, 1),
                ("功能分类科目名称", 1, 2),
                ("小计", 1, 2),
                ("基本支出", 1, 2),
                ("项目支出", 1, 2),
            ],
            [("类", 1, 1), ("款", 1, 1), ("项", 1, 1)],
        ],
        [None] * 4 + [exp(s, GP) for _, s in c5],
        function_rows(b, [t for t, _ in c5], where=general, codes=split3, total=["", "", "", "合计"]),
        label="表五：",
        left=maker,
    )
    t6 = Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出情况表",
        [
            [("项目", 3, 1), ("一般公共预算基本支出", 3, 1)],
            [
                ("经济分类科目编码", 2, 1),
                ("经济分类科目名称", 1, 2),
                ("小计", 1, 2),
                ("人员经费", 1, 2),
                ("公用经费", 1, 2),
            ],
            [("类", 1, 1), ("款", 1, 1)],
        ],
        [None] * 3 + [exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        economic_rows(
            b,
            [anything, personnel, public],
            where=both(general, basic),
            codes=lambda c: [c[:3], c[3:]],
            total=["", "", "合计"],
        ),
        label="表六：",
        left=maker,
    )
    econ = ("301", "302", "303", "307", "309", "310", "311", "312", "313", "399")
    words = (
        "工资福利\n支出",
        "商品和服务\n支出",
        "对个人和家\n庭的补助",
        "债务利息及\n费用支出",
        "资本性支出\n（基本建设）",
        "资本性支出",
        "对企业补助\n（基本建设）",
        "对企业补助",
        "对社会保障\n基金补助",
        "其他支出",
    )
    rows = [
        Row(
            [
                "",
                "",
                "",
                "合计",
                "",
                Money(T(general, project)),
                *amounts([T(general, project, under(economic, e)) for e in econ]),
            ],
            TOTAL,
        )
    ]
    for fc, p in sorted({(f.function, f.project) for f in b.facts if general(f) and project(f)}):
        me = both(general, project, lambda f: (f.function, f.project) == (fc, p))
        rows.append(
            Row(
                [
                    *split3(fc),
                    names()[fc],
                    p,
                    Money(b.sum(me)),
                    *amounts([b.sum(me, under(economic, e)) for e in econ]),
                ],
                {"row_kind": "project", "function_code": fc, "project_name": p, "is_leaf": True},
            )
        )
    t7 = Table(
        "general_public_project_expenditure",
        "一般公共预算项目支出情况表",
        [
            [
                ("科目编码", 3, 1),
                ("科目名称", 1, 2),
                ("项目名称", 1, 2),
                ("项目支出\n合计", 1, 2),
                *[(w, 1, 2) for w in words],
            ],
            [("类", 1, 1), ("款", 1, 1), ("项", 1, 1)],
        ],
        [None] * 5 + [exp("project", GP)] + [exp("project", GP, department_economic_code=e) for e in econ],
        rows,
        label="表七：",
        left=maker,
        css="table{font-size:6.5pt}",
    )
    v = b.three_public()
    t8 = Table(
        "three_public",
        "一般公共预算“三公”经费支出情况表",
        [
            [("合计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行费", 3, 1), ("公务接待费", 1, 2)],
            [("小计", 1, 1), ("公务用车购置费", 1, 1), ("公务用车运行费", 1, 1)],
        ],
        tp_columns(),
        [Row(amounts([v[k] for k in TP_ORDER]))],
        label="表八：",
        left=maker,
    )
    t9 = Table(
        "government_fund",
        "政府性基金预算支出情况表",
        t5.header[:0] + [[("项目", 4, 1), ("政府性基金预算支出", 3, 1)]] + t5.header[1:],
        [None] * 4 + [exp(s, GF) for _, s in c5],
        function_rows(b, [t for t, _ in c5], where=managed, codes=split3, total=["", "", "", "合计"]),
        label="表九：",
        left=maker,
        page_break=False,
    )
    return Disclosure(
        "xinjiang_biaoyi",
        {"document_kind": "department_budget", "fiscal_year": 2025, "unit_name": "塔木县水利局", "facets": year},
        ["塔木县水利局2025年部门预算公开"],
        [t1, t2, t3, t5, t6, t7, t8, t9],
        landscape=True,
        size=8,
        zero="0.00",
    )
