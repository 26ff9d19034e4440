"""Lists whose total is called by no word, and labels printed by indentation; the figures are those of 深圳 2026."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.binding import bind_tables
from pipeline.binding.bound import BoundDocument
from pipeline.records import DocumentIdentity
from tests.unit.binding.sample import make_table

OFFICE = "深圳市建筑工务署"
UNITS = [
    [OFFICE, "33,934.54", "20,723.90", "13,210.64"],
    ["深圳市建筑工务署（本级）", "14,480.17", "4,614.06", "9,866.11"],
    ["深圳市建筑工务署文体和水务工程管理中心", "5,647.80", "4,226.45", "1,421.35"],
    ["深圳市建筑工务署工程管理中心", "8,236.21", "7,010.72", "1,225.49"],
    ["深圳市建筑工务署工程设计管理中心", "5,570.36", "4,872.67", "697.69"],
]
PROJECTS = [
    [OFFICE, "11,287.46"],
    ["深圳市建筑工务署（本级）", "9,866.11"],
    ["工程管理", "6,832.94"],
    ["工程监督", "1,188.72"],
    ["预算准备金", "70.03"],
    ["综合管理类", "1,774.42"],
    ["深圳市建筑工务署文体和水务工程管理中心", "1,421.35"],
    ["工程管理", "1,421.35"],
]


def bound(*tables: tuple[Sequence[str], Sequence[Sequence[str]], str], unit: str = OFFICE) -> BoundDocument:
    made = [make_table(head, rows, title=title, seq=i) for i, (head, rows, title) in enumerate(tables, start=1)]
    return bind_tables(made, DocumentIdentity("department_budget", 2026, unit_name=unit), "d")


def leaf_sum(found: BoundDocument, table_seq: int, path: str) -> Decimal:
    wanted = [a for a in found.amounts if a.table_seq == table_seq and a.column_path == path and a.is_leaf]
    return sum((a.amount_yuan for a in wanted), Decimal(0)) / 10000


EXPENDITURE = (["单位名称", "支出总计", "基本支出", "项目支出"], UNITS, "支出总表")


def test_a_first_unit_row_that_is_the_sum_of_the_others_is_their_total() -> None:  # page 20
    found = bound(EXPENDITURE)
    assert leaf_sum(found, 1, "支出总计") == Decimal("33934.54")
    assert [(a.row_kind, a.is_leaf) for a in found.amounts[::3]] == [("total", False)] + [("unit", True)] * 4


def test_rows_named_like_units_of_the_document_stand_above_their_projects() -> None:  # page 37
    found = bound(EXPENDITURE, (["支出项目类别", "总计"], PROJECTS, "项目支出总表"))
    assert leaf_sum(found, 2, "总计") == Decimal("11287.46")
    listed = [(a.row_kind, a.unit_name, a.project_name) for a in found.amounts if a.table_seq == 2]
    assert listed[1] == ("unit", "深圳市建筑工务署（本级）", None)
    assert listed[2] == ("project", "深圳市建筑工务署（本级）", "工程管理")


def test_years_stacked_below_each_unit_have_a_total_each() -> None:  # page 57
    head = ["单位名称", "年度", "总计"]
    rows = [
        [OFFICE, "2025年", "117.42"],
        ["", "2026年", "100.22"],
        ["", "增减变化金额", "-17.20"],
        ["深圳市建筑工务署（本级）", "2025年", "79.00"],
        ["", "2026年", "84.20"],
        ["", "增减变化金额", "5.20"],
        ["深圳市建筑工务署工程管理中心", "2025年", "38.42"],
        ["", "2026年", "16.02"],
        ["", "增减变化金额", "-22.40"],
    ]
    table = make_table(head, rows, title="财政拨款“三公”经费支出表", spans={(0, 0): 3, (3, 0): 3, (6, 0): 3})
    found = bind_tables([table], DocumentIdentity("department_budget", 2026, unit_name=OFFICE), "d")
    assert [a.row_kind for a in found.amounts[:3]] == ["total"] * 3
    assert sum(a.amount_yuan for a in found.amounts if a.is_leaf and a.stage == "budget") == Decimal(1002200)


def test_two_units_that_cost_the_same_are_no_total_and_part() -> None:
    rows = [["某市水务中心", "5.00"], ["某市供水管理处", "5.00"]]
    found = bound((["单位名称", "支出总计"], rows, "支出总表"))
    assert [(a.row_kind, a.is_leaf) for a in found.amounts] == [("unit", True), ("unit", True)]


def test_a_first_row_that_may_be_the_total_but_is_not_the_sum_is_quarantined() -> None:
    rows = [[OFFICE, "100.00"], ["深圳市建筑工务署工程管理中心", "60.00"], ["深圳市建筑工务署设计中心", "30.00"]]
    found = bound((["单位名称", "支出总计"], rows, "支出总表"))
    assert (found.tables[0].status, len(found.amounts)) == ("unbound", 0)
    assert {q.reason_code for q in found.quarantine} == {"rows_unsure"}


def test_a_total_stays_a_total_where_one_column_prints_no_parts() -> None:  # 北京 002db9ddba page 5
    rows = [["2010301-行政运行", "2,074.25", "2,074.25", ""], ["合计", "9,151.31", "2,074.25", "7,077.06"]]
    found = bound((["功能分类科目", "合计", "基本支出", "项目支出"], rows, "支出预算总表"))
    assert leaf_sum(found, 1, "合计") == Decimal("2074.25")
    assert leaf_sum(found, 1, "项目支出") == 0


def test_an_unlabelled_amount_among_projects_with_targets_is_no_total() -> None:  # 北京 d345f76d4b page 27
    rows = [["", "120.00", "执法办案率", "90"], ["110000-举报奖励支出", "48.60", "案件报批率", "95"]]
    found = bound((["项目名称", "项目总额", "三级指标", "本年绩效指标值"], rows, "项目支出绩效目标表"))
    assert [a.row_kind for a in found.amounts if a.column_path == "项目总额"] == ["item", "project"]
