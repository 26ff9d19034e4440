"""湖北: 表1.收支总表, three header levels, units in rows."""

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
    general,
    in_unit,
    managed,
    names,
    nothing,
    of,
    personnel,
    project,
    public,
    varied,
)
from tests.samples.layouts.paper import Disclosure, Row, Table
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
    pad,
    rev,
    tp_columns,
)


def hubei() -> Disclosure:
    u = [Unit("314001", "沙浔县住房保障服务中心"), Unit("314002", "沙浔县城市更新中心")]
    b = Budget(32, u, duty="21201", projects=(("城区管网改造", "99", "31005"), ("房屋安全鉴定", "06", "30227")))
    name = "沙浔县住房和城乡建设局"
    year = {"fiscal_year": 2024, "stage": "budget"}
    T = b.sum
    left = [
        line("一、一般公共预算拨款收入", T(general, current), flow="revenue", fund=GP),
        line("二、政府性基金预算拨款收入", T(managed), flow="revenue", fund=GF),
        *map(
            blank,
            (
                "三、国有资本经营预算拨款收入",
                "四、财政专户管理资金收入",
                "五、事业收入",
                "六、事业单位经营收入",
                "七、上级补助收入",
                "八、附属单位上缴收入",
            ),
        ),
        line("九、其他收入", T(of("other_revenue")), flow="revenue", fund="other_revenue"),
    ]
    right = class_list(b, [anything], only=CLASSES[:22], facets={"flow": "expenditure"})
    left = pad(left, 22) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        line("上年结转结余", T(carried), flow="opening_balance"),
        line("收 入 总 计", T(), "收入总计", flow="revenue", row_kind="total"),
    ]
    right += [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank("年终结转结余"),
        line("支 出 总 计", T(), "支出总计", flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "表1.收支总表",
        [[("收入", 2, 1), ("支出", 2, 1)], [("项目", 1, 1), ("预算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        left=f"部门/单位：{name}",
        css="td{padding:1pt 3pt}",
    )
    own = [
        ("事业\n收入", nothing),
        ("事业单位\n经营收入", nothing),
        ("上级补助\n收入", nothing),
        ("附属单位\n上缴收入", nothing),
        ("其他\n收入", of("other_revenue")),
    ]
    ownf = [
        "institutional_revenue",
        "institutional_operating_revenue",
        "superior_subsidy",
        "subordinate_remittance",
        "other_revenue",
    ]
    main = [
        ("小计", current, "all"),
        ("一般公共\n预算", both(general, current), GP),
        ("政府性\n基金预算", both(managed, current), GF),
        ("国有资本\n经营预算", nothing, "state_capital_operations"),
        ("财政专户\n管理资金", nothing, "fiscal_special_account"),
    ]
    carriedc = [
        ("小计", carried, "all"),
        ("一般公共\n预算", both(general, carried), GP),
        ("政府性\n基金预算", nothing, GF),
        ("国有资本\n经营预算", nothing, "state_capital_operations"),
        ("财政专户\n管理资金", nothing, "fiscal_special_account"),
        ("单位资金", nothing, "own_funds"),
    ]
    tests = [
        anything,
        *[t for _, t, _ in main],
        of("other_revenue"),
        *[t for _, t in own],
        *[t for _, t, _ in carriedc],
    ]
    facets = [
        rev("all"),
        *[rev(f) for _, _, f in main],
        rev("own_funds"),
        *[rev(f) for f in ownf],
        *[{"flow": "opening_balance", "fund": f} for _, _, f in carriedc],
    ]
    rows = [
        Row(["合计", "", *amounts([T(t) for t in tests])], TOTAL),
        Row(["314", name, *amounts([T(t) for t in tests])], {"row_kind": "unit", "unit_code": "314", "is_leaf": False}),
    ]
    rows += [
        Row(
            [x.code, "　" + x.name, *amounts([T(in_unit(x.code), t) for t in tests])],
            {"row_kind": "unit", "unit_code": x.code, "unit_name": x.name, "is_leaf": True},
        )
        for x in u
    ]
    t2 = Table(
        "revenue",
        "表2.收入总表",
        [
            [
                ("部门（单位）\n代码", 1, 3),
                ("部门（单位）\n名称", 1, 3),
                ("合计", 1, 3),
                ("本年收入", 11, 1),
                ("上年结转结余", 6, 1),
            ],
            [*[(w, 1, 2) for w, _, _ in main], ("单位资金", 6, 1), *[(w, 1, 2) for w, _, _ in carriedc]],
            [("小计", 1, 1), *[(w, 1, 1) for w, _ in own]],
        ],
        [None, None, *facets],
        rows,
        left=f"部门/单位：{name}",
        css="table{font-size:5.5pt} td{padding:1pt}",
        widths=(5, 11, *[4.6] * 18),
    )
    k = [
        ("合计", anything, "all"),
        ("基本支出", basic, "basic"),
        ("项目支出", project, "project"),
        ("事业单位\n经营支出", nothing, "operating"),
        ("上缴上级\n支出", nothing, "remitted_upward"),
        ("对附属单位\n补助支出", nothing, "subsidy_downward"),
    ]
    t3 = Table(
        "expenditure",
        "表3.支出总表",
        [[("科目编码", 1, 1), ("科目名称", 1, 1), *[(w, 1, 1) for w, _, _ in k]]],
        [None, None, *[exp(s) for _, _, s in k]],
        function_rows(
            b, [t for _, t, _ in k], name=lambda c: ["　" * ((len(c) - 3) // 2) + names()[c]], total=["合计", ""]
        ),
        left=f"部门/单位：{name}",
        repeat_header=False,
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
        "表5.一般公共预算支出表",
        [
            [("科目编码", 1, 2), ("科目名称", 1, 2), ("合计", 1, 2), ("基本支出", 3, 1), ("项目支出", 1, 2)],
            [("小计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [None, None, *[exp(s, GP) for _, s in k5]],
        function_rows(
            b,
            [t for t, _ in k5],
            where=general,
            name=lambda c: ["　" * ((len(c) - 3) // 2) + names()[c]],
            total=["合计", ""],
        ),
        left=f"部门/单位：{name}",
    )
    t6 = Table(
        "general_public_basic_expenditure",
        "表6.一般公共预算基本支出表",
        [
            [("部门预算支出经济分类科目", 2, 1), ("本年一般公共预算基本支出", 3, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [None, None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        economic_rows(
            b,
            [anything, personnel, public],
            where=both(general, basic),
            name=lambda c: ["　" * ((len(c) - 3) // 2) + names()[c]],
            total=["合计", ""],
        ),
        left=f"部门/单位：{name}",
    )
    both_v = b.three_public()
    v, v2 = (b.three_public(in_unit(x.code)) for x in u)
    rows = [
        Row(["合计", "", *amounts([both_v[x] for x in TP_ORDER])], TOTAL),
        Row(
            ["314001", u[0].name, *amounts([v[x] for x in TP_ORDER])],
            {"row_kind": "unit", "unit_code": "314001", "is_leaf": True},
        ),
        Row(
            ["314002", u[1].name, *amounts([v2[x] for x in TP_ORDER])],
            {"row_kind": "unit", "unit_code": "314002", "is_leaf": True},
        ),
    ]
    t7 = Table(
        "three_public",
        "表7.一般公共预算“三公”经费支出表",
        [
            [
                ("单位代码", 1, 2),
                ("单位名称", 1, 2),
                ("“三公”经费\n合计", 1, 2),
                ("因公出国\n（境）费", 1, 2),
                ("公务用车购置及运行费", 3, 1),
                ("公务接待费", 1, 2),
            ],
            [("小计", 1, 1), ("公务用车\n购置费", 1, 1), ("公务用车\n运行费", 1, 1)],
        ],
        [None, None, *tp_columns()],
        rows,
        left=f"部门/单位：{name}",
    )
    t8 = Table(
        "government_fund",
        "表8.政府性基金预算支出表",
        [
            [("科目编码", 1, 2), ("科目名称", 1, 2), ("本年政府性基金预算支出", 3, 1)],
            [("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
        ],
        [None, None, exp("all", GF), exp("basic", GF), exp("project", GF)],
        function_rows(b, [anything, basic, project], where=managed, total=["合计", ""]),
        left=f"部门/单位：{name}",
        page_break=False,
    )
    tests = [
        anything,
        both(general, current),
        managed,
        nothing,
        both(general, carried),
        nothing,
        nothing,
        nothing,
        of("other_revenue"),
    ]
    pf = [
        exp("project", "all"),
        exp("project", GP),
        exp("project", GF),
        exp("project", "state_capital_operations"),
        exp("project", GP),
        exp("project", GF),
        exp("project", "state_capital_operations"),
        exp("project", "fiscal_special_account"),
        exp("project", "own_funds"),
    ]
    rows = [Row(["合计", "", "", *amounts([T(project, t) for t in tests])], TOTAL)]
    for x in u:
        for p in sorted({f.project for f in b.facts if f.project and f.unit == x.code}):
            me = both(in_unit(x.code), lambda f: f.project == p)
            rows.append(
                Row(
                    ["特定目标类", p, x.name, *amounts([T(me, t) for t in tests])],
                    {
                        "row_kind": "project",
                        "project_name": p,
                        "is_leaf": True,
                        "unit_name": x.name,
                        "spending_kind": "project_specific",
                    },
                )
            )
    t10 = Table(
        "project_expenditure",
        "表10.项目支出表",
        [
            [
                ("类型", 1, 2),
                ("项目名称", 1, 2),
                ("项目单位", 1, 2),
                ("合计", 1, 2),
                ("本年拨款", 3, 1),
                ("财政拨款结转结余", 3, 1),
                ("财政专户\n管理资金", 1, 2),
                ("单位资金", 1, 2),
            ],
            [("一般公共\n预算", 1, 1), ("政府性\n基金预算", 1, 1), ("国有资本\n经营预算", 1, 1)] * 2,
        ],
        [None] * 3 + pf,
        rows,
        left=f"部门/单位：{name}",
        css="table{font-size:6.5pt}",
    )
    for t in (t1, t2, t3, t5, t6, t7, t8, t10):
        t.label_in_title = True
    stated = f"{T() / 100 / varied().finer:.2f}"
    return Disclosure(
        "hubei_biao1_10",
        {"document_kind": "department_budget", "fiscal_year": 2024, "unit_name": name, "facets": year},
        ["沙浔县住房和城乡建设局2024年部门预算"],
        [t1, t2, t3, t5, t6, t7, t8, t10],
        size=9,
        prose=[
            "一、部门主要职责。负责住房保障、城乡建设管理等工作。",
            f"二、预算收支情况。2024年收入总预算{stated}万元，支出总预算{stated}万元。",
        ],
    )
