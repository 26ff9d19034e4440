"""Forms that stress what a total holds: money of the year beside money carried over, the appropriation beside all funds."""

# ruff: noqa: E731, RUF005, N806, B023

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
    function,
    general,
    managed,
    nothing,
    of,
    personnel,
    project,
    public,
)
from tests.samples.layouts.paper import Disclosure, Money, Row, Table
from tests.samples.layouts.parts import (
    GF,
    GP,
    TOTAL,
    TP,
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
    used,
)

OTHER = "other_revenue"
ALL_KINDS = [("合计", anything, "all"), ("基本支出", basic, "basic"), ("项目支出", project, "project")]
CODE_HEAD = [("科目编码", 1, 1), ("科目名称", 1, 1)]


def _fund_lists(b: Budget, total_word: str) -> tuple[list, list]:
    """财政拨款收支总表: carried money of each fund in a block of its own, expenditure of both years by fund."""
    T = b.sum
    cc = [("合计", fiscal, "fiscal_appropriation"), ("一般公共预算", general, GP), ("政府性基金预算", managed, GF)]
    left = [line("一、本年收入", T(fiscal, current), flow="revenue")]
    for flow, when in (("revenue", current), ("opening_balance", carried)):
        if when is carried:
            left.append(line("二、上年结转", T(fiscal, carried), flow=flow))
        left.append(line("（一）一般公共预算拨款", T(general, when), flow=flow, fund=GP))
        left.append(line("（二）政府性基金预算拨款", T(managed, when), flow=flow, fund=GF))
        left.append(blank("（三）国有资本经营预算拨款"))
    right = [("一、本年支出", [Money(b.sum(c), {"flow": "expenditure", "fund": f}) for _, c, f in cc])]
    for w, cells in class_list(b, [c for _, c, _ in cc], only=b.tree(function, fiscal, (3,)), ordinal="（{}）"):
        for money, (_, _, f) in zip(cells, cc, strict=True):
            money.facets |= {"flow": "expenditure", "fund": f}
        right.append((w, cells))
    right.append(blank("二、结转下年", 3))
    height = max(len(left), len(right))
    end = [(total_word, [Money(b.sum(c), {"flow": "expenditure", "fund": f, "row_kind": "total"}) for _, c, f in cc])]
    return (
        pad(left, height) + [line("收入总计", T(fiscal), flow="revenue", row_kind="total")],
        pad(right, height, 3) + end,
    )


def _fiscal_table(b: Budget, **common: str) -> Table:
    left, right = _fund_lists(b, "支出总计")
    return Table(
        "fiscal_appropriation_summary",
        "财政拨款收支总表",
        [
            [("收    入", 2, 1), ("支    出", 4, 1)],
            [
                ("项    目", 1, 1),
                ("预算数", 1, 1),
                ("项    目", 1, 1),
                ("合计", 1, 1),
                ("一般公共预算", 1, 1),
                ("政府性基金预算", 1, 1),
            ],
        ],
        [None, {}, None, {}, {}, {}],
        lists((1, left), (3, right)),
        **common,
    )


def _kinds_table(b: Budget, kind: str, title: str, fund: str, where, **common: str) -> Table:
    return Table(
        kind,
        title,
        [[*CODE_HEAD, *[(w, 1, 1) for w, _, _ in ALL_KINDS]]],
        [None, None, *[exp(s, fund) for _, _, s in ALL_KINDS]],
        function_rows(b, [t for _, t, _ in ALL_KINDS], where=where, total=["", "合计"]),
        **common,
    )


def _basic_table(b: Budget, **common: str) -> Table:
    return Table(
        "general_public_basic_expenditure",
        "一般公共预算基本支出表",
        [[*CODE_HEAD, ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)]],
        [None, None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
        economic_rows(b, [anything, personnel, public], where=both(general, basic), total=["", "合计"]),
        **common,
    )


def _project_rows(b: Budget, tests: list, where=anything) -> list[Row]:
    rows = [Row(["合计", *amounts([b.sum(project, where, t) for t in tests])], TOTAL)]
    for p in sorted({f.project for f in b.facts if f.project and where(f)}):
        me = both(where, lambda f: f.project == p)
        rows.append(
            Row(
                [p, *amounts([b.sum(me, t) for t in tests])],
                {"row_kind": "project", "project_name": p, "row_label": p, "is_leaf": True},
            )
        )
    return rows


def years_apart() -> Disclosure:
    """收入总表 and 一般公共预算支出表 hold money of the year, 支出总表 and 财政拨款收支总表 also what was carried over, by fund."""
    name = "砚池县林业和草原局"
    b = Budget(61, [Unit("", name)], duty="21302", projects=(("森林管护", "07", "30227"), ("草原防火", "34", "30299")))
    b._adder("")("2120803", "31005", "project", b.amount(4, 12), project="道路维护工程", fund=GF, origin="carried_in")
    T = b.sum
    common = {"left": f"部门名称：{name}"}
    left = [
        line("一、一般公共预算拨款收入", T(general, current), flow="revenue", fund=GP),
        line("二、政府性基金预算拨款收入", T(managed, current), flow="revenue", fund=GF),
        blank("三、国有资本经营预算拨款收入"),
        blank("四、事业收入"),
        line("五、其他收入", T(of(OTHER)), flow="revenue", fund=OTHER),
    ]
    right = class_list(b, [anything], only=used(b), facets={"flow": "expenditure"})
    height = max(len(left), len(right))
    left = pad(left, height) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        line("六、上年结转", T(carried), flow="opening_balance"),
        line("收入总计", T(), flow="revenue", row_kind="total"),
    ]
    right = pad(right, height) + [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank("结转下年"),
        line("支出总计", T(), flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "部门收支总表",
        [[("收    入", 2, 1), ("支    出", 2, 1)], [("项    目", 1, 1), ("预算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="表1",
        **common,
    )
    funds = [
        ("合计", anything, "all"),
        ("一般公共预算\n拨款收入", general, GP),
        ("政府性基金\n预算拨款收入", managed, GF),
        ("其他收入", of(OTHER), OTHER),
    ]
    t2 = Table(
        "revenue",
        "部门收入总表",
        [[*CODE_HEAD, *[(w, 1, 1) for w, _, _ in funds]]],
        [None, None, *[rev(f) for _, _, f in funds]],
        function_rows(b, [t for _, t, _ in funds], where=current, total=["", "合计"]),
        label="表2",
        **common,
    )
    tests = [
        anything,
        both(general, current),
        both(managed, current),
        both(general, carried),
        both(managed, carried),
        of(OTHER),
    ]
    facets = [exp("project", f) for f in ("all", GP, GF, GP, GF, "own_funds")]
    t9 = Table(
        "project_expenditure",
        "项目支出表",
        [
            [
                ("项目名称", 1, 2),
                ("合计", 1, 2),
                ("本年财政拨款", 2, 1),
                ("上年财政拨款结转", 2, 1),
                ("单位资金", 1, 2),
            ],
            [("一般公共预算", 1, 1), ("政府性基金预算", 1, 1)] * 2,
        ],
        [None, *facets],
        _project_rows(b, tests),
        label="表9",
        **common,
    )
    v = b.three_public()
    t7 = Table(
        "three_public",
        "一般公共预算“三公”经费支出表",
        [
            [
                ("“三公”经费合计", 1, 2),
                ("因公出国（境）费", 1, 2),
                ("公务用车购置及运行费", 3, 1),
                ("公务接待费", 1, 2),
            ],
            [("小计", 1, 1), ("公务用车购置费", 1, 1), ("公务用车运行费", 1, 1)],
        ],
        tp_columns(),
        [Row(amounts([v[k] for k in TP_ORDER]))],
        label="表7",
        **common,
    )
    return Disclosure(
        "scope_years_apart",
        {
            "document_kind": "department_budget",
            "fiscal_year": 2024,
            "unit_name": name,
            "facets": {"fiscal_year": 2024, "stage": "budget"},
        },
        [f"{name}2024年部门预算"],
        [
            t1,
            t2,
            _kinds_table(b, "expenditure", "部门支出总表", "all", anything, label="表3", **common),
            _fiscal_table(b, label="表4", **common),
            _kinds_table(
                b,
                "general_public_expenditure",
                "一般公共预算支出表",
                GP,
                both(general, current),
                label="表5",
                **common,
            ),
            _basic_table(b, label="表6", **common),
            t7,
            _kinds_table(
                b,
                "government_fund",
                "政府性基金预算支出表",
                GF,
                both(managed, current),
                label="表8",
                **common,
            ),
            t9,
        ],
        size=9,
    )


def appropriation_only() -> Disclosure:
    """项目支出表 and 支出经济分类汇总表 hold the appropriation, and no word says so; the office has no 三公."""
    name = "棠溪区档案馆"
    b = Budget(
        62,
        [Unit("", name)],
        duty="20126",
        projects=(("档案数字化", "04", "30227"), ("馆藏保护", "99", "30299")),
        carried_over=False,
        three_public=False,
    )
    T = b.sum
    common = {"left": f"单位名称：{name}"}
    left = [
        line("一、财政拨款收入", T(fiscal), flow="revenue", fund="fiscal_appropriation"),
        line("　　其中：政府性基金", T(managed), "其中：政府性基金", flow="revenue", fund=GF),
        blank("二、事业收入"),
        line("三、其他收入", T(of(OTHER)), flow="revenue", fund=OTHER),
    ]
    right = class_list(b, [anything], only=used(b), facets={"flow": "expenditure"})
    height = max(len(left), len(right))
    t1 = Table(
        "revenue_expenditure_summary",
        "收支总表",
        [[("收    入", 2, 1), ("支    出", 2, 1)], [("项    目", 1, 1), ("预算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists(
            (1, pad(left, height) + [line("收入总计", T(), flow="revenue", row_kind="total")]),
            (1, pad(right, height) + [line("支出总计", T(), flow="expenditure", row_kind="total")]),
        ),
        label="表一",
        **common,
    )
    tests = [fiscal, general, managed]
    facets = [exp("project", f) for f in ("all", GP, GF)]
    facets[0] = {"flow": "expenditure", "spending_kind": "project"}
    t5 = Table(
        "project_expenditure",
        "项目支出预算表",
        [[("项目名称", 1, 1), ("合计", 1, 1), ("一般公共预算拨款", 1, 1), ("政府性基金预算拨款", 1, 1)]],
        [None, *facets],
        _project_rows(b, tests, fiscal),
        label="表五",
        **common,
    )
    rows = economic_rows(b, [t for _, t, _ in ALL_KINDS], where=general, total=["", "合计"])
    t6 = Table(
        "economic_summary",
        "支出经济分类汇总表",
        [[*CODE_HEAD, *[(w, 1, 1) for w, _, _ in ALL_KINDS]]],
        [None, None, *[{"flow": "expenditure", "spending_kind": s} for _, _, s in ALL_KINDS]],
        rows,
        label="表六",
        **common,
    )
    words = ("“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费")
    t7 = Table(
        "three_public",
        "一般公共预算“三公”经费支出表",
        [[(w, 1, 1) for w in words]],
        [None] * 4,
        [Row([""] * 4)],
        label="表七",
        notes=("注：本单位没有使用一般公共预算安排的“三公”经费支出，本表无数据。",),
        **common,
    )
    return Disclosure(
        "scope_appropriation_only",
        {
            "document_kind": "unit_budget",
            "fiscal_year": 2025,
            "unit_name": name,
            "facets": {"fiscal_year": 2025, "stage": "budget"},
        },
        [name, "2025年单位预算"],
        [
            t1,
            _kinds_table(b, "expenditure", "支出总表", "all", anything, label="表二", **common),
            _kinds_table(b, "general_public_expenditure", "一般公共预算支出表", GP, general, label="表三", **common),
            _basic_table(b, label="表四", **common),
            t5,
            t6,
            t7,
        ],
        size=9,
        zero="0.00",
    )


def final_by_fund() -> Disclosure:
    """决算 whose 收入决算表 splits 财政拨款收入 by fund and whose balances are printed fund by fund."""
    name = "汀兰市体育局"
    b = Budget(63, [Unit("", name)], duty="20703", projects=(("全民健身", "08", "30227"), ("场馆运行", "07", "30299")))
    b._adder("")("2120803", "31005", "project", b.amount(4, 12), project="道路维护工程", fund=GF, origin="carried_in")
    T = b.sum
    facts = {"fiscal_year": 2023, "stage": "final_accounts"}
    common = {"left": f"部门：{name}", "unit": "金额单位：万元"}
    left = [
        line("一、财政拨款收入", T(fiscal, current), flow="revenue", fund="fiscal_appropriation"),
        line(
            "　　其中：政府性基金预算财政拨款",
            T(managed, current),
            "其中：政府性基金预算财政拨款",
            flow="revenue",
            fund=GF,
        ),
        blank("二、上级补助收入"),
        blank("三、事业收入"),
        line("四、其他收入", T(of(OTHER)), flow="revenue", fund=OTHER),
    ]
    right = class_list(b, [anything], only=used(b), facets={"flow": "expenditure"})
    height = max(len(left), len(right))
    left = pad(left, height) + [
        line("本年收入合计", T(current), flow="revenue", row_kind="total"),
        line("年初结转和结余", T(carried), flow="opening_balance"),
        line("总计", T(), flow="revenue", row_kind="total"),
    ]
    right = pad(right, height) + [
        line("本年支出合计", T(), flow="expenditure", row_kind="total"),
        blank("年末结转和结余"),
        line("总计", T(), flow="expenditure", row_kind="total"),
    ]
    t1 = Table(
        "revenue_expenditure_summary",
        "收入支出决算总表",
        [[("收入", 2, 1), ("支出", 2, 1)], [("项目", 1, 1), ("决算数", 1, 1)] * 2],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="公开01表",
        **common,
    )
    cols = [
        ("本年收入合计", anything, "all"),
        ("小计", fiscal, "fiscal_appropriation"),
        ("一般公共预算", general, GP),
        ("政府性基金预算", managed, GF),
        ("上级补助收入", nothing, "superior_subsidy"),
        ("事业收入", nothing, "institutional_revenue"),
        ("其他收入", of(OTHER), OTHER),
    ]
    t2 = Table(
        "revenue",
        "收入决算表",
        [
            [
                ("科目编码", 1, 2),
                ("科目名称", 1, 2),
                ("本年收入合计", 1, 2),
                ("财政拨款收入", 3, 1),
                *[(w, 1, 2) for w, _, _ in cols[4:]],
            ],
            [(w, 1, 1) for w, _, _ in cols[1:4]],
        ],
        [None, None, *[rev(f) for _, _, f in cols]],
        function_rows(b, [t for _, t, _ in cols], where=current, total=["", "合计"]),
        label="公开02表",
        **common,
    )
    kinds = [("本年支出合计", anything, "all"), *ALL_KINDS[1:], ("经营支出", nothing, "operating")]
    t3 = Table(
        "expenditure",
        "支出决算表",
        [[*CODE_HEAD, *[(w, 1, 1) for w, _, _ in kinds]]],
        [None, None, *[exp(s) for _, _, s in kinds]],
        function_rows(b, [t for _, t, _ in kinds], total=["", "合计"]),
        label="公开03表",
        **common,
    )
    cc = [
        ("合计", fiscal, "fiscal_appropriation"),
        ("一般公共预算财政拨款", general, GP),
        ("政府性基金预算财政拨款", managed, GF),
    ]
    left = [
        line("一、一般公共预算财政拨款", T(general, current), flow="revenue", fund=GP),
        line("二、政府性基金预算财政拨款", T(managed, current), flow="revenue", fund=GF),
        blank("三、国有资本经营预算财政拨款"),
    ]
    right = []
    for w, cells in class_list(b, [c for _, c, _ in cc], only=b.tree(function, fiscal, (3,))):
        for money, (_, _, f) in zip(cells, cc, strict=True):
            money.facets |= {"flow": "expenditure", "fund": f}
        right.append((w, cells))
    total = lambda w: (w, [Money(b.sum(c), {"flow": "expenditure", "fund": f, "row_kind": "total"}) for _, c, f in cc])
    height = max(len(left), len(right))
    left = pad(left, height) + [
        line("本年收入合计", T(fiscal, current), flow="revenue", row_kind="total"),
        line("年初财政拨款结转和结余", T(fiscal, carried), flow="opening_balance"),
        line("　一般公共预算财政拨款", T(general, carried), "一般公共预算财政拨款", flow="opening_balance", fund=GP),
        line(
            "　政府性基金预算财政拨款", T(managed, carried), "政府性基金预算财政拨款", flow="opening_balance", fund=GF
        ),
        line("总计", T(fiscal), flow="revenue", row_kind="total"),
    ]
    right = pad(right, height, 3) + [
        total("本年支出合计"),
        blank("年末财政拨款结转和结余", 3),
        blank("", 3),
        blank("", 3),
        total("总计"),
    ]
    t4 = Table(
        "fiscal_appropriation_summary",
        "财政拨款收入支出决算总表",
        [
            [("收     入", 2, 1), ("支     出", 4, 1)],
            [("项目", 1, 1), ("金额", 1, 1), ("项目", 1, 1), *[(w, 1, 1) for w, _, _ in cc]],
        ],
        [None, {}, None, {}, {}, {}],
        lists((1, left), (3, right)),
        label="公开04表",
        **common,
    )
    v = b.three_public()
    p = b.another_year(v, 100, 150)
    rows = [
        Row([w, Money(p[key]), Money(v[key])], {"three_public_item": TP[key]})
        for w, key in (
            ("合计", "total"),
            ("1．因公出国（境）费", "overseas"),
            ("2．公务用车购置及运行维护费", "vehicles"),
            ("（1）公务用车购置费", "purchase"),
            ("（2）公务用车运行维护费", "operation"),
            ("3．公务接待费", "reception"),
        )
    ]
    t7 = Table(
        "three_public",
        "“三公”经费支出决算表",
        [[("项目", 1, 1), ("预算数", 1, 1), ("决算数", 1, 1)]],
        [None, {"stage": "budget"}, {"stage": "final_accounts"}],
        rows,
        label="公开07表",
        **common,
    )
    c8 = [
        ("年初结转和结余", {"flow": "opening_balance", "fund": GF}, carried),
        ("本年收入", {"flow": "revenue", "fund": GF}, current),
        ("本年支出", exp("all", GF), anything),
        ("年末结转和结余", {"flow": "closing_balance", "fund": GF}, nothing),
    ]
    t8 = Table(
        "government_fund",
        "政府性基金预算财政拨款收入支出决算表",
        [[*CODE_HEAD, *[(w, 1, 1) for w, _, _ in c8]]],
        [None, None, *[f for _, f, _ in c8]],
        function_rows(b, [t for _, _, t in c8], where=managed, total=["", "合计"]),
        label="公开08表",
        **common,
    )
    return Disclosure(
        "scope_final_by_fund",
        {"document_kind": "department_final_accounts", "fiscal_year": 2023, "unit_name": name, "facets": facts},
        [name, "2023年度部门决算"],
        [
            t1,
            t2,
            t3,
            t4,
            _kinds_table(
                b,
                "general_public_expenditure",
                "一般公共预算财政拨款支出决算表",
                GP,
                general,
                label="公开05表",
                **common,
            ),
            Table(
                "general_public_basic_expenditure",
                "一般公共预算财政拨款基本支出决算表",
                [[*CODE_HEAD, ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)]],
                [None, None, exp("basic", GP), exp("basic_personnel", GP), exp("basic_public", GP)],
                economic_rows(b, [anything, personnel, public], where=both(general, basic), total=["", "合计"]),
                label="公开06表",
                **common,
            ),
            t7,
            t8,
        ],
        size=8.5,
        separators=True,
    )
