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


SELF_EVALUATION = [  # 西安 2022 决算 125
    ["项目名称", "", "2022年基层医疗卫生机构能力提升", "", "", "", "", ""],
    ["主管部门", "", "西安市卫生健康委员会", "", "实施单位", "", "西安市胸科医院", ""],
    ["项目资金（万元）", "", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"],
    ["", "年度资金总额", "251.6", "251.6", "251.6", "10", "100%", "10"],
    ["", "其中：当年财政拨款", "180", "180", "180", "—", "", "—"],
    ["", "上年结转资金", "", "", "", "—", "", "—"],
    ["", "其他资金", "71.6", "71.6", "71.6", "—", "", "—"],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["", "产出指标", "数量指标", "购置数量", "1套", "1套", "12", "12"],
]
FINAL = DocumentIdentity("department_final_accounts", 2022)


def test_points_and_rates_among_the_money_are_no_money() -> None:  # 西安 2022 决算 125
    table = form(SELF_EVALUATION, "项目绩效自评表", {(2, 0): 5, (7, 0): 2})
    found = bind_tables([table], FINAL, "d")
    assert [a.printed for a in found.amounts] == ["251.6"] * 3 + ["180"] * 3 + ["71.6"] * 3
    assert [(q.printed, q.column_path) for q in found.quantities if q.row_label == "年度资金总额"] == [
        ("10", "项目资金（万元）/分值"),
        ("10", "项目资金（万元）/得分"),
    ]


def test_the_row_means_the_same_in_every_column_and_the_column_says_the_stage() -> None:  # 西安 2022 决算 125
    found = bind_tables([form(SELF_EVALUATION, "项目绩效自评表", {(2, 0): 5, (7, 0): 2})], FINAL, "d")
    assert [(a.column_path, a.stage) for a in found.amounts[:3]] == [
        ("项目资金（万元）/年初预算数", "budget"),
        ("项目资金（万元）/全年预算数（A）", "adjusted_budget"),
        ("项目资金（万元）/全年执行数（B）", "final_accounts"),
    ]
    rows = {(a.row_label, a.row_kind, a.fund, a.is_of_which) for a in found.amounts}
    assert rows == {
        ("年度资金总额", "total", "all", False),
        ("其中：当年财政拨款", "item", "fiscal_appropriation", True),
        ("其他资金", "item", "own_funds", False),
    }


def test_carried_in_money_is_so_in_every_column() -> None:  # 西安 2022 决算 74: 上年结转资金
    rows = [[*r] for r in SELF_EVALUATION]
    rows[5][2:5] = ["3", "3", "2"]
    found = bind_tables([form(rows, "项目绩效自评表", {(2, 0): 5, (7, 0): 2})], FINAL, "d")
    assert [a.origin_year for a in found.amounts if a.row_label == "上年结转资金"] == ["carried_in"] * 3


def test_a_figure_under_a_head_nobody_understands_waits_in_the_quarantine() -> None:
    rows = [
        ["项目资金（万元）", "", "预算数（A）", "执行数（B）", "核定结论"],
        ["", "年度资金总额", "251.6", "250.0", "7"],
    ]
    found = bind_tables([form(rows, "项目绩效自评表", {(0, 0): 2})], FINAL, "d")
    assert [(a.printed, a.stage) for a in found.amounts] == [("251.6", "budget"), ("250.0", "final_accounts")]
    assert [(q.printed, q.reason_code) for q in found.quarantine] == [("7", "columns_unsure")]


def test_points_stay_points_beside_heads_nobody_understands() -> None:
    rows = [["项目资金（万元）", "", "年初", "实际", "得分"], ["", "年度资金总额", "251.6", "250.0", "10"]]
    found = bind_tables([form(rows, "项目绩效自评表", {(0, 0): 2})], FINAL, "d")
    assert found.amounts == []
    assert [q.printed for q in found.quarantine] == ["251.6", "250.0"]


def test_a_figure_printed_among_the_heads_belongs_to_none_of_them() -> None:  # 西安 2022 决算 115: a stray 500
    rows = [
        ["项目资金（万元）", "500", "年初预算数", "全年预算数（A）", "分值"],
        ["", "年度资金总额", "", "500", "10"],
    ]
    found = bind(rows, "项目绩效自评表", {(0, 0): 2})
    assert [(a.row_label, a.printed, a.stage) for a in found.amounts] == [("年度资金总额", "500", "adjusted_budget")]
    assert [q.printed for q in found.quarantine] == ["500"]


def test_heads_rule_long_lists_of_tasks_to_the_end() -> None:  # 西安 2022 决算 30: eighteen tasks and 金额合计
    heads = ["年度主要任务完成情况", "任务名称", "全年预算数（万元）", "", "全年执行数（万元）", "", "分值"]
    rows = [heads, ["", "", "总额", "财政拨款", "总额", "财政拨款", ""]]
    rows += [["", f"任务{i}", "56", "56", "55", "55", "0.58"] for i in range(18)]
    rows += [["", "金额合计", "1008", "1008", "990", "990", "10"]]
    table = form(rows, "部门整体支出绩效自评表", {(0, 0): 21, (0, 1): 2, (0, 6): 2})
    for column in (3, 5):
        table.rows[0].cells[column].column_span = 2
    found = bind_tables([table], FINAL, "d")
    last = [a for a in found.amounts if a.row_label == "金额合计"]
    assert [(a.printed, a.column_path, a.stage, a.row_kind) for a in last] == [
        ("1008", "全年预算数（万元）/总额", "adjusted_budget", "total"),
        ("1008", "全年预算数（万元）/财政拨款", "adjusted_budget", "total"),
        ("990", "全年执行数（万元）/总额", "final_accounts", "total"),
        ("990", "全年执行数（万元）/财政拨款", "final_accounts", "total"),
    ]
    assert len(found.amounts) == 19 * 4


def test_a_second_label_of_a_row_is_no_outer_label() -> None:  # 西安 2021 专项资金 44
    rows = [["资金金额（万元）", "实施期资金总额：", "年度资金总额：", "20000"], ["", "其他资金", "其他资金", ""]]
    found = bind(rows, "专项资金总体绩效目标表", {(0, 0): 2})
    assert [(a.column_path, a.printed) for a in found.amounts] == [("资金金额（万元）/年度资金总额：", "20000")]


def test_a_project_named_like_a_head_is_still_the_project_of_a_form() -> None:  # 烟台 2026 44
    name = "2024年度历史文化名镇名村与传统村落保护"
    head = make_table(["", "", ""], [["项目名称", name, ""]], title="").rows
    body = make_table(
        [f"项目名称|{name}"] * 3,
        [
            ["主管部门及代码", "253_烟台市住房和城乡建设局", ""],
            ["项目资金（万元）", "年度预算资金总额：", "10.08"],
            ["", "其中：财政拨款", "10.08"],
            ["", "其他资金", "0.00"],
            ["总体目标", "通过对传统建筑进行测绘建档等", ""],
        ],
        title="政策和项目预算绩效目标表",
        unit=None,
        spans={(1, 0): 3},
    )
    body.columns[0] = TableColumn(1, ("项目名称",), 0, 50)
    found = bind_tables([replace(body, header=head)], BUDGET, "d")
    assert [(a.row_label, a.printed, a.fund, a.stage, a.fiscal_year, a.project_name) for a in found.amounts] == [
        ("年度预算资金总额：", "10.08", "all", "budget", 2026, name),
        ("其中：财政拨款", "10.08", "fiscal_appropriation", "budget", 2026, name),
        ("其他资金", "0.00", "own_funds", "budget", 2026, name),
    ]
