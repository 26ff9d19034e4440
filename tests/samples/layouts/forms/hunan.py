"""湖南: matrices with economic classes across."""

# ruff: noqa: PERF401, N806, SIM, RET, C416, PIE810, RUF015

from __future__ import annotations

from tests.samples.layouts.figures import (
    Budget,
    Unit,
    anything,
    basic,
    both,
    economic,
    function,
    general,
    government,
    names,
    personnel,
    project,
    public,
    under,
)
from tests.samples.layouts.paper import Disclosure, Money, Row, Table
from tests.samples.layouts.parts import GP, TOTAL, amounts, code_facets, exp, split3


def hunan() -> Disclosure:
    u = [Unit("512001", "澧岗县统计局机关")]
    b = Budget(
        33,
        u,
        duty="20105",
        projects=(("专项普查活动经费", "07", "30227"), ("统计抽样调查经费", "08", "30226")),
        funds=False,
        own=False,
        carried_over=False,
    )
    name = "澧岗县统计局"
    year = {"fiscal_year": 2023, "stage": "budget"}
    T = b.sum
    gov = ["501", "502", "503", "504", "505", "506", "507", "508", "509", "510", "511", "512", "513", "514", "599"]
    gw = [
        "机关工资福\n利支出",
        "机关商品和\n服务支出",
        "机关资本性支\n出（一）",
        "机关资本性支\n出（二）",
        "对事业单位经\n常性补助",
        "对事业单位资\n本性补助",
        "对企业补\n助",
        "对企业资本\n性支出",
        "对个人和家庭\n的补助",
        "对社会保障基\n金补助",
        "债务利息及\n费用支出",
        "债务还本\n支出",
        "转移性支\n出",
        "预备费及\n预留",
        "其他支\n出",
    ]
    lead = [("科目编码", 3, 1), ("单位代码", 1, 2), ("单位名称（科目）", 1, 2), ("总计", 1, 2)]

    def matrix(where, columns):
        rows = [Row(["", "", "", "", "合计", Money(T(where)), *amounts([T(where, c) for c in columns])], TOTAL)]
        rows.append(
            Row(
                ["", "", "", "512001", u[0].name, Money(T(where)), *amounts([T(where, c) for c in columns])],
                {"row_kind": "unit", "unit_code": "512001", "is_leaf": False},
            )
        )
        for c in b.tree(function, where, (7,)):
            rows.append(
                Row(
                    [
                        *split3(c),
                        "512001",
                        "　" + names()[c],
                        Money(T(where, under(function, c))),
                        *amounts([T(where, under(function, c), t) for t in columns]),
                    ],
                    code_facets(c),
                )
            )
        return rows

    leaf = [("类", 1, 1), ("款", 1, 1), ("项", 1, 1)]
    css = "table{font-size:5.5pt} td,th{padding:1pt}"
    t4 = Table(
        "economic_summary",
        "支出预算分类汇总表（按政府预算经济分类）",
        [[*lead, *[(w, 1, 2) for w in gw]], leaf],
        [None] * 5 + [exp("all")] + [exp("all", government_economic_code=g) for g in gov],
        matrix(anything, [under(government, g) for g in gov]),
        label="附件2-4",
        left=f"单位：{name}",
        css=css,
        unit="金额单位：万元",
    )
    wages = b.tree(economic, both(general, personnel, under(economic, "301")), (5,))
    t9 = Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出表--人员经费（工资福利支出）",
        [[*lead, ("工资福利支出", len(wages), 1)], leaf + [(names()[w], 1, 1) for w in wages]],
        [None] * 5
        + [exp("basic_personnel_wages", GP)]
        + [exp("basic_personnel_wages", GP, department_economic_code=w) for w in wages],
        matrix(both(general, under(economic, "301")), [under(economic, w) for w in wages]),
        label="附件2-9",
        left=f"单位：{name}",
        css=css,
        unit="金额单位：万元",
    )
    goods = b.tree(economic, both(general, public), (5,))
    t12 = Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出表--公用经费",
        [[*lead, *[(names()[w], 1, 2) for w in goods]], leaf],
        [None] * 5 + [exp("basic_public", GP)] + [exp("basic_public", GP, department_economic_code=w) for w in goods],
        matrix(both(general, public), [under(economic, w) for w in goods]),
        label="附件2-12",
        left=f"单位：{name}",
        css=css,
        unit="金额单位：万元",
    )
    house = b.tree(economic, both(general, under(economic, "303")), (5,))
    t11 = Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出表--对个人和家庭的补助",
        [[*lead, *[(names()[w], 1, 2) for w in house]], leaf],
        [None] * 5
        + [exp("basic_personnel_household", GP)]
        + [exp("basic_personnel_household", GP, department_economic_code=w) for w in house],
        matrix(both(general, under(economic, "303")), [under(economic, w) for w in house]),
        label="附件2-11",
        left=f"单位：{name}",
        css=css,
        unit="金额单位：万元",
    )
    de = ["301", "302", "303"]
    pe = ["302", "307", "309", "310", "311", "312", "313", "399"]
    pw = [
        "商品和服务支出",
        "债务利息及费用支出",
        "资本性支出（基本建设）",
        "资本性支出",
        "对企业补助（基本建设）",
        "对企业补助",
        "对社会保障基金补助",
        "其他支出",
    ]
    cols = [
        anything,
        basic,
        *[both(basic, under(economic, e)) for e in de],
        project,
        *[both(project, under(economic, e)) for e in pe],
    ]
    t7 = Table(
        "general_public_expenditure",
        "一般公共预算支出表",
        [
            [
                ("科目编码", 3, 1),
                ("单位代码", 1, 2),
                ("单位名称（科目）", 1, 2),
                ("总计", 1, 2),
                ("基本支出", 4, 1),
                ("项目支出", 9, 1),
            ],
            [
                *leaf,
                ("合计", 1, 1),
                ("工资福利支出", 1, 1),
                ("商品和服务支出", 1, 1),
                ("对个人和家庭的补助", 1, 1),
                ("合计", 1, 1),
                *[(w, 1, 1) for w in pw],
            ],
        ],
        [None] * 5
        + [
            exp("all", GP),
            exp("basic", GP),
            exp("basic_personnel_wages", GP),
            exp("basic_public_goods", GP),
            exp("basic_personnel_household", GP),
            exp("project", GP),
            *[exp("project", GP, department_economic_code=e) for e in pe],
        ],
        [Row(["", "", "", "", "合计", *amounts([T(general, c) for c in cols])], TOTAL)]
        + [
            Row(
                [*split3(c), "512001", "　" + names()[c], *amounts([T(general, under(function, c), t) for t in cols])],
                code_facets(c),
            )
            for c in b.tree(function, general, (7,))
        ],
        label="附件2-7",
        left=f"单位：{name}",
        css=css,
        unit="金额单位：万元",
    )
    t19 = Table(
        "fiscal_special_account",
        "专户管理的非税收入拨款表（按部门预算经济分类）",
        [[*lead, ("工资福利支出", 1, 2), ("商品和服务支出", 1, 2)], leaf],
        [None] * 8,
        [Row([""] * 8)],
        label="附件2-19",
        left=f"单位：{name}",
        unit="金额单位：万元",
        notes=("说明：本单位没有专户管理的非税收入，所以本表无数据",),
    )
    return Disclosure(
        "hunan_matrices",
        {"document_kind": "department_budget", "fiscal_year": 2023, "unit_name": name, "facets": year},
        ["澧岗县统计局2023年部门预算公开说明"],
        [t4, t7, t9, t11, t12, t19],
        landscape=True,
        size=8,
    )
