"""江苏: 公开01–13表, 财政拨款 and 一般公共预算 side by side in the series."""

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
    fiscal,
    general,
    in_unit,
    managed,
    names,
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


def jiangsu() -> Disclosure:
    u = [Unit("220001", "柳堰区市场监督管理局（本级）"), Unit("220002", "柳堰区计量检定测试所")]
    b = Budget(21, u, duty="20138", projects=(("食品安全抽检经费", "16", "30227"), ("市场主体培育专项", "04", "30299")))
    name = "柳堰区市场监督管理局"
    year = {"fiscal_year": 2022, "stage": "budget"}
    T = b.sum
    left = [
        line("一、一般公共预算拨款收入", T(general, current), fund=GP, flow="revenue"),
        line("二、政府性基金预算拨款收入", T(managed, current), fund=GF, flow="revenue"),
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
        line("九、其他收入", T(of("other_revenue")), fund="other_revenue", flow="revenue"),
    ]
    left = pad(left, 29) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        line("上年结转结余", T(carried), flow="opening_balance"),
        line("收 入 总 计", T(), "收入总计", flow="revenue", row_kind="total"),
    ]
    right = class_list(b, [anything], facets={"flow": "expenditure"}) + [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank("年终结转结余"),
        line("支 出 总 计", T(), "支出总计", flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "收支总表",
        [[("收入", 2, 1), ("支出", 2, 1)], [("项目", 1, 1), ("预算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="公开01表",
        left=f"部门：{name}",
        css="td{padding:0.8pt 3pt}",
    )
    year_funds = [
        ("一般公共\n预算", general, GP),
        ("政府性基\n金预算", managed, GF),
        ("国有资本\n经营预算", nothing, "state_capital_operations"),
        ("财政专户\n管理资金", nothing, "fiscal_special_account"),
        ("事业\n收入", nothing, "institutional_revenue"),
        ("事业单位\n经营收入", nothing, "institutional_operating_revenue"),
        ("上级补\n助收入", nothing, "superior_subsidy"),
        ("附属单位\n上缴收入", nothing, "subordinate_remittance"),
        ("其他\n收入", of("other_revenue"), "other_revenue"),
    ]
    tests = (
        [anything, current]
        + [both(t, current) for _, t, _ in year_funds]
        + [carried]
        + [both(t, carried) for _, t, _ in year_funds[:4]]
        + [nothing]
    )
    facets = (
        [rev("all"), rev("all", origin_year="current")]
        + [rev(f, origin_year="current") for _, _, f in year_funds]
        + [{"flow": "opening_balance", "fund": "all"}]
        + [{"flow": "opening_balance", "fund": f} for _, _, f in year_funds[:4]]
        + [{"flow": "opening_balance", "fund": "own_funds"}]
    )
    rows = [
        Row(["", "合计", *amounts([T(t) for t in tests])], TOTAL),
        Row(
            ["220", name, *amounts([T(t) for t in tests])],
            {"row_kind": "unit", "unit_code": "220", "unit_name": name, "is_leaf": False},
        ),
    ]
    rows += [
        Row(
            [x.code, x.name, *amounts([T(in_unit(x.code), t) for t in tests])],
            {"row_kind": "unit", "unit_code": x.code, "unit_name": x.name, "is_leaf": True},
        )
        for x in u
    ]
    t2 = Table(
        "revenue",
        "收入总表",
        [
            [("单位代码", 1, 2), ("单位名称", 1, 2), ("合计", 1, 2), ("本年收入", 10, 1), ("上年结转结余", 6, 1)],
            [
                ("小计", 1, 1),
                *[(w, 1, 1) for w, _, _ in year_funds],
                ("小计", 1, 1),
                *[(w, 1, 1) for w, _, _ in year_funds[:4]],
                ("单位\n资金", 1, 1),
            ],
        ],
        [None, None, *facets],
        rows,
        label="公开02表",
        left=f"部门：{name}",
        css="table{font-size:5.5pt} td{padding:1pt}",
        widths=(5, 11, *[4.9] * 17),
    )
    ek = [
        ("合计", anything, "all"),
        ("基本支出", basic, "basic"),
        ("项目支出", project, "project"),
        ("事业单位\n经营支出", nothing, "operating"),
        ("上缴上级\n支出", nothing, "remitted_upward"),
        ("对附属单位\n补助支出", nothing, "subsidy_downward"),
    ]
    t3 = Table(
        "expenditure",
        "支出总表",
        [[("科目编码", 1, 1), ("科目名称", 1, 1), *[(w, 1, 1) for w, _, _ in ek]]],
        [None, None, *[exp(k) for _, _, k in ek]],
        function_rows(
            b,
            [t for _, t, _ in ek],
            indent=False,
            name=lambda c: ["　" * ((len(c) - 3) // 2) + names()[c]],
            total=["合计", ""],
        ),
        label="公开03表",
        left=f"部门：{name}",
    )
    left = [
        line("一、本年收入", T(fiscal, current), flow="revenue"),
        line("（一）一般公共预算拨款", T(general, current), fund=GP, flow="revenue"),
        line("（二）政府性基金预算拨款", T(managed, current), fund=GF, flow="revenue"),
        blank("（三）国有资本经营预算拨款"),
        line("二、上年结转", T(fiscal, carried), flow="opening_balance"),
        line("（一）一般公共预算拨款", T(general, carried), fund=GP, flow="opening_balance"),
        blank("（二）政府性基金预算拨款"),
        blank("（三）国有资本经营预算拨款"),
    ]
    left = pad(left, 31) + [line("收 入 总 计", T(fiscal), "收入总计", flow="revenue", row_kind="total")]
    right = (
        [line("一、本年支出", T(fiscal), flow="expenditure")]
        + class_list(b, [fiscal], ordinal="（{}）", facets={"flow": "expenditure"})
        + [blank("二、年终结转结余"), line("支 出 总 计", T(fiscal), "支出总计", flow="expenditure", row_kind="total")]
    )
    t4 = Table(
        "fiscal_appropriation_summary",
        "财政拨款收支总表",
        [[("收  入", 2, 1), ("支  出", 2, 1)], [("项目", 1, 1), ("预算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="公开04表",
        left=f"部门：{name}",
        css="td{padding:0.8pt 3pt}",
    )
    k5 = [
        (anything, "all"),
        (basic, "basic"),
        (personnel, "basic_personnel"),
        (public, "basic_public"),
        (project, "project"),
    ]
    h5 = [
        [("科目编码", 1, 2), ("科目名称", 1, 2), ("合计", 1, 2), ("基本支出", 3, 1), ("项目支出", 1, 2)],
        [("小计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
    ]
    t5 = Table(
        "fiscal_appropriation_expenditure",
        "财政拨款支出表（功能科目）",
        h5,
        [None, None, *[exp(s, "fiscal_appropriation") for _, s in k5]],
        function_rows(b, [t for t, _ in k5], where=fiscal, total=["", "合计"]),
        label="公开05表",
        left=f"部门：{name}",
    )
    h6 = [
        [("部门预算支出经济分类科目", 2, 1), ("本年财政拨款基本支出", 3, 1)],
        [("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
    ]
    c6 = [anything, personnel, public]
    t6 = Table(
        "general_public_basic_expenditure",
        "财政拨款基本支出表（经济科目）",
        h6,
        [
            None,
            None,
            exp("basic", "fiscal_appropriation"),
            exp("basic_personnel", "fiscal_appropriation"),
            exp("basic_public", "fiscal_appropriation"),
        ],
        economic_rows(b, c6, where=both(fiscal, basic), total=["合计", ""]),
        label="公开06表",
        left=f"部门：{name}",
    )
    t7 = Table(
        "general_public_expenditure",
        "一般公共预算支出表",
        h5,
        [None, None, *[exp(s, GP) for _, s in k5]],
        function_rows(b, [t for t, _ in k5], where=general, total=["合计", ""]),
        label="公开07表",
        left=f"部门：{name}",
    )
    h8 = [[("部门预算支出经济分类科目", 2, 1), ("本年一般公共预算基本支出", 3, 1)], h6[1]]
    t8 = Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出表",
        h8,
        [None, None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        economic_rows(b, c6, where=both(general, basic), total=["合计", ""]),
        label="公开08表",
        left=f"部门：{name}",
    )
    v = b.three_public()
    conf, train = 312, 455
    t9 = Table(
        "three_public",
        "一般公共预算“三公”经费、会议费、培训费支出预算表",
        [
            [
                ("“三公”经费\n合计", 1, 2),
                ("因公出国\n（境）费", 1, 2),
                ("公务用车购置及运行维护费", 3, 1),
                ("公务接待费", 1, 2),
                ("会议费", 1, 2),
                ("培训费", 1, 2),
            ],
            [("小计", 1, 1), ("公务用车\n购置费", 1, 1), ("公务用车\n运行维护费", 1, 1)],
        ],
        [
            *tp_columns(),
            {"three_public_item": "conferences", "fund": GP},
            {"three_public_item": "training", "fund": GP},
        ],
        [Row(amounts([*[v[k] for k in TP_ORDER], conf, train]))],
        label="公开09表",
        left=f"部门：{name}",
    )
    h10 = [
        [("科目编码", 1, 2), ("科目名称", 1, 2), ("本年政府性基金预算支出", 3, 1)],
        [("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
    ]
    t10 = Table(
        "government_fund",
        "政府性基金预算支出表",
        h10,
        [None, None, exp("all", GF), exp("basic", GF), exp("project", GF)],
        function_rows(b, [anything, basic, project], where=managed, total=["合计", ""]),
        label="公开10表",
        left=f"部门：{name}",
    )
    t11 = Table(
        "state_capital",
        "国有资本经营预算支出表",
        [[("项  目", 1, 1), ("本年支出", 1, 1)]],
        [None, None],
        [Row(["", ""])],
        label="公开11表",
        left=f"部门：{name}",
        notes=("本部门无国有资本经营预算支出，故本表为空。",),
    )
    run = both(general, public)
    t12 = Table(
        "operating_expenses",
        "一般公共预算机关运行经费支出预算表",
        [[("科目编码", 1, 1), ("科目名称", 1, 1), ("机关运行经费支出", 1, 1)]],
        [None, None, {"flow": "expenditure", "fund": GP}],
        economic_rows(b, [anything], where=run, total=["合计", ""]),
        label="公开12表",
        left=f"部门：{name}",
    )
    goods = [
        ("一、货物A", "", "", "", "", 1560, None),
        ("", "食品安全抽检经费", "办公设备购置", "便携式计算机", "分散采购", 860, None),
        ("", "市场主体培育专项", "专用设备购置", "检测设备", "政府集中采购", 700, None),
        ("二、工程B", "", "", "", "", 0, None),
        ("三、服务C", "", "", "", "", 2200, None),
        ("", "食品安全抽检经费", "委托业务费", "检验检测服务", "政府集中采购", 2200, None),
    ]
    rows = [Row(["合计", "", "", "", "", *amounts([3760, 3760, 0, 0])], {"row_kind": "total"})] + [
        Row([*g[:5], *amounts([g[5], g[5], 0, 0])], {}) for g in goods
    ]
    t13 = Table(
        "procurement",
        "政府采购支出预算表",
        [
            [
                ("采购品目大类", 1, 2),
                ("专项名称", 1, 2),
                ("经济科目", 1, 2),
                ("采购物品名称", 1, 2),
                ("采购组织形式", 1, 2),
                ("资金来源", 4, 1),
            ],
            [("总计", 1, 1), ("一般公共预算资金", 1, 1), ("政府性基金", 1, 1), ("其他资金", 1, 1)],
        ],
        [None] * 5 + [{"flow": "expenditure", "fund": "all"}, {"fund": GP}, {"fund": GF}, {}],
        rows,
        label="公开13表",
        left=f"部门：{name}",
    )
    return Disclosure(
        "jiangsu_gongkai01",
        {"document_kind": "department_budget", "fiscal_year": 2022, "unit_name": name, "facets": year},
        ["2022年度", "柳堰区市场监督管理局", "部门预算"],
        [t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13],
        size=8,
        css="td,th{border-width:0.3pt;border-color:#888}",
    )
