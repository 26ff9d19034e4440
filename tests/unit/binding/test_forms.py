"""Performance forms: labels and values, heads and figures; only money becomes an amount."""

from __future__ import annotations

from dataclasses import replace

from pipeline.binding import BoundDocument, bind_tables
from pipeline.records import DocumentIdentity
from pipeline.tables.model import Table, TableColumn
from tests.unit.binding.sample import make_table

BUDGET = DocumentIdentity("department_budget", 2026)


def form(rows: list[list[str]], title: str, spans: dict[tuple[int, int], int] | None = None) -> Table:
    """A form: no header of its own."""
    width = max(len(r) for r in rows)
    table = make_table([""] * width, rows, title=title, unit=None, spans=spans)
    return replace(table, columns=[TableColumn(i + 1, (), 50.0 * i, 50.0 * i + 50) for i in range(width)])


def bind(rows: list[list[str]], title: str, spans: dict[tuple[int, int], int] | None = None) -> BoundDocument:
    return bind_tables([form(rows, title, spans)], BUDGET, "d")


def test_labels_on_the_left_lead_to_the_value() -> None:  # 西安 表14-1
    rows = [
        ["项目名称", "法律顾问服务", "", ""],
        ["资金金额（万元）", "实施期资金总额：", "5.00", ""],
        ["", "其中：财政拨款", "5.00", ""],
        ["年度绩效指标", "一级指标", "二级指标", "指标值"],
        ["", "产出指标", "数量指标", "12"],
        ["", "成本指标", "经济成本", "5.00"],
    ]
    found = bind(rows, "部门专项业务经费绩效目标表", {(1, 0): 2, (3, 0): 3})
    assert [(a.column_path, str(a.amount_yuan), a.project_name) for a in found.amounts] == [
        ("资金金额（万元）/实施期资金总额：", "50000.00", "法律顾问服务"),
        ("资金金额（万元）/其中：财政拨款", "50000.00", "法律顾问服务"),
    ]
    assert found.amounts[1].is_of_which
    assert (found.tables[0].by, found.tables[0].amount_unit) == ("form", "万元")


def test_heads_above_the_figures_beside_a_task_name() -> None:  # 西安 表15
    rows = [
        ["年度主要任务", "任务名称", "预算金额（万元）", ""],
        ["", "", "总额", "财政拨款"],
        ["", "任务1", "1188.17", "1100.17"],
        ["", "卫生健康支出", "59.7", "59.7"],
        ["", "金额合计", "1247.87", "1159.87"],
    ]
    found = bind(rows, "部门整体支出绩效目标表", {(0, 0): 5, (0, 1): 2})
    seen = {(a.row_label, a.column_path.split("/")[-1]): str(a.amount_yuan) for a in found.amounts}
    assert seen["任务1", "总额"] == "11881700.00"
    assert seen["卫生健康支出", "财政拨款"] == "597000.00"
    assert seen["金额合计", "总额"] == "12478700.00"


def test_a_group_beside_heads_and_figures_is_part_of_the_path() -> None:  # 北京 预算13表
    rows = [
        ["总体资金情况（万元）", "预算支出总额", "财政拨款", "其他资金"],
        ["", "515,665.274501", "515,664.774501", "0.500000"],
    ]
    found = bind(rows, "部门整体支出绩效目标表", {(0, 0): 2})
    assert [a.column_path for a in found.amounts] == [
        "总体资金情况（万元）/预算支出总额",
        "总体资金情况（万元）/财政拨款",
        "总体资金情况（万元）/其他资金",
    ]


def test_label_and_value_in_one_cell() -> None:
    found = bind([["专项资金情况（万元）", "资金总额：230.38"]], "知创大厦项目绩效目标表")
    assert [(a.printed, str(a.amount_yuan), a.column_path) for a in found.amounts] == [
        ("230.38", "2303800.00", "专项资金情况（万元）/资金总额：")
    ]


def test_phone_numbers_and_targets_are_no_money() -> None:
    rows = [["部门名称", "某局"], ["联系电话", "83526000"], ["预算执行率", "100"], ["年度资金总额（万元）", "12.00"]]
    found = bind(rows, "部门整体支出绩效目标表")
    assert [a.printed for a in found.amounts] == ["12.00"]


def test_an_empty_form_still_states_its_unit() -> None:  # 西安 表16
    found = bind([["资金金额（万元）", "实施期资金总额", ""], ["", "其中：财政拨款", ""]], "专项资金总体绩效目标表")
    assert (found.tables[0].status, found.tables[0].amount_unit) == ("empty", "万元")


def test_every_cell_of_a_form_has_a_number_of_its_own() -> (
    None
):  # 西安 2021: header rows and body rows both begin with 1
    head = make_table(
        ["", "", ""], [["年度资金总额（万元）", "", "290"], ["其中：财政拨款", "", "290"]], title="整体绩效目标表"
    ).rows
    body = form([["其他资金", "", "2877.44"], ["上年结转资金", "", "1.00"]], "部门整体支出绩效目标表")
    found = bind_tables([replace(body, header=head)], BUDGET, "d")
    assert len({a.amount_id for a in found.amounts}) == len(found.amounts) == 4


def test_decimals_among_the_indicators_are_kept_as_quantities() -> None:
    rows = [["年度资金总额（万元）", "12.00", ""], ["一级指标", "三级指标", "指标值"], ["成本指标", "经济成本", "9.50"]]
    found = bind(rows, "项目支出绩效目标表")
    assert [a.printed for a in found.amounts] == ["12.00"]
    assert [(q.quantity, q.printed) for q in found.quantities] == [("other", "9.50")]
