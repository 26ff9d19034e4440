"""Forms whose sums, not whose words, say what is a whole and what a part.

Totals without a total's name, levels without codes, numbers that are no money. Five invented offices. Each table is written out by hand;
a row says what it is, a column what its money is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.samples.layouts.paper import Disclosure, Facets, Money, Row, Table

GP, GF, FA = "general_public_budget", "government_managed_funds", "fiscal_appropriation"
EXP: Facets = {"flow": "expenditure"}
PART: Facets = {"is_leaf_column": True}
WHOLE: Facets = {"is_leaf_column": False}


def spent(fund: str = "all", kind: str = "all", **more: Any) -> Facets:
    """An amount column of an expenditure table."""
    return {"flow": "expenditure", "fund": fund, "spending_kind": kind, **more}


def row(*cells: Any, leaf: bool, kind: str, label: str | None, **more: Any) -> Row:
    """A row; whole numbers among its cells are money, in 0.01 of the unit."""
    indent = more.pop("indent", 0)
    facets = {"row_kind": kind, "is_leaf": leaf, "row_label": label, **more}
    return Row([Money(c) if isinstance(c, int) else c for c in cells], facets, indent=indent)


def total(*cells: Any, label: str | None = "合计", **more: Any) -> Row:
    """The row that sums the list."""
    return row(*cells, leaf=False, kind="total", label=label, **more)


def by_function(*lines: tuple[Any, ...], at: int = 0) -> list[Row]:
    """Rows keyed by a code in cell `at` and a name behind it; the longest codes are leaves."""
    return [
        row(*cells, leaf=len(cells[at]) == 7, kind="function", label=cells[at + 1], function_code=cells[at])
        for cells in lines
    ]


def heads(*words: str) -> list[list[tuple[str, int, int]]]:
    """One header row without merged cells."""
    return [[(w, 1, 1) for w in words]]


def office(name: str, slug: str, tables: Sequence[Table], **more: Any) -> Disclosure:
    """A department's budget for 2025."""
    identity = {
        "document_kind": "department_budget",
        "fiscal_year": 2025,
        "unit_name": name,
        "facets": {"fiscal_year": 2025, "stage": "budget"},
    }
    return Disclosure(slug, identity, [f"{name}2025年部门预算"], list(tables), size=10, **more)


def columns_told_by_sums() -> Disclosure:
    """Totals and parts across the page that only the sums tell apart."""
    rows = [
        total("", "合计", 61290, 57140, 4150),
        *by_function(
            ("213", "农林水支出", 52770, 48620, 4150),
            ("21303", "水利", 52770, 48620, 4150),
            ("2130301", "行政运行", 30415, 30415, 0),
            ("2130306", "水利工程运行与维护", 22355, 18205, 4150),
            ("221", "住房保障支出", 8520, 8520, 0),
            ("22102", "住房改革支出", 8520, 8520, 0),
            ("2210201", "住房公积金", 8520, 8520, 0),
        ),
    ]
    nameless = Table(
        "expenditure",
        "2025年部门支出总表",
        heads("科目编码", "科目名称", "本年预算", "编制预算", "上年结转"),
        [None, None, spent() | WHOLE, spent() | PART, spent() | PART],
        rows,
    )
    rows = [
        total("", "合计", 57140, 38935, 18205),
        *by_function(
            ("213", "农林水支出", 48620, 30415, 18205),
            ("21303", "水利", 48620, 30415, 18205),
            ("2130301", "行政运行", 30415, 30415, 0),
            ("2130306", "水利工程运行与维护", 18205, 0, 18205),
            ("221", "住房保障支出", 8520, 8520, 0),
            ("22102", "住房改革支出", 8520, 8520, 0),
            ("2210201", "住房公积金", 8520, 8520, 0),
        ),
    ]
    of_which_first = Table(
        "general_public_expenditure",
        "2025年一般公共预算支出表",
        heads("科目编码", "科目名称", "小计", "其中：基本支出", "项目支出"),
        [None, None, spent(GP) | WHOLE, spent(GP, "basic") | PART, spent(GP, "project") | PART],
        rows,
    )
    rows = [
        total("", "合计", 61290, 38935, 22355, 9110),
        *by_function(
            ("213", "农林水支出", 52770, 30415, 22355, 9110),
            ("21303", "水利", 52770, 30415, 22355, 9110),
            ("2130301", "行政运行", 30415, 30415, 0, 1200),
            ("2130306", "水利工程运行与维护", 22355, 0, 22355, 7910),
            ("221", "住房保障支出", 8520, 8520, 0, 0),
            ("22102", "住房改革支出", 8520, 8520, 0, 0),
            ("2210201", "住房公积金", 8520, 8520, 0, 0),
        ),
    ]
    a_remark = Table(
        "expenditure",
        "2025年部门支出分类表",
        heads("科目编码", "科目名称", "合计", "基本支出", "项目支出", "其中：政府采购"),
        [None, None, spent() | WHOLE, spent("all", "basic") | PART, spent("all", "project") | PART, spent() | WHOLE],
        rows,
    )
    rows = [
        total("", "合计", 61290, 57140, 3020, 1130),
        *by_function(
            ("213", "农林水支出", 52770, 48620, 3020, 1130),
            ("21303", "水利", 52770, 48620, 3020, 1130),
            ("2130301", "行政运行", 30415, 28265, 2150, 0),
            ("2130306", "水利工程运行与维护", 22355, 20355, 870, 1130),
            ("221", "住房保障支出", 8520, 8520, 0, 0),
            ("22102", "住房改革支出", 8520, 8520, 0, 0),
            ("2210201", "住房公积金", 8520, 8520, 0, 0),
        ),
    ]
    by_source = Table(
        "expenditure",
        "2025年支出预算总表",
        heads("科目编码", "科目名称", "总计", "财政拨款收入", "事业收入", "其他收入"),
        [
            None,
            None,
            spent() | WHOLE,
            spent(FA) | PART,
            spent("institutional_revenue") | PART,
            spent("other_revenue") | PART,
        ],
        rows,
    )
    return office("柏渡县水务局", "readings_columns", [nameless, of_which_first, a_remark, by_source])


def rows_told_by_sums() -> Disclosure:
    """Totals down the page without their name, and levels without codes."""
    lines = by_function(
        ("207", "文化旅游体育与传媒支出", 40230, 21570, 18660),
        ("20701", "文化和旅游", 40230, 21570, 18660),
        ("2070101", "行政运行", 21570, 21570, 0),
        ("2070109", "群众文化", 18660, 0, 18660),
        ("208", "社会保障和就业支出", 4405, 4405, 0),
        ("20805", "行政事业单位养老支出", 4405, 4405, 0),
        ("2080505", "机关事业单位基本养老保险缴费支出", 4405, 4405, 0),
    )
    k = [None, None, spent() | WHOLE, spent("all", "basic") | PART, spent("all", "project") | PART]
    with_colon = Table(
        "expenditure",
        "2025年部门支出总表",
        heads("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        k,
        [*lines, total("总计：", "", 44635, 25975, 18660, label="总计：")],
    )
    g = [None, None, spent(GP) | WHOLE, spent(GP, "basic") | PART, spent(GP, "project") | PART]
    nameless_first = Table(
        "general_public_expenditure",
        "2025年一般公共预算支出表",
        heads("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        g,
        [
            total("", "", 43435, 25975, 17460, label=None),
            *by_function(
                ("207", "文化旅游体育与传媒支出", 39030, 21570, 17460),
                ("20701", "文化和旅游", 39030, 21570, 17460),
                ("2070101", "行政运行", 21570, 21570, 0),
                ("2070109", "群众文化", 17460, 0, 17460),  # without the project that the fund pays
                ("208", "社会保障和就业支出", 4405, 4405, 0),
                ("20805", "行政事业单位养老支出", 4405, 4405, 0),
                ("2080505", "机关事业单位基本养老保险缴费支出", 4405, 4405, 0),
            ),
        ],
    )
    project = [None, spent("all", "project") | WHOLE, spent(GP, "project") | PART, spent(GF, "project") | PART]
    names = (
        ("乡镇综合文化站", 3120, 3120, 0),
        ("民间文艺家协会", 860, 860, 0),
        ("送戏下乡服务中心", 5400, 4200, 1200),
        ("古籍修复", 9280, 9280, 0),
    )
    like_units = Table(
        "project_expenditure",
        "2025年项目支出表",
        heads("项目名称", "合计", "一般公共预算", "政府性基金预算"),
        project,
        [
            *(row(*n, leaf=True, kind="project", label=n[0], project_name=n[0]) for n in names),
            total("", 18660, 17460, 1200, label=None),
        ],
    )
    first = [
        ("2070101", "行政运行", 9012, 9012, 0),
        ("2070104", "图书馆", 12558, 5340, 7218),
        ("2070109", "群众文化", 18660, 7218, 11442),
    ]
    rest = [
        ("208", "社会保障和就业支出", 4405, 4405, 0),
        ("20805", "行政事业单位养老支出", 4405, 4405, 0),
        ("2080505", "机关事业单位基本养老保险缴费支出", 4405, 4405, 0),
    ]
    again = Table(
        "expenditure",
        "2025年部门支出明细表",
        heads("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        k,
        [
            total("", "合计", 44635, 25975, 18660),
            *by_function(
                ("207", "文化旅游体育与传媒支出", 40230, 21570, 18660),
                ("20701", "文化和旅游", 40230, 21570, 18660),
                *first,
            ),
            total("", "合计", 44635, 25975, 18660),
            *by_function(*rest),
        ],
        css="tbody tr:nth-child(7){break-before:page}",
    )
    return office("柏渡县文化旅游局", "readings_rows", [with_colon, nameless_first, like_units, again])


def levels_told_by_place() -> Disclosure:
    """Three printed levels: by indentation, by outer label columns, by merged labels; project lists with keys of all sorts."""
    bought = spent("all", "all")
    by_indent = Table(
        "procurement",
        "2025年政府采购预算表",
        heads("采购项目", "采购目录", "数量", "合计", "财政拨款", "其他资金"),
        [None, None, None, bought | WHOLE, spent(FA) | PART, bought | PART],
        [
            total("合计", "", "", 29450, 26150, 3300),
            row("货物", "", "", 12250, 8950, 3300, leaf=False, kind="item", label="货物"),
            row("县疾控中心", "", "", 12250, 8950, 3300, leaf=False, kind="unit", label="县疾控中心", indent=1),
            row("冷藏车", "A02030799", "2", 8950, 8950, 0, leaf=True, kind="item", label="冷藏车", indent=2),
            row("检验试剂", "A11020000", "40", 3300, 0, 3300, leaf=True, kind="item", label="检验试剂", indent=2),
            row("服务", "", "", 17200, 17200, 0, leaf=False, kind="item", label="服务"),
            row("县疾控中心", "", "", 6100, 6100, 0, leaf=False, kind="unit", label="县疾控中心", indent=1),
            row("医废处置", "C16010200", "1", 6100, 6100, 0, leaf=True, kind="item", label="医废处置", indent=2),
            row("县妇幼保健院", "", "", 11100, 11100, 0, leaf=False, kind="unit", label="县妇幼保健院", indent=1),
            row("物业管理", "C21040000", "1", 7400, 7400, 0, leaf=True, kind="item", label="物业管理", indent=2),
            row("系统运维", "C16070300", "3", 3700, 3700, 0, leaf=True, kind="item", label="系统运维", indent=2),
        ],
    )
    by_column = Table(
        "procurement",
        "2025年政府采购明细表",
        heads("采购类别", "采购单位", "采购内容", "金额"),
        [None, None, None, bought | PART],
        [
            total("合计", "", "", 29450),
            row("货物", "", "", 12250, leaf=False, kind="item", label="货物"),
            row("", "县疾控中心", "", 12250, leaf=False, kind="unit", label="县疾控中心"),
            row("", "", "冷藏车", 8950, leaf=True, kind="item", label="冷藏车"),
            row("", "", "检验试剂", 3300, leaf=True, kind="item", label="检验试剂"),
            row("服务", "", "", 17200, leaf=False, kind="item", label="服务"),
            row("", "县疾控中心", "", 6100, leaf=False, kind="unit", label="县疾控中心"),
            row("", "", "医废处置", 6100, leaf=True, kind="item", label="医废处置"),
            row("", "县妇幼保健院", "", 11100, leaf=False, kind="unit", label="县妇幼保健院"),
            row("", "", "物业管理", 7400, leaf=True, kind="item", label="物业管理"),
            row("", "", "系统运维", 3700, leaf=True, kind="item", label="系统运维"),
        ],
    )
    code = "department_economic_code"
    merged = Table(
        "general_public_basic_expenditure",
        "2025年一般公共预算基本支出表",
        heads("科目编码", "科目名称", "合计", "人员经费", "公用经费"),
        [None, None, spent(GP, "basic") | WHOLE, spent(GP, "basic_personnel") | PART, spent(GP, "basic_public") | PART],
        [
            total(("合计", 2, 1), ..., 30410, 24360, 6050),
            row(
                ("工资福利支出", 2, 1),
                ...,
                24360,
                24360,
                0,
                leaf=False,
                kind="economic",
                label="工资福利支出",
                **{code: "301"},
            ),
            row("30101", "基本工资", 15180, 15180, 0, leaf=True, kind="economic", label="基本工资", **{code: "30101"}),
            row("30102", "津贴补贴", 9180, 9180, 0, leaf=True, kind="economic", label="津贴补贴", **{code: "30102"}),
            row(
                ("商品和服务支出", 2, 1),
                ...,
                6050,
                0,
                6050,
                leaf=False,
                kind="economic",
                label="商品和服务支出",
                **{code: "302"},
            ),
            row("30201", "办公费", 3820, 0, 3820, leaf=True, kind="economic", label="办公费", **{code: "30201"}),
            row("30211", "差旅费", 2230, 0, 2230, leaf=True, kind="economic", label="差旅费", **{code: "30211"}),
        ],
    )

    def project(unit: Any, group: Any, name: str, *money: int, of: str, kind: str) -> Row:
        return row(
            unit,
            group,
            name,
            *money,
            leaf=True,
            kind="project",
            label=name,
            project_name=name,
            unit_name=of,
            spending_kind=kind,
        )

    specific, operating = "project_specific", "project_operating"
    keyed = Table(
        "project_expenditure",
        "2025年项目支出预算表",
        heads("单位名称", "项目类别", "项目名称", "合计", "一般公共预算", "单位资金"),
        [
            None,
            None,
            None,
            spent("all", "project") | WHOLE,
            spent(GP, "project") | PART,
            spent("own_funds", "project") | PART,
        ],
        [
            total("合计", "", "", 16470, 13170, 3300),
            project(
                ("县疾控中心", 1, 2), ("特定目标类", 1, 2), "结核病防治", 6020, 6020, 0, of="县疾控中心", kind=specific
            ),
            project(..., ..., "水质监测", 3300, 0, 3300, of="县疾控中心", kind=specific),
            project(("县妇幼保健院", 1, 2), "其他运转类", "楼宇维修", 2750, 2750, 0, of="县妇幼保健院", kind=operating),
            project(..., "特定目标类", "两癌筛查", 4400, 4400, 0, of="县妇幼保健院", kind=specific),
        ],
    )
    headless = Table(
        "project_expenditure",
        "2025年专项资金预算表",
        [
            [("", 1, 2), ("", 1, 2), ("合计", 1, 2), ("资金来源", 2, 1)],
            [("一般公共预算", 1, 1), ("单位资金", 1, 1)],
        ],
        [
            None,
            None,
            spent("all", "project") | WHOLE,
            spent(GP, "project") | PART,
            spent("own_funds", "project") | PART,
        ],
        [
            total("合计", "", 16470, 13170, 3300),
            row(("县疾控中心", 1, 2), "结核病防治", 6020, 6020, 0, leaf=True, kind="project", label="结核病防治"),
            row(..., "水质监测", 3300, 0, 3300, leaf=True, kind="project", label="水质监测"),
            row(("县妇幼保健院", 1, 2), "楼宇维修", 2750, 2750, 0, leaf=True, kind="project", label="楼宇维修"),
            row(..., "两癌筛查", 4400, 4400, 0, leaf=True, kind="project", label="两癌筛查"),
        ],
    )
    return office("柏渡县卫生健康局", "readings_levels", [by_indent, by_column, merged, keyed, headless])


def numbers_that_are_no_money() -> Disclosure:
    """Years, points, persons, rates and serials beside money; codes with separators and in several columns."""
    project = spent("all", "project")
    beside = Table(
        "project_expenditure",
        "2025年项目支出情况表",
        heads("", "项目名称", "起始年度", "实施年限", "自评分", "受益人口", "补助比率", "预算数"),
        [None, None, None, None, None, None, None, project | PART],
        [
            total("", "合计", "", "", "", "", "", 38100),
            row(
                "1",
                "高标准农田",
                "2023",
                "3",
                "92",
                "4200",
                "0.35",
                21300,
                leaf=True,
                kind="project",
                label="高标准农田",
            ),
            row(
                "2",
                "农机购置补贴",
                "2024",
                "2",
                "88",
                "960",
                "0.30",
                9650,
                leaf=True,
                kind="project",
                label="农机购置补贴",
            ),
            row("3", "秸秆还田", "2025", "1", "95", "1500", "0.50", 4800, leaf=True, kind="project", label="秸秆还田"),
            row(
                "4",
                "种质资源普查",
                "2025",
                "1",
                "90",
                "12",
                "1.00",
                2350,
                leaf=True,
                kind="project",
                label="种质资源普查",
            ),
        ],
    )
    k = [None, None, spent(GP) | WHOLE, spent(GP, "basic") | PART, spent(GP, "project") | PART]

    def function(code: str, printed: str, name: str, *money: int) -> Row:
        return row(printed, name, *money, leaf=len(code) == 7, kind="function", label=name, function_code=code)

    dotted = Table(
        "general_public_expenditure",
        "2025年一般公共预算支出表",
        heads("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        k,
        [
            total("", "合计", 61850, 23750, 38100),
            function("213", "213", "农林水支出", 61850, 23750, 38100),
            function("21301", "213.01", "农业农村", 61850, 23750, 38100),
            function("2130101", "213.01.01", "行政运行", 23750, 23750, 0),
            function("2130122", "213.01.22", "农业生产发展", 30950, 0, 30950),
            function("2130153", "213.01.53", "耕地建设与利用", 7150, 0, 7150),
        ],
    )

    def three(code: str, name: str, *money: int) -> Row:
        parts = [code[:3], code[3:5], code[5:]]
        return row(*parts, name, *money, leaf=len(code) == 7, kind="function", label=name, function_code=code)

    apart = Table(
        "expenditure",
        "2025年部门支出总表",
        [
            [("支出功能分类科目", 4, 1), ("合计", 1, 2), ("基本支出", 1, 2), ("项目支出", 1, 2)],
            [("类", 1, 1), ("款", 1, 1), ("项", 1, 1), ("名称", 1, 1)],
        ],
        [None, None, None, None, spent() | WHOLE, spent("all", "basic") | PART, spent("all", "project") | PART],
        [
            total("", "", "", "合计", 61850, 23750, 38100),
            three("213", "农林水支出", 61850, 23750, 38100),
            three("21301", "农业农村", 61850, 23750, 38100),
            three("2130101", "行政运行", 23750, 23750, 0),
            three("2130122", "农业生产发展", 30950, 0, 30950),
            three("2130153", "耕地建设与利用", 7150, 0, 7150),
        ],
    )
    return office("柏渡县农业农村局", "readings_numbers", [beside, dotted, apart])


def sides_and_funds() -> Disclosure:
    """三公 by fund, one money by two classifications side by side, a table without a title."""
    tp = spent("all", "all")
    words = (
        ("一、因公出国（境）费", "overseas_travel", 0, 0, 0, True),
        ("二、公务用车购置及运行费", "vehicles", 2690, 2310, 380, False),
        ("1.公务用车购置费", "vehicle_purchase", 1890, 1890, 0, True),
        ("2.公务用车运行维护费", "vehicle_operation", 800, 420, 380, True),
        ("三、公务接待费", "reception", 355, 310, 45, True),
    )
    public = Table(
        "three_public",
        "2025年财政拨款“三公”经费支出表",
        heads("项目", "合计", "一般公共预算", "政府性基金预算"),
        [None, tp | {"fund": FA} | WHOLE, tp | {"fund": GP} | PART, tp | {"fund": GF} | PART],
        [
            total("合计", 3045, 2620, 425, three_public_item="total"),
            *(
                row(w, *money, leaf=leaf, kind="item", label=w, three_public_item=item)
                for w, item, *money, leaf in words
            ),
        ],
    )
    dept, gov = "department_economic_code", "government_economic_code"

    def pair(left: tuple[Any, ...], right: tuple[Any, ...]) -> Row:
        cells: list[Any] = []
        for (code, name, value), field in ((left, dept), (right, gov)):
            kind = "economic" if code else "total"
            facets = {field: code or None, "row_label": name, "row_kind": kind, "is_leaf": len(code) == 5}
            cells += [code, name, Money(value, facets) if name else None]
        return Row(cells)

    nothing = ("", "", 0)
    sides = Table(
        "economic_summary",
        "2025年一般公共预算支出经济分类表",
        [
            [("部门预算支出经济分类", 3, 1), ("政府预算支出经济分类", 3, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("预算数", 1, 1)] * 2,
        ],
        [None, None, spent(GP) | PART, None, None, spent(GP)],
        [
            pair(("", "合计", 41930), ("", "合计", 41930)),
            pair(("301", "工资福利支出", 28340), ("501", "机关工资福利支出", 28340)),
            pair(("30101", "基本工资", 17120), ("50101", "工资奖金津补贴", 28340)),
            pair(("30102", "津贴补贴", 11220), ("502", "机关商品和服务支出", 13590)),
            pair(("302", "商品和服务支出", 13590), ("50201", "办公经费", 9470)),
            pair(("30201", "办公费", 6250), ("50202", "会议费", 4120)),
            pair(("30207", "邮电费", 3220), nothing),
            pair(("30215", "会议费", 4120), nothing),
        ],
        notes=("2025年政府性基金预算支出表",),
    )
    rows = [
        total("", "合计", 12480, 0, 12480),
        *by_function(
            ("212", "城乡社区支出", 12480, 0, 12480),
            ("21208", "国有土地使用权出让收入安排的支出", 12480, 0, 12480),
            ("2120804", "农村基础设施建设支出", 12480, 0, 12480),
        ),
    ]
    fund = Table(
        "government_fund",
        "2025年政府性基金预算支出表",
        heads("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        [None, None, spent(GF) | WHOLE, spent(GF, "basic") | PART, spent(GF, "project") | PART],
        rows,
        untitled=True,
    )
    return office("柏渡县公路局", "readings_sides", [public, sides, fund])
