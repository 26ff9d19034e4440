"""A second batch of shapes that no collected place has, drawn before the reader was changed for the first.

Totals on the right or on top, one money divided twice, counts between amounts, classes told by names in columns, recipients and grades of
government as columns. Five invented offices of a city.
"""

from __future__ import annotations

from typing import Any

from tests.samples.layouts.forms.readings import office
from tests.samples.layouts.paper import Disclosure, Facets, Money, Row, Table
from tests.samples.layouts.sums import (
    FA,
    GF,
    GP,
    PART,
    WHOLE,
    Item,
    Values,
    added,
    functions,
    heads,
    row,
    spent,
    total,
)

NOW: Facets = {"stage": "budget", "fiscal_year": 2025}
PRIOR: Facets = {"stage": "prior_year_budget", "fiscal_year": 2024}
CHANGE: Facets = {"stage": "change", "fiscal_year": 2025}
REV: Facets = {"flow": "revenue"}
DEPT, GOV = "department_economic_code", "government_economic_code"
ABOVE = {
    "214": "交通运输支出", "21401": "公路水路运输", "208": "社会保障和就业支出", "20805": "行政事业单位养老支出",
    "221": "住房保障支出", "22102": "住房改革支出",
}  # fmt: skip


def w(*parts: int) -> tuple[int, ...]:
    """The parts with their sum before them."""
    return (sum(parts), *parts)


def last(*parts: int) -> tuple[int, ...]:
    """The parts with their sum behind them."""
    return (*parts, sum(parts))


def side(label: str, *values: int, **facets: Any) -> list[Any]:
    """A label and its figures in one of several lists."""
    return [label, *(Money(v, {"row_label": label, **facets}) for v in values)]


def totals_elsewhere() -> Disclosure:
    """Totals in the last column or the first row; the kinds of spending of the new budget system; two years whole beside each other."""
    items: list[Item] = [
        ("2140101", "行政运行", last(8120, 1930, 0)),
        ("2140106", "公路养护", last(0, 0, 26400)),
        ("2140112", "公路运输管理", last(3310, 405, 7720)),
        ("2080505", "机关事业单位基本养老保险缴费支出", last(1180, 0, 0)),
        ("2210201", "住房公积金", last(905, 0, 0)),
    ]
    right = Table(
        "general_public_expenditure",
        "2025年一般公共预算支出情况表",
        [
            [("科目编码", 1, 2), ("科目名称", 1, 2), ("基本支出", 2, 1), ("项目支出", 1, 2), ("合计", 1, 2)],
            [("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [
            None, None, spent(GP, "basic_personnel") | PART, spent(GP, "basic_public") | PART, spent(GP, "project") | PART,
            spent(GP) | WHOLE,
        ],
        [*functions(items, ABOVE), total("", "合计", *added([v for *_, v in items]))],
    )  # fmt: skip

    def classes(personnel: int, public: int, operating: int, specific: int) -> Values:
        running = public + operating
        return (personnel + running + specific, personnel, running, public, operating, specific)

    items = [
        ("2140101", "行政运行", classes(8120, 1930, 0, 0)),
        ("2140106", "公路养护", classes(0, 0, 1250, 25150)),
        ("2080505", "机关事业单位基本养老保险缴费支出", classes(1180, 0, 0, 0)),
        ("2210201", "住房公积金", classes(905, 0, 0, 0)),
    ]
    new_system = Table(
        "expenditure",
        "2025年部门支出预算表",
        [
            [("功能科目", 2, 1), ("总计", 1, 3), ("支出类别", 5, 1)],
            [("编码", 1, 2), ("名称", 1, 2), ("人员类", 1, 2), ("运转类", 3, 1), ("特定目标类", 1, 2)],
            [("小计", 1, 1), ("公用经费", 1, 1), ("其他运转类", 1, 1)],
        ],
        [
            None, None, spent() | WHOLE, spent("all", "basic_personnel") | PART, spent() | WHOLE,
            spent("all", "basic_public") | PART, spent("all", "project_operating") | PART,
            spent("all", "project_specific") | PART,
        ],
        [total("", "合计", *added([v for *_, v in items])), *functions(items, ABOVE)],
    )  # fmt: skip

    def years(old: tuple[int, int], new: tuple[int, int]) -> Values:
        return (*w(*old), *w(*new), sum(new) - sum(old))

    items = [
        ("2140101", "行政运行", years((9705, 0), (10050, 0))),
        ("2140106", "公路养护", years((0, 24800), (0, 26400))),
        ("2210201", "住房公积金", years((880, 0), (905, 0))),
    ]
    basic = spent(GP, "basic") | PART
    project = spent(GP, "project") | PART
    two_years = Table(
        "general_public_expenditure",
        "一般公共预算支出两年对比表",
        [
            [("科目编码", 1, 2), ("科目名称", 1, 2), ("2024年预算", 3, 1), ("2025年预算", 3, 1), ("增减", 2, 1)],
            [*[("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)] * 2, ("金额", 1, 1), ("幅度（%）", 1, 1)],
        ],
        [
            None, None, spent(GP) | WHOLE | PRIOR, basic | PRIOR, project | PRIOR, spent(GP) | WHOLE | NOW, basic | NOW,
            project | NOW, spent(GP) | CHANGE, None,
        ],
        [
            *(
                Row([*r.cells, "3.5"], r.facets)
                for r in [*functions(items, ABOVE), total("", "合计", *added([v for *_, v in items]))]
            )
        ],
    )  # fmt: skip
    leaf, node = {"is_leaf": True, "row_kind": "item"}, {"is_leaf": False, "row_kind": "total"}
    exp: Facets = {"flow": "expenditure"}
    left = [
        side("收入总计", 47210, **REV, **node),
        side("一、财政拨款收入", 43860, fund=FA, **REV, **leaf),
        side("二、上级补助收入", 1200, fund="superior_subsidy", **REV, **leaf),
        side("三、其他收入", 950, fund="other_revenue", **REV, **leaf),
        side("四、上年结转", 1200, flow="opening_balance", **leaf),
    ]
    right_side = [
        side("支出总计", 47210, **exp, **node),
        side("一、交通运输支出", 44350, function_code="214", **exp, is_leaf=True, row_kind="function"),
        side("二、社会保障和就业支出", 1180, function_code="208", **exp, is_leaf=True, row_kind="function"),
        side("三、住房保障支出", 905, function_code="221", **exp, is_leaf=True, row_kind="function"),
        side("四、结转下年", 775, flow="closing_balance", **leaf),
    ]
    on_top = Table(
        "revenue_expenditure_summary",
        "2025年收支预算总表",
        [[("收入", 2, 1), ("支出", 2, 1)], [("项目", 1, 1), ("金额", 1, 1)] * 2],
        [None, PART, None, PART],
        [Row([*a, *b]) for a, b in zip(left, right_side, strict=True)],
    )
    units = (
        ("市公路事业中心", (*w(30100, 1200, 640), *w(7420, 24520))),
        ("市港航事业中心", (*w(13760, 0, 310), *w(7250, 6820))),
    )
    by_unit = Table(
        "revenue_expenditure_summary",
        "2025年部门收支总表（分单位）",
        [
            [("单位", 1, 2), ("收入", 4, 1), ("支出", 3, 1)],
            [
                ("合计", 1, 1), ("财政拨款收入", 1, 1), ("上级补助收入", 1, 1), ("其他收入", 1, 1), ("合计", 1, 1), ("基本支出", 1, 1),
                ("项目支出", 1, 1),
            ],
        ],
        [
            None, REV | WHOLE, REV | PART | {"fund": FA}, REV | PART | {"fund": "superior_subsidy"},
            REV | PART | {"fund": "other_revenue"}, exp | WHOLE, exp | PART | {"spending_kind": "basic"},
            exp | PART | {"spending_kind": "project"},
        ],
        [
            *(row(n, *v, leaf=True, kind="unit", label=n, unit_name=n) for n, v in units),
            total("合计", *added([v for _, v in units])),
        ],
    )  # fmt: skip
    return office("临湖市交通运输局", "unseen_totals", [right, new_system, two_years, on_top, by_unit])


def divided_twice() -> Disclosure:
    """One money divided by two classifications beside each other; three lists of economic items; forms that divide a sum twice."""

    def pair(left: tuple[str, str, Values] | None, right: tuple[str, str, Values] | None) -> Row:
        cells: list[Any] = []
        for item, key in ((left, DEPT), (right, GOV)):
            if item is None:
                cells += ["", "", None, None, None]
                continue
            code, name, values = item
            kind = "economic" if code else "total"
            facets = {"row_label": name, "row_kind": kind, "is_leaf": len(code) == 5, key: code or None}
            cells += [code, name, *(Money(v, facets) for v in values)]
        return Row(cells)

    both = Table(
        "economic_summary",
        "2025年一般公共预算支出经济分类对照表",
        [
            [("部门预算支出经济分类", 5, 1), ("政府预算支出经济分类", 5, 1)],
            [("编码", 1, 1), ("名称", 1, 1), ("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)] * 2,
        ],
        [
            None, None, spent(GP) | WHOLE, spent(GP, "basic") | PART, spent(GP, "project") | PART,
            None, None, spent(GP), spent(GP, "basic"), spent(GP, "project"),
        ],
        [
            pair(("301", "工资福利支出", w(15320, 0)), ("505", "对事业单位经常性补助", w(16950, 8240))),
            pair(("30101", "基本工资", w(9010, 0)), ("50501", "工资福利支出", w(15320, 0))),
            pair(("30107", "绩效工资", w(6310, 0)), ("50502", "商品和服务支出", w(1630, 8240))),
            pair(("302", "商品和服务支出", w(1630, 8240)), ("506", "对事业单位资本性补助", w(0, 3600))),
            pair(("30201", "办公费", w(1150, 400)), ("50601", "资本性支出（一）", w(0, 3600))),
            pair(("30213", "维修（护）费", w(480, 7840)), None),
            pair(("310", "资本性支出", w(0, 3600)), None),
            pair(("31003", "专用设备购置", w(0, 3600)), None),
            pair(("", "合计", w(16950, 11840)), ("", "合计", w(16950, 11840))),
        ],
    )  # fmt: skip

    def triple(*three: tuple[str, str, int] | None) -> Row:
        cells: list[Any] = []
        for item in three:
            if item is None:
                cells += ["", "", None]
                continue
            code, name, value = item
            facets: Facets = {"row_label": name, "row_kind": "economic" if code else "total", "is_leaf": len(code) == 5}
            kind = "basic_personnel" if code[:3] in {"301", "303"} or name == "人员经费合计" else "basic_public"
            cells += [code, name, Money(value, {**facets, DEPT: code or None, "spending_kind": kind})]
        return Row(cells)

    three = Table(
        "general_public_basic_expenditure",
        "2025年一般公共预算基本支出预算表",
        [
            [("人员经费", 6, 1), ("公用经费", 3, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("预算数", 1, 1)] * 3,
        ],
        [None, None, spent(GP) | PART, None, None, spent(GP) | PART, None, None, spent(GP) | PART],
        [
            triple(("301", "工资福利支出", 15320), ("303", "对个人和家庭的补助", 515), ("302", "商品和服务支出", 1630)),
            triple(("30101", "基本工资", 9010), ("30305", "生活补助", 515), ("30201", "办公费", 1150)),
            triple(("30107", "绩效工资", 6310), None, ("30213", "维修（护）费", 480)),
            Row(
                [
                    ("人员经费合计", 5, 1), ..., ..., ..., ...,
                    Money(15835, {"row_label": "人员经费合计", "row_kind": "total", "is_leaf": False, "spending_kind": "basic_personnel"}),
                    ("公用经费合计", 2, 1), ...,
                    Money(1630, {"row_label": "公用经费合计", "row_kind": "total", "is_leaf": False, "spending_kind": "basic_public"}),
                ]
            ),
        ],
    )  # fmt: skip

    def part(label: str, value: int, *, leaf: bool, kind: str, column: bool = True, **more: Any) -> Money:
        return Money(
            value,
            {
                "flow": "expenditure",
                "row_label": label,
                "row_kind": kind,
                "is_leaf": leaf,
                "is_leaf_column": column,
                **more,
            },
        )

    whole = Table(
        "department_performance",
        "2025年部门整体支出绩效目标表",
        [[("部门名称", 1, 1), ("临湖市市场监督管理局", 3, 1)]],
        [None, None, {}, None],
        [
            Row([("年度预算申请\n（万元）", 1, 5), "资金总额", part("资金总额", 31040, leaf=False, kind="total"), ""]),
            Row([..., "基本支出", part("基本支出", 17465, leaf=True, kind="item", spending_kind="basic"), ""]),
            Row([..., "项目支出", part("项目支出", 13575, leaf=True, kind="item", spending_kind="project"), ""]),
            Row([..., "其中：财政拨款", part("其中：财政拨款", 28790, leaf=False, kind="item", fund=FA), ""]),
            Row([..., "其他资金", part("其他资金", 2250, leaf=False, kind="item"), ""]),
            Row(["年度总体目标", ("维护市场秩序，守住安全底线。", 3, 1), ..., ...]),
            Row(["一级指标", "二级指标", "三级指标", "指标值"]),
            Row(["产出指标", "数量指标", "监督抽检批次", "≥800批次"]),
            Row(["满意度指标", "服务对象满意度", "经营主体满意度", "≥90%"]),
        ],
        unit="",
    )
    purposes = [
        ("食品安全抽检", w(6200, 0), "完成抽检任务800批次"),
        ("特种设备检验", w(3125, 1150), "检验覆盖率达到95%"),
        ("质量技术基础服务", w(2000, 1100), "服务企业不少于120家"),
    ]
    beside = Table(
        "project_performance",
        "2025年项目绩效目标汇总表",
        heads("项目名称", "资金总额", "财政拨款", "其他资金", "年度绩效目标"),
        [
            None,
            spent("all", "project") | WHOLE,
            spent(FA, "project") | PART,
            spent("own_funds", "project") | PART,
            None,
        ],
        [
            total("合计", *added([v for _, v, _ in purposes]), ""),
            *(row(n, *v, t, leaf=True, kind="project", label=n, project_name=n) for n, v, t in purposes),
        ],
    )
    return office("临湖市市场监督管理局", "unseen_divided", [both, three, whole, beside])


def names_in_columns() -> Disclosure:
    """类, 款 and 项 by name, in columns or by indentation; recipients and grades of government as columns; directories of purchases."""
    named = (
        ("卫生健康支出", "公立医院", "综合医院", w(7210, 1480)),
        ("卫生健康支出", "公共卫生", "疾病预防控制机构", w(3905, 860)),
        ("卫生健康支出", "公共卫生", "基本公共卫生服务", w(0, 5240)),
        ("住房保障支出", "住房改革支出", "住房公积金", w(1015, 0)),
    )
    codes = {
        "综合医院": "2100201",
        "疾病预防控制机构": "2100401",
        "基本公共卫生服务": "2100408",
        "住房公积金": "2210201",
    }
    merged: list[Row] = []
    shown: set[str] = set()
    for first, second, third, values in named:
        cells: list[Any] = []
        for at, name in enumerate((first, second)):
            key = first if at == 0 else first + second
            if key in shown:
                cells.append(...)
            else:
                shown.add(key)
                cells.append((name, 1, sum(n[: at + 1] == (first, second)[: at + 1] for n in named)))
        merged.append(row(*cells, third, *values, leaf=True, kind="function", label=third, function_code=codes[third]))
    in_columns = Table(
        "general_public_expenditure",
        "2025年一般公共预算支出明细表",
        [
            [("支出功能分类科目名称", 3, 1), ("合计", 1, 2), ("基本支出", 1, 2), ("项目支出", 1, 2)],
            [("类", 1, 1), ("款", 1, 1), ("项", 1, 1)],
        ],
        [None, None, None, spent(GP) | WHOLE, spent(GP, "basic") | PART, spent(GP, "project") | PART],
        [*merged, total(("合计", 3, 1), ..., ..., *added([v for *_, v in named]))],
    )
    steps = (
        ("卫生健康支出", 0, w(11115, 7580), "210"),
        ("公立医院", 1, w(7210, 1480), "21002"),
        ("综合医院", 2, w(7210, 1480), "2100201"),
        ("公共卫生", 1, w(3905, 6100), "21004"),
        ("疾病预防控制机构", 2, w(3905, 860), "2100401"),
        ("基本公共卫生服务", 2, w(0, 5240), "2100408"),
        ("住房保障支出", 0, w(1015, 0), "221"),
        ("住房改革支出", 1, w(1015, 0), "22102"),
        ("住房公积金", 2, w(1015, 0), "2210201"),
    )
    indented = Table(
        "expenditure",
        "2025年部门支出总表",
        heads("支出功能分类科目", "合计", "基本支出", "项目支出"),
        [None, spent() | WHOLE, spent("all", "basic") | PART, spent("all", "project") | PART],
        [
            total("合计", *w(12130, 7580)),
            *(
                row(n, *v, leaf=depth == 2, kind="function", label=n, indent=depth, function_code=code)
                for n, depth, v, code in steps
            ),
        ],
    )
    grades = (
        ("基本公共卫生服务补助", w(2100, 1240, 1900)),
        ("村卫生室运行补助", w(860, 300, 0)),
        ("家庭医生签约服务", w(415, 0, 265)),
    )
    by_grade = Table(
        "project_expenditure",
        "2025年项目支出预算表",
        [
            [("项目名称", 1, 2), ("合计", 1, 2), ("资金来源", 3, 1)],
            [("中央资金", 1, 1), ("省级资金", 1, 1), ("市级资金", 1, 1)],
        ],
        [None, spent("all", "project") | WHOLE, *[spent("all", "project") | PART] * 3],
        [
            *(row(n, *v, leaf=True, kind="project", label=n, project_name=n) for n, v in grades),
            total("总　计", *added([v for _, v in grades]), label="总计"),
        ],
    )
    given = (("城乡居民医疗救助", w(820, 1150, 640)), ("基层医疗机构能力提升", w(500, 500, 750)))
    transfers = Table(
        "transfer",
        "2025年对下转移支付预算表",
        [
            [("项目", 1, 2), ("合计", 1, 2), ("县（区）", 3, 1)],
            [("东湖区", 1, 1), ("白石县", 1, 1), ("云岭县", 1, 1)],
        ],
        [None, spent() | WHOLE, *[spent() | PART] * 3],
        [
            total("合计", *added([v for _, v in given])),
            *(row(n, *v, leaf=True, label=n, kind="item") for n, v in given),
        ],
    )  # fmt: skip
    services = (
        ("公共服务", "公共卫生服务", "健康知识普及", w(360, 0)),
        ("公共服务", "公共卫生服务", "职业病监测", w(245, 0)),
        ("政府履职辅助性服务", "后勤服务", "物业管理", w(1180, 220)),
    )
    directory = Table(
        "purchased_services",
        "2025年政府购买服务预算表",
        [
            [("政府购买服务指导性目录", 3, 1), ("合计", 1, 2), ("财政拨款", 1, 2), ("单位资金", 1, 2)],
            [("一级", 1, 1), ("二级", 1, 1), ("三级", 1, 1)],
        ],
        [None, None, None, spent() | WHOLE, spent(FA) | PART, spent("own_funds") | PART],
        [
            *(
                row(
                    (a, 1, 2) if n == 0 else (... if n == 1 else a), (b, 1, 2) if n == 0 else (... if n == 1 else b), c, *v,
                    leaf=True, kind="item", label=f"{a}/{b}/{c}",
                )
                for n, (a, b, c, v) in enumerate(services)
            ),
            total("合计", "", "", *added([v for *_, v in services])),
        ],
    )  # fmt: skip
    return office("临湖市卫生健康委员会", "unseen_names", [in_columns, indented, by_grade, transfers, directory])


def public_among_counts() -> Disclosure:
    """三公 of accounts with budget and outturn, counts between the amounts; 三公 and all functions in one table; fund accounts in a row."""
    tp: Facets = {"flow": "expenditure", "spending_kind": "all", "fund": GP}
    budget: Facets = {"stage": "budget", "fiscal_year": 2024}
    done: Facets = {"stage": "final_accounts", "fiscal_year": 2024}
    lines: tuple[tuple[str, int, int, str, bool], ...] = (
        ("（一）支出合计", 4110, 3585, "total", False),
        ("1.因公出国（境）费", 800, 615, "overseas_travel", True),
        ("2.公务用车购置及运行维护费", 2960, 2680, "vehicles", False),
        ("（1）公务用车购置费", 1700, 1655, "vehicle_purchase", True),
        ("（2）公务用车运行维护费", 1260, 1025, "vehicle_operation", True),
        ("3.公务接待费", 350, 290, "reception", True),
    )
    counts = (
        ("（二）相关统计数", "", ""),
        ("1.因公出国（境）团组数（个）", "—", "2"),
        ("2.因公出国（境）人次数（人）", "—", "5"),
        ("3.公务用车购置数（辆）", "—", "1"),
        ("4.公务用车保有量（辆）", "—", "9"),
        ("5.国内公务接待批次（个）", "—", "41"),
        ("6.国内公务接待人次（人）", "—", "288"),
    )
    info = Table(
        "three_public",
        "2024年度一般公共预算财政拨款“三公”经费支出决算表",
        heads("项目", "预算数", "决算数"),
        [None, tp | budget | PART, tp | done | PART],
        [
            *(
                row(
                    text, a, b, leaf=leaf, kind="total" if item == "total" else "item", label=text,
                    three_public_item=item,
                )
                for text, a, b, item, leaf in lines
            ),
            *(Row(list(c), {}) for c in counts),
        ],
    )  # fmt: skip
    opening, closing, rev = {"flow": "opening_balance"}, {"flow": "closing_balance"}, {"flow": "revenue"}
    items: list[Item] = [
        ("2120801", "征地和拆迁补偿支出", (300, 4200, 3900, 0, 3900, 600)),
        ("2120804", "农村基础设施建设支出", (0, 1500, 1500, 0, 1500, 0)),
    ]
    fund = Table(
        "government_fund",
        "2024年度政府性基金预算财政拨款收入支出决算表",
        [
            [("科目编码", 1, 2), ("科目名称", 1, 2), ("年初结转和结余", 1, 2), ("本年收入", 1, 2), ("本年支出", 3, 1), ("年末结转和结余", 1, 2)],
            [("小计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
        ],
        [
            None, None, opening | done | {"fund": GF} | PART, rev | done | {"fund": GF} | PART, spent(GF) | done | WHOLE,
            spent(GF, "basic") | done | PART, spent(GF, "project") | done | PART, closing | done | {"fund": GF} | PART,
        ],
        [
            *functions(items, {"212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出"}),
            total("", "合计", *added([v for *_, v in items])),
        ],
    )  # fmt: skip
    identity: Facets = {
        "document_kind": "department_final_accounts",
        "fiscal_year": 2024,
        "unit_name": "临湖市自然资源局",
        "facets": {},
    }
    return Disclosure("unseen_counts", identity, ["临湖市自然资源局2024年度部门决算"], [info, fund], size=10)


def grouped_projects() -> Disclosure:
    """Projects under categories with subtotals before them; units, categories and projects by indentation; sums in whole yuan."""
    project = spent("all", "project")
    groups = (
        ("城市管理类", (("市容环境整治", w(5150, 0)), ("数字城管平台运维", w(1280, 320)))),
        ("市政维护类", (("路灯电费及维护", w(9410, 0)), ("桥梁检测", w(760, 0)), ("排水管网清掏", w(2330, 1100)))),
    )
    rows: list[Row] = []
    for name, inside in groups:
        rows.append(row(name, "", *added([v for _, v in inside]), leaf=False, kind="item", label=name))
        rows += [row("", n, *v, leaf=True, kind="project", label=n, project_name=n) for n, v in inside]
    whole = added([v for _, inside in groups for _, v in inside])
    by_category = Table(
        "project_expenditure",
        "2025年部门项目支出预算表",
        heads("项目类别", "项目名称", "合计", "一般公共预算", "政府性基金预算"),
        [None, None, project | WHOLE, spent(GP, "project") | PART, spent(GF, "project") | PART],
        [total("合计", "", *whole), *rows],
    )
    in_yuan_items = (
        ("市容环境整治", (5150000, 5150000, 0)),
        ("路灯电费及维护", (9410000, 9410000, 0)),
        ("排水管网清掏", (3430000, 2330000, 1100000)),
    )
    whole_yuan = Table(
        "project_expenditure",
        "2025年重点项目支出明细表",
        heads("序号", "项目名称", "项目期限", "合计", "一般公共预算", "政府性基金预算"),
        [None, None, None, project | WHOLE, spent(GP, "project") | PART, spent(GF, "project") | PART],
        [
            *(
                row(str(n), name, "2025年", *(100 * v for v in values), leaf=True, kind="project", label=name, project_name=name)
                for n, (name, values) in enumerate(in_yuan_items, start=1)
            ),
            total("", "合计", "", *(100 * v for v in added([v for _, v in in_yuan_items]))),
        ],
        unit="金额单位：元",
        amount_unit="元",
    )  # fmt: skip
    return office("临湖市城市管理局", "unseen_groups", [by_category, whole_yuan])
