"""广东: 收支总体情况表, names by indentation, both economic classifications beside each other."""

# ruff: noqa: E731, RUF005, N806, B023, SIM, RET, C416, PIE810, RUF015

from __future__ import annotations

from tests.samples.layouts.figures import (
    Budget,
    Unit,
    anything,
    basic,
    both,
    economic,
    fiscal,
    function,
    general,
    managed,
    names,
    nothing,
    of,
    project,
    under,
)
from tests.samples.layouts.paper import Disclosure, Money, Row, Table
from tests.samples.layouts.parts import GF, GP, TOTAL, TP, amounts, code_facets, exp, line, lists, pad


def guangdong() -> Disclosure:
    u = [Unit("", "榕湾区卫生健康局")]
    b = Budget(
        25,
        u,
        duty="21001",
        projects=(("健康宣传经费", "99", "30299"), ("公共卫生服务补助", "2100408", "30227")),
        size=100,
        carried_over=False,
    )
    name = "榕湾区卫生健康局"
    year = {"fiscal_year": 2023, "stage": "budget"}
    T = b.sum
    left = [
        line("一、一般公共预算拨款", T(general), flow="revenue", fund=GP),
        line("二、政府性基金预算拨款", T(managed), flow="revenue", fund=GF),
        line("三、国有资本经营预算拨款", 0, flow="revenue", fund="state_capital_operations"),
        line("四、财政专户拨款", 0, flow="revenue", fund="fiscal_special_account"),
        line("五、其他资金", T(of("other_revenue")), flow="revenue"),
    ]
    right = [
        line("一、基本支出", T(basic), flow="expenditure", spending_kind="basic"),
        line("二、项目支出", T(project), flow="expenditure", spending_kind="project"),
        line("三、事业单位经营支出", 0, flow="expenditure", spending_kind="operating"),
    ]
    left = pad(left, 5) + [
        line("本年收入合计", T(), flow="revenue", row_kind="total"),
        line("六、上级补助收入", 0, flow="revenue", fund="superior_subsidy"),
        line("七、附属单位上缴收入", 0, flow="revenue", fund="subordinate_remittance"),
        line("八、用事业基金弥补收支差额", 0),
        line("收入总计", T(), flow="revenue", row_kind="total"),
    ]
    right = pad(right, 5) + [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        line("四、对附属单位补助支出", 0, flow="expenditure", spending_kind="subsidy_downward"),
        line("五、上缴上级支出", 0, flow="expenditure", spending_kind="remitted_upward"),
        line("六、结转下年", 0, flow="closing_balance"),
        line("支出总计", T(), flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "收支总体情况表",
        [[("收入", 2, 1), ("支出", 2, 1)], [("项目", 1, 1), ("2023年预算", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="表1",
        left=f"单位名称：{name}",
    )
    word = lambda c: [("　" * ((len(c) - 3) // 2)) + names()[c]]
    rows = [
        line("一、预算拨款", T(fiscal), fund="fiscal_appropriation"),
        line("　　一般公共预算拨款", T(general), "一般公共预算拨款", fund=GP),
        line("　　政府性基金预算拨款", T(managed), "政府性基金预算拨款", fund=GF),
        line("二、财政专户拨款", 0, fund="fiscal_special_account"),
        line("　　教育收费", 0),
        line("三、其他资金", T(of("other_revenue"))),
        line("　　事业收入", 0, "事业收入", fund="institutional_revenue"),
        line("　　其他收入", T(of("other_revenue")), "其他收入", fund="other_revenue"),
        line("本年收入合计", T(), row_kind="total"),
        line("收入总计", T(), row_kind="total"),
    ]
    t2 = Table(
        "revenue",
        "收入总体情况表",
        [[("项目", 1, 1), ("2023年预算", 1, 1)]],
        [None, {"flow": "revenue"}],
        [Row([w, *c]) for w, c in rows],
        label="表2",
        left=f"单位名称：{name}",
        page_break=False,
    )
    erows = [
        line("一、基本支出", T(basic), spending_kind="basic"),
        line(
            "　　工资福利支出", T(basic, under(economic, "301")), "工资福利支出", spending_kind="basic_personnel_wages"
        ),
        line(
            "　　商品和服务支出", T(basic, under(economic, "302")), "商品和服务支出", spending_kind="basic_public_goods"
        ),
        line(
            "　　对个人和家庭的补助",
            T(basic, under(economic, "303")),
            "对个人和家庭的补助",
            spending_kind="basic_personnel_household",
        ),
        line("二、项目支出", T(project), spending_kind="project"),
        line("　　日常运转类项目", T(project, general), "日常运转类项目"),
        line("　　政府性基金项目", T(project, managed), "政府性基金项目"),
        line("　　其他类项目", T(project, of("other_revenue")), "其他类项目"),
        line("本年支出合计", T(), row_kind="total"),
        line("支出总计", T(), row_kind="total"),
    ]
    t3 = Table(
        "expenditure",
        "支出总体情况表",
        [[("项目", 1, 1), ("2023年预算", 1, 1)]],
        [None, {"flow": "expenditure"}],
        [Row([w, *c]) for w, c in erows],
        label="表3",
        left=f"单位名称：{name}",
    )
    k = [(anything, "all"), (basic, "basic"), (project, "project")]
    rows = [
        Row([word(c)[0], *amounts([T(general, under(function, c), t) for t, _ in k])], code_facets(c))
        for c in b.tree(function, general)
    ]
    rows.insert(0, Row(["合计", *amounts([T(general, t) for t, _ in k])], TOTAL))
    t5 = Table(
        "general_public_expenditure",
        "一般公共预算支出情况表（按功能分类科目）",
        [[("功能科目名称", 1, 1), ("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)]],
        [None, *[exp(s, GP) for _, s in k]],
        rows,
        label="表5",
        left=f"单位名称：{name}",
    )
    rows = [Row(["合计", "", Money(T(general, basic))], TOTAL)]
    for e3 in b.tree(economic, both(general, basic), (3,)):
        rows.append(
            Row([names()[e3], "", Money(T(general, basic, under(economic, e3)))], code_facets(e3, "department", 5))
        )
        for e, g in sorted(
            {(f.economic, f.government) for f in b.facts if general(f) and basic(f) and f.economic.startswith(e3)}
        ):
            rows.append(
                Row(
                    ["　" + names()[e], f"[{g}]{names()[g]}", Money(T(general, basic, under(economic, e)))],
                    {
                        "department_economic_code": e,
                        "government_economic_code": g,
                        "row_kind": "economic",
                        "is_leaf": True,
                    },
                )
            )
    t6 = Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出情况表（按支出经济分类科目）",
        [[("部门预算支出经济分类科目", 1, 1), ("政府预算支出经济分类科目", 1, 1), ("一般公共预算基本支出", 1, 1)]],
        [None, None, exp("basic", GP)],
        rows,
        label="表6",
        left=f"单位名称：{name}",
    )
    v = b.three_public()
    admin = v["total"] + 5678
    rows = [
        Row(["行政经费", Money(admin, {"row_label": "行政经费"})]),
        Row(["“三公”经费", Money(v["total"], {"three_public_item": "total"})]),
    ]
    for w, key in (
        ("其中：（一）因公出国（境）支出", "overseas"),
        ("　　　（二）公务用车购置及运行维护支出", "vehicles"),
        ("　　　　　　1.公务用车购置", "purchase"),
        ("　　　　　　2.公务用车运行维护费", "operation"),
        ("　　　（三）公务接待费支出", "reception"),
    ):
        rows.append(Row([w, Money(v[key], {"three_public_item": TP[key]})]))
    t8 = Table(
        "three_public",
        "一般公共预算安排的行政经费及“三公”经费预算表",
        [[("项目", 1, 1), ("2023年预算", 1, 1)]],
        [None, {"fund": GP}],
        rows,
        label="表8",
        left=f"单位名称：{name}",
        notes=("注：1、行政经费包括：（1）基本支出；（2）一般行政管理项目支出。",),
    )
    t9 = Table(
        "government_fund",
        "政府性基金预算支出情况表",
        [
            [("功能科目名称", 1, 2), ("政府性基金预算支出", 3, 1)],
            [("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
        ],
        [None, *[exp(s, GF) for _, s in k]],
        [Row(["合计", *amounts([T(managed, t) for t, _ in k])], TOTAL)]
        + [
            Row([word(c)[0], *amounts([T(managed, under(function, c), t) for t, _ in k])], code_facets(c))
            for c in b.tree(function, managed)
        ],
        label="表9",
        left=f"单位名称：{name}",
    )
    parts = [anything, fiscal, general, managed, nothing, nothing, of("other_revenue")]
    pf = [
        exp("project", "all"),
        exp("project", "fiscal_appropriation"),
        exp("project", GP),
        exp("project", GF),
        exp("project", "state_capital_operations"),
        exp("project", "fiscal_special_account"),
        exp("project"),
    ]
    pf[-1] = {"flow": "expenditure", "spending_kind": "project"}
    rows = [
        Row(["合计", *amounts([T(project, t) for t in parts])], TOTAL),
        Row([name, *amounts([T(project, t) for t in parts])], {"is_leaf": False}),
    ]
    for p in sorted({f.project for f in b.facts if f.project}):
        rows.append(
            Row(
                ["　" + p, *amounts([T(lambda f: f.project == p, t) for t in parts])],
                {"row_label": p, "is_leaf": True, "project_name": p},
            )
        )
    t12 = Table(
        "project_expenditure",
        "部门预算项目支出及其他支出预算表",
        [
            [
                ("支出项目类别（资金使用单位）", 1, 2),
                ("总计", 1, 2),
                ("财政拨款", 4, 1),
                ("财政专户\n拨款", 1, 2),
                ("其他资金", 1, 2),
            ],
            [("合计", 1, 1), ("一般公共预算", 1, 1), ("政府性基金预算", 1, 1), ("国有资本\n经营预算", 1, 1)],
        ],
        [None, *pf],
        rows,
        label="表12",
        left=f"单位名称：{name}",
    )
    return Disclosure(
        "guangdong_qingkuang",
        {"document_kind": "department_budget", "fiscal_year": 2023, "unit_name": name, "facets": year},
        ["2023年榕湾区卫生健康局", "部门预算"],
        [t1, t2, t3, t5, t6, t8, t9, t12],
        size=9,
        zero="0.00",
        separators=True,
        css="table{border:none} td:first-child,th:first-child{border-left:none} tr>:last-child{border-right:none}",
    )
