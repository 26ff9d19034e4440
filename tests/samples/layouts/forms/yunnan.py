"""云南: amounts in 元, 预算01-1表, rows by project code with function and economic classes."""

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
    economic,
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
    GF,
    GP,
    TOTAL,
    TP_ORDER,
    amounts,
    blank,
    class_list,
    exp,
    function_rows,
    line,
    lists,
    pad,
    tp_columns,
    used,
)


def yunnan() -> Disclosure:
    u = [Unit("105001", "碧川县财政局")]
    b = Budget(
        12,
        u,
        duty="20106",
        projects=(
            ("财政信息化建设专项经费", "07", "31002"),
            ("预算评审工作经费", "08", "30227"),
            ("其他财政事务补助资金", "99", "30299"),
        ),
        size=10000,
    )
    year = {"fiscal_year": 2024, "stage": "budget"}
    T = b.sum
    name = "碧川县财政局"
    left = [
        line("一、一般公共预算拨款收入", T(general), fund=GP, flow="revenue"),
        line("二、政府性基金预算拨款收入", T(managed), fund=GF, flow="revenue"),
        blank("三、国有资本经营预算拨款收入"),
        blank("四、财政专户管理资金收入"),
        line("五、单位资金", T(of("other_revenue")), fund="own_funds", flow="revenue"),
        blank("（一）事业收入"),
        blank("（二）事业单位经营收入"),
        blank("（三）上级补助收入"),
        blank("（四）附属单位上缴收入"),
        line("（五）其他收入", T(of("other_revenue")), fund="other_revenue", flow="revenue"),
    ]
    right = class_list(b, [anything], only=used(b), facets={"flow": "expenditure"})
    left = pad(left, 12) + [line("收入总计", T(), flow="revenue", row_kind="total")]
    right = pad(right, 12) + [line("支出总计", T(), flow="expenditure", row_kind="total")]
    t1 = Table(
        "revenue_expenditure_summary",
        "财务收支预算总表",
        [
            [("收入", 2, 1), ("支出", 2, 1)],
            [("项 目", 1, 1), ("预算数", 1, 1), ("项目（按功能分类）", 1, 1), ("预算数", 1, 1)],
        ],
        [None, {}, None, {}],
        lists((1, left), (1, right)),
        label="预算01-1表",
        left=f"单位名称：{name}",
        unit="单位:元",
        amount_unit="元",
    )
    cols = [
        ("合计", anything, "all", "all"),
        ("小计", general, "all", GP),
        ("基本支出", both(general, basic), "basic", GP),
        ("项目支出", both(general, project), "project", GP),
        ("政府性\n基金预算", managed, "all", GF),
        ("国有资本\n经营预算", nothing, "all", "state_capital_operations"),
        ("财政专户管理的支出", nothing, "all", "fiscal_special_account"),
        ("小计", of("other_revenue"), "all", "own_funds"),
        ("事业支出", nothing, None, None),
        ("事业单位\n经营支出", nothing, None, None),
        ("上级补助支出", nothing, None, None),
        ("其他支出", of("other_revenue"), None, None),
    ]
    t13 = Table(
        "expenditure",
        "部门支出预算表",
        [
            [
                ("科目编码", 1, 2),
                ("科目名称", 1, 2),
                ("合计", 1, 2),
                ("一般公共预算", 3, 1),
                ("政府性\n基金预算", 1, 2),
                ("国有资本\n经营预算", 1, 2),
                ("财政专户管理的支出", 1, 2),
                ("单位资金", 5, 1),
            ],
            [
                ("小计", 1, 1),
                ("基本支出", 1, 1),
                ("项目支出", 1, 1),
                ("小计", 1, 1),
                ("事业支出", 1, 1),
                ("事业单位\n经营支出", 1, 1),
                ("上级补助支出", 1, 1),
                ("其他支出", 1, 1),
            ],
        ],
        [None, None] + [exp(s, f) if s else {"flow": "expenditure"} for _, _, s, f in cols],
        function_rows(b, [t for _, t, _, _ in cols], total=["合　　计", ""], total_last=True),
        label="预算01-3表",
        left=f"单位名称：{name}",
        unit="单位：元",
        amount_unit="元",
        number_row=[str(i) for i in range(1, 15)],
        css="table{font-size:7pt}",
    )
    t22c = [
        (anything, "all"),
        (basic, "basic"),
        (personnel, "basic_personnel"),
        (public, "basic_public"),
        (project, "project"),
    ]
    t22 = Table(
        "general_public_expenditure",
        "一般公共预算支出预算表（按功能科目分类）",
        [
            [("部门预算支出功能分类科目", 2, 1), ("合计", 1, 2), ("基本支出", 3, 1), ("项目支出", 1, 2)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("小计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [None, None] + [exp(s, GP) for _, s in t22c],
        function_rows(b, [t for t, _ in t22c], where=general, total=["合　　计", ""], total_last=True),
        label="预算02-2表",
        left=f"单位名称：{name}",
        unit="单位：元",
        amount_unit="元",
        number_row=["1", "2", "3", "4", "5", "6", "7"],
    )
    v = b.three_public()
    t3 = Table(
        "three_public",
        "一般公共预算“三公”经费支出预算表",
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
        label="预算03表",
        left=f"单位名称：{name}",
        unit="单位：元",
        amount_unit="元",
        number_row=list("123456"),
    )
    # 04 基本支出 by project code
    rows = [Row(["合　　计", "", "", "", "", "", "", *amounts([T(general, basic)] * 2), Money(0), Money(0)], TOTAL)]
    for n, code in enumerate(b.tree(economic, both(general, basic), (5,))):
        for fcode in b.tree(function, both(general, basic, under(economic, code)), (7,)):
            value = T(general, basic, under(economic, code), under(function, fcode))
            pname = (
                "行政人员工资支出"
                if code.startswith("301")
                else "对个人和家庭的补助"
                if code.startswith("303")
                else "一般公用经费"
            )
            rows.append(
                Row(
                    [
                        name,
                        f"53062121000000000{1200 + n}",
                        pname,
                        fcode,
                        names()[fcode],
                        code,
                        names()[code],
                        *amounts([value] * 2),
                        Money(0),
                        Money(0),
                    ],
                    {
                        "function_code": fcode,
                        "department_economic_code": code,
                        "project_name": pname,
                        "project_code": f"53062121000000000{1200 + n}",
                        "is_leaf": True,
                    },
                )
            )
    t4 = Table(
        "expenditure",
        "部门基本支出预算表",
        [
            [
                ("单位名称", 1, 2),
                ("项目代码", 1, 2),
                ("项目名称", 1, 2),
                ("功能科目\n编码", 1, 2),
                ("功能科目\n名称", 1, 2),
                ("经济科目\n编码", 1, 2),
                ("经济科目\n名称", 1, 2),
                ("合计", 1, 2),
                ("资金来源", 3, 1),
            ],
            [("一般公共预算", 1, 1), ("财政专户", 1, 1), ("单位资金", 1, 1)],
        ],
        [None] * 7
        + [exp("basic", "all"), exp("basic", GP), exp("basic", "fiscal_special_account"), exp("basic", "own_funds")],
        rows,
        label="预算04表",
        left=f"单位名称：{name}",
        unit="单位：元",
        amount_unit="元",
        css="table{font-size:6.5pt}",
        facets={"check_kind": False},
    )
    rows = []
    seen = sorted({(f.project, f.function, f.economic, f.fund) for f in b.facts if project(f)})
    tests = [anything, both(general, current), managed, nothing, nothing, of("other_revenue"), carried]
    for n, (p, fc, ec, _fund) in enumerate(seen):
        me = both(project, lambda f: (f.project, f.function, f.economic, f.fund) == (p, fc, ec, _fund))
        rows.append(
            Row(
                [
                    "专项业务类",
                    f"53062124110000{2000 + n}",
                    p,
                    name,
                    fc,
                    names()[fc],
                    ec,
                    names()[ec],
                    *amounts([b.sum(me, t) for t in tests]),
                ],
                {
                    "row_kind": "project",
                    "project_name": p,
                    "project_code": f"53062124110000{2000 + n}",
                    "function_code": fc,
                    "department_economic_code": ec,
                    "is_leaf": True,
                },
            )
        )
    rows.append(Row(["合　　计", "", "", "", "", "", "", "", *amounts([b.sum(project, t) for t in tests])], TOTAL))
    t5 = Table(
        "project_expenditure",
        "部门项目支出预算表",
        [
            [
                ("项目分类", 1, 2),
                ("项目代码", 1, 2),
                ("项目名称", 1, 2),
                ("项目单位", 1, 2),
                ("功能科目\n编码", 1, 2),
                ("功能科目\n名称", 1, 2),
                ("经济科目\n编码", 1, 2),
                ("经济科目\n名称", 1, 2),
                ("合计", 1, 2),
                ("本年拨款", 3, 1),
                ("财政专户\n管理资金", 1, 2),
                ("单位资金", 1, 2),
                ("上年结转", 1, 2),
            ],
            [("一般公共\n预算", 1, 1), ("政府性\n基金", 1, 1), ("国有资本\n经营", 1, 1)],
        ],
        [None] * 8
        + [
            exp("project", "all"),
            exp("project", GP),
            exp("project", GF),
            exp("project", "state_capital_operations"),
            exp("project", "fiscal_special_account"),
            exp("project", "own_funds"),
            exp("project", None),
        ],
        rows,
        label="预算05-1表",
        left=f"单位名称：{name}",
        unit="单位：元",
        amount_unit="元",
        css="table{font-size:6.5pt}",
    )
    t6 = Table(
        "government_fund",
        "政府性基金预算支出预算表",
        [
            [("单位名称", 1, 2), ("科目编码", 1, 2), ("科目名称", 1, 2), ("本年政府性基金预算支出", 3, 1)],
            [("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
        ],
        [None] * 3 + [exp("all", GF), exp("basic", GF), exp("project", GF)],
        [
            Row([name, r.cells[0], r.cells[1], *r.cells[2:]], r.facets)
            for r in function_rows(b, [anything, basic, project], where=managed)
        ]
        + [Row(["合　　计", "", "", *amounts([T(managed), 0, T(managed)])], TOTAL)],
        label="预算06表",
        left=f"单位名称：{name}",
        unit="单位：元",
        amount_unit="元",
    )
    for t in (t4,):
        t.facets = {}
    return Disclosure(
        "yunnan_01_1",
        {"document_kind": "department_budget", "fiscal_year": 2024, "unit_name": name, "facets": year},
        [name, "2024年部门预算公开"],
        [t1, t13, t22, t3, t4, t5, t6],
        landscape=True,
        size=8,
        separators=True,
        per_unit=100,
        css="td,th{border-left:none;border-right:none}",
    )
