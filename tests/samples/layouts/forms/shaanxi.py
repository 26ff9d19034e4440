"""陕西: amount units in the heads, two years and shares, units in cells that span their rows."""

# ruff: noqa: N806, B023, SIM, RET, C416, PIE810, RUF015

from __future__ import annotations

from tests.samples.layouts.figures import (
    Budget,
    Unit,
    basic,
    both,
    economic,
    function,
    general,
    in_unit,
    managed,
    names,
    personnel,
    project,
    public,
    under,
)
from tests.samples.layouts.paper import Disclosure, Money, Row, Table
from tests.samples.layouts.parts import GF, GP, TOTAL, TP, amounts, code_facets, exp


def shaanxi() -> Disclosure:
    """Two years side by side with shares, units in rows that span several lines, the unit in the head cells."""
    u = [Unit("602001", "麟原区水务局本级"), Unit("602002", "麟原区防汛服务站")]
    b = Budget(
        52,
        u,
        duty="21303",
        projects=(("防汛物资储备", "14", "31002"), ("水土保持", "10", "31005")),
        own=False,
        size=10000,
    )
    old = Budget(
        152,
        u,
        duty="21303",
        projects=(("防汛物资储备", "14", "31002"), ("水土保持", "10", "31005")),
        own=False,
        size=10000,
    )
    name = "麟原区水务局"
    year = {"fiscal_year": 2022, "stage": "budget"}
    T = b.sum
    bare = {"unit": "", "left": f"单位名称：{name}", "amount_unit": "元"}
    prior = {"stage": "prior_year_budget", "fiscal_year": 2021}
    rows = [
        Row(
            [
                "合计",
                "",
                *amounts(
                    [
                        old.sum(general),
                        T(general),
                        T(general, basic),
                        T(general, project),
                        T(general) - old.sum(general),
                    ]
                ),
                "100.00%",
            ],
            TOTAL,
        )
    ]
    for c in b.tree(function, general):
        me = both(general, under(function, c))
        rows.append(
            Row(
                [
                    c,
                    names()[c],
                    *amounts([old.sum(me), T(me), T(me, basic), T(me, project), T(me) - old.sum(me)]),
                    f"{T(me) / T(general) * 100:.2f}%",
                ],
                code_facets(c),
            )
        )
    t5 = Table(
        "general_public_expenditure",
        "2022年一般公共预算支出表",
        [
            [
                ("科目编码", 1, 2),
                ("科目名称", 1, 2),
                ("2021年预算数（元）", 1, 2),
                ("2022年预算数（元）", 3, 1),
                ("比上年增减（元）", 1, 2),
                ("占比", 1, 2),
            ],
            [("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
        ],
        [
            None,
            None,
            exp("all", GP, **prior),
            exp("all", GP),
            exp("basic", GP),
            exp("project", GP),
            exp("all", GP, stage="change"),
            None,
        ],
        rows,
        label="表5",
        **bare,
    )
    rows = [Row(["合计", "", "", *amounts([T(basic), T(basic, personnel), T(basic, public)])], TOTAL)]
    for x in u:
        codes = b.tree(economic, both(in_unit(x.code), basic), (5,))
        for i, c in enumerate(codes):
            me = both(in_unit(x.code), basic, under(economic, c))
            first = (f"[{x.code}]{x.name}", 1, len(codes)) if i == 0 else ...
            rows.append(
                Row(
                    [first, c, names()[c], *amounts([T(me), T(me, personnel), T(me, public)])],
                    {**code_facets(c, "department", 5), "unit_code": x.code, "unit_name": x.name},
                )
            )
    t6 = Table(
        "economic_summary",
        "2022年部门基本支出表（按单位和经济分类）",
        [
            [
                ("单位", 1, 1),
                ("经济科目编码", 1, 1),
                ("经济科目名称", 1, 1),
                ("合计（元）", 1, 1),
                ("人员经费（元）", 1, 1),
                ("公用经费（元）", 1, 1),
            ]
        ],
        [None] * 3 + [exp("basic"), exp("basic_personnel"), exp("basic_public")],
        rows,
        label="表6",
        **bare,
    )
    v = b.three_public()
    p = b.another_year(v, 70, 130)
    rows = []
    for w, key in (
        ("“三公”经费合计", "total"),
        ("因公出国（境）费用", "overseas"),
        ("公务接待费", "reception"),
        ("公务用车购置及运行维护费", "vehicles"),
        ("　其中：公务用车购置费", "purchase"),
        ("　　　　公务用车运行维护费", "operation"),
    ):
        rows.append(
            Row(
                [
                    w,
                    Money(p[key]),
                    Money(v[key]),
                    Money(v[key] - p[key]),
                    f"{(v[key] - p[key]) / p[key] * 100:.2f}" if p[key] else "",
                    "厉行节约" if key == "reception" else "",
                ],
                {"three_public_item": TP[key]},
            )
        )
    t9 = Table(
        "three_public",
        "2022年一般公共预算“三公”经费支出表",
        [
            [
                ("项目", 1, 1),
                ("2021年预算（元）", 1, 1),
                ("2022年预算（元）", 1, 1),
                ("增减额（元）", 1, 1),
                ("增减率（%）", 1, 1),
                ("变动原因", 1, 1),
            ]
        ],
        [None, {**prior}, {}, {"stage": "change"}, None, None],
        rows,
        label="表9",
        **bare,
    )
    t10 = Table(
        "project_expenditure",
        "2022年部门项目支出明细表",
        [
            [
                ("序号", 1, 1),
                ("项目名称", 1, 1),
                ("单位名称", 1, 1),
                ("项目总金额（元）", 1, 1),
                ("其中：一般公共预算（元）", 1, 1),
                ("政府性基金（元）", 1, 1),
            ]
        ],
        [None] * 3 + [exp("project"), exp("project", GP), exp("project", GF)],
        [],
        label="表10",
        **bare,
    )
    n = 0
    for x in u:
        for pn in sorted({f.project for f in b.facts if f.project and f.unit == x.code}):
            me = both(in_unit(x.code), lambda f: f.project == pn)
            n += 1
            t10.rows.append(
                Row(
                    [str(n), pn, x.name, *amounts([T(me), T(me, general), T(me, managed)])],
                    {"row_kind": "project", "project_name": pn, "unit_name": x.name, "is_leaf": True},
                )
            )
    t10.rows.append(
        Row([("合　　计", 3), ..., ..., *amounts([T(project), T(project, general), T(project, managed)])], TOTAL)
    )
    return Disclosure(
        "shaanxi_units_in_heads",
        {"document_kind": "department_budget", "fiscal_year": 2022, "unit_name": name, "facets": year},
        ["麟原区水务局", "2022年部门预算"],
        [t5, t6, t9, t10],
        size=8.5,
        separators=True,
    )
