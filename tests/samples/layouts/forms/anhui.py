"""安徽: title and unit inside the net, no codes, two header lines without merged cells."""

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
    fiscal,
    general,
    managed,
    names,
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
    used,
)


def anhui() -> Disclosure:
    u = [Unit("", "桐滩县林业局")]
    b = Budget(
        23,
        u,
        duty="21302",
        projects=(("松材线虫病防治项目", "34", "30227"), ("森林防火专项", "34", "30299")),
        funds=True,
        own=False,
        size=100,
    )
    name = "桐滩县林业局"
    year = {"fiscal_year": 2021, "stage": "budget"}
    T = b.sum
    # two-line header without merged cells, unit in the top right cell inside the net, names only by indentation
    word = lambda c: [names()[c]]
    left = [
        line("一、财政拨款", T(fiscal, current), flow="revenue", fund="fiscal_appropriation"),
        line("　　一般公共预算拨款", T(general, current), "一般公共预算拨款", flow="revenue", fund=GP),
        line("　　政府性基金预算拨款", T(managed, current), "政府性基金预算拨款", flow="revenue", fund=GF),
        blank("二、纳入财政专户管理的非税收入"),
        blank("三、其他收入"),
    ]
    right = class_list(b, [anything], only=used(b), facets={"flow": "expenditure"})
    m = max(len(left), len(right))
    left = pad(left, m) + [
        line("本年收入小计", T(current), flow="revenue", row_kind="total"),
        line("四、上年结转", T(carried), flow="opening_balance"),
        line("收入合计", T(), flow="revenue", row_kind="total"),
    ]
    right = pad(right, m) + [
        line("本年支出小计", T(), flow="expenditure", row_kind="total"),
        blank("结转下年"),
        line("支出合计", T(), flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "桐滩县林业局2021年收支总表",
        [[("收入", 2, 1), ("支出", 2, 1)], [("项目", 1, 1), ("预算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="公开表1",
        left="",
        title_inside=True,
        unit_inside=True,
    )
    k = [(anything, "all"), (basic, "basic"), (project, "project")]
    tree = lambda columns, where, **more: function_rows(
        b, columns, where=where, codes=lambda c: [], name=word, indent=True, total=["合计"], **more
    )
    t3 = Table(
        "expenditure",
        "桐滩县林业局2021年支出总表",
        [[("功能分类科目名称", 1, 1), ("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)]],
        [None, *[exp(s) for _, s in k]],
        tree([t for t, _ in k], anything),
        label="公开表3",
        title_inside=True,
        unit_inside=True,
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
        "桐滩县林业局2021年一般公共预算支出表",
        [
            [
                ("功能分类科目名称", 1, 1),
                ("合计", 1, 1),
                ("基本支出", 1, 1),
                ("", 1, 1),
                ("", 1, 1),
                ("项目支出", 1, 1),
            ],
            [("", 1, 1), ("", 1, 1), ("小计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1), ("", 1, 1)],
        ],
        [None, *[exp(s, GP) for _, s in k5]],
        tree([t for t, _ in k5], general),
        label="公开表5",
        title_inside=True,
        unit_inside=True,
    )
    t6 = Table(
        "general_public_basic_expenditure",
        "桐滩县林业局2021年一般公共预算基本支出表",
        [[("经济分类科目名称", 1, 1), ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)]],
        [None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        economic_rows(
            b,
            [anything, personnel, public],
            where=both(general, basic),
            codes=lambda c: [],
            indent=True,
            total=["合计"],
        ),
        label="公开表6",
        title_inside=True,
        unit_inside=True,
    )
    t7 = Table(
        "government_fund",
        "桐滩县林业局2021年政府性基金预算支出表",
        [[("功能分类科目名称", 1, 1), ("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)]],
        [None, *[exp(s, GF) for _, s in k]],
        tree([t for t, _ in k], managed),
        label="公开表7",
        title_inside=True,
        unit_inside=True,
    )
    v = b.three_public()
    p = b.another_year(v, 70, 130)
    words = [
        ("合计", "total", 0),
        ("1、因公出国（境）费用", "overseas", 0),
        ("2、公务接待费", "reception", 0),
        ("3、公务用车费", "vehicles", 0),
        ("其中：（1）公务用车运行维护费", "operation", 1),
        ("（2）公务用车购置", "purchase", 1),
    ]
    rows = [Row([w, Money(p[key]), Money(v[key])], {"three_public_item": TP[key]}, indent=i) for w, key, i in words]
    t8 = Table(
        "three_public",
        "桐滩县林业局2021年“三公”经费支出预算表",
        [[("项目", 1, 1), ("2020年预算数", 1, 1), ("2021年预算数", 1, 1)]],
        [None, {"stage": "prior_year_budget", "fiscal_year": 2020}, {"stage": "budget"}],
        rows,
        label="公开表8",
        title_inside=True,
        unit_inside=True,
    )
    return Disclosure(
        "anhui_indent_inside",
        {"document_kind": "department_budget", "fiscal_year": 2021, "unit_name": name, "facets": year},
        ["桐滩县林业局2021年部门预算"],
        [t1, t3, t5, t6, t7, t8],
        size=10,
        zero="0.00",
    )
