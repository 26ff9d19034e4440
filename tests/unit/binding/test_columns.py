"""Header path → role and meaning of a leaf column."""

from __future__ import annotations

from pipeline.binding import BoundDocument, bind_tables
from pipeline.records import ColumnRecord, DocumentIdentity
from tests.unit.binding.sample import make_table

BUDGET = DocumentIdentity("department_budget", 2026)


def columns(
    head: list[str], rows: list[list[str]], title: str, identity: DocumentIdentity = BUDGET
) -> dict[str, ColumnRecord]:
    found = bind_tables([make_table(head, rows, title=title)], identity, "d")
    return {c.column_path: c for c in found.columns}


def bind(head: list[str], rows: list[list[str]], title: str) -> BoundDocument:
    return bind_tables([make_table(head, rows, title=title)], BUDGET, "d")


SEED_02 = [
    "部门（单位）代码",
    "部门（单位）名称",
    "总计|合计",
    "总计|一般公共预算",
    "本年收入|合计",
    "本年收入|一般公共预算|小计",
    "本年收入|一般公共预算|其中：财政拨款",
    "本年收入|事业收入",
    "上年结转结余|合计",
    "上年结转结余|政府性基金",
]


def test_words_compose_along_the_path() -> None:  # 河南 02
    found = columns(
        SEED_02,
        [["526", "某街道办事处", "3.00", "2.00", "3.00", "2.00", "2.00", "1.00", "", ""]],
        "2026年部门收入预算表",
    )
    small = found["本年收入/一般公共预算/小计"]
    assert (small.flow, small.fund, small.origin_year, small.is_leaf_column) == (
        "revenue",
        "general_public_budget",
        "current",
        True,
    )
    part = found["本年收入/一般公共预算/其中：财政拨款"]
    assert (part.is_of_which, part.is_leaf_column, part.fund) == (True, False, "general_public_budget")
    carried = found["上年结转结余/政府性基金"]
    assert (carried.flow, carried.fund, carried.origin_year) == (
        "opening_balance",
        "government_managed_funds",
        "carried_in",
    )
    assert (found["总计/合计"].is_leaf_column, found["总计/合计"].origin_year) == (False, "all")
    assert found["本年收入/事业收入"].fund == "institutional_revenue"


SEED_03 = [
    "科目编码|类",
    "科目编码|款",
    "科目编码|项",
    "单位代码",
    "单位（科目名称）",
    "总计",
    "基本支出|合计",
    "基本支出|人员经费|小计",
    "基本支出|人员经费|工资福利支出",
    "基本支出|人员经费|对个人和家庭的补助",
    "基本支出|公用经费|商品和服务支出",
    "项目支出|合计",
    "项目支出|其他运转类",
    "项目支出|特定目标类",
]


def test_spending_kinds_go_as_deep_as_the_header() -> None:  # 河南 03
    row = [
        "201",
        "99",
        "99",
        "",
        "其他一般公共服务支出",
        "10.00",
        "6.00",
        "4.00",
        "3.00",
        "1.00",
        "2.00",
        "4.00",
        "1.00",
        "3.00",
    ]
    found = columns(SEED_03, [row], "2026年部门支出预算表")
    assert {p: c.spending_kind for p, c in found.items() if c.role == "amount"} == {
        "总计": "all",
        "基本支出/合计": "basic",
        "基本支出/人员经费/小计": "basic_personnel",
        "基本支出/人员经费/工资福利支出": "basic_personnel_wages",
        "基本支出/人员经费/对个人和家庭的补助": "basic_personnel_household",
        "基本支出/公用经费/商品和服务支出": "basic_public_goods",
        "项目支出/合计": "project",
        "项目支出/其他运转类": "project_operating",
        "项目支出/特定目标类": "project_specific",
    }
    leaves = {p for p, c in found.items() if c.is_leaf_column}
    assert leaves == {
        "基本支出/人员经费/工资福利支出",
        "基本支出/人员经费/对个人和家庭的补助",
        "基本支出/公用经费/商品和服务支出",
        "项目支出/其他运转类",
        "项目支出/特定目标类",
    }


def test_parts_are_known_by_meaning_where_the_header_is_flat() -> None:
    head = ["科目编码", "科目名称", "合计", "基本支出", "人员经费", "公用经费", "项目支出"]
    found = columns(head, [["2013601", "行政运行", "10.00", "6.00", "4.00", "2.00", "4.00"]], "支出总表")
    assert {p for p, c in found.items() if c.is_leaf_column} == {"人员经费", "公用经费", "项目支出"}


def test_a_complete_breakdown_under_the_head_of_which_is_no_of_which() -> None:  # 泉州 五
    head = ["科目编码", "科目名称", "小计", "其中：|基本支出", "其中：|项目支出"]
    found = columns(
        head,
        [["2010301", "行政运行", "10.00", "6.00", "4.00"], ["2010302", "一般行政管理事务", "5.00", "", "5.00"]],
        "一般公共预算拨款支出预算表",
    )
    assert {p for p, c in found.items() if c.is_leaf_column} == {"其中：/基本支出", "其中：/项目支出"}


def test_procurement_behind_the_breakdown_is_never_added() -> None:  # 深圳 表3
    head = [
        "科目编码",
        "科目名称",
        "支出总计",
        "基本支出",
        "项目支出",
        "2026年政府采购项目|小计",
        "2026年政府采购项目|其中：预留给中小企业",
    ]
    rows = [
        ["2240101", "行政运行", "10.00", "6.00", "4.00", "3.00", "1.00"],
        ["2240106", "安全监管", "5.00", "0.00", "5.00", "2.00", "2.00"],
    ]
    found = columns(head, rows, "支出总表")
    assert {p for p, c in found.items() if c.is_leaf_column} == {"基本支出", "项目支出"}


def test_two_breakdowns_of_one_total_count_once() -> None:  # 长沙 部门整体绩效
    head = [
        "单位编码",
        "单位名称",
        "年度预算申请|资金总额",
        "年度预算申请|按收入性质分|一般公共预算",
        "年度预算申请|按支出性质分|基本支出",
        "年度预算申请|按支出性质分|项目支出",
    ]
    found = columns(
        head, [["126001", "长沙市信访局", "1,935.36", "1,935.36", "1,517.95", "417.41"]], "2026年部门整体支出绩效目标表"
    )
    leaves = {p for p, c in found.items() if c.is_leaf_column}
    assert leaves == {"年度预算申请/按收入性质分/一般公共预算"}


def test_printed_years_become_stages() -> None:  # 重庆 五, 西安 13
    head = ["科目编码", "科目名称", "2025年预算数", "2026年预算数|合计", "2026年预算数|项目支出", "增减变化情况"]
    found = columns(head, [["2013601", "行政运行", "9.00", "10.00", "10.00", "1.00"]], "一般公共预算支出情况表")
    assert (found["2025年预算数"].stage, found["2025年预算数"].fiscal_year) == ("prior_year_budget", 2025)
    assert (found["2026年预算数/合计"].stage, found["2026年预算数/合计"].fiscal_year) == ("budget", 2026)
    assert found["增减变化情况"].stage == "change"
    assert found["2025年预算数"].is_leaf_column


def test_stages_without_years() -> None:
    head = ["项目", "上年预算数", "上年执行数", "全年预算数", "年初预算数", "决算数"]
    final = DocumentIdentity("department_final_accounts", 2024)
    found = columns(head, [["合计", "1.00", "1.00", "1.00", "1.00", "1.00"]], "支出决算表", final)
    assert {p: (c.stage, c.fiscal_year) for p, c in found.items() if c.role == "amount"} == {
        "上年预算数": ("prior_year_budget", 2023),
        "上年执行数": ("prior_year_actual", 2023),
        "全年预算数": ("adjusted_budget", 2024),
        "年初预算数": ("budget", 2024),
        "决算数": ("final_accounts", 2024),
    }


def test_the_prior_year_needs_no_guess_when_the_year_is_unknown() -> None:
    found = columns(["项目", "上年预算数", "本年预算数"], [["合计", "1.00", "2.00"]], "支出表", DocumentIdentity())
    assert (found["上年预算数"].stage, found["上年预算数"].fiscal_year) == ("prior_year_budget", None)


def test_a_percent_column_is_no_amount() -> None:
    found = bind(
        ["项目", "预算数", "比上年增长比例（%）"],
        [["合计", "10.00", "5.20"], ["一、外交支出", "10.00", "5.20"]],
        "支出表",
    )
    assert {a.column_path for a in found.amounts} == {"预算数"}
    assert [q.quantity for q in found.quantities] == ["percent", "percent"]


def test_counts_are_no_amounts() -> None:  # 西安 表12
    found = bind(
        ["采购项目", "数量", "预算金额"],
        [["合计", "81,987", "4,186,460.00"], ["办公桌", "4", "6,000.00"]],
        "政府采购预算表",
    )
    assert [a.column_path for a in found.amounts] == ["预算金额", "预算金额"]
    assert [q.quantity for q in found.quantities] == ["count", "count"]


def test_an_unknown_column_keeps_its_amounts() -> None:
    found = bind(
        ["科目编码", "科目名称", "合计", "甲乙丙丁"],
        [["2013601", "行政运行", "10.00", "3.00"], ["", "合计", "10.00", "3.00"]],
        "支出总表",
    )
    odd = [a for a in found.amounts if a.column_path == "甲乙丙丁"]
    assert [str(a.amount_yuan) for a in odd] == ["30000.00", "30000.00"]
    assert all(a.fund is None and a.flow is None and not a.is_leaf_column for a in odd)
    record = next(c for c in found.columns if c.column_path == "甲乙丙丁")
    assert (record.role, record.unbound_words) == ("unknown", "甲乙丙丁")


def test_a_column_that_only_ends_like_a_name_is_money() -> None:  # 西安 表2
    head = [
        "单位编码",
        "单位名称",
        "部门预算|合计",
        "部门预算|一般公共预算拨款|小计",
        "部门预算|一般公共预算拨款|其中：专项资金列入部门预算项目",
    ]
    found = columns(
        head,
        [["242001", "某局", "24417.66", "24417.66", "20830"], ["242002", "某中心", "151259.87", "151259.87", "30000"]],
        "2020年部门综合预算收入总表",
    )
    part = found["部门预算/一般公共预算拨款/其中：专项资金列入部门预算项目"]
    assert (part.role, part.is_of_which) == ("amount", True)


def test_three_public_items_and_their_parts() -> None:  # 河南 09
    head = [
        "“三公”经费合计",
        "因公出国（境）费",
        "公务用车购置及运行费|小计",
        "公务用车购置及运行费|公务用车购置费",
        "公务用车购置及运行费|公务用车运行费",
        "公务接待费",
    ]
    found = columns(head, [["11.49", "", "8.06", "", "8.06", "3.43"]], "一般公共预算“三公”经费预算表")
    assert [c.three_public_item for c in found.values()] == [
        "total",
        "overseas_travel",
        "vehicles",
        "vehicle_purchase",
        "vehicle_operation",
        "reception",
    ]
    assert [c.is_leaf_column for c in found.values()] == [False, True, False, True, True, True]
    assert {c.fund for c in found.values()} == {"general_public_budget"}


def test_conferences_and_operating_expenses_beside_three_public() -> None:  # 西安 13, 上海
    head = [
        "“三公”经费预算数|合计",
        "“三公”经费预算数|公务用车购置及运行费|购置费",
        "“三公”经费预算数|公务用车购置及运行费|运行费",
        "会议费",
        "培训费",
        "机关运行经费预算数",
    ]
    found = columns(head, [["3.70", "", "3.20", "1.00", "2.00", "902.68"]], "“三公”经费和机关运行经费预算表")
    assert [c.three_public_item for c in found.values()] == [
        "total",
        "vehicle_purchase",
        "vehicle_operation",
        "conferences",
        "training",
        "operating_expenses",
    ]


def test_the_sum_of_three_public_and_conferences_is_no_three_public_total_in_any_row() -> None:
    # xian-688bbf25c9, page 77: row 合计 1,633,304.00 = 小计 310,840.00 + 会议费 299,250.00 + 培训费 1,023,214.00
    head = ["单位名称", "合计", "“三公”经费预算|小计", "“三公”经费预算|公务接待费", "会议费", "培训费"]
    rows = [
        ["合计", "1633304.00", "310840.00", "310840.00", "299250.00", "1023214.00"],
        ["民政局", "1633304.00", "310840.00", "310840.00", "299250.00", "1023214.00"],
    ]
    found = bind(head, rows, "一般公共预算拨款“三公”经费及会议费、培训费支出预算表")
    totals = [(a.row_label, a.printed) for a in found.amounts if a.three_public_item == "total"]
    assert totals == [("合计", "310840.00"), ("民政局", "310840.00")]


def test_carried_in_money_beside_own_money_is_a_part() -> None:  # 烟台 11: 单位资金 | 使用非财政拨款结余
    head = ["项目名称", "合计", "财政拨款|小计", "财政拨款|一般公共预算", "单位资金", "使用非财政拨款结余"]
    rows = [
        ["合计", "5.00", "2.00", "2.00", "3.00", ""],
        ["甲项目", "3.00", "", "", "3.00", ""],
        ["乙项目", "2.00", "2.00", "2.00", "", ""],
    ]
    found = columns(head, rows, "项目支出预算情况表")
    assert {p for p, c in found.items() if c.is_leaf_column} == {
        "财政拨款/一般公共预算",
        "单位资金",
        "使用非财政拨款结余",
    }


def test_project_spending_without_capital_construction_is_an_of_which() -> None:  # 北京 05
    head = [
        "科目编码",
        "科目名称",
        "预算数|合计",
        "预算数|基本支出",
        "预算数|项目支出|项目支出总数",
        "预算数|项目支出|扣除基建项目后预算数",
    ]
    found = columns(head, [["2013601", "行政运行", "10.00", "6.00", "4.00", "1.00"]], "一般公共预算支出表")
    assert {p for p, c in found.items() if c.is_leaf_column} == {"预算数/基本支出", "预算数/项目支出/项目支出总数"}
