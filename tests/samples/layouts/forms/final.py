"""决算: the central 公开01–09 form, and GK01 in 元 with the title inside the net."""

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
    function,
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
    CLASSES,
    GF,
    GP,
    TOTAL,
    TP,
    TP_ORDER,
    amounts,
    blank,
    class_list,
    code_facets,
    economic_rows,
    exp,
    function_rows,
    line,
    lists,
    pad,
    rev,
    tp_columns,
)


def _final(
    name: str,
    seed: int,
    year: int,
    *,
    unit: str,
    amount_unit: str,
    label: str,
    size: int,
    duty: str,
    places_name: str,
    separators: bool,
    triplets: bool,
    inside: bool,
) -> Disclosure:
    u = [Unit("", name)]
    b = Budget(seed, u, duty=duty, projects=(("一般事务", "02", "30227"), ("专项业务", "99", "30299")), size=size)
    T = b.sum
    facts = {"fiscal_year": year, "stage": "final_accounts"}
    left_text = f"部门：{name}" if not inside else f"公开部门：{name}"
    common = {
        "unit": unit,
        "amount_unit": amount_unit,
        "left": left_text,
        "title_inside": inside,
        "unit_inside": inside,
    }
    lei = CLASSES[:23]

    def number(items, start):
        out = []
        for i, (label_, cells) in enumerate(items):
            out.append((label_, [str(start + i), *cells]))
        return out

    left = [
        line("一、一般公共预算财政拨款收入", T(general), flow="revenue", fund=GP),
        line("二、政府性基金预算财政拨款收入", T(managed), flow="revenue", fund=GF),
        *map(
            blank,
            (
                "三、国有资本经营预算财政拨款收入",
                "四、上级补助收入",
                "五、事业收入",
                "六、经营收入",
                "七、附属单位上缴收入",
            ),
        ),
        line("八、其他收入", T(of("other_revenue")), flow="revenue", fund="other_revenue"),
    ]
    left[0] = line("一、一般公共预算财政拨款收入", T(general, current), flow="revenue", fund=GP)
    # Own money of earlier years that is not spent: it stands in both balances and in no year's revenue.
    unspent = 12 * size
    right = class_list(b, [anything], only=lei, facets={"flow": "expenditure"})
    m = len(right)
    left = pad(left, m) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        blank("使用非财政拨款结余"),
        line("年初结转和结余", T(carried) + unspent, flow="opening_balance"),
        line("总计", T() + unspent, flow="revenue", row_kind="total"),
    ]
    right += [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank("结余分配"),
        line("年末结转和结余", unspent, flow="closing_balance"),
        line("总计", T() + unspent, flow="expenditure", row_kind="total"),
    ]
    n = len(left)
    head = [
        [("收入", 3, 1), ("支出", 3, 1)],
        [("项目", 1, 1), ("行次", 1, 1), ("决算数" if triplets else "金额", 1, 1)] * 2,
        [("栏次", 1, 1), ("", 1, 1), ("1", 1, 1), ("栏次", 1, 1), ("", 1, 1), ("2", 1, 1)],
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "收入支出决算总表",
        head,
        [None, None, {}] * 2,
        lists((2, number(left, 1)), (2, number(right, n + 1))),
        label=f"{label}01表",
        css="td{padding:0.8pt 3pt}",
        notes=("注：1.本表反映部门本年度的总收支和年末结转结余情况。",),
        **common,
    )
    code = "科目代码" if triplets else "功能分类\n科目编码"

    def head2(columns):
        return [
            [("项目", 2, 1), *[(w, 1, 2) for w in columns]],
            [(code, 1, 1), ("科目名称", 1, 1)],
            [("栏次", 2, 1), *[(str(i + 1), 1, 1) for i in range(len(columns))]],
        ]

    cols = [
        ("本年收入合计", current, "all"),
        ("财政拨款收入", both(fiscal, current), "fiscal_appropriation"),
        ("上级补助收入", nothing, "superior_subsidy"),
        ("事业收入", nothing, "institutional_revenue"),
        ("经营收入", nothing, "institutional_operating_revenue"),
        ("附属单位上缴收入", nothing, "subordinate_remittance"),
        ("其他收入", of("other_revenue"), "other_revenue"),
    ]
    t2 = Table(
        "revenue",
        "收入决算表",
        head2([w for w, _, _ in cols]),
        [None, None, *[rev(f) for _, _, f in cols]],
        function_rows(b, [t for _, t, _ in cols], total=[("合计", 2), ...]),
        label=f"{label}02表",
        notes=("注：本表反映部门本年度取得的各项收入情况。",),
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
        head2([w for w, _, _ in k]),
        [None, None, *[exp(s) for _, _, s in k]],
        function_rows(b, [t for _, t, _ in k], total=[("合计", 2), ...]),
        label=f"{label}03表",
        notes=("注：本表反映部门本年度各项支出情况。",),
        **common,
    )
    cc = [
        ("合计", fiscal, "fiscal_appropriation"),
        ("一般公共预算\n财政拨款", general, GP),
        ("政府性基金预算\n财政拨款", managed, GF),
        ("国有资本经营预\n算财政拨款", nothing, "state_capital_operations"),
    ]
    left = [
        line("一、一般公共预算财政拨款", T(general, current), flow="revenue", fund=GP),
        line("二、政府性基金预算财政拨款", T(managed, current), flow="revenue", fund=GF),
        blank("三、国有资本经营预算财政拨款"),
    ]
    left = pad(left, m) + [
        line("本年收入合计", T(fiscal, current), flow="revenue", row_kind="total"),
        line("年初财政拨款结转和结余", T(fiscal, carried), flow="opening_balance"),
        line("　一般公共预算财政拨款", T(general, carried), "一般公共预算财政拨款", flow="opening_balance", fund=GP),
        blank("　政府性基金预算财政拨款"),
        blank("　国有资本经营预算财政拨款"),
        line("总计", T(fiscal), flow="revenue", row_kind="total"),
    ]
    right = []
    for w, cells in class_list(b, [c for _, c, _ in cc], only=lei):
        for mny, (_, _, f) in zip(cells, cc, strict=True):
            mny.facets |= {"flow": "expenditure", "fund": f}
        right.append((w, cells))
    tot = lambda w, kind: (w, [Money(b.sum(c), {"flow": "expenditure", "fund": f, "row_kind": kind}) for _, c, f in cc])
    right += [
        tot("本年支出合计", "total"),
        blank("年末财政拨款结转和结余", 4),
        blank("", 4),
        blank("", 4),
        blank("", 4),
        tot("总计", "total"),
    ]
    n = len(left)
    head = [
        [("收     入", 3, 1), ("支     出", 6, 1)],
        [
            ("项目", 1, 1),
            ("行次", 1, 1),
            ("金额", 1, 1),
            ("项目", 1, 1),
            ("行次", 1, 1),
            *[(w, 1, 1) for w, _, _ in cc],
        ],
        [("栏次", 1, 1), ("", 1, 1), ("1", 1, 1), ("栏次", 1, 1), ("", 1, 1), *[(str(i), 1, 1) for i in range(2, 6)]],
    ]
    t4 = Table(
        "fiscal_appropriation_summary",
        "财政拨款收入支出决算总表",
        head,
        [None, None, {}, None, None, {}, {}, {}, {}],
        lists((2, number(left, 1)), (5, number(right, n + 1))),
        label=f"{label}04表",
        css="table{font-size:7pt} td{padding:0.6pt 2pt}",
        **common,
    )
    h5 = [
        [("项目", 2, 1), ("本年支出", 3, 1)],
        [(code, 1, 1), ("科目名称", 1, 1), ("小计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
        [("栏次", 2, 1), ("1", 1, 1), ("2", 1, 1), ("3", 1, 1)],
    ]
    t5 = Table(
        "general_public_expenditure",
        "一般公共预算财政拨款支出决算表",
        h5,
        [None, None, exp("all", GP), exp("basic", GP), exp("project", GP)],
        function_rows(b, [anything, basic, project], where=general, total=[("合计", 2), ...]),
        label=f"{label}05表",
        **common,
    )
    bg = both(general, basic)
    if triplets:
        people = list(b.tree(economic, both(bg, personnel), (3, 5)))
        goods = list(b.tree(economic, both(bg, public), (3, 5)))
        extra = ["307", "30701", "310", "31002", "31003", "312"]

        def entry(c):
            v = T(bg, under(economic, c))
            return [
                c,
                names().get(c, c),
                Money(
                    v,
                    code_facets(c, "department", 5)
                    | {"spending_kind": "basic_personnel" if c in people else "basic_public"},
                )
                if v
                else None,
            ]

        columns = [people, goods[: len(people)], goods[len(people) :] + extra]
        height = max(map(len, columns))
        rows = []
        for i in range(height):
            cells = []
            for c in columns:
                cells += entry(c[i]) if i < len(c) else ["", "", None]
            rows.append(Row(cells))
        rows.append(
            Row(
                [
                    ("人员经费合计", 2),
                    ...,
                    Money(T(bg, personnel), {"row_kind": "total", "spending_kind": "basic_personnel"}),
                    ("公用经费合计", 5),
                    ...,
                    ...,
                    ...,
                    ...,
                    Money(T(bg, public), {"row_kind": "total", "spending_kind": "basic_public"}),
                ]
            )
        )
        t6 = Table(
            "general_public_basic_expenditure",
            "一般公共预算财政拨款基本支出决算明细表",
            [[("人员经费", 3, 1), ("公用经费", 6, 1)], [("科目代码", 1, 1), ("科目名称", 1, 1), ("决算数", 1, 1)] * 3],
            [None, None, {"flow": "expenditure", "fund": GP}] * 3,
            rows,
            label=f"{label}06表",
            css="table{font-size:7pt} td{padding:1pt}",
            **common,
        )
    else:
        t6 = Table(
            "general_public_basic_expenditure",
            "一般公共预算财政拨款基本支出决算表",
            [
                [("项目", 2, 1), ("本年支出", 3, 1)],
                [
                    ("经济分类\n科目编码", 1, 1),
                    ("科目名称", 1, 1),
                    ("合计", 1, 1),
                    ("人员经费", 1, 1),
                    ("公用经费", 1, 1),
                ],
                [("栏次", 2, 1), ("1", 1, 1), ("2", 1, 1), ("3", 1, 1)],
            ],
            [None, None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
            economic_rows(b, [anything, personnel, public], where=bg, total=[("合计", 2), ...]),
            label=f"{label}06表",
            **common,
        )
    stages = [("预算数", "budget"), ("决算数", "final_accounts")]
    vs = [b.another_year(b.three_public(), 100, 150), b.three_public()]
    if triplets:
        rows = [Row(amounts([v[x] for v in vs for x in TP_ORDER]))]
        t7 = Table(
            "three_public",
            "财政拨款“三公”经费支出决算表",
            [
                [(w, 6, 1) for w, _ in stages],
                [("合计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行维护费", 3, 1), ("公务接待费", 1, 2)]
                * 2,
                [("小计", 1, 1), ("公务用车购置费", 1, 1), ("公务用车运行维护费", 1, 1)] * 2,
                [(str(i), 1, 1) for i in range(1, 13)],
            ],
            [c for _, s in stages for c in tp_columns(s, fund="fiscal_appropriation")],
            rows,
            label=f"{label}07表",
            css="table{font-size:6pt} td{padding:1pt}",
            notes=("注：本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数。",),
            **common,
        )
    else:
        rows = []
        for i, (w, key) in enumerate(
            (
                ("合计", "total"),
                ("1．因公出国（境）费", "overseas"),
                ("2．公务用车购置及运行维护费", "vehicles"),
                ("（1）公务用车购置费", "purchase"),
                ("（2）公务用车运行维护费", "operation"),
                ("3．公务接待费", "reception"),
            )
        ):
            rows.append(Row([w, str(i + 1), Money(vs[0][key]), Money(vs[1][key])], {"three_public_item": TP[key]}))
        t7 = Table(
            "three_public",
            "“三公”经费支出决算表",
            [
                [("项目", 1, 1), ("行次", 1, 1), ("预算数", 1, 1), ("决算数", 1, 1)],
                [("栏次", 1, 1), ("", 1, 1), ("1", 1, 1), ("2", 1, 1)],
            ],
            [None, None, {"stage": "budget"}, {"stage": "final_accounts"}],
            rows,
            label=f"{label}07表",
            **common,
        )
    code_f = b.tree(function, managed)
    cols8 = [
        ("opening_balance", "all", nothing),
        ("revenue", "all", managed),
        ("expenditure", "all", managed),
        ("expenditure", "basic", both(managed, basic)),
        ("expenditure", "project", managed),
        ("closing_balance", "all", nothing),
    ]
    rows = [Row([("合计", 2), ..., *amounts([T(t, managed) for _, _, t in cols8])], TOTAL)] + [
        Row([c, names()[c], *amounts([T(under(function, c), managed, t) for _, _, t in cols8])], code_facets(c))
        for c in code_f
    ]
    fac8 = [{"flow": f, "fund": GF, **({"spending_kind": s} if f == "expenditure" else {})} for f, s, _ in cols8]
    t8 = Table(
        "government_fund",
        "政府性基金预算财政拨款收入支出决算表",
        [
            [
                ("项目", 2, 1),
                ("年初结转和结余", 1, 2),
                ("本年收入", 1, 2),
                ("本年支出", 3, 1),
                ("年末结转和结余", 1, 2),
            ],
            [(code, 1, 1), ("科目名称", 1, 1), ("小计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
            [("栏次", 2, 1), *[(str(i), 1, 1) for i in range(1, 7)]],
        ],
        [None, None, *fac8],
        rows,
        label=f"{label}08表",
        **common,
    )
    t9 = Table(
        "state_capital",
        "国有资本经营预算财政拨款支出决算表",
        [
            [("项目", 2, 1), ("本年支出", 3, 1)],
            [(code, 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
            [("栏次", 2, 1), ("1", 1, 1), ("2", 1, 1), ("3", 1, 1)],
        ],
        [None] * 5,
        [Row([("合计", 2), ..., "", "", ""]), Row([""] * 5)],
        label=f"{label}09表",
        notes=("说明：本部门没有国有资本经营预算财政拨款支出，故本表为空表。",),
        **common,
    )
    return Disclosure(
        places_name,
        {"document_kind": "department_final_accounts", "fiscal_year": year, "unit_name": name, "facets": facts},
        [name, f"{year}年度部门决算"],
        [t1, t2, t3, t4, t5, t6, t7, t8, t9],
        size=8 if not inside else 9,
        separators=separators,
        zero="" if triplets else "0.00",
        css="" if triplets else "td,th{border-width:0.4pt}",
    )


def final_central() -> Disclosure:
    return _final(
        "岚皋岭县交通运输局",
        41,
        2022,
        unit="金额单位：万元",
        amount_unit="万元",
        label="公开",
        size=100,
        duty="21401",
        places_name="final_gongkai01_09",
        separators=True,
        triplets=True,
        inside=False,
    )


def final_local() -> Disclosure:
    return _final(
        "浔阳坡区文化和旅游局",
        42,
        2023,
        unit="单位：元",
        amount_unit="元",
        label="GK",
        size=1000000,
        duty="20701",
        places_name="final_gk_yuan_inside",
        separators=True,
        triplets=False,
        inside=True,
    )
