"""Body rows: kind, codes, unit, label, and which rows are leaves."""

from __future__ import annotations

from decimal import Decimal

from pipeline.binding import BoundDocument, bind_tables
from pipeline.records import AmountRecord, DocumentIdentity
from tests.unit.binding.sample import make_table

BUDGET = DocumentIdentity("department_budget", 2026, unit_name="某局")


def bind(head: list[str], rows: list[list[str]], title: str, **how: object) -> BoundDocument:
    return bind_tables([make_table(head, rows, title=title, **how)], BUDGET, "d")  # type: ignore[arg-type]


def by_label(found: BoundDocument, column: str | None = None) -> dict[str, AmountRecord]:
    return {a.row_label: a for a in found.amounts if column is None or a.column_path == column}


def leaf_sum(found: BoundDocument, column: str) -> Decimal:
    return sum((a.amount_yuan for a in found.amounts if a.column_path == column and a.is_leaf), Decimal(0)) / 10000


SEED_01 = ["收入|项目", "收入|金额", "支出|项目", "支出|金额"]


def test_two_lists_side_by_side_keep_their_own_rows() -> None:  # 河南 01
    rows = [
        ["一、一般公共预算", "552.72", "一、一般公共服务", "552.72"],
        ["其中：财政拨款", "552.72", "二、外交", ""],
        ["本 年 收 入 合 计", "552.72", "本年支出合计", "552.72"],
        ["上年结转结余", "10.00", "", ""],
        ["收 入 总 计", "562.72", "支 出 总 计", "552.72"],
    ]
    found = bind(SEED_01, rows, "2026年部门收支预算表")
    first = [a for a in found.amounts if a.row_seq == 1]
    assert [(a.row_label, a.flow, a.function_code) for a in first] == [
        ("一、一般公共预算", "revenue", None),
        ("一、一般公共服务", "expenditure", "201"),
    ]
    assert [(a.row_kind, a.is_leaf, a.fund) for a in first] == [
        ("item", True, "general_public_budget"),
        ("function", True, "all"),
    ]
    labels = by_label(found)
    assert (labels["其中：财政拨款"].row_kind, labels["其中：财政拨款"].is_leaf) == ("of_which", False)
    assert labels["上年结转结余"].flow == "opening_balance"
    assert (labels["收入总计"].row_kind, labels["收入总计"].is_leaf) == ("total", False)
    assert leaf_sum(found, "收入/金额") == Decimal("562.72")


def test_names_not_ordinals_give_the_function_code() -> None:
    # 决算: 九 is 卫生健康 (210); 河南 预算: 九 is 社会保险基金 (209); 重庆 numbers only what it prints
    rows = [
        ["九、卫生健康支出", "1.00"],
        ["九、社会保险基金支出", "1.00"],
        ["二、教育支出", "1.00"],
        ["（九）医疗卫生与计划生育支出", "1.00"],
    ]
    found = bind(["支出|项目", "支出|金额"], rows, "收支总表")
    assert [a.function_code for a in found.amounts] == ["210", "209", "205", "210"]


def test_sections_give_their_meaning_to_the_rows_under_them() -> None:  # 河南 04
    rows = [
        ["收入合计", "315.00"],
        ["一、本年收入", "200.00"],
        ["（一）一般公共预算拨款", "200.00"],
        ["其中：财政拨款", "200.00"],
        ["二、上年结转", "115.00"],
        ["（一）一般公共预算拨款", "15.00"],
        ["（二）政府性基金预算拨款", "100.00"],
    ]
    found = bind(["收入|项目", "收入|金额"], rows, "2026年财政拨款收支预算表")
    kinds = [(a.row_kind, a.is_leaf, a.flow, a.fund, a.origin_year) for a in found.amounts]
    assert kinds[1] == ("section", False, "revenue", "fiscal_appropriation", "current")
    assert kinds[2] == ("item", True, "revenue", "general_public_budget", "current")
    assert kinds[5] == ("item", True, "opening_balance", "general_public_budget", "carried_in")
    assert found.amounts[5].row_section == "二、上年结转"
    assert leaf_sum(found, "收入/金额") == Decimal("315.00")


def test_a_section_and_its_rows_may_print_the_same_ordinals() -> None:  # 北京 04: 一、本年支出 / 一、一般公共服务支出
    rows = [
        ["一、本年支出", "30.00"],
        ["一、一般公共服务支出", "20.00"],
        ["二、教育支出", "10.00"],
        ["二、年终结转结余", "5.00"],
        ["支出总计", "35.00"],
    ]
    found = bind(["支出|项目", "支出|预算数"], rows, "财政拨款收支预算总表")
    assert leaf_sum(found, "支出/预算数") == Decimal("35.00")
    assert by_label(found)["二、年终结转结余"].flow == "closing_balance"
    # what is spent this year may be money of last year (chongqing-df51919721, page 15)
    assert by_label(found)["一、本年支出"].origin_year is None


def test_codes_make_the_hierarchy() -> None:  # 上海
    rows = [
        ["208", "", "", "社会保障和就业支出", "30"],
        ["208", "05", "", "行政事业单位养老支出", "20"],
        ["208", "05", "02", "事业单位离退休", "20"],
        ["208", "10", "", "社会福利", "10"],
        ["208", "10", "05", "社会福利事业单位", "10"],
        ["合计", "", "", "", "30"],
    ]
    found = bind(
        ["科目编码|类", "科目编码|款", "科目编码|项", "科目名称", "支出预算|合计"],
        rows,
        "支出预算总表",
        unit="单位：元",
    )
    assert [(a.function_code, a.is_leaf) for a in found.amounts] == [
        ("208", False),
        ("20805", False),
        ("2080502", True),
        ("20810", False),
        ("2081005", True),
        (None, False),
    ]


def test_unit_rows_head_the_functions_below_and_lend_their_code() -> None:  # 河南 03
    head = ["科目编码|类", "科目编码|款", "科目编码|项", "单位代码", "单位（科目名称）", "总计"]
    rows = [
        ["", "", "", "", "合计", "5.00"],
        ["", "", "", "312001", "某局机关", "3.00"],
        ["205", "01", "01", "", "行政运行", "3.00"],
        ["", "", "", "312002", "某第一中学", "2.00"],
        ["205", "02", "04", "", "高中教育", "2.00"],
    ]
    found = bind(head, rows, "部门支出预算表")
    assert [(a.row_kind, a.is_leaf, a.unit_code, a.unit_name, a.function_code) for a in found.amounts] == [
        ("total", False, None, "某局", None),
        ("unit", False, "312001", "某局机关", None),
        ("function", True, "312001", "某局机关", "2050101"),
        ("unit", False, "312002", "某第一中学", None),
        ("function", True, "312002", "某第一中学", "2050204"),
    ]


def test_the_department_is_the_sum_of_its_units() -> None:  # 河南 02
    head = ["部门（单位）代码", "部门（单位）名称", "总计"]
    found = bind(
        head,
        [["合计", "", "5.00"], ["312", "某局", "5.00"], ["312001", "某局机关", "3.00"], ["312002", "某中学", "2.00"]],
        "部门收入预算表",
    )
    assert [(a.row_kind, a.is_leaf) for a in found.amounts] == [
        ("total", False),
        ("unit", False),
        ("unit", True),
        ("unit", True),
    ]


def test_a_unit_code_in_the_lei_cell_is_no_economic_code() -> None:  # 河南 08: 312001 and 312 stand where 301 stands
    head = [
        "部门预算经济分类|类",
        "部门预算经济分类|款",
        "部门预算经济分类|科目名称",
        "政府预算经济分类|类",
        "政府预算经济分类|款",
        "政府预算经济分类|科目名称",
        "总计",
    ]
    rows = [
        ["", "", "合计", "", "", "", "5.00"],
        ["312", "", "某街道办事处", "", "", "", "5.00"],
        ["301", "01", "基本工资", "501", "01", "工资奖金津补贴", "5.00"],
    ]
    found = bind(head, rows, "支出经济分类汇总表")
    assert [
        (a.row_kind, a.unit_code, a.department_economic_code, a.government_economic_code) for a in found.amounts[1:]
    ] == [
        ("unit", "312", None, None),
        ("economic", "312", "30101", "50101"),
    ]


def test_one_row_carries_both_economic_codes_and_the_function() -> None:  # 北京 03
    head = ["支出功能分类科目", "政府支出经济分类科目", "部门支出经济分类科目", "合计"]
    found = bind(head, [["2013601-行政运行", "50201-办公经费", "3021101-差旅费", "8.120000"]], "支出预算总表")
    row = found.amounts[0]
    assert (row.row_kind, row.row_label, row.is_leaf) == ("function", "行政运行", True)
    assert (row.function_code, row.government_economic_code) == ("2013601", "50201")
    assert (row.department_economic_code, row.local_code) == ("30211", "3021101")


def test_a_local_code_under_a_national_one_is_its_part() -> None:  # 重庆 六
    rows = [
        ["", "合计", "10.00"],
        ["301", "工资福利支出", "10.00"],
        ["30102", "津贴补贴", "10.00"],
        ["3010201", "规范性津补贴", "7.00"],
        ["3010202", "其他津补贴", "3.00"],
    ]
    found = bind(["科目编码", "科目名称", "基本支出|总计"], rows, "一般公共预算基本支出情况表")
    assert [(a.department_economic_code, a.local_code, a.is_leaf) for a in found.amounts[2:]] == [
        ("30102", None, False),
        ("30102", "3010201", True),
        ("30102", "3010202", True),
    ]


def test_a_total_row_without_label_is_still_a_total() -> None:  # 河南 12
    head = ["类型", "项目名称", "项目单位", "合计"]
    rows = [
        ["", "", "", "552.72"],
        ["526", "", "某街道办事处", "552.72"],
        ["其他运转类", "2024年街道经费", "某街道办事处", "550.00"],
        ["其他运转类", "2024“三公”经费", "某街道办事处", "2.72"],
    ]
    found = bind(head, rows, "项目支出预算表")
    assert [(a.row_kind, a.is_leaf, a.unit_code, a.project_name) for a in found.amounts] == [
        ("total", False, None, None),
        ("unit", False, "526", None),
        ("project", True, "526", "2024年街道经费"),
        ("project", True, "526", "2024“三公”经费"),
    ]


def test_one_row_alone_is_the_leaf_of_its_table() -> None:  # 河南 09
    found = bind(["“三公”经费合计", "公务接待费"], [["2.72", "2.72"]], "“三公”经费预算表")
    assert [(a.row_kind, a.is_leaf) for a in found.amounts] == [("total", True), ("total", True)]


def test_a_parent_whose_parts_are_blank_carries_the_amount_itself() -> (
    None
):  # 河南 10: the unit row may stand alone in a column
    head = ["单位代码", "单位（科目名称）", "科目编码", "合计", "基本支出"]
    rows = [
        ["", "合计", "", "9.00", "4.00"],
        ["312001", "某局机关", "", "9.00", "4.00"],
        ["", "行政运行", "2050101", "9.00", ""],
    ]
    found = bind(head, rows, "支出预算表")
    assert leaf_sum(found, "合计") == Decimal(9)
    assert leaf_sum(found, "基本支出") == Decimal(4)


def test_indentation_and_names_where_no_code_is_printed() -> None:  # 深圳 表4
    rows = [
        ["某局", "10.00"],
        ["工资福利支出", "7.00"],
        ["基本工资", "5.00"],
        ["津贴补贴", "2.00"],
        ["商品和服务支出", "3.00"],
        ["办公费", "3.00"],
    ]
    found = bind(
        ["支出项目类别", "总计"], rows, "基本支出总表", indents=[[5, 0], [25, 0], [45, 0], [45, 0], [25, 0], [45, 0]]
    )
    assert [(a.row_kind, a.department_economic_code, a.is_leaf) for a in found.amounts] == [
        ("unit", None, False),
        ("economic", "301", False),
        ("economic", "30101", True),
        ("economic", "30102", True),
        ("economic", "302", False),
        ("economic", "30201", True),
    ]
    assert found.tables[0].by == "economic"


def test_functions_by_name_go_as_deep_as_the_names() -> (
    None
):  # 深圳 表1: 四、卫生健康支出 / 行政事业单位医疗 / 行政单位医疗
    rows = [
        ["四、卫生健康支出", "9.00"],
        ["行政事业单位医疗", "9.00"],
        ["行政单位医疗", "6.00"],
        ["事业单位医疗", "3.00"],
        ["本年支出合计", "9.00"],
    ]
    found = bind(["支出|项目", "支出|预算数"], rows, "收支总表")
    assert [(a.function_code, a.is_leaf) for a in found.amounts] == [
        ("210", False),
        ("21011", False),
        ("2101101", True),
        ("2101102", True),
        (None, False),
    ]


def test_sums_show_the_hierarchy_where_nothing_else_does() -> None:  # 西安 表10
    rows = [
        ["合计", "", "27.50"],
        ["114", "某局", "27.50"],
        ["114001", "某局", "27.50"],
        ["", "通用项目", "5.70"],
        ["", "大型活动", "0.20"],
        ["", "参事培训", "0.20"],
        ["", "委托咨询业务", "5.50"],
        ["", "档案整理", "3.00"],
        ["", "法律顾问服务", "2.50"],
        ["", "专用项目", "21.80"],
        ["", "援藏资金", "14.20"],
        ["", "援藏资金", "7.10"],
        ["", "援藏资金项目", "7.10"],
        ["", "驻外办保障", "7.60"],
    ]
    found = bind(["单位编码", "单位（项目）名称", "项目金额"], rows, "专项业务经费支出表")
    assert leaf_sum(found, "项目金额") == Decimal("27.50")
    leaves = [a.row_label for a in found.amounts if a.is_leaf]
    assert leaves == ["参事培训", "档案整理", "法律顾问服务", "援藏资金", "援藏资金项目", "驻外办保障"]


def test_rows_with_a_unit_cell_head_those_without() -> None:  # 西安 表12: every row repeats the function code
    head = ["科目编码|类", "科目编码|款", "科目编码|项", "单位编码", "采购项目", "预算金额"]
    rows = [
        ["", "", "", "", "合计", "9.00"],
        ["201", "03", "01", "1", "全额", "9.00"],
        ["201", "03", "01", "114001", "某办公厅", "9.00"],
        ["201", "03", "01", "", "条码扫描器", "6.00"],
        ["201", "03", "01", "", "录像机", "3.00"],
    ]
    found = bind(head, rows, "政府采购预算表")
    assert [a.is_leaf for a in found.amounts] == [False, False, False, True, True]
    assert [a.function_code for a in found.amounts[3:]] == ["2010301", "2010301"]


def test_a_merged_name_is_filled_down_and_over_a_page_break() -> None:  # 深圳 三公, 长沙 项目绩效
    head = ["预算单位", "年度", "总计"]
    rows = [["某局", "2025年", "187.95"], ["", "2026年", "172.45"], ["", "增减变化金额", "-15.51"]]
    found = bind(head, rows, "“三公”经费支出表", pages=[1, 1, 2], spans={(0, 0): 2})
    assert [(a.unit_name, a.stage, a.fiscal_year, a.is_leaf) for a in found.amounts] == [
        ("某局", "prior_year_budget", 2025, True),
        ("某局", "budget", 2026, True),
        ("某局", "change", 2026, True),
    ]


def test_merged_cells_printed_again_on_the_next_page_count_once() -> None:  # 长沙 项目绩效
    head = ["单位编码", "单位（项目）名称", "资金总额", "绩效指标|三级指标"]
    rows = [
        ["合计", "", "35.78", ""],
        ["126001", "某局", "35.78", ""],
        ["126001", "信访工作经费专项", "35.78", "总成本"],
        ["", "", "", "调拨单位数"],
        ["126001", "信访工作经费专项", "35.78", "受理率"],
    ]
    found = bind(head, rows, "项目支出绩效目标表", pages=[1, 1, 1, 1, 2], spans={(2, 0): 2, (2, 1): 2, (2, 2): 2})
    assert [(a.row_kind, a.is_leaf) for a in found.amounts] == [
        ("total", False),
        ("unit", False),
        ("project", True),
        ("project", False),
    ]


def test_the_repeat_is_seen_when_the_block_began_on_the_last_row_of_the_page() -> None:  # 长沙 2025, pages 25 and 26
    head = ["单位编码", "单位（项目）名称", "资金总额", "绩效指标|三级指标"]
    rows = [
        ["106001", "大院运行和维修经费", "2,791.51", "总成本"],
        ["106001", "大院运行和维修经费", "2,791.51", "面积"],
        ["", "", "", "满意度"],
    ]
    found = bind(head, rows, "项目支出绩效目标表", pages=[1, 2, 2], spans={(1, 0): 2, (1, 1): 2, (1, 2): 2})
    assert [a.is_leaf for a in found.amounts] == [True, False]


def test_three_code_name_amount_triplets_stand_side_by_side() -> None:  # 决算 公开06
    head = ["科目编码", "科目名称", "决算数"] * 3
    rows = [
        ["301", "工资福利支出", "9.00", "302", "商品和服务支出", "2.00", "310", "资本性支出", ""],
        ["30101", "基本工资", "9.00", "30201", "办公费", "2.00", "31002", "办公设备购置", ""],
        ["", "人员经费合计", "9.00", "", "", "", "", "公用经费合计", "2.00"],
    ]
    found = bind_tables(
        [make_table(head, rows, title="一般公共预算财政拨款基本支出决算表")],
        DocumentIdentity("department_final_accounts", 2024),
        "d",
    )
    assert [(a.row_label, a.department_economic_code, a.is_leaf) for a in found.amounts] == [
        ("工资福利支出", "301", False),
        ("基本工资", "30101", True),
        ("人员经费合计", None, False),
        ("商品和服务支出", "302", False),
        ("办公费", "30201", True),
        ("公用经费合计", None, False),
    ]
    assert {a.stage for a in found.amounts} == {"final_accounts"}


def test_four_lists_in_one_summary() -> None:  # 西安 表1
    head = [
        "收入|项目",
        "收入|预算数",
        "支出|支出功能分类科目（按大类）",
        "支出|预算数",
        "支出|部门预算支出经济分类科目（按大类）",
        "支出|预算数",
        "支出|政府预算支出经济分类科目（按大类）",
        "支出|预算数",
    ]
    rows = [
        ["一、部门预算", "9.00", "一、部门预算", "9.00", "一、部门预算", "9.00", "一、部门预算", "9.00"],
        [
            "1、财政拨款",
            "9.00",
            "1、一般公共服务支出",
            "6.00",
            "1、人员经费和公用经费支出",
            "6.00",
            "1、机关工资福利支出",
            "9.00",
        ],
        ["(1)一般公共预算拨款", "9.00", "2、外交支出", "", "(1)工资福利支出", "6.00", "", ""],
        ["", "", "3、住房保障支出", "3.00", "2、专项业务经费支出", "3.00", "", ""],
        ["", "", "", "", "(1)商品和服务支出", "3.00", "", ""],
    ]
    found = bind(head, rows, "部门综合预算收支总表")
    assert [(a.row_label, a.function_code) for a in found.amounts if a.column_seq == 4 and a.is_leaf] == [
        ("1、一般公共服务支出", "201"),
        ("3、住房保障支出", "221"),
    ]
    economic = [
        (a.row_label, a.department_economic_code, a.spending_kind, a.is_leaf)
        for a in found.amounts
        if a.column_seq == 6
    ][1:]
    assert economic == [
        ("1、人员经费和公用经费支出", None, "basic", False),
        ("(1)工资福利支出", "301", "basic_personnel_wages", True),
        ("2、专项业务经费支出", None, "project", False),
        ("(1)商品和服务支出", "302", "project", True),
    ]
    assert [a.government_economic_code for a in found.amounts if a.column_seq == 8 and a.is_leaf] == ["501"]


def test_three_public_as_a_list() -> None:  # 泉州 十
    rows = [
        ["合计", "312.75"],
        ["1、因公出国（境）费用", "10.50"],
        ["2、公务接待费", "8.35"],
        ["3、公务用车购置及运行费", "293.90"],
        ["其中：（1）公务用车购置费", "261.90"],
        ["（2）公务用车运行费", "32.00"],
    ]
    found = bind(["项目", "预算数"], rows, "一般公共预算“三公”经费支出预算表")
    assert [(a.three_public_item, a.row_kind, a.is_leaf) for a in found.amounts] == [
        ("total", "total", False),
        ("overseas_travel", "item", True),
        ("reception", "item", True),
        ("vehicles", "item", True),
        ("vehicle_purchase", "of_which", False),
        ("vehicle_operation", "of_which", False),
    ]


def test_project_codes_and_unit_codes_share_a_column() -> None:  # 河南 15
    head = [
        "单位编码|（项目编码）",
        "项目单位|（项目名称）",
        "项目金额（万元）|资金总额",
        "项目金额（万元）|政府预算资金",
    ]
    rows = [
        ["526", "某街道办事处", "552.72", "552.72"],
        ["526001", "某街道办事处", "552.72", "552.72"],
        ["410802240000000015618", "2024年街道经费", "552.72", "552.72"],
    ]
    found = bind(head, rows, "部门预算项目绩效目标表", unit=None)
    assert [(a.row_kind, a.unit_code, a.project_code) for a in found.amounts[::2]] == [
        ("unit", "526", None),
        ("unit", "526001", None),
        ("project", "526001", "410802240000000015618"),
    ]
    assert found.tables[0].amount_unit == "万元"


def test_the_code_of_a_unit_is_borrowed_within_the_document() -> None:  # 河南 07 prints names only
    income = make_table(
        ["部门（单位）代码", "部门（单位）名称", "总计"],
        [["312001", "某局机关", "3.00"], ["312002", "某中学", "2.00"]],
        title="部门收入预算表",
        seq=1,
    )
    projects = make_table(
        ["项目单位", "项目名称", "合计"],
        [["某中学", "", "2.00"], ["某中学", "校园安保", "2.00"]],
        title="项目支出预算表",
        seq=2,
    )
    found = bind_tables([income, projects], BUDGET, "d")
    assert {a.unit_code for a in found.amounts if a.table_seq == 2} == {"312002"}


def test_the_identifier_of_an_amount_is_stable_and_unique() -> None:
    rows = [["一、一般公共预算", "552.72", "一、一般公共服务", "552.72"], ["收入总计", "552.72", "支出总计", "552.72"]]
    one, two = (bind(SEED_01, rows, "收支总表") for _ in range(2))
    assert [a.amount_id for a in one.amounts] == [a.amount_id for a in two.amounts]
    assert len({a.amount_id for a in one.amounts}) == 4


def test_counts_of_cars_and_guests_are_no_money() -> None:  # 岳阳县 三公 2017
    rows = [
        ["一、支出合计", "250000"],
        ["2、公务接待费", "150000"],
        ["3、公务用车费", "100000"],
        ["二、相关统计数", ""],
        ["4.公务用车保有量(辆)", "1"],
        ["6.公务接待人数(人)", "500"],
    ]
    found = bind(["项目", "2026年预算数"], rows, "“三公”经费预算情况表", unit="单位:元")
    assert [a.row_label for a in found.amounts] == ["一、支出合计", "2、公务接待费", "3、公务用车费"]
    assert [(q.quantity, q.printed) for q in found.quantities] == [("count", "1"), ("count", "500")]


def test_an_enumeration_under_of_which_goes_on_with_all_its_levels() -> (
    None
):  # 揭阳 2019: 其中：（一）… （二）… 1.… 2.… （三）…
    rows = [
        ["“三公”经费", "29.00"],
        ["其中：（一）因公出国（境）支出", "0.00"],
        ["（二）公务用车购置及运行维护支出", "28.00"],
        ["1.公务用车购置", "0.00"],
        ["2.公务用车运行维护费", "28.00"],
        ["（三）公务接待费支出", "1.00"],
    ]
    found = bind(["项目", "合计"], rows, "行政经费及“三公”经费预算表")
    assert [a.row_kind for a in found.amounts] == ["item"] + ["of_which"] * 5
    assert [a.is_leaf for a in found.amounts] == [True] + [False] * 5


def test_final_accounts_of_a_fund_keep_balances_apart() -> None:  # 决算 公开07
    head = [
        "项目|功能分类科目编码",
        "项目|科目名称",
        "年初结转和结余",
        "本年收入",
        "本年支出|小计",
        "本年支出|基本支出",
        "本年支出|项目支出",
        "年末结转和结余",
    ]
    table = make_table(
        head,
        [
            ["", "合计", "1.00", "5.00", "4.00", "", "4.00", "2.00"],
            ["2120899", "其他", "1.00", "5.00", "4.00", "", "4.00", "2.00"],
        ],
        title="政府性基金预算财政拨款收入支出决算表",
    )
    found = bind_tables([table], DocumentIdentity("department_final_accounts", 2024), "d")
    row = [a for a in found.amounts if a.row_seq == 2]
    assert [(a.flow, a.is_leaf_column) for a in row] == [
        ("opening_balance", True),
        ("revenue", True),
        ("expenditure", False),
        ("expenditure", True),
        ("closing_balance", True),
    ]
    assert {(a.fund, a.stage, a.fiscal_year) for a in row} == {("government_managed_funds", "final_accounts", 2024)}


def test_a_row_whose_name_is_lost_is_no_total_when_others_are_larger() -> (
    None
):  # 北京 预算12表: the first name is cut off
    rows = [["", "65.574000"], ["专业咨询类项目", "20.920500"], ["培训类项目", "198.000000"]]
    found = bind(["项目名称", "项目总额"], rows, "项目支出预算表")
    assert [(a.row_kind, a.is_leaf) for a in found.amounts] == [("item", True), ("project", True), ("project", True)]


def test_a_figure_too_wide_for_its_cell_is_brought_back() -> (
    None
):  # 北京 支出总表: the total runs into the column on its left
    head = ["支出功能分类科目", "部门支出经济分类科目", "合计", "基本支出"]
    rows = [
        ["2240799-其他自然灾害救灾", "30905-基础设施建设", "734.63", "734.63"],
        ["2240106-安全监管", "30201-办公费", "1.00", "1.00"],
        ["合 计", "1,024,807.17", "", "186,874.72"],
    ]
    found = bind(head, rows, "支出总表")
    total = [a for a in found.amounts if a.row_kind == "total"]
    assert [(a.column_path, a.printed) for a in total] == [("合计", "1,024,807.17"), ("基本支出", "186,874.72")]


def test_indicator_values_and_their_units_are_neither_codes_nor_money() -> (
    None
):  # 北京 预算12表: 100 | % beside a project
    head = ["项目名称", "项目总额", "绩效目标", "三级指标", "本年绩效指标值", "绩效度量单位"]
    rows = [["11000022T000000457317-国有产权管理工作经费", "44.052000", "完成培训", "培训合格率", "100", "%"]]
    found = bind(head, rows, "项目支出绩效目标表")
    assert [(a.printed, a.unit_code, a.unit_name, a.project_code) for a in found.amounts] == [
        ("44.052000", None, "某局", "11000022T000000457317")
    ]
    assert found.quantities == []


def test_money_left_unplanned_at_the_end_is_carried_out() -> None:  # 西安 627c16eab5 page 21
    rows = [["本年支出合计", "8.00"], ["结转下年", "1.00"], ["未安排支出的实户资金", "2.00"], ["支出总计", "11.00"]]
    found = bind(["支出|项目", "支出|预算数"], rows, "收支总表")
    assert [a.flow for a in found.amounts] == ["expenditure", "closing_balance", "closing_balance", "expenditure"]


def test_a_bare_label_that_opens_a_page_is_the_rest_of_the_one_before() -> None:  # 西安 627c16eab5 page 21
    rows = [
        ["一、部门预算", "9.00"],
        ["1、专项业务经费支出", "9.00"],
        ["(5)资本性支出", "4.00"],
        ["(基本建设)", ""],
        ["(6)其他资本性支出", "5.00"],
        ["支出总计", "9.00"],
    ]
    table = make_table(["支出|项目", "支出|预算数"], rows, title="收支总表", pages=[1, 1, 1, 2, 2, 2])
    found = bind_tables([table], DocumentIdentity("department_budget", 2024), "d")
    assert [a.row_section for a in found.amounts if a.is_leaf] == ["1、专项业务经费支出"] * 2


def test_the_class_of_a_project_says_what_its_money_is_for() -> None:  # 烟台 ab72d2daa4 page 31
    rows = [
        ["合计", "", "369.48", "369.48", ""],
        ["学生资助补助资金（非三保）", "特定目标类", "3.78", "", "3.78"],
        ["设备购置和维修改造经费", "特定目标类", "365.70", "365.70", ""],
        ["外聘人员经费", "其他运转类", "0.00", "", ""],
    ]
    head = ["项目名称", "项目类别", "合计", "财政拨款|小计", "财政专户管理资金"]
    found = bind(head, rows, "项目支出预算情况表")
    assert [(a.row_label[:2], a.spending_kind) for a in found.amounts if a.column_path == "合计"] == [
        ("合计", "project"),
        ("学生", "project_specific"),
        ("设备", "project_specific"),
        ("外聘", "project_operating"),
    ]
    assert {a.spending_kind for a in found.amounts if a.row_label.startswith("设备")} == {"project_specific"}


def test_a_title_without_the_money_carried_over_speaks_for_all_amounts() -> None:  # 西安 1bb348cfd1 page 47
    head = ["部门经济科目编码", "部门经济科目名称", "合计", "人员经费支出", "公用经费支出"]
    rows = [["", "合计", "11639.05", "10672.89", "966.16"], ["301", "工资福利支出", "9963.32", "9963.32", "0.00"]]
    title = "2026年部门综合预算一般公共预算基本支出明细表（支出经济分类科目-%s上年结转）"
    assert {a.origin_year for a in bind(head, rows, title % "不含").amounts} == {"current"}
    assert {a.origin_year for a in bind(head, rows, title % "含").amounts} == {None}
    carried = bind([*head, "上年结转"], [[*r, "1.00"] for r in rows], title % "不含")
    assert {(a.column_path, a.origin_year) for a in carried.amounts if a.column_path != "合计"} == {
        ("人员经费支出", None),
        ("公用经费支出", None),
        ("上年结转", "carried_in"),
    }


def test_the_class_of_a_project_may_stand_behind_the_figures() -> None:  # 西安 225b0d00e2 page 45
    head = ["预算单位名称", "预算项目名称", "金额", "功能分类科目代码", "功能分类科目名称", "项目类别", "资金性质"]
    rows = [
        ["某局", "2019年就业工作经费", "47.51", "2080799", "其他就业补助支出", "项目支出", "一般公共预算支出"],
        ["某局", "人员调资", "3.82", "2089901", "其他社会保障和就业支出", "基本支出", "一般公共预算支出"],
        ["某局", "办公用房运行", "5.16", "2080702", "职业培训补贴", "运转类", "一般公共预算支出"],
    ]
    found = bind(head, rows, "财政拨款结转资金支出表")
    assert [(a.printed, a.spending_kind) for a in found.amounts] == [
        ("47.51", "project"),
        ("3.82", "basic"),
        ("5.16", None),
    ]


def test_levels_under_one_head_are_one_path_where_every_row_prints_them_all() -> None:  # 北京 预算11表, 指导性目录
    found = bind(
        ["指导性目录|一级", "指导性目录|二级", "指导性目录|三级", "预算金额"],
        [
            ["合计", "", "", "5.00"],
            ["01-公共服务", "0115-公共信息服务", "公益宣传服务", "2.00"],
            ["01-公共服务", "0116-行业管理服务", "人才培养服务", "3.00"],
        ],
        "政府购买服务预算表",
    )
    assert [a.row_label for a in found.amounts] == [
        "合计",
        "01-公共服务/0115-公共信息服务/公益宣传服务",
        "01-公共服务/0116-行业管理服务/人才培养服务",
    ]
