"""内蒙古: several tables on a page, code and name joined by a blank, government classes."""

# ruff: noqa: E731, SIM, RET, C416, PIE810, RUF015

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
    general,
    government,
    managed,
    names,
    of,
    personnel,
    project,
    public,
    under,
)
from tests.samples.layouts.paper import Disclosure, Money, Row, Table
from tests.samples.layouts.parts import GF, GP, TP, economic_rows, exp, function_rows


def neimenggu() -> Disclosure:
    """Portrait pages, header repeated after a page break, code and name joined by a blank, several years of 三公 down the rows."""
    u = [Unit("", "苏木旗农牧局")]
    b = Budget(
        36,
        u,
        duty="21301",
        projects=(
            ("农牧业技术推广", "06", "30299"),
            ("动植物疫病防控", "08", "30227"),
            ("草畜平衡监测", "35", "30226"),
        ),
        own=True,
    )
    name = "苏木旗农牧局"
    year = {"fiscal_year": 2023, "stage": "budget"}
    cell = lambda c: [f"{c} {names()[c]}"]
    k = [
        ("合计", anything, {"fund": "all"}),
        ("一般公共预算", both(general, current), {"fund": GP}),
        ("政府性基金预算", managed, {"fund": GF}),
        ("单位资金", of("other_revenue"), {"fund": "own_funds"}),
        ("上年结转结余", carried, {}),
    ]
    t2 = Table(
        "revenue",
        "2023年部门收入总表",
        [[("科目编码及名称", 1, 1), *[(w, 1, 1) for w, _, _ in k]]],
        [None, *[{"flow": "revenue", **f} if f else {"flow": "opening_balance"} for _, _, f in k]],
        function_rows(b, [t for _, t, _ in k], codes=lambda c: [], name=cell, total=["合 计"]),
        label="预算公开02表",
        left=f"编制单位：{name}",
        unit="单位：万元",
        title_inside=True,
        unit_inside=True,
    )
    k3 = [
        ("合计", anything, "all"),
        ("小计", basic, "basic"),
        ("人员经费", personnel, "basic_personnel"),
        ("公用经费", public, "basic_public"),
        ("小计", project, "project"),
        ("其他运转类", both(project, under(economic, "3022")), "project_operating"),
        ("特定目标类", both(project, lambda f: not f.economic.startswith("3022")), "project_specific"),
    ]
    t3 = Table(
        "expenditure",
        "2023年部门支出总表",
        [
            [("科目编码及名称", 1, 2), ("合计", 1, 2), ("基本支出", 3, 1), ("项目支出", 3, 1)],
            [(w, 1, 1) for w, _, _ in k3[1:]],
        ],
        [None, *[exp(s) for _, _, s in k3]],
        function_rows(b, [t for _, t, _ in k3], codes=lambda c: [], name=cell, total=["合 计"]),
        label="预算公开03表",
        left=f"编制单位：{name}",
        page_break=False,
        repeat_header=True,
    )
    e6 = economic_rows(
        b, [anything, personnel, public], where=both(general, basic), codes=lambda c: [], name=cell, total=["合 计"]
    )
    t6 = Table(
        "general_public_basic_expenditure",
        "2023年一般公共预算基本支出表",
        [[("部门预算支出经济分类科目", 1, 1), ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)]],
        [None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        e6,
        label="预算公开06表",
        left=f"编制单位：{name}",
        page_break=False,
        repeat_header=True,
    )
    ge = economic_rows(
        b,
        [anything, basic, project],
        where=general,
        key=government,
        kind="government",
        codes=lambda c: [c],
        total=["", "合计"],
    )
    t7 = Table(
        "economic_summary",
        "2023年一般公共预算支出表（按政府预算经济分类）",
        [[("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)]],
        [None, None, exp("all", GP), exp("basic", GP), exp("project", GP)],
        ge,
        label="预算公开07表",
        left=f"编制单位：{name}",
    )
    v = b.three_public()
    p = b.another_year(v, 70, 130)
    rows = []
    for w, key in (
        ("“三公”经费合计", "total"),
        ("一、因公出国（境）费", "overseas"),
        ("二、公务接待费", "reception"),
        ("三、公务用车购置及运行维护费", "vehicles"),
        ("　　其中：公务用车购置费", "purchase"),
        ("　　　　　公务用车运行维护费", "operation"),
    ):
        pct = "" if not p[key] else f"{(v[key] - p[key]) / p[key] * 100:.1f}%"
        rows.append(
            Row([w, Money(p[key]), Money(v[key]), Money(v[key] - p[key]), pct, ""], {"three_public_item": TP[key]})
        )
    t8 = Table(
        "three_public",
        "2023年财政拨款“三公”经费支出预算表",
        [
            [
                ("项目", 1, 2),
                ("上年预算数", 1, 2),
                ("本年预算数", 1, 2),
                ("本年预算比上年增减情况", 2, 1),
                ("备注", 1, 2),
            ],
            [("增减额", 1, 1), ("增减率", 1, 1)],
        ],
        [
            None,
            {"stage": "prior_year_budget", "fiscal_year": 2022},
            {"stage": "budget"},
            {"stage": "change"},
            None,
            None,
        ],
        rows,
        label="预算公开08表",
        left=f"编制单位：{name}",
    )
    return Disclosure(
        "neimenggu_joined",
        {"document_kind": "department_budget", "fiscal_year": 2023, "unit_name": name, "facets": year},
        ["苏木旗农牧局", "2023年度部门预算公开报告"],
        [t2, t3, t6, t7, t8],
        size=9,
        zero="0.00",
    )
