"""广西: whole 元, procurement with unit prices, shaded rows."""

# ruff: noqa: RUF005, N806, SIM, RET, C416, PIE810, RUF015

from __future__ import annotations

from tests.samples.layouts.figures import (
    Budget,
    Unit,
    anything,
    basic,
    both,
    economic,
    fiscal,
    general,
    managed,
    nothing,
    project,
    under,
)
from tests.samples.layouts.paper import Disclosure, Money, Row, Table
from tests.samples.layouts.parts import GF, GP, blank, class_list, exp, function_rows, line, lists, own_level, pad, used


def guangxi() -> Disclosure:
    """Amounts in 元 without decimals; 财政拨款 list with four fund columns on both sides; 政府采购 and 购买服务 tables."""
    u = [Unit("", "武龙县商务局")]
    b = Budget(
        53,
        u,
        duty="21602",
        projects=(("商贸流通扶持", "99", "30299"), ("市场监测", "19", "30227")),
        size=10000,
        carried_over=False,
    )
    name = "武龙县商务局"
    year = {"fiscal_year": 2023, "stage": "budget"}
    T = b.sum
    common = {"left": f"部门：{name}", "unit": "单位：元", "amount_unit": "元"}
    cc = [
        ("合计", fiscal, "fiscal_appropriation"),
        ("一般公共\n预算拨款", general, GP),
        ("政府性基金\n预算拨款", managed, GF),
        ("国有资本经营\n预算拨款", nothing, "state_capital_operations"),
    ]
    left = []
    for w, test in (
        ("一、本年收入", fiscal),
        ("（一）一般公共预算拨款收入", general),
        ("（二）政府性基金预算拨款收入", managed),
    ):
        left.append(
            (
                w,
                [
                    Money(
                        T(test),
                        {
                            "flow": "revenue",
                            "fund": "fiscal_appropriation" if test is fiscal else GP if test is general else GF,
                        },
                    )
                ],
            )
        )
    left += [blank("（三）国有资本经营预算拨款收入"), blank("二、上年结转结余")]
    right = [("一、本年支出", [Money(T(c), {"flow": "expenditure", "fund": f}) for _, c, f in cc])]
    for w, cells in class_list(b, [c for _, c, _ in cc], only=used(b), ordinal="（{}）"):
        for mny, (_, _, f) in zip(cells, cc, strict=True):
            mny.facets |= {"flow": "expenditure", "fund": f}
        right.append((w, cells))
    right.append(blank("二、结转下年", 4))
    m = max(len(left), len(right))
    left = pad(left, m) + [line("收入总计", T(fiscal), flow="revenue", row_kind="total")]
    right = pad(right, m, 4) + [
        ("支出总计", [Money(T(c), {"flow": "expenditure", "fund": f, "row_kind": "total"}) for _, c, f in cc])
    ]
    t4 = Table(
        "fiscal_appropriation_summary",
        "财政拨款收支预算总表",
        [
            [("收入", 2, 1), ("支出", 5, 1)],
            [("项目", 1, 1), ("金额", 1, 1), ("项目", 1, 1), *[(w, 1, 1) for w, _, _ in cc]],
        ],
        [None, {}, None, {}, {}, {}, {}],
        lists((1, left), (4, right)),
        label="附表4",
        **common,
    )
    kinds = [
        ("合计", anything, "all"),
        ("小计", basic, "basic"),
        ("工资福利\n支出", both(basic, under(economic, "301")), "basic_personnel_wages"),
        ("商品和服\n务支出", both(basic, under(economic, "302")), "basic_public_goods"),
        ("对个人和家\n庭的补助", both(basic, under(economic, "303")), "basic_personnel_household"),
        ("小计", project, "project"),
        ("其他运转类", nothing, "project_operating"),
        ("特定目标类", project, "project_specific"),
    ]
    t5 = Table(
        "general_public_expenditure",
        "一般公共预算支出预算表",
        [
            [("科目编码", 3, 1), ("科目名称", 1, 2), ("合计", 1, 2), ("基本支出", 4, 1), ("项目支出", 3, 1)],
            [("类", 1, 1), ("款", 1, 1), ("项", 1, 1), *[(w, 1, 1) for w, _, _ in kinds[1:]]],
        ],
        [None] * 4 + [exp(s, GP) for _, _, s in kinds],
        function_rows(b, [t for _, t, _ in kinds], where=general, codes=own_level, total=["", "", "", "合计"]),
        label="附表5",
        **common,
    )
    t8 = Table(
        "procurement",
        "政府采购预算表",
        [
            [("采购项目", 1, 2), ("采购品目", 1, 2), ("数量", 1, 2), ("单价（元）", 1, 2), ("资金来源", 3, 1)],
            [("合计", 1, 1), ("一般公共预算", 1, 1), ("其他资金", 1, 1)],
        ],
        [
            None,
            None,
            None,
            {"stage": None, "fiscal_year": None},
            {"flow": "expenditure", "fund": "all"},
            {"fund": GP},
            {},
        ],
        [
            Row(["合计", "", "", "", Money(155000), Money(155000), None], {"row_kind": "total"}),
            Row(["办公设备更新", "A02010104台式计算机", "10", Money(5000), Money(50000), Money(50000), None]),
            Row(["办公家具", "A05010201办公桌", "35", Money(3000), Money(105000), Money(105000), None]),
        ],
        label="附表8",
        **common,
    )
    t9 = Table(
        "government_fund",
        "政府性基金预算支出预算表",
        [[("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)]],
        [None, None, exp("all", GF), exp("basic", GF), exp("project", GF)],
        function_rows(b, [anything, basic, project], where=managed, total=["合计", ""]),
        label="附表9",
        page_break=False,
        **common,
    )
    return Disclosure(
        "guangxi_yuan_without_decimals",
        {"document_kind": "department_budget", "fiscal_year": 2023, "unit_name": name, "facets": year},
        ["武龙县商务局2023年部门预算公开"],
        [t4, t5, t8, t9],
        size=9,
        separators=True,
        places=0,
        per_unit=1,
        zero="0",
        css="th{background:#dde} tr:nth-child(even) td{background:#f4f4f4}",
    )
