"""江西: four lists side by side, the code in brackets before the unit."""

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
    economic,
    fiscal,
    general,
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
    GF,
    GP,
    TOTAL,
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
    used,
)


def jiangxi() -> Disclosure:
    u = [Unit("417001", "赣溪区民政局本级")]
    b = Budget(
        24,
        u,
        duty="20802",
        projects=(("社区建设补助", "08", "30299"), ("区划地名管理", "07", "30227")),
        own=True,
        size=100,
    )
    name = "赣溪区民政局"
    year = {"fiscal_year": 2020, "stage": "budget"}
    T = b.sum
    left = [
        line("一、财政拨款收入", T(fiscal, current), flow="revenue", fund="fiscal_appropriation"),
        line("（一）一般公共预算收入", T(general, current), flow="revenue", fund=GP),
        line("（二）政府性基金预算收入", T(managed, current), flow="revenue", fund=GF),
        blank("（三）国有资本经营预算收入"),
        blank("二、教育收费资金收入"),
        blank("三、事业收入"),
        blank("四、事业单位经营收入"),
        blank("五、附属单位上缴收入"),
        blank("六、上级补助收入"),
        line("七、其他收入", T(of("other_revenue")), flow="revenue", fund="other_revenue"),
    ]
    right = class_list(b, [anything], only=used(b), ordinal="", facets={"flow": "expenditure"})
    mid = [
        line("一、基本支出", T(basic), "基本支出", flow="expenditure", spending_kind="basic"),
        line(
            "其中：工资福利支出",
            T(basic, under(economic, "301")),
            "工资福利支出",
            flow="expenditure",
            spending_kind="basic_personnel_wages",
        ),
        line(
            "　　　商品和服务支出",
            T(basic, under(economic, "302")),
            "商品和服务支出",
            flow="expenditure",
            spending_kind="basic_public_goods",
        ),
        line(
            "　　　对个人和家庭的补助",
            T(basic, under(economic, "303")),
            "对个人和家庭的补助",
            flow="expenditure",
            spending_kind="basic_personnel_household",
        ),
        line("二、项目支出", T(project), "项目支出", flow="expenditure", spending_kind="project"),
    ]
    econ = [
        (
            names()[e],
            [
                Money(
                    T(under(economic, e)),
                    {"flow": "expenditure", "department_economic_code": e, "row_label": names()[e]},
                )
            ],
        )
        for e in b.tree(economic, anything, (3,))
    ]
    m = 10
    left = pad(left, m) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        blank("八、使用非财政拨款结余"),
        line("九、上年结转（结余）", T(carried), flow="opening_balance"),
        line("收入总计", T(), flow="revenue", row_kind="total"),
    ]
    bottom = lambda: [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank(""),
        blank("结转下年"),
        line("支出总计", T(), flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "收支预算总表",
        [
            [("收    入", 2, 1), ("支    出", 6, 1)],
            [
                ("项  目", 1, 1),
                ("预算数", 1, 1),
                ("项目（按支出功能科目分类）", 1, 1),
                ("预算数", 1, 1),
                ("项目（按支出项目类别分类）", 1, 1),
                ("预算数", 1, 1),
                ("项目（按支出经济科目分类）", 1, 1),
                ("预算数", 1, 1),
            ],
        ],
        [None, {}] * 4,
        lists((1, left), (1, pad(right, m) + bottom()), (1, pad(mid, m) + bottom()), (1, pad(econ, m) + bottom())),
        left=f"填报单位：[417]{name}",
        unit="单位：万元",
        css="table{font-size:7pt}",
    )
    cols = [
        ("合计", anything, rev("all")),
        ("上年结转", carried, {"flow": "opening_balance"}),
        ("小计", both(fiscal, current), rev("fiscal_appropriation")),
        ("一般公共预算\n拨款收入", both(general, current), rev(GP)),
        ("政府性基金\n预算收入", both(managed, current), rev(GF)),
        ("国有资本经\n营预算收入", nothing, rev("state_capital_operations")),
        ("教育收费\n资金收入", nothing, {}),
        ("事业\n收入", nothing, rev("institutional_revenue")),
        ("事业单位\n经营收入", nothing, rev("institutional_operating_revenue")),
        ("附属单位\n上缴收入", nothing, rev("subordinate_remittance")),
        ("上级补\n助收入", nothing, rev("superior_subsidy")),
        ("其他收入", of("other_revenue"), rev("other_revenue")),
    ]
    t2 = Table(
        "revenue",
        "部门收入总表",
        [
            [
                ("功能科目", 2, 1),
                ("合计", 1, 2),
                ("上年结转", 1, 2),
                ("财政拨款收入", 4, 1),
                *[(w, 1, 2) for w, _, _ in cols[6:]],
            ],
            [("科目编码", 1, 1), ("科目名称", 1, 1), *[(w, 1, 1) for w, _, _ in cols[2:6]]],
        ],
        [None, None, *[f for _, _, f in cols]],
        function_rows(b, [t for _, t, _ in cols], total=["", "合计"]),
        left=f"填报单位：[417]{name}",
        css="table{font-size:7pt}",
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
        "部门支出总表",
        [[("支出功能分类科目", 2, 1), *[(w, 1, 2) for w, _, _ in k]], [("科目编码", 1, 1), ("科目名称", 1, 1)]],
        [None, None, *[exp(s) for _, _, s in k]],
        function_rows(b, [t for _, t, _ in k], total=["", "合计"]),
        left=f"填报单位：[417]{name}",
    )
    left = [
        line("一、本年收入", T(fiscal, current), flow="revenue"),
        line("（一）一般公共预算拨款", T(general, current), flow="revenue", fund=GP),
        line("（二）政府性基金预算拨款", T(managed, current), flow="revenue", fund=GF),
        blank("（三）国有资本经营预算拨款"),
        line("二、上年结转", T(fiscal, carried), flow="opening_balance"),
    ]
    cc = [
        ("合计", fiscal, "fiscal_appropriation"),
        ("一般公共预算", general, GP),
        ("政府性基金预算", managed, GF),
        ("国有资本经营预算", nothing, "state_capital_operations"),
    ]
    right = [("一、本年支出", [Money(b.sum(c), {"flow": "expenditure", "fund": f}) for _, c, f in cc])]
    for w, cells in class_list(b, [c for _, c, _ in cc], only=used(b), ordinal=""):
        for mny, (_, _, f) in zip(cells, cc, strict=True):
            mny.facets |= {"flow": "expenditure", "fund": f}
        right.append((w, cells))
    m = max(len(left), len(right))
    left = pad(left, m) + [line("收入总计", T(fiscal), flow="revenue", row_kind="total")]
    right = pad(right, m, 4) + [
        ("支出总计", [Money(b.sum(c), {"flow": "expenditure", "fund": f, "row_kind": "total"}) for _, c, f in cc])
    ]
    t4 = Table(
        "fiscal_appropriation_summary",
        "财政拨款收支总表",
        [
            [("收    入", 2, 1), ("支    出", 5, 1)],
            [("项    目", 1, 1), ("预算数", 1, 1), ("项    目", 1, 1), *[(w, 1, 1) for w, _, _ in cc]],
        ],
        [None, {}, None, {}, {}, {}, {}],
        lists((1, left), (4, right)),
        left=f"填报单位：[417]{name}",
    )
    t5 = Table(
        "general_public_expenditure",
        "一般公共预算支出表",
        [
            [("支出功能分类科目", 2, 1), ("2020年预算数", 3, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
        ],
        [None, None, exp("all", GP), exp("basic", GP), exp("project", GP)],
        function_rows(b, [anything, basic, project], where=general, total=["", "合计"]),
        left=f"填报单位：[417]{name}",
    )
    t6 = Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出表",
        [
            [("支出经济分类科目", 2, 1), ("2020年基本支出", 3, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [None, None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        economic_rows(b, [anything, personnel, public], where=both(general, basic), total=["", "合计"]),
        left=f"填报单位：[417]{name}",
    )
    v = b.three_public()
    t7 = Table(
        "three_public",
        "财政拨款“三公”经费支出表",
        [
            [("单位编码", 1, 2), ("单位名称", 1, 2), ("“三公”经费预算财政拨款情况统计表", 6, 1)],
            [
                ("合计", 1, 1),
                ("因公出国(境)费用", 1, 1),
                ("公务接待费", 1, 1),
                ("小计", 1, 1),
                ("公务用车运行维护费", 1, 1),
                ("公务用车购置", 1, 1),
            ],
        ],
        [
            None,
            None,
            *tp_columns(
                order=("total", "overseas", "reception", "vehicles", "operation", "purchase"),
                fund="fiscal_appropriation",
            ),
        ],
        [
            Row(
                [
                    "",
                    "合计",
                    *amounts([v[x] for x in ("total", "overseas", "reception", "vehicles", "operation", "purchase")]),
                ],
                TOTAL,
            ),
            Row(
                [
                    "417",
                    name,
                    *amounts([v[x] for x in ("total", "overseas", "reception", "vehicles", "operation", "purchase")]),
                ],
                {"row_kind": "unit", "is_leaf": False, "unit_code": "417"},
            ),
            Row(
                [
                    "417001",
                    u[0].name,
                    *amounts([v[x] for x in ("total", "overseas", "reception", "vehicles", "operation", "purchase")]),
                ],
                {"row_kind": "unit", "is_leaf": True, "unit_code": "417001"},
            ),
        ],
        left=f"填报单位：[417]{name}",
    )
    return Disclosure(
        "jiangxi_four_lists",
        {"document_kind": "department_budget", "fiscal_year": 2020, "unit_name": name, "facets": year},
        ["赣溪区民政局2020年部门预算"],
        [t1, t2, t3, t4, t5, t6, t7],
        landscape=True,
        size=9,
    )
