"""Shapes that a Chinese budget office could print and that no disclosure of the collected places has.

Drawn before the reader was changed for them. Six invented offices of a county; the leaves are written out, `sums` adds them up.
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
    SC,
    WHOLE,
    Item,
    Values,
    added,
    economic,
    functions,
    heads,
    row,
    spent,
    total,
)

PRIOR: Facets = {"stage": "prior_year_budget", "fiscal_year": 2024}
NOW: Facets = {"stage": "budget", "fiscal_year": 2025}
OUTTURN: Facets = {"stage": "prior_year_actual", "fiscal_year": 2024}
CHANGE: Facets = {"stage": "change", "fiscal_year": 2025}
REV: Facets = {"flow": "revenue"}
EXP: Facets = {"flow": "expenditure"}
LONG_TERM: Facets = {"is_leaf_column": False, "stage": None, "fiscal_year": None}
"""Money of many years beside the year's: no part of it, of no stage."""


def w(*parts: int) -> tuple[int, ...]:
    """The parts with their sum before them."""
    return (sum(parts), *parts)


ABOVE = {
    "205": "教育支出", "20502": "普通教育", "20508": "进修及培训", "208": "社会保障和就业支出", "20805": "行政事业单位养老支出",
    "210": "卫生健康支出", "21011": "行政事业单位医疗", "221": "住房保障支出", "22102": "住房改革支出",
    "212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出",
}  # fmt: skip


def functions_across() -> Disclosure:
    """功能科目 in unusual columns: codes split, years beside each other, page subtotals, months, heads in two languages."""
    items: list[Item] = [
        ("2050201", "学前教育", (5120, *w(3200, 2460))),
        ("2050202", "小学教育", (18840, *w(16310, 4055))),
        ("2050803", "培训支出", (310, *w(0, 290))),
        ("2080505", "机关事业单位基本养老保险缴费支出", (2210, *w(2305, 0))),
        ("2101102", "事业单位医疗", (1040, *w(1115, 0))),
        ("2210201", "住房公积金", (1660, *w(1720, 0))),
    ]
    split = Table(
        "general_public_expenditure",
        "2025年一般公共预算支出预算表",
        [
            [("功能分类科目编码", 3, 1), ("科目名称", 1, 2), ("2024年执行数", 1, 2), ("2025年预算数", 3, 1)],
            [("类", 1, 1), ("款", 1, 1), ("项", 1, 1), ("小计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
        ],
        [
            None, None, None, None, spent(GP) | OUTTURN | PART, spent(GP) | NOW | WHOLE,
            spent(GP, "basic") | NOW | PART, spent(GP, "project") | NOW | PART,
        ],
        [
            *functions(items, ABOVE, split=True, own_level=True),
            total("", "", "", "合　计", *added([v for *_, v in items]), label="合计"),
        ],
    )  # fmt: skip
    pages: list[Item] = [
        ("2050201", "学前教育", w(3200, 2460)),
        ("2050202", "小学教育", w(16310, 4055)),
        ("2050803", "培训支出", w(0, 290)),
        ("2080505", "机关事业单位基本养老保险缴费支出", w(2305, 0)),
        ("2101102", "事业单位医疗", w(1115, 0)),
        ("2210201", "住房公积金", w(1720, 0)),
    ]
    body = functions(pages, ABOVE)
    first = added([v for *_, v in pages[:3]])
    second = added([v for *_, v in pages[3:]])
    subtotals = Table(
        "expenditure",
        "2025年部门支出预算明细表",
        heads("科目代码", "科目名称", "合计", "基本支出", "项目支出"),
        [None, None, spent() | WHOLE, spent("all", "basic") | PART, spent("all", "project") | PART],
        [
            *body[:6], total("", "本页小计", *first, label="本页小计"),
            *body[6:], total("", "本页小计", *second, label="本页小计"), total("", "总计", *added([first, second]), label="总计"),
        ],
        css="tbody tr:nth-child(8){break-before:page}",
    )  # fmt: skip
    whole = spent() | WHOLE
    quarter = spent() | PART
    by_quarter = Table(
        "expenditure",
        "2025年部门支出分季度用款计划表",
        heads("科目编码", "科目名称", "全年预算", "一季度", "二季度", "三季度", "四季度"),
        [None, None, whole, quarter, quarter, quarter, quarter],
        [
            total("", "合计", *added([w(1415, 1415, 1415, 1415), w(5000, 5200, 4800, 5365), w(430, 430, 430, 430)])),
            *functions(
                [
                    ("2050201", "学前教育", w(1415, 1415, 1415, 1415)),
                    ("2050202", "小学教育", w(5000, 5200, 4800, 5365)),
                    ("2210201", "住房公积金", w(430, 430, 430, 430)),
                ],
                ABOVE,
            ),
        ],
    )
    two = Table(
        "general_public_expenditure",
        "2025年一般公共预算支出表（双语）",
        heads("科目编码\nCode", "科目名称\nFunction", "合计\nTotal", "基本支出\nBasic", "项目支出\nProject"),
        [None, None, spent(GP) | WHOLE, spent(GP, "basic") | PART, spent(GP, "project") | PART],
        [*functions(pages, ABOVE), total("", "合计 Total", *added([first, second]), label="合计Total")],
    )
    return office("青垣县教育局", "unseen_functions", [split, subtotals, by_quarter, two])


def of_which_and_sources() -> Disclosure:
    """其中 over parts of parts, sources as columns of spending, units and functions below one another without codes."""
    lines: list[Item] = [
        ("2050201", "学前教育", (5660, 3200, 2900, 2460, 460)),
        ("2050202", "小学教育", (20365, 16310, 14020, 4055, 0)),
        ("2080505", "机关事业单位基本养老保险缴费支出", (2305, 2305, 2305, 0, 0)),
        ("2210201", "住房公积金", (1720, 1720, 1720, 0, 0)),
    ]
    remarks = Table(
        "general_public_expenditure",
        "2025年一般公共预算支出表",
        [
            [("科目", 2, 1), ("合计", 1, 2), ("基本支出", 2, 1), ("项目支出", 2, 1)],
            [("编码", 1, 1), ("名称", 1, 1), ("小计", 1, 1), ("其中：人员经费", 1, 1), ("小计", 1, 1), ("其中：上年结转", 1, 1)],
        ],
        [
            None, None, spent(GP) | WHOLE, spent(GP, "basic") | PART, spent(GP, "basic_personnel") | WHOLE,
            spent(GP, "project") | PART, spent(GP, "project") | WHOLE,
        ],
        [total("", "合计", *added([v for *_, v in lines])), *functions(lines, ABOVE)],
    )  # fmt: skip

    def money(appropriation: int, fees: int, other: int, carried: int) -> Values:
        now = appropriation + fees + other
        return (now + carried, now, appropriation, fees, other, carried)

    lines = [
        ("2050201", "学前教育", money(4200, 1300, 160, 0)),
        ("2050202", "小学教育", money(19015, 0, 870, 480)),
        ("2080505", "机关事业单位基本养老保险缴费支出", money(2305, 0, 0, 0)),
        ("2210201", "住房公积金", money(1720, 0, 0, 0)),
    ]
    sources = Table(
        "expenditure",
        "2025年部门支出总表（按资金来源）",
        [
            [("科目编码", 1, 3), ("科目名称", 1, 3), ("总计", 1, 3), ("资金来源", 5, 1)],
            [("本年收入安排", 4, 1), ("上年结转安排", 1, 2)],
            [("小计", 1, 1), ("财政拨款收入", 1, 1), ("事业收入", 1, 1), ("其他收入", 1, 1)],
        ],
        [
            None, None, spent() | WHOLE, spent() | WHOLE, spent(FA) | PART, spent("institutional_revenue") | PART,
            spent("other_revenue") | PART, spent() | PART,
        ],
        [total("", "合计", *added([v for *_, v in lines])), *functions(lines, ABOVE)],
    )  # fmt: skip
    office_items: list[Item] = [
        ("2050101", "行政运行", w(2210, 0)),
        ("2050199", "其他教育管理事务支出", w(0, 630)),
        ("2210201", "住房公积金", w(210, 0)),
    ]
    school_items: list[Item] = [("2050204", "高中教育", w(7720, 1815)), ("2210201", "住房公积金", w(655, 0))]

    def unit(name: str, items: list[Item]) -> list[Row]:
        values = added([v for *_, v in items])
        return [
            row(name, "", "", *values, leaf=False, kind="unit", label=name, unit_name=name),
            *(
                row("", c, n, *v, leaf=True, kind="function", label=n, function_code=c, unit_name=name)
                for c, n, v in items
            ),
        ]

    everything = added([v for *_, v in (*office_items, *school_items)])
    by_unit = Table(
        "expenditure",
        "2025年部门支出总表（分单位）",
        heads("预算单位", "科目编码", "支出功能科目", "总计", "基本支出", "项目支出"),
        [None, None, None, spent() | WHOLE, spent("all", "basic") | PART, spent("all", "project") | PART],
        [
            total("", "", "", *everything, label=None),
            *unit("青垣县教育局机关", office_items),
            *unit("青垣县第一中学", school_items),
        ],
    )
    in_rows_lines = (
        ("一、基本支出", 26025, False, 0, "basic"),
        ("（一）工资福利支出", 21540, False, 1, "basic_personnel_wages"),
        ("1.基本工资", 12010, True, 2, "basic_personnel_wages"),
        ("2.津贴补贴", 9530, True, 2, "basic_personnel_wages"),
        ("（二）商品和服务支出", 4485, False, 1, "basic_public_goods"),
        ("1.办公费", 2655, True, 2, "basic_public_goods"),
        ("2.水电费", 1830, True, 2, "basic_public_goods"),
        ("二、项目支出", 6515, False, 0, "project"),
        ("（一）校舍维修", 4055, True, 1, "project"),
        ("（二）营养餐补助", 2460, True, 1, "project"),
    )
    in_rows = Table(
        "expenditure",
        "2025年部门支出预算简表",
        heads("项目", "预算数", "备注"),
        [None, spent() | PART, None],
        [
            *(
                row(text, value, "", leaf=leaf, kind="item", label=text, indent=depth, spending_kind=kind)
                for text, value, leaf, depth, kind in in_rows_lines
            ),
            total("支出合计", 32540, "", label="支出合计"),
        ],
    )  # fmt: skip
    return office("青垣县教育体育局", "unseen_sources", [remarks, sources, by_unit, in_rows])


def four_blocks() -> Disclosure:
    """收支总表 with four lists, 收支 with funds on both sides, a statement with 收入 and 支出 as merged labels."""

    def cell(label: str, value: int | None, **facets: Any) -> list[Any]:
        return [label, Money(value, {"row_label": label, **facets}) if value is not None else None]

    leaf, node = {"is_leaf": True, "row_kind": "item"}, {"is_leaf": False, "row_kind": "total"}
    again: Facets = {"is_leaf_column": False}
    of_function: Facets = {"row_kind": "function", "is_leaf": True}
    nothing = ["", None]
    lists = [
        [
            cell("一、一般公共预算拨款", 26140, fund=GP, **REV, **leaf),
            cell("二、政府性基金预算拨款", 1500, fund=GF, **REV, **leaf),
            cell("三、事业收入", 860, fund="institutional_revenue", **REV, **leaf),
            cell("四、其他收入", 240, fund="other_revenue", **REV, **leaf),
            nothing,
            cell("本年收入合计", 28740, **REV, **node),
            cell("上年结转", 610, flow="opening_balance", **leaf),
            cell("收入总计", 29350, **REV, **node),
        ],
        [
            cell("一、文化旅游体育与传媒支出", 23850, function_code="207", **EXP, **of_function),
            cell("二、社会保障和就业支出", 2210, function_code="208", **EXP, **of_function),
            cell("三、城乡社区支出", 1500, function_code="212", **EXP, **of_function),
            cell("四、住房保障支出", 1790, function_code="221", **EXP, **of_function),
            nothing,
            cell("本年支出合计", 29350, **EXP, **node),
            nothing,
            cell("支出总计", 29350, **EXP, **node),
        ],
        [
            cell("一、基本支出", 19420, spending_kind="basic", **EXP, row_kind="item"),
            cell("人员经费", 16205, spending_kind="basic_personnel", **EXP, row_kind="item"),
            cell("公用经费", 3215, spending_kind="basic_public", **EXP, row_kind="item"),
            cell("二、项目支出", 9930, spending_kind="project", **EXP, row_kind="item"),
            nothing,
            cell("本年支出合计", 29350, **EXP, **node),
            nothing,
            cell("支出总计", 29350, **EXP, **node),
        ],
        [
            cell("一、工资福利支出", 15380, department_economic_code="301", **EXP, row_kind="economic"),
            cell("二、商品和服务支出", 9315, department_economic_code="302", **EXP, row_kind="economic"),
            cell("三、对个人和家庭的补助", 825, department_economic_code="303", **EXP, row_kind="economic"),
            cell("四、资本性支出", 3830, department_economic_code="310", **EXP, row_kind="economic"),
            nothing,
            cell("本年支出合计", 29350, **EXP, **node),
            nothing,
            cell("支出总计", 29350, **EXP, **node),
        ],
    ]
    blocks = Table(
        "revenue_expenditure_summary",
        "2025年部门收支预算总表",
        [
            [("收入", 2, 1), ("支出（按功能分类）", 2, 1), ("支出（按支出类别）", 2, 1), ("支出（按部门经济分类）", 2, 1)],
            [("项目", 1, 1), ("预算数", 1, 1)] * 4,
        ],
        [None, {"fund": None} | PART, None, spent() | PART, None, spent() | again, None, spent() | again],
        [Row([c for part in line for c in part]) for line in zip(*lists, strict=True)],
    )  # fmt: skip

    def pair(left: tuple[Any, ...], right: tuple[Any, ...]) -> Row:
        cells: list[Any] = []
        for label, values, facets in (left, right):
            cells += [label, *(None if v is None else Money(v, {"row_label": label, **facets}) for v in values)]
        return Row(cells)

    blank: tuple[Any, ...] = ("", (None, None, None, None), {})
    sides = Table(
        "fiscal_appropriation_summary",
        "2025年财政拨款收支预算总表",
        [
            [("收入", 5, 1), ("支出", 5, 1)],
            [
                *[("项目", 1, 1), ("合计", 1, 1), ("一般公共预算", 1, 1), ("政府性基金", 1, 1), ("国有资本经营", 1, 1)] * 2,
            ],
        ],
        [
            None, REV | {"fund": FA} | WHOLE, REV | {"fund": GP} | PART, REV | {"fund": GF} | PART, REV | {"fund": SC} | PART,
            None, spent(FA) | WHOLE, spent(GP) | PART, spent(GF) | PART, spent(SC) | PART,
        ],
        [
            pair(
                ("一、本年财政拨款", w(26140, 1500, 320), leaf),
                ("一、文化旅游体育与传媒支出", w(22750, 0, 0), {"function_code": "207", **of_function}),
            ),
            pair(
                ("二、上年结转", w(610, 0, 0), leaf | {"flow": "opening_balance"}),
                ("二、社会保障和就业支出", w(2210, 0, 0), {"function_code": "208", **of_function}),
            ),
            pair(blank, ("三、城乡社区支出", w(0, 1500, 0), {"function_code": "212", **of_function})),
            pair(blank, ("四、住房保障支出", w(1790, 0, 0), {"function_code": "221", **of_function})),
            pair(blank, ("五、国有资本经营预算支出", w(0, 0, 320), {"function_code": "223", **of_function})),
            pair(("收入总计", w(26750, 1500, 320), node), ("支出总计", w(26750, 1500, 320), node)),
        ],
    )  # fmt: skip
    rev, exp = REV, EXP
    merged = Table(
        "revenue_expenditure_summary",
        "2025年单位收支预算简表",
        heads("类别", "项目", "2024年预算数", "2025年预算数", "增减额"),
        [None, None, PRIOR | PART, NOW | PART, CHANGE],
        [
            row(("收入", 1, 4), "财政拨款", 27010, 27640, 630, leaf=True, kind="item", label="财政拨款", fund=FA, **rev),
            row(..., "事业收入", 910, 860, -50, leaf=True, kind="item", label="事业收入", fund="institutional_revenue", **rev),
            row(..., "其他收入", 240, 240, 0, leaf=True, kind="item", label="其他收入", fund="other_revenue", **rev),
            total(..., "收入合计", 28160, 28740, 580, label="收入合计", **rev),
            row(("支出", 1, 3), "基本支出", 18870, 19420, 550, leaf=True, kind="item", label="基本支出", spending_kind="basic", **exp),
            row(..., "项目支出", 9290, 9320, 30, leaf=True, kind="item", label="项目支出", spending_kind="project", **exp),
            total(..., "支出合计", 28160, 28740, 580, label="支出合计", **exp),
        ],
    )  # fmt: skip
    return office("青垣县文化和旅游局", "unseen_sides", [blocks, sides, merged])


ITEMS = (
    ("因公出国（境）费", "overseas_travel"),
    ("公务用车购置费", "vehicle_purchase"),
    ("公务用车运行维护费", "vehicle_operation"),
    ("公务接待费", "reception"),
)


def three_public() -> Disclosure:
    """三公 by fund and by year, with 会议费 and 培训费 beside, by unit, items as columns and years as rows."""

    def items(
        fund_columns: int, values: dict[str, Values], labels: dict[str, str], *, after: tuple[str, ...] = ()
    ) -> list[Row]:
        rows = []
        for key, label in labels.items():
            rows.append(
                row(
                    label, *values[key], *after, leaf=key not in {"total", "vehicles"},
                    kind="total" if key == "total" else "item", label=label, three_public_item=key,
                )
            )  # fmt: skip
        return rows

    def both(prior: tuple[int, int], now: tuple[int, int]) -> Values:
        return (*w(*prior), *w(*now), sum(now) - sum(prior))

    base = {
        "overseas_travel": both((400, 0), (650, 0)),
        "vehicle_purchase": both((0, 0), (1800, 0)),
        "vehicle_operation": both((1210, 90), (1150, 120)),
        "reception": both((335, 15), (298, 10)),
    }
    base["vehicles"] = added([base["vehicle_purchase"], base["vehicle_operation"]])
    base["total"] = added([base["overseas_travel"], base["vehicles"], base["reception"]])
    labels = {
        "total": "合计",
        "overseas_travel": "一、因公出国（境）费",
        "vehicles": "二、公务用车购置及运行维护费",
        "vehicle_purchase": "其中：公务用车购置费",
        "vehicle_operation": "公务用车运行维护费",
        "reception": "三、公务接待费",
    }
    tp = {"flow": "expenditure", "spending_kind": "all"}
    by_year = Table(
        "three_public",
        "2025年财政拨款“三公”经费预算表",
        [
            [("项目", 1, 2), ("2024年预算数", 3, 1), ("2025年预算数", 3, 1), ("增减额", 1, 2), ("增减变化原因", 1, 2)],
            [("合计", 1, 1), ("一般公共预算", 1, 1), ("政府性基金", 1, 1)] * 2,
        ],
        [
            None, tp | PRIOR | {"fund": FA} | WHOLE, tp | PRIOR | {"fund": GP} | PART, tp | PRIOR | {"fund": GF} | PART,
            tp | NOW | {"fund": FA} | WHOLE, tp | NOW | {"fund": GP} | PART, tp | NOW | {"fund": GF} | PART,
            tp | CHANGE, None,
        ],
        items(2, base, labels, after=("",)),
    )  # fmt: skip

    def line(overseas: int, purchase: int, operation: int, reception: int, meetings: int, training: int) -> Values:
        vehicles = purchase + operation
        whole = overseas + vehicles + reception
        return (whole, overseas, vehicles, purchase, operation, reception, meetings, training)

    names = (
        "total", "overseas_travel", "vehicles", "vehicle_purchase", "vehicle_operation", "reception", "conferences", "training",
    )  # fmt: skip
    whole_columns = {"total", "vehicles"}
    wide = [tp | {"fund": GP, "three_public_item": n, "is_leaf_column": n not in whole_columns} for n in names]
    years = (
        ("2024年预算数", line(400, 0, 1210, 335, 520, 810), PRIOR),
        ("2025年预算数", line(650, 1800, 1150, 298, 480, 790), NOW),
        ("增减额", tuple(a - b for a, b in zip(line(650, 1800, 1150, 298, 480, 790), line(400, 0, 1210, 335, 520, 810), strict=True)), CHANGE),
    )  # fmt: skip
    across = Table(
        "three_public",
        "一般公共预算“三公”经费、会议费和培训费支出情况表",
        [
            [("年度", 1, 3), ("“三公”经费", 6, 1), ("会议费", 1, 3), ("培训费", 1, 3)],
            [("小计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行费", 3, 1), ("公务接待费", 1, 2)],
            [("小计", 1, 1), ("购置费", 1, 1), ("运行费", 1, 1)],
        ],
        [None, *wide],
        [row(text, *values, leaf=True, kind="item", label=text, **stage) for text, values, stage in years],
    )
    everything = line(650, 1800, 1150, 298, 480, 790)
    units = (
        ("青垣县林业局机关", line(650, 0, 600, 208, 300, 500)),
        ("青垣县林业科学研究所", line(0, 1800, 550, 90, 180, 290)),
    )
    by_unit = Table(
        "three_public",
        "2025年部门“三公”经费及会议费、培训费分单位表",
        [
            [("单位名称", 1, 3), ("“三公”经费", 6, 1), ("会议费", 1, 3), ("培训费", 1, 3)],
            [("小计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行费", 3, 1), ("公务接待费", 1, 2)],
            [("小计", 1, 1), ("购置费", 1, 1), ("运行费", 1, 1)],
        ],
        [None, *({k: v for k, v in c.items() if k != "fund"} for c in wide)],
        [
            total("合计", *everything),
            *(row(n, *v, leaf=True, kind="unit", label=n, unit_name=n) for n, v in units),
        ],
    )
    below = (
        ("一、“三公”经费小计", 3898, "total", False, 0),
        ("1.因公出国（境）费", 650, "overseas_travel", True, 1),
        ("2.公务用车购置及运行费", 2950, "vehicles", False, 1),
        ("（1）公务用车购置费", 1800, "vehicle_purchase", True, 2),
        ("（2）公务用车运行维护费", 1150, "vehicle_operation", True, 2),
        ("3.公务接待费", 298, "reception", True, 1),
        ("二、会议费", 480, "conferences", True, 0),
        ("三、培训费", 790, "training", True, 0),
    )
    stacked = Table(
        "three_public",
        "2025年一般公共预算“三公”经费、会议费、培训费预算表",
        heads("项目", "预算数"),
        [None, tp | {"fund": GP} | PART],
        [
            *(
                row(
                    text, value, leaf=leaf, kind="total" if item == "total" else "item", label=text, indent=depth,
                    three_public_item=item,
                )
                for text, value, item, leaf, depth in below
            ),
            row("合计", 5168, leaf=False, kind="total", label="合计"),
        ],
    )  # fmt: skip
    return office("青垣县林业局", "unseen_public", [by_year, across, by_unit, stacked])


def projects_and_purchases() -> Disclosure:
    """Projects with their whole cost beside the year's money, mixed units, purchases by unit with subtotals, target forms."""
    project = spent("all", "project")

    def one(name: str, begun: str, cost: int, before: int, general: int, bonds: int, label_unit: str = "") -> Row:
        return row(
            name, begun, cost, before, general + bonds, general, bonds, leaf=True, kind="project", label=name,
            project_name=name,
        )  # fmt: skip

    lines = [
        ("河道清淤整治工程", "2023-2026", 32500, 11800, 5200, 3000),
        ("农村饮水安全巩固提升", "2024-2025", 9640, 4300, 2140, 3200),
        ("中小型水库除险加固", "2025-2027", 41800, 0, 6000, 2500),
    ]
    cells = [(c, b, g + f, g, f) for _, _, c, b, g, f in lines]
    costs = Table(
        "project_expenditure",
        "2025年重点项目支出预算表",
        [
            [("项目名称", 1, 2), ("建设年限", 1, 2), ("总投资", 1, 2), ("截至上年底累计完成投资", 1, 2), ("本年预算安排", 3, 1)],
            [("小计", 1, 1), ("一般公共预算", 1, 1), ("政府性基金", 1, 1)],
        ],
        [
            None, None, LONG_TERM, LONG_TERM, project | WHOLE, spent(GP, "project") | PART,
            spent(GF, "project") | PART,
        ],
        [*(one(*line) for line in lines), total("合计", "", *added(cells))],
    )  # fmt: skip
    purchases = (
        ("青垣县水利局机关", (("货物", "办公设备购置", w(420, 0)), ("服务", "物业管理服务", w(960, 0)), ("服务", "信息系统运维", w(380, 120)))),
        ("青垣县水文站", (("货物", "水文监测仪器", w(2250, 500)), ("工程", "测站房屋修缮", w(1310, 0)))),
    )  # fmt: skip
    bought: list[Row] = []
    for unit, what in purchases:
        for n, (kind, name, values) in enumerate(what):
            bought.append(
                row(
                    (unit, 1, len(what) + 1) if n == 0 else ..., kind, name, *values, leaf=True, kind="item",
                    label=name, unit_name=unit,
                )
            )  # fmt: skip
        bought.append(total(..., ("小计", 2, 1), ..., *added([v for *_, v in what]), label="小计", unit_name=unit))
    everything = added([v for _, what in purchases for *_, v in what])
    buying = Table(
        "procurement",
        "2025年政府采购预算明细表",
        [
            [("采购单位", 1, 2), ("采购类型", 1, 2), ("采购项目名称", 1, 2), ("采购预算金额", 3, 1)],
            [("合计", 1, 1), ("财政拨款", 1, 1), ("其他资金", 1, 1)],
        ],
        [None, None, None, spent() | WHOLE, spent(FA) | PART, spent() | PART],
        [*bought, total(("合计", 3, 1), ..., ..., *everything)],
    )

    def form(title: str, name: str, general: int, other: int) -> Table:
        def part(label: str, value: int, *, leaf: bool, kind: str, fund: str) -> list[Any]:
            return [
                label,
                Money(
                    value,
                    {"row_label": label, "row_kind": kind, "is_leaf": leaf, "is_leaf_column": True, "fund": fund, "project_name": name},
                ),
            ]  # fmt: skip

        rows = [
            Row(
                [
                    ("项目资金\n（万元）", 1, 3),
                    ("年度资金总额", 1, 1),
                    part("年度资金总额", general + other, leaf=False, kind="total", fund="all")[1],
                    "",
                ]
            ),
            Row(
                [..., ("其中：财政拨款", 1, 1), part("其中：财政拨款", general, leaf=True, kind="item", fund=FA)[1], ""]
            ),
            Row([..., ("其他资金", 1, 1), part("其他资金", other, leaf=True, kind="item", fund="own_funds")[1], ""]),
            Row(["年度目标", ("完成年度建设任务，保障群众用水安全。", 3, 1), ..., ...]),
            Row(["一级指标", "二级指标", "三级指标", "指标值"]),
            Row([("产出指标", 1, 2), "数量指标", "整治河道长度", "≥12公里"]),
            Row([..., "质量指标", "验收合格率", "=100%"]),
            Row(["效益指标", "社会效益", "受益人口", "≥3.2万人"]),
        ]
        return Table(
            "project_performance",
            title,
            [[("项目名称", 1, 1), (name, 3, 1)]],
            [None, None, {"flow": "expenditure", "spending_kind": "project"}, None],
            rows,
            unit="",
        )

    one_form = form("2025年项目支出绩效目标表", "河道清淤整治工程", 5200, 3000)
    return office("青垣县水利局", "unseen_projects", [costs, buying, one_form])


def both_classifications() -> Disclosure:
    """Both economic classifications of one money, in one row and as lists beside each other; revenue by unit and source."""
    dept, gov = "department_economic_code", "government_economic_code"
    lines = (
        ("30101", "基本工资", "50101", "工资奖金津补贴", w(8120, 0)),
        ("30102", "津贴补贴", "50101", "工资奖金津补贴", w(5230, 0)),
        ("30108", "机关事业单位基本养老保险缴费", "50102", "社会保障缴费", w(1940, 0)),
        ("30201", "办公费", "50201", "办公经费", w(0, 1205)),
        ("30215", "会议费", "50202", "会议费", w(0, 310)),
        ("30305", "生活补助", "50901", "社会福利和救助", w(420, 0)),
    )
    together = Table(
        "general_public_basic_expenditure",
        "2025年一般公共预算基本支出明细表（按部门经济分类和政府经济分类）",
        [
            [("部门预算支出经济分类", 2, 1), ("政府预算支出经济分类", 2, 1), ("基本支出", 3, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1)] * 2 + [("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        [
            None, None, None, None, spent(GP, "basic") | WHOLE, spent(GP, "basic_personnel") | PART,
            spent(GP, "basic_public") | PART,
        ],
        [
            total("", "", "", "合计", *added([v for *_, v in lines])),
            *(
                row(a, b, c, d, *v, leaf=True, kind="economic", label=b, **{dept: a, gov: c})
                for a, b, c, d, v in lines
            ),
        ],
    )  # fmt: skip

    def source(general: int, fund: int, special: int, earned: int, other: int, carried: int) -> Values:
        now = general + fund + special + earned + other
        return (now + carried, carried, now, general, fund, special, earned, other)

    units = (
        ("108001", "青垣县卫生健康局机关", source(6120, 0, 0, 0, 90, 300)),
        ("108002", "青垣县人民医院", source(3010, 500, 0, 28640, 1120, 0)),
        ("108003", "青垣县疾病预防控制中心", source(4475, 0, 210, 380, 0, 55)),
    )
    rev = {"flow": "revenue"}
    revenue = Table(
        "revenue",
        "2025年部门收入预算总表（分单位分来源）",
        [
            [("单位编码", 1, 2), ("单位名称", 1, 2), ("收入总计", 1, 2), ("上年结转结余", 1, 2), ("本年收入", 6, 1)],
            [("小计", 1, 1), ("一般公共预算", 1, 1), ("政府性基金", 1, 1), ("财政专户管理资金", 1, 1), ("事业收入", 1, 1), ("其他收入", 1, 1)],
        ],
        [
            None, None, rev | WHOLE | {"fund": "all"}, {"flow": "opening_balance"} | PART, rev | WHOLE,
            rev | {"fund": GP} | PART, rev | {"fund": GF} | PART, rev | {"fund": "fiscal_special_account"} | PART,
            rev | {"fund": "institutional_revenue"} | PART, rev | {"fund": "other_revenue"} | PART,
        ],
        [
            *(row(c, n, *v, leaf=True, kind="unit", label=n, unit_code=c, unit_name=n) for c, n, v in units),
            total("", "合计", *added([v for *_, v in units])),
        ],
    )  # fmt: skip
    gov_items: list[Item] = [
        ("50101", "工资奖金津补贴", w(13350, 0)),
        ("50102", "社会保障缴费", w(1940, 0)),
        ("50201", "办公经费", w(1205, 860)),
        ("50299", "其他商品和服务支出", w(310, 2140)),
    ]
    above = {"501": "机关工资福利支出", "502": "机关商品和服务支出"}
    thousands = Table(
        "economic_summary",
        "2025年一般公共预算支出表（按政府预算支出经济分类）",
        heads("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        [None, None, spent(GP) | WHOLE, spent(GP, "basic") | PART, spent(GP, "project") | PART],
        [
            *economic(gov_items, above, gov, indent=True),
            total("", "合计", *added([v for *_, v in gov_items])),
        ],
    )
    return office("青垣县卫生健康委员会", "unseen_classes", [together, revenue, thousands])


def stages_of_accounts() -> Disclosure:
    """Accounts with line numbers and three stages on both sides; functions with six kinds of spending."""
    before: Facets = {"stage": "budget", "fiscal_year": 2024}
    later: Facets = {"stage": "adjusted_budget", "fiscal_year": 2024}
    done: Facets = {"stage": "final_accounts", "fiscal_year": 2024}

    def side(label: str, number: str, values: tuple[int, ...] | None, **facets: Any) -> list[Any]:
        if values is None:
            return [label, number, None, None, None]
        return [label, number, *(Money(v, {"row_label": label, **facets}) for v in values)]

    leaf, node = {"is_leaf": True, "row_kind": "item"}, {"is_leaf": False, "row_kind": "total"}
    fn: Facets = {"row_kind": "function", "is_leaf": True}
    rev, exp, opening, closing = ({"flow": f} for f in ("revenue", "expenditure", "opening_balance", "closing_balance"))
    left = [
        side("一、一般公共预算财政拨款收入", "1", (16200, 17350, 17340), fund=GP, **rev, **leaf),
        side("二、政府性基金预算财政拨款收入", "2", (0, 900, 900), fund=GF, **rev, **leaf),
        side("三、事业收入", "3", (450, 450, 512), fund="institutional_revenue", **rev, **leaf),
        side("四、其他收入", "4", (120, 120, 98), fund="other_revenue", **rev, **leaf),
        side("本年收入合计", "5", (16770, 18820, 18850), **rev, **node),
        side("使用非财政拨款结余", "6", (0, 0, 35), **opening, **leaf),
        side("年初结转和结余", "7", (280, 280, 280), **opening, **leaf),
        side("总计", "8", (17050, 19100, 19165), **rev, **node),
    ]
    right = [
        side("一、公共安全支出", "9", (14530, 15680, 15610), function_code="204", **exp, **fn),
        side("二、社会保障和就业支出", "10", (1410, 1410, 1402), function_code="208", **exp, **fn),
        side("三、城乡社区支出", "11", (0, 900, 880), function_code="212", **exp, **fn),
        side("四、住房保障支出", "12", (1110, 1110, 1105), function_code="221", **exp, **fn),
        side("本年支出合计", "13", (17050, 19100, 18997), **exp, **node),
        side("结余分配", "14", (0, 0, 28), **closing, **leaf),
        side("年末结转和结余", "15", (0, 0, 140), **closing, **leaf),
        side("总计", "16", (17050, 19100, 19165), **exp, **node),
    ]
    accounts = Table(
        "revenue_expenditure_summary",
        "2024年度收入支出决算总表",
        [
            [("收入", 5, 1), ("支出", 5, 1)],
            [("项目", 1, 1), ("行次", 1, 1), ("年初预算数", 1, 1), ("全年预算数", 1, 1), ("决算数", 1, 1)] * 2,
            [(text, 1, 1) for text in ("栏次", "", "1", "2", "3", "栏次", "", "4", "5", "6")],
        ],
        [None, None, before | PART, later | PART, done | PART] * 2,
        [Row([*a, *b]) for a, b in zip(left, right, strict=True)],
    )
    items: list[Item] = [
        ("2040201", "行政运行", w(9320, 0, 0, 0)),
        ("2040220", "执法办案", w(0, 6290, 0, 0)),
        ("2080505", "机关事业单位基本养老保险缴费支出", w(1402, 0, 0, 0)),
        ("2120801", "征地和拆迁补偿支出", w(0, 880, 0, 0)),
        ("2210201", "住房公积金", w(1035, 0, 70, 0)),
    ]
    above = ABOVE | {"204": "公共安全支出", "20402": "公安"}
    spending = Table(
        "expenditure",
        "2024年度支出决算表",
        [
            [("项目", 4, 1), ("本年支出合计", 1, 2), ("基本支出", 1, 2), ("项目支出", 1, 2), ("经营支出", 1, 2), ("对附属单位补助支出", 1, 2)],
            [("支出功能分类科目编码", 3, 1), ("科目名称", 1, 1)],
            [("类", 1, 1), ("款", 1, 1), ("项", 1, 1), ("栏次", 1, 1), ("1", 1, 1), ("2", 1, 1), ("3", 1, 1), ("4", 1, 1), ("5", 1, 1)],
        ],
        [
            None, None, None, None, spent(**done) | WHOLE, spent("all", "basic", **done) | PART,
            spent("all", "project", **done) | PART, spent("all", "operating", **done) | PART,
            spent("all", "subsidy_downward", **done) | PART,
        ],
        [
            total("", "", "", "合计", *added([v for *_, v in items])),
            *functions(items, above, split=True),
        ],
    )  # fmt: skip
    identity: Facets = {
        "document_kind": "department_final_accounts",
        "fiscal_year": 2024,
        "unit_name": "青垣县公安局",
        "facets": {},
    }
    return Disclosure(
        "unseen_accounts", identity, ["青垣县公安局2024年度部门决算"], [accounts, spending], size=9, landscape=True
    )
