"""浙江: code and name in one cell, dashes for zero, changes against the prior year."""

# ruff: noqa: E501, E731, RUF005, N806, B023, SIM, RET, C416, PIE810, RUF015

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
    GF,
    GP,
    TOTAL,
    TP,
    amounts,
    blank,
    class_list,
    exp,
    function_rows,
    line,
    lists,
    pad,
    used,
)


def zhejiang() -> Disclosure:
    u = [Unit("", "兰汀县司法局")]
    b = Budget(
        22, u, duty="20406", projects=(("普法宣传经费", "05", "30299"), ("法律援助经费", "07", "30227")), funds=False
    )
    name = "兰汀县司法局"
    year = {"fiscal_year": 2024, "stage": "budget"}
    T = b.sum
    cell = lambda c: [f"{c}-{names()[c]}"]
    left = [
        line("一、财政拨款收入", T(general), flow="revenue", fund="fiscal_appropriation"),
        line("　　其中：一般公共预算", T(general), "其中：一般公共预算", flow="revenue", fund=GP),
        blank("　　　　　政府性基金预算"),
        blank("　　　　　国有资本经营预算"),
        blank("二、财政专户管理资金"),
        line("三、单位资金", T(of("other_revenue")), flow="revenue", fund="own_funds"),
    ]
    left[0] = line("一、财政拨款收入", T(general, current), flow="revenue", fund="fiscal_appropriation")
    left[1] = line("　　其中：一般公共预算", T(general, current), "其中：一般公共预算", flow="revenue", fund=GP)
    right = class_list(b, [anything], only=used(b), facets={"flow": "expenditure"})
    m = max(len(left), len(right))
    left = pad(left, m) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        line("上年结转", T(carried), flow="opening_balance"),
        line("收入总计", T(), flow="revenue", row_kind="total"),
    ]
    right = pad(right, m) + [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank("结转下年"),
        line("支出总计", T(), flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "部门收支预算总表",
        [[("收    入", 2, 1), ("支    出", 2, 1)], [("项    目", 1, 1), ("2024年预算", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="公开01表",
        left=f"单位：{name}",
        unit="金额单位：万元",
        page_break=True,
    )
    cols = [
        ("合计", anything, {"fund": "all"}),
        ("一般公共预算", both(general, current), {"fund": GP}),
        ("政府性基金\n预算", nothing, {"fund": GF}),
        ("财政专户\n管理资金", nothing, {"fund": "fiscal_special_account"}),
        ("单位资金", of("other_revenue"), {"fund": "own_funds"}),
        ("上年结转", carried, {}),
    ]
    t2 = Table(
        "revenue",
        "部门收入预算总表",
        [[("单位名称/功能科目", 1, 1), *[(w, 1, 1) for w, _, _ in cols]]],
        [None, *[{"flow": "revenue", **f} if f else {"flow": "opening_balance"} for _, _, f in cols]],
        [Row([name, *amounts([T(t) for _, t, _ in cols])], {"row_kind": "unit", "is_leaf": False})]
        + function_rows(b, [t for _, t, _ in cols], codes=lambda c: [], name=cell),
        label="公开02表",
        left=f"单位：{name}",
        unit="金额单位：万元",
    )
    k3 = [
        (anything, "all"),
        (basic, "basic"),
        (personnel, "basic_personnel"),
        (public, "basic_public"),
        (project, "project"),
    ]
    t3 = Table(
        "expenditure",
        "部门支出预算总表",
        [
            [("功能科目", 1, 2), ("合计", 1, 2), ("基本支出", 3, 1), ("项目支出", 1, 2)],
            [("小计", 1, 1), ("人员支出", 1, 1), ("日常公用支出", 1, 1)],
        ],
        [None, *[exp(s) for _, s in k3]],
        function_rows(b, [t for t, _ in k3], codes=lambda c: [], name=cell, total=["合　计"]),
        label="公开03表",
        left=f"单位：{name}",
        unit="金额单位：万元",
    )
    t5 = Table(
        "general_public_expenditure",
        "一般公共预算支出表",
        t3.header,
        [None, *[exp(s, GP) for _, s in k3]],
        function_rows(
            b,
            [t for t, _ in k3],
            where=general,
            codes=lambda c: [],
            name=lambda c: [f"[{c}]{names()[c]}"],
            total=["合　计"],
        ),
        label="公开05表",
        left=f"单位：{name}",
        unit="金额单位：万元",
    )
    rows = [Row(["合计", "", *amounts([T(general, basic), T(general, personnel), T(general, public)])], TOTAL)]
    pairs = sorted({(f.economic, f.government) for f in b.facts if general(f) and basic(f)})
    for e, g in pairs:
        me = both(general, basic, under(economic, e))
        rows.append(
            Row(
                [f"{e}-{names()[e]}", f"{g}-{names()[g]}", *amounts([T(me), T(me, personnel), T(me, public)])],
                {"row_kind": "economic", "department_economic_code": e, "government_economic_code": g, "is_leaf": True},
            )
        )
    t6 = Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出表",
        [
            [
                ("部门预算支出经济分类科目", 1, 1),
                ("政府预算支出经济分类科目", 1, 1),
                ("合计", 1, 1),
                ("人员经费", 1, 1),
                ("公用经费", 1, 1),
            ]
        ],
        [None, None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        rows,
        label="公开06表",
        left=f"单位：{name}",
        unit="金额单位：万元",
    )
    v = b.three_public()
    order = ("overseas", "reception", "vehicles", "purchase", "operation")
    words = {
        "overseas": "1.因公出国（境）费用",
        "reception": "2.公务接待费",
        "vehicles": "3.公务用车购置及运行维护费",
        "purchase": "其中：（1）公务用车购置费",
        "operation": "（2）公务用车运行维护费",
    }
    prior = b.another_year(v, 70, 130)
    diff = lambda k: v[k] - prior[k]
    rows = [
        Row(
            ["合计", Money(prior["total"]), Money(v["total"]), Money(diff("total"))],
            {"row_kind": "total", "three_public_item": "total"},
        )
    ]
    rows += [Row([words[k], Money(prior[k]), Money(v[k]), Money(diff(k))], {"three_public_item": TP[k]}) for k in order]
    t7 = Table(
        "three_public",
        "一般公共预算“三公”经费支出表",
        [[("项目", 1, 1), ("上年预算数", 1, 1), ("本年预算数", 1, 1), ("增减额", 1, 1)]],
        [
            None,
            {"stage": "prior_year_budget", "fiscal_year": 2023, "fund": GP},
            {"stage": "budget", "fund": GP},
            {"stage": "change", "fund": GP},
        ],
        rows,
        label="公开09表",
        left=f"单位：{name}",
        unit="金额单位：万元",
    )
    seen = sorted({(f.project, f.function) for f in b.facts if project(f)})
    tests = [anything, both(general, current), of("other_revenue"), carried]
    rows = [Row(["", "", "合计", *amounts([T(project, t) for t in tests])], TOTAL)]
    for p, fc in seen:
        me = both(project, lambda f: (f.project, f.function) == (p, fc))
        rows.append(
            Row(
                [name, f"{fc}-{names()[fc]}", p, *amounts([T(me, t) for t in tests])],
                {"row_kind": "project", "project_name": p, "function_code": fc, "is_leaf": True},
            )
        )
    t8 = Table(
        "project_expenditure",
        "部门项目支出预算表",
        [
            [
                ("单位名称", 1, 1),
                ("功能科目", 1, 1),
                ("项目名称", 1, 1),
                ("合计", 1, 1),
                ("一般公共预算", 1, 1),
                ("单位资金", 1, 1),
                ("上年结转", 1, 1),
            ]
        ],
        [None] * 3 + [exp("project", "all"), exp("project", GP), exp("project", "own_funds"), exp("project", None)],
        rows,
        label="公开10表",
        left=f"单位：{name}",
        unit="金额单位：万元",
    )
    return Disclosure(
        "zhejiang_code_name",
        {"document_kind": "department_budget", "fiscal_year": 2024, "unit_name": name, "facets": year},
        ["兰汀县司法局2024年部门预算"],
        [t1, t2, t3, t5, t6, t7, t8],
        size=9,
        zero="-",
        css="table{border-top:1.2pt solid #000;border-bottom:1.2pt solid #000} td:first-child,th:first-child{border-left:none} tr>:last-child{border-right:none}",
    )
