"""决算 up to 2019: 类 款 项 beside 栏次, balances of the year before and after, counts below 三公."""

# ruff: noqa: E731, N806, SIM, RET, C416, PIE810, RUF015

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
    names,
    nothing,
    of,
    personnel,
    project,
    public,
    under,
)
from tests.samples.layouts.paper import Disclosure, Money, Row, Table
from tests.samples.layouts.parts import GP, TP, code_facets, exp, function_rows, rev, split3


def final_old() -> Disclosure:
    """The 决算 form of 2018–2019: 类 款 项 in columns, 年初结转 and 年末结转 in 公开05, counts of cars and rooms in 公开10."""
    name = "芦洲区科学技术局"
    u = [Unit("", name)]
    b = Budget(54, u, duty="20601", projects=(("科技计划项目", "02", "30227"), ("科普活动", "99", "30299")), size=100)
    T = b.sum
    year = {"fiscal_year": 2019, "stage": "final_accounts"}
    common = {"left": f"编制单位：{name}", "unit": "金额单位：万元"}
    leaf = [("类", 1, 1), ("款", 1, 1), ("项", 1, 1)]
    cols = [
        ("本年收入合计", current, "all"),
        ("财政拨款收入", both(fiscal, current), "fiscal_appropriation"),
        ("上级补助收入", nothing, "superior_subsidy"),
        ("事业收入", nothing, "institutional_revenue"),
        ("经营收入", nothing, "institutional_operating_revenue"),
        ("附属单位上缴收入", nothing, "subordinate_remittance"),
        ("其他收入", of("other_revenue"), "other_revenue"),
    ]
    head = lambda names_: [
        [("项目", 4, 1), *[(w, 1, 2) for w in names_]],
        [("支出功能分类\n科目编码", 3, 1), ("科目名称", 1, 1)],
        [*leaf, ("栏次", 1, 1), *[(str(i + 1), 1, 1) for i in range(len(names_))]],
    ]
    total = [("合计", 4), ..., ..., ...]
    t2 = Table(
        "revenue",
        "收入决算表",
        head([w for w, _, _ in cols]),
        [None] * 4 + [rev(f) for _, _, f in cols],
        function_rows(b, [t for _, t, _ in cols], codes=split3, total=total),
        label="公开02表",
        **common,
    )
    k = [
        ("本年支出合计", anything, "all"),
        ("基本支出", basic, "basic"),
        ("项目支出", project, "project"),
        ("上缴上级支出", nothing, "remitted_upward"),
        ("经营支出", nothing, "operating"),
        ("对附属单位补助支出", nothing, "subsidy_downward"),
    ]
    t3 = Table(
        "expenditure",
        "支出决算表",
        head([w for w, _, _ in k]),
        [None] * 4 + [exp(s) for _, _, s in k],
        function_rows(b, [t for _, t, _ in k], codes=split3, total=total),
        label="公开03表",
        **common,
    )
    c5 = [
        ({"flow": "opening_balance"}, both(general, carried)),
        (rev(GP), both(general, current)),
        (exp("all", GP), general),
        (exp("basic", GP), both(general, basic)),
        (exp("project", GP), both(general, project)),
        ({"flow": "closing_balance"}, nothing),
    ]
    t5 = Table(
        "general_public_expenditure",
        "一般公共预算财政拨款支出决算表",
        [
            [
                ("项目", 4, 1),
                ("年初结转和\n结余", 1, 2),
                ("本年收入", 1, 2),
                ("本年支出", 3, 1),
                ("年末结转和\n结余", 1, 2),
            ],
            [
                ("支出功能分类\n科目编码", 3, 1),
                ("科目名称", 1, 1),
                ("合计", 1, 1),
                ("基本支出", 1, 1),
                ("项目支出", 1, 1),
            ],
            [*leaf, ("栏次", 1, 1), *[(str(i), 1, 1) for i in range(1, 7)]],
        ],
        [None] * 4 + [{**f, "fund": GP} for f, _ in c5],
        function_rows(b, [t for _, t in c5], where=general, codes=split3, total=total),
        label="公开05表",
        **common,
    )
    people = b.tree(economic, both(general, personnel), (3, 5))
    goods = b.tree(economic, both(general, public), (3, 5))
    rows = []
    bg = both(general, basic)
    for i in range(max(len(people), len(goods))):
        cells = []
        for c, s in ((people, "basic_personnel"), (goods, "basic_public")):
            cells += (
                [
                    c[i],
                    names()[c[i]],
                    Money(T(bg, under(economic, c[i])), {**code_facets(c[i], "department", 5), "spending_kind": s}),
                ]
                if i < len(c)
                else ["", "", None]
            )
        rows.append(Row(cells))
    rows.append(
        Row(
            [
                ("人员经费合计", 2),
                ...,
                Money(T(bg, personnel), {"row_kind": "total", "spending_kind": "basic_personnel"}),
                ("公用经费合计", 2),
                ...,
                Money(T(bg, public), {"row_kind": "total", "spending_kind": "basic_public"}),
            ]
        )
    )
    t6 = Table(
        "general_public_basic_expenditure",
        "一般公共预算财政拨款基本支出决算表",
        [
            [("人员经费", 3, 1), ("公用经费", 3, 1)],
            [("经济分类\n科目编码", 1, 1), ("科目名称", 1, 1), ("金额", 1, 1)] * 2,
        ],
        [None, None, {"flow": "expenditure", "fund": GP}] * 2,
        rows,
        label="公开06表",
        **common,
    )
    v = b.three_public()
    p = b.another_year(v, 100, 150)
    words = [
        ("（一）支出合计", "total"),
        ("1．因公出国（境）费", "overseas"),
        ("2．公务用车购置及运行维护费", "vehicles"),
        ("（1）公务用车购置费", "purchase"),
        ("（2）公务用车运行维护费", "operation"),
        ("3．公务接待费", "reception"),
    ]
    rows = [Row(["一、“三公”经费支出", "1", "", ""])]
    rows += [
        Row([w, str(i), Money(p[key]), Money(v[key])], {"three_public_item": TP[key]})
        for i, (w, key) in enumerate(words, 2)
    ]
    rows += [
        Row([w, str(i), "", str(n)])
        for i, (w, n) in enumerate(
            (
                ("（二）相关统计数", ""),
                ("1．因公出国（境）团组数（个）", 2),
                ("2．公务用车保有量（辆）", 5),
                ("3．国内公务接待批次（个）", 31),
                ("4．国内公务接待人次（人）", 268),
            ),
            8,
        )
    ]
    t7 = Table(
        "three_public",
        "“三公”经费及相关信息统计表",
        [
            [("项目", 1, 1), ("行次", 1, 1), ("预算数", 1, 1), ("决算数", 1, 1)],
            [("栏次", 1, 1), ("", 1, 1), ("1", 1, 1), ("2", 1, 1)],
        ],
        [None, None, {"stage": "budget"}, {"stage": "final_accounts"}],
        rows,
        label="公开07表",
        **common,
    )
    return Disclosure(
        "final_2019_old_form",
        {"document_kind": "department_final_accounts", "fiscal_year": 2019, "unit_name": name, "facets": year},
        ["芦洲区科学技术局", "2019年度部门决算"],
        [t2, t3, t5, t6, t7],
        size=8.5,
        zero="0.00",
        separators=True,
    )
