"""The leaves of a table against its own totals, and the readings that its sums choose."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.binding import BoundDocument, bind_tables
from pipeline.records import DocumentIdentity
from tests.unit.binding.sample import make_table

Sheet = tuple[Sequence[str], Sequence[Sequence[str]], str]
LISTS = ["收入|项目", "收入|预算数", "支出|功能分类", "支出|预算数", "支出|经济分类", "支出|预算数"]


def bound(*sheets: Sheet) -> BoundDocument:
    tables = [make_table(head, rows, title=title, seq=i) for i, (head, rows, title) in enumerate(sheets, start=1)]
    return bind_tables(tables, DocumentIdentity("department_budget", 2025, unit_name="某局"), "d" * 16)


def status(head: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> str | None:
    return bound((head, rows, title)).tables[0].leaf_status


def leaf_columns(found: BoundDocument) -> list[str]:
    return [c.column_path for c in found.columns if c.is_leaf_column]


SPENT = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS = [
    ["", "合计", "90.00", "60.00", "30.00"],
    ["201", "一般公共服务支出", "70.00", "40.00", "30.00"],
    ["2010301", "行政运行", "40.00", "40.00", ""],
    ["2010302", "一般行政管理事务", "30.00", "", "30.00"],
    ["221", "住房保障支出", "20.00", "20.00", ""],
    ["2210201", "住房公积金", "20.00", "20.00", ""],
]


def changed(row: int, column: int, text: str) -> list[list[str]]:
    rows = [list(r) for r in ROWS]
    rows[row][column] = text
    return rows


def test_leaves_that_give_the_totals_are_confirmed() -> None:
    assert status(SPENT, ROWS, "支出总表") == "confirmed"


def test_a_table_without_a_total_row_says_so() -> None:
    assert status(SPENT, ROWS[2:4], "支出总表") == "no_total"


def test_rows_left_out_below_a_total_make_its_leaves_unsure() -> (
    None
):  # 北京 b91875c452 page 3, 烟台 18e04068e8 page 24
    found = bound((SPENT, [*ROWS[:3], *ROWS[4:]], "支出总表"))
    table = found.tables[0]
    # 201 still prints its 30.00 of projects, so the columns of parts hold; its own row does not, and neither does the total of all
    assert table.leaf_status == "confirmed"
    short = bound((SPENT[:3], [r[:3] for r in (*ROWS[:3], *ROWS[4:])], "支出总表")).tables[0]
    assert (short.leaf_status, short.leaf_reason) == (
        "unsure",
        "the rows read as parts do not add up to the printed total in: 合计",
    )


def test_one_misprinted_cell_does_not_make_a_table_unsure() -> (
    None
):  # 烟台 9985949a8e page 24: 差旅费 4.50 | 4.50 | 5.50
    assert status(SPENT, changed(2, 3, "41.00"), "支出总表") == "confirmed"


def test_two_misprinted_cells_do() -> None:
    rows = changed(2, 3, "41.00")
    rows[3][4] = "33.00"
    assert status(SPENT, rows, "支出总表") == "unsure"


def test_a_sum_of_twice_the_total_is_never_a_slip() -> None:
    head = ["项目名称", "金额"]
    rows = [["合计", "60.00"], ["甲", "20.00"], ["乙", "40.00"], ["丙", "60.00"]]
    found = bound((head, rows, "项目支出表")).tables[0]
    assert found.leaf_status in {"unsure", "confirmed"}
    leaves = [a for a in bound((head, rows, "项目支出表")).amounts if a.is_leaf]
    assert found.leaf_status == "unsure" or sum(a.amount_yuan for a in leaves) == 600000


def test_a_list_that_divides_the_same_money_again_has_no_leaf_columns() -> None:  # 西安 04febc962e page 20
    rows = [
        ["一、财政拨款", "90.00", "一、教育支出", "60.00", "工资福利支出", "40.00"],
        ["", "", "二、农林水支出", "30.00", "商品和服务支出", "50.00"],
        ["收入总计", "90.00", "支出总计", "90.00", "支出总计", "90.00"],
    ]
    found = bound((LISTS, rows, "收支总表"))
    marks = [(c.is_leaf_column, c.is_restated) for c in found.columns if c.role == "amount"]
    assert marks == [(True, False), (True, False), (False, True)]
    assert found.tables[0].leaf_status == "confirmed"


def test_lists_of_different_money_both_keep_their_leaves() -> None:  # 公开06: 人员经费 beside 公用经费
    head = ["人员经费|科目名称", "人员经费|决算数", "公用经费|科目名称", "公用经费|决算数"]
    rows = [
        ["基本工资", "40.00", "办公费", "12.00"],
        ["津贴补贴", "20.00", "差旅费", "8.00"],
        ["人员经费合计", "60.00", "公用经费合计", "20.00"],
    ]
    found = bound((head, rows, "一般公共预算财政拨款基本支出决算表"))
    assert not any(c.is_restated for c in found.columns)


def test_a_total_without_a_total_name_is_told_by_the_sums() -> None:
    head = ["科目编码", "科目名称", "本年预算", "编制预算", "上年结转"]
    rows = [
        ["", "合计", "90.00", "60.00", "30.00"],
        ["2010301", "行政运行", "50.00", "40.00", "10.00"],
        ["2010302", "一般行政管理事务", "40.00", "20.00", "20.00"],
    ]
    found = bound((head, rows, "支出总表"))
    assert leaf_columns(found) == ["编制预算", "上年结转"]
    assert {a.flow for a in found.amounts} == {"expenditure"}


def test_of_which_in_the_head_of_the_first_part_only_is_a_full_division() -> None:
    found = bound((["科目编码", "科目名称", "小计", "其中：基本支出", "项目支出"], ROWS, "支出总表"))
    assert leaf_columns(found) == ["其中：基本支出", "项目支出"]


def test_of_which_stays_a_remark_where_the_parts_are_complete_without_it() -> None:
    head = [*SPENT, "其中：政府采购"]
    rows = [[*r, "5.00" if i < 3 else ""] for i, r in enumerate(ROWS)]
    assert leaf_columns(bound((head, rows, "支出总表"))) == ["基本支出", "项目支出"]


def test_rows_that_print_one_part_only_prove_no_total() -> None:
    head = ["科目编码", "科目名称", "甲费", "乙费", "丙费"]
    rows = [["2010301", "行政运行", "40.00", "40.00", ""], ["2010302", "一般行政管理事务", "20.00", "20.00", ""]]
    found = bound((head, rows, "支出总表"))
    assert not any(c.is_of_which for c in found.columns)


def test_a_total_with_a_colon_is_a_total() -> None:
    rows = [*ROWS[1:], ["总计：", "", "90.00", "60.00", "30.00"]]
    found = bound((SPENT, rows, "支出总表"))
    assert [a.row_kind for a in found.amounts if a.row_seq == len(rows)] == ["total"] * 3


def test_the_total_of_the_three_public_expenses_does_not_hold_what_stands_beside_it() -> (
    None
):  # 上海 211f0eab3b page 21
    head = [
        "“三公”经费预算数|合计",
        "“三公”经费预算数|因公出国(境)费",
        "“三公”经费预算数|公务接待费",
        "机关运行经费预算数",
    ]
    assert status(head, [["9.00", "6.00", "3.00", "120.00"]], "“三公”经费和机关运行经费预算表") == "confirmed"
