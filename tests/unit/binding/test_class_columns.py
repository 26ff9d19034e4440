"""Matrices: functions or projects down, economic classes across; and lists whose columns mix units with 科目."""

from __future__ import annotations

from decimal import Decimal

from pipeline.binding import bind_tables
from pipeline.records import AmountRecord, DocumentIdentity
from tests.unit.binding.sample import make_table

BUDGET = DocumentIdentity("department_budget", 2023, unit_name="某县统计局")


def _amounts(title: str, columns: list[str], rows: list[list[str]]) -> dict[tuple[int, int], AmountRecord]:
    bound = bind_tables([make_table(columns, rows, title=title)], BUDGET, "d")
    return {(a.row_seq, a.column_seq): a for a in bound.amounts}


def test_a_column_headed_by_a_government_class_carries_its_code() -> None:
    amounts = _amounts(
        "支出预算分类汇总表（按政府预算经济分类）",
        ["科目编码", "科目名称", "总计", "机关工资福利支出", "机关商品和服务支出", "对个人和家庭的补助"],
        [["2010501", "行政运行", "30.00", "20.00", "9.00", "1.00"], ["", "合计", "30.00", "20.00", "9.00", "1.00"]],
    )
    assert [amounts[1, c].government_economic_code for c in (3, 4, 5, 6)] == [None, "501", "502", "509"]
    assert {amounts[1, c].flow for c in (3, 4, 5, 6)} == {"expenditure"}
    assert amounts[1, 4].function_code == "2010501"
    assert [amounts[1, c].is_leaf_column for c in (3, 4, 5, 6)] == [False, True, True, True]


def test_a_class_below_its_head_is_looked_for_under_that_head() -> None:
    amounts = _amounts(
        "一般公共预算基本支出表--人员经费（工资福利支出）",
        ["科目编码", "科目名称", "总计", "工资福利支出|基本工资", "工资福利支出|奖金"],
        [["2010501", "行政运行", "29.00", "20.00", "9.00"]],
    )
    assert [amounts[1, c].department_economic_code for c in (4, 5)] == ["30101", "30103"]
    assert {amounts[1, c].spending_kind for c in (3, 4, 5)} == {"basic_personnel_wages"}


def test_items_of_three_public_are_no_economic_classes() -> None:
    amounts = _amounts(
        "“三公”经费、会议费、培训费支出表",
        ["单位名称", "会议费", "培训费", "公务接待费"],
        [["某县统计局", "1.00", "2.00", "3.00"]],
    )
    assert {a.department_economic_code for a in amounts.values()} == {None}


def test_a_subject_in_a_column_of_units_and_subjects_is_no_unit() -> None:
    amounts = _amounts(
        "部门支出总表",
        ["科目编码|类", "科目编码|款", "科目编码|项", "单位代码", "单位名称（科目）", "合计"],
        [
            ["", "", "", "", "合计", "12.00"],
            ["", "", "", "301001", "某县统计局机关", "12.00"],
            ["208", "05", "05", "301001", "机关事业单位基本养老保险缴费支出", "12.00"],
        ],
    )
    assert amounts[3, 6].unit_name == "某县统计局机关"
    assert amounts[3, 6].function_code == "2080505"
    assert amounts[2, 6].row_kind == "unit"


def test_code_and_name_of_a_subject_in_a_column_of_units_and_subjects() -> None:
    amounts = _amounts(
        "部门收入预算总表", ["单位名称/功能科目", "合计"], [["某县统计局", "12.00"], ["204-公共安全支出", "12.00"]]
    )
    assert amounts[2, 2].function_code == "204"
    assert (amounts[1, 2].row_kind, amounts[2, 2].row_kind) == ("unit", "function")


def test_the_department_class_is_found_by_name_beside_a_coded_government_class() -> None:
    amounts = _amounts(
        "一般公共预算基本支出情况表（按支出经济分类科目）",
        ["部门预算支出经济分类科目", "政府预算支出经济分类科目", "一般公共预算基本支出"],
        [["工资福利支出", "", "29.00"], ["基本工资", "[50101]工资奖金津补贴", "29.00"]],
    )
    assert (amounts[2, 3].department_economic_code, amounts[2, 3].government_economic_code) == ("30101", "50101")
    assert amounts[1, 3].department_economic_code == "301"


def test_money_under_a_special_account_is_not_general_budget() -> None:
    amounts = _amounts(
        "收入预算表",
        ["项目", "预算数"],
        [["纳入专户管理的非税收入拨款", "5.00"], ["纳入预算管理的非税收入拨款", "7.00"]],
    )
    assert amounts[1, 2].fund == "fiscal_special_account"
    assert amounts[2, 2].fund == "general_public_budget"
    assert amounts[1, 2].amount_yuan == Decimal(50000)


def test_a_list_by_project_category_is_a_list_of_its_own() -> None:
    amounts = _amounts(
        "收支预算总表",
        ["支出|项目（按支出功能科目分类）", "支出|预算数", "支出|项目（按支出项目类别分类）", "支出|金额"],
        [["教育支出", "9.00", "一、基本支出", "6.00"], ["卫生健康支出", "1.00", "二、项目支出", "4.00"]],
    )
    assert (amounts[1, 4].row_label, amounts[1, 4].spending_kind) == ("一、基本支出", "basic")
    assert amounts[2, 4].spending_kind == "project"


def test_the_subtotal_before_purchase_and_running_of_vehicles_is_theirs() -> None:
    head = "“三公”经费预算情况"
    amounts = _amounts(
        "财政拨款“三公”经费支出表",
        [
            "单位名称",
            *(
                f"{head}|{word}"
                for word in ("合计", "因公出国（境）费", "公务接待费", "小计", "公务用车运行维护费", "公务用车购置")
            ),
        ],
        [["某县统计局", "10.00", "1.00", "2.00", "7.00", "3.00", "4.00"]],
    )
    items = [amounts[1, c].three_public_item for c in range(2, 8)]
    assert items == ["total", "overseas_travel", "reception", "vehicles", "vehicle_operation", "vehicle_purchase"]


def test_the_short_word_for_running_and_maintaining_vehicles() -> None:
    amounts = _amounts(
        "财政拨款“三公”经费支出表", ["项目", "预算数"], [["2、公务用车购置及运维费", "7.00"], ["3、公务接待费", "2.00"]]
    )
    assert amounts[1, 2].three_public_item == "vehicles"


def test_the_total_amount_of_a_project_is_its_total() -> None:
    amounts = _amounts(
        "部门项目支出明细表",
        ["项目名称", "项目总金额（元）", "其中：一般公共预算（元）"],
        [["普查经费", "7.00", "7.00"], ["抽样调查", "2.00", "2.00"]],
    )
    assert (amounts[1, 2].flow, amounts[1, 2].fund, amounts[1, 2].spending_kind) == ("expenditure", "all", "project")


def test_spending_handed_up_by_its_other_word() -> None:
    amounts = _amounts(
        "部门支出总表", ["科目编码", "科目名称", "合计", "上解上级支出"], [["201", "一般公共服务支出", "7.00", "7.00"]]
    )
    assert amounts[1, 4].spending_kind == "remitted_upward"


def test_education_fees_are_money_of_the_special_account() -> None:
    amounts = _amounts(
        "部门收入总表", ["科目编码", "科目名称", "合计", "教育收费资金收入"], [["205", "教育支出", "7.00", "7.00"]]
    )
    assert amounts[1, 4].fund == "fiscal_special_account"


def test_rows_under_of_which_that_add_up_to_the_row_above_are_its_parts() -> None:
    rows = [
        ["一、基本支出", "10.00"],
        ["其中：工资福利支出", "6.00"],
        ["　　　商品和服务支出", "3.00"],
        ["　　　对个人和家庭的补助", "1.00"],
    ]
    rows += [["二、项目支出", "5.00"], ["本年支出合计", "15.00"]]
    amounts = _amounts("支出总表", ["项目（按支出项目类别分类）", "预算数"], rows)
    leaves = [a for a in amounts.values() if a.is_leaf]
    assert sum(a.amount_yuan for a in leaves) == Decimal(150000)
    assert [amounts[r, 2].is_of_which for r in range(1, 7)] == [False] * 6


def test_of_which_over_some_parts_stays_a_remark() -> None:
    rows = [
        ["一、基本支出", "10.00"],
        ["其中：工资福利支出", "6.00"],
        ["二、项目支出", "5.00"],
        ["本年支出合计", "15.00"],
    ]
    amounts = _amounts("支出总表", ["项目", "预算数"], rows)
    assert amounts[2, 2].is_of_which
    assert sum(a.amount_yuan for a in amounts.values() if a.is_leaf) == Decimal(150000)
