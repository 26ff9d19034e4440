"""Layouts of performance forms; each sample is a few rows of a real page, named in the test."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.performance import extract_indicators, indicator_table_kind
from pipeline.records import DocumentIdentity, IndicatorRecord
from pipeline.tables.model import Box, Table

from .tables import table

LEVELS = ["一级指标", "二级指标", "三级指标", "指标值"]
SAMPLES = Path(__file__).parents[2] / "samples"


def read(one: Table, kind: str = "project_performance", **identity: str) -> list[IndicatorRecord]:
    return extract_indicators([one], {one.seq: kind}, DocumentIdentity(**identity), "d")


def names(records: list[IndicatorRecord]) -> list[tuple[str | None, ...]]:
    return [(r.level1, r.level2, r.level3, r.target_printed) for r in records]


def test_merged_groups_reach_down_and_a_repeat_after_a_page_break_is_no_second_block() -> None:
    # 焦西街道 2024 预算14表
    one = table(
        [
            ["投入管理指标", "工作目标管理", "年度履职目标相关性", "相关", "1.目标。2.职责。"],
            [None, "预算和财务管理", "预算执行率", "100%", "预算完成数/预算数"],
            [None, "预算和财务管理", "预算调整率", "≤30%", ""],
            [None, "绩效管理", "绩效自评完成率", "100%", ""],
            ["产出指标", "履职目标实现", "履职目标实现率", "100%", ""],
        ],
        paths=["一级指标", "二级指标", "三级指标", "指标值", "指标值说明"],
        pages=[1, 1, 2, 2, 2],
    )
    found = read(one, "department_performance", unit_code="526001")
    assert names(found) == [
        ("投入管理指标", "工作目标管理", "年度履职目标相关性", "相关"),
        ("投入管理指标", "预算和财务管理", "预算执行率", "100%"),
        ("投入管理指标", "预算和财务管理", "预算调整率", "≤30%"),
        ("投入管理指标", "绩效管理", "绩效自评完成率", "100%"),
        ("产出指标", "履职目标实现", "履职目标实现率", "100%"),
    ]
    assert found[0].explanation == "1.目标。2.职责。"
    assert {r.unit_code for r in found} == {"526001"}
    assert [r.indicator_seq for r in found] == [1, 2, 3, 4, 5]


def test_a_group_without_second_level_does_not_inherit_that_of_the_group_above() -> None:
    one = table(
        [["产出指标", "数量指标", "场次", "3次"], ["满意度指标", "", "群众满意度", "≥90%"]],
        paths=["一级指标", "二级指标", "三级指标", "指标值"],
    )
    assert names(read(one))[1] == ("满意度指标", None, "群众满意度", "≥90%")


BLOCKS = ["单位编码/（项目编码）", "项目单位/（项目名称）", "项目金额（万元）/资金总额"] + [
    f"绩效目标/{group}指标/{leaf}" for group in ("成本", "产出") for leaf in ("三级指标", "指标值")
]


def test_blocks_side_by_side_take_their_group_from_the_header_and_unit_rows_are_no_projects() -> None:
    # 焦西街道 2024 预算15表
    one = table(
        [
            ["526", "焦西街道办事处", "552.72", "", "", "", ""],
            ["526001", "焦西街道办事处", "552.72", "", "", "", ""],
            ["410802240000000015618", "2024年焦西街道经费", "550.00", "节约成本开支", "≤550万元", "实有人员数", "69人"],
            [None, None, None, "", "", "按时发放人员工资及缴纳社保", "100%"],
            ["410802240000000023616", "2024焦西街道“三公”经费", "2.72", "", "", "实有车辆数", "1辆"],
        ],
        paths=BLOCKS,
    )
    found = read(one)
    assert [(r.project_code, r.level1, r.level3) for r in found] == [
        ("410802240000000015618", "成本指标", "节约成本开支"),
        ("410802240000000015618", "产出指标", "实有人员数"),
        ("410802240000000015618", "产出指标", "按时发放人员工资及缴纳社保"),
        ("410802240000000023616", "产出指标", "实有车辆数"),
    ]
    assert found[0].project_name == "2024年焦西街道经费"
    assert {r.unit_code for r in found} == {"526001"}
    assert (found[0].comparator, found[0].target_value, found[0].target_unit) == ("<=", Decimal(550), "万元")


def test_a_grid_inside_a_form_belongs_to_the_project_named_above_it() -> None:
    # 烟台 政策和项目预算绩效目标表; the fund rows stand in the same columns as the indicators
    one = table(
        [
            [("项目名称", 3, 1), None, None, ("政务基础设施运行维护资金", 2, 1)],
            [("主管部门及代码", 3, 1), None, None, "340_烟台市大数据局", "实施单位"],
            [("项目资金（万元）", 3, 2), None, None, "年度预算资金总额：", "6000.00"],
            [None, None, None, "其中：财政拨款", "6000.00"],
            ["总体目标", ("保障数字烟台建设", 4, 1)],
            ["", "一级指标", "二级指标", "三级指标", "指标值"],
            ["绩效指标", "成本指标", "经济成本", "审减率", "≥10%"],
            ["绩效指标", "产出指标", "质量指标", "政务云服务质量", "≥85%"],
            ["绩效指标", None, None, "外网稳定运行率", "≥90%"],
        ]
    )
    found = read(one)
    assert names(found) == [
        ("成本指标", "经济成本", "审减率", "≥10%"),
        ("产出指标", "质量指标", "政务云服务质量", "≥85%"),
        ("产出指标", "质量指标", "外网稳定运行率", "≥90%"),
    ]
    assert {r.project_name for r in found} == {"政务基础设施运行维护资金"}


def test_forms_stitched_into_one_table_keep_their_own_projects() -> None:
    form = [
        [("项目名称", 2, 1), None, ("法律顾问服务", 2, 1)],
        [("资金金额（万元）", 2, 1), None, "实施期资金总额：", "5.00"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "服务人数（人）", "3"],
    ]
    second = [[("项目名称", 2, 1), None, ("档案整理", 2, 1)], *form[1:]]
    found = read(table(form + second))
    assert [(r.project_name, r.level3, r.target_unit) for r in found] == [
        ("法律顾问服务", "服务人数（人）", "人"),
        ("档案整理", "服务人数（人）", "人"),
    ]


def test_fund_rows_of_a_second_form_are_no_indicators_and_its_unknown_project_stays_empty() -> None:
    # 普陀: form after form in one table; the second one's 项目名称 was not found
    one = table(
        [
            [("项目名称", 2, 1), None, ("社区公共服务中心", 2, 1)],
            ["一级指标", "二级指标", "三级指标", "年度（/项目）指标值"],
            ["产出指标", "数量指标", "规划建筑面积", "≥13459.00(平方米)"],
            ["项目资金（元）", "项目资金总额", "6,351,000.00年度资金申请总额", "6,351,000.00"],
            [None, "其他资金", "0.00其他资金", "0.00"],
            ["一级指标", "二级指标", "三级指标", "年度（/项目）指标值"],
            ["产出指标", "数量指标", "审核完成率", "=100.00(%)"],
        ]
    )
    assert [(r.project_name, r.level3) for r in read(one)] == [
        ("社区公共服务中心", "规划建筑面积"),
        (None, "审核完成率"),
    ]


def test_comparator_and_unit_in_columns_and_a_name_column_that_is_not_called_third_level() -> None:
    # 重庆 表十一
    one = table(
        [
            ["项目名称", ("市商务发展专项", 2, 1), None, "主管部门", "重庆市商务委员会"],
            [("绩效指标", 1, 3), "指标名称", "指标性质", "指标值", "计量单位", "指标权重（％）"],
            [None, "重要商品储备数量", "≥", "7500", "吨", "10"],
            [None, "网络零售额同比增速", "≥", "8", "%", "5"],
        ]
    )
    found = read(one)
    assert [(r.level3, r.comparator, r.target_value, r.target_unit) for r in found] == [
        ("重要商品储备数量", ">=", Decimal(7500), "吨"),
        ("网络零售额同比增速", ">=", Decimal(8), "%"),
    ]
    assert json.loads(found[0].other_columns or "{}") == {"指标权重（％）": "10"}
    assert found[0].project_name == "市商务发展专项"


def test_groups_glued_to_the_name_are_taken_apart() -> None:
    # 北京 预算13表: one cell prints 产出指标数量指标《年鉴》
    one = table(
        [
            ["活动", "绩效指标", "指标性质", "指标值", "度量单位"],
            ["新闻宣传工作", "产出指标数量指标《年鉴》", "＝", "1", "本"],
            ["日常运行保障", "效益指标社会效益指标保障正常运行", "定性", "优", ""],
        ]
    )
    found = read(one, "department_performance")
    assert names(found) == [
        ("产出指标", "数量指标", "《年鉴》", "1"),
        ("效益指标", "社会效益指标", "保障正常运行", "优"),
    ]
    assert (found[1].comparator, found[1].target_value) == (None, None)
    assert json.loads(found[1].other_columns or "{}") == {"活动": "日常运行保障", "指标性质": "定性"}


LONG = [
    "项目名称",
    "项目总额",
    "绩效目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "绩效指标性质",
    "本年绩效指标值",
    "绩效度量单位",
]


def test_a_project_name_printed_after_the_page_break_heads_the_rows_before_it() -> None:
    # 北京 预算表12: the name stands in the middle of a cell that a page break cuts
    def line(name: object, level3: str) -> list:
        return [name, None, None, "产出指标", "数量指标", level3, "≥", "1", "份"]

    one = table(
        [
            line(("11000022T000000451922-国资研究", 1, 2), "甲"),
            line(None, "乙"),
            line(None, "丙"),
            line(("11000022T000000451951-人才培训", 1, 1), "丁"),
        ],
        paths=LONG,
        pages=[1, 1, 1, 2],
    )
    found = read(one)
    assert [(r.level3, r.project_code, r.project_name) for r in found] == [
        ("甲", "11000022T000000451922", "国资研究"),
        ("乙", "11000022T000000451922", "国资研究"),
        ("丙", "11000022T000000451951", "人才培训"),
        ("丁", "11000022T000000451951", "人才培训"),
    ]


def test_a_group_cut_by_a_page_break_is_chosen_by_its_second_level() -> None:
    # 西安 2019 附表14: 效益指标 is printed on the next page only, 经济效益 already stands on this one
    one = table(
        [
            [("产出指标", 1, 1), ("成本指标", 1, 1), "资金使用合规性", "100%"],
            [None, "经济效益指标", "减少经济损失", "减少"],
            ["效益指标", "社会效益指标", "工作职能提高", "保持稳定"],
        ],
        paths=["一级指标", "二级指标", "三级指标", "指标值"],
        pages=[1, 1, 2],
    )
    assert [r.level1 for r in read(one)] == ["产出指标", "效益指标", "效益指标"]


def test_a_group_whose_text_is_not_found_stays_empty() -> None:
    # 西安 2019 附表15: 社会效益指标 is lost in an open cell; 经济效益指标 spans one row of the page and no more
    one = table(
        [
            [("产出指标", 1, 2), ("成本指标", 1, 2), "合规性", "100%"],
            [None, None, "规范性", "100%"],
            [("效益指标", 1, 3), ("经济效益指标", 1, 1), "减少经济损失", "减少"],
            [None, None, "全市安全生产形势", "保持稳定"],
            [None, None, "掌控状况", "90%"],
        ],
        paths=["一级指标", "二级指标", "三级指标", "指标值"],
    )
    assert [(r.level1, r.level2) for r in read(one)[2:]] == [
        ("效益指标", "经济效益指标"),
        ("效益指标", None),
        ("效益指标", None),
    ]


def test_cells_are_read_by_position_where_a_page_shows_fewer_columns() -> None:
    # 西安 2019 附表14, second page: the open columns at the left were not seen, numbering starts two columns late
    one = table(
        [
            ["产出指标", "数量指标", "甲", "100%"],
            ["数量指标", "乙", "90%", ""],
        ],
        paths=["一级指标", "二级指标", "三级指标", "指标值"],
        pages=[1, 2],
    )
    moved = [
        replace(cell, box=replace(cell.box, x0=cell.box.x0 + 10, x1=cell.box.x1 + 10))
        for cell in one.rows[1].cells.values()
    ]
    one.rows[1].cells = {cell.column: cell for cell in moved}
    assert names(read(one)) == [("产出指标", "数量指标", "甲", "100%"), ("产出指标", "数量指标", "乙", "90%")]


def test_a_label_down_the_left_margin_does_not_end_the_grid() -> None:
    # 北京 预算13表: 整体绩效目标 stands beside the rows of the second page
    one = table(
        [
            ["", "活动", "绩效指标", "指标性质", "指标值", "度量单位"],
            ["", "宣传", "产出指标数量指标甲", "≥", "1", "本"],
            [("整体绩效目标", 1, 2), "法治", "产出指标数量指标乙", "≥", "1", "次"],
        ],
        pages=[1, 1, 2],
    )
    assert [r.level3 for r in read(one, "department_performance")] == ["甲", "乙"]


def test_the_title_names_the_project_only_where_it_is_more_than_general_words() -> None:
    body = [["一级指标", "二级指标", "三级指标", "目标值"], ["成本指标", "经济成本指标", "预算执行率", "≥90%"]]
    assert read(table(body, title="话务场地租赁费用项目绩效目标表"))[0].project_name == "话务场地租赁费用"
    for general in (
        "部门专项业务经费绩效目标表",
        "2026年市级重点专项资金绩效目标表（一级项目）",
        "政策和项目预算绩效目标表",
    ):
        assert read(table(body, title=general))[0].project_name is None


def test_explanations_that_run_over_a_page_break_stay_whole() -> None:
    one = table(
        [["产出指标", "数量指标", "场次", "3次", "一、"], [None, None, "", "", "二。"]],
        paths=["一级指标", "二级指标", "三级指标", "指标值", "指标值说明"],
        pages=[1, 2],
    )
    found = read(one)
    assert [(r.level3, r.explanation) for r in found] == [("场次", "一、二。")]


def test_rows_without_the_name_of_an_indicator_and_tables_of_other_kinds_give_nothing() -> None:
    one = table(
        [["合计", "", "417.41", "", "", ""], ["126001", "信访局", "417.41", "", "", ""]],
        paths=["单位编码", "单位（项目）名称", "资金总额", "一级指标", "三级指标", "指标值"],
    )
    assert read(one) == []
    assert read(table([["产出指标", "场次", "3次"]], paths=["一级指标", "三级指标", "指标值"]), "procurement") == []


def test_a_form_without_a_title_is_known_by_its_words() -> None:
    # 西安 2020, page 62: the form follows another one and prints no title
    grid: list[list] = [
        ["一级指标", "二级指标", "指标内容", "指标值"],
        ["产出指标", "数量指标", "指标：领取人数", "723901人"],
    ]
    project = table([[("专项（项目）名称", 2, 1), None, ("城乡居民养老保险", 2, 1)], *grid])
    assert indicator_table_kind(project) == "project_performance"
    assert [r.project_name for r in read(project, "other")] == ["城乡居民养老保险"]
    assert (
        indicator_table_kind(table([[("部门（单位）名称", 2, 1), None, ("某局", 2, 1)], *grid]))
        == "department_performance"
    )
    assert indicator_table_kind(table([["项目", "金额"], ["一、一般公共预算", "552.72"]])) is None


def test_a_name_cut_by_a_page_break_is_put_together_and_the_cut_line_taken_once() -> None:
    # 北京 预算表12, pages 27–28: the break runs through the line 问题、违规经营性投, which both pages print
    def line(name: object, level3: str) -> list:
        return [name, None, None, "产出指标", "数量指标", level3, "≥", "1", "份"]

    one = table(
        [
            line(("11000022T000000454178-市管企业共性问题、违规经营性投", 1, 2), "甲"),
            line(None, "乙"),
            line("问题、违规经营性投资责任追究", "丙"),
            line("11000022T000000454405-法制建设", "丁"),
        ],
        paths=LONG,
        pages=[1, 1, 2, 2],
    )
    cells = [one.rows[0].cells[1], one.rows[2].cells[1]]
    cells[0].lines = ("11000022T000000454178", "-市管企业共性", "问题 违规经营性投")
    cells[1].lines = ("问题、违规经营性投", "资责任追究")
    assert [(r.project_code, r.project_name) for r in read(one)] == [
        ("11000022T000000454178", "市管企业共性问题、违规经营性投资责任追究"),
        ("11000022T000000454178", "市管企业共性问题、违规经营性投资责任追究"),
        ("11000022T000000454178", "市管企业共性问题、违规经营性投资责任追究"),
        ("11000022T000000454405", "法制建设"),
    ]


def test_the_rest_of_a_form_on_the_next_page_needs_no_header() -> None:
    # 烟台: page 33 goes on with the form of page 32 and was found as a table of its own
    first = table(
        [
            [("项目名称", 3, 1), None, None, ("宣传工作经费", 2, 1)],
            ["", "一级指标", "二级指标", "三级指标", "指标值"],
            ["绩效指标", "成本指标", "经济成本", "工作经费成本", "≤115万元"],
        ]
    )
    rest = table([["绩效指标", "产出指标", "数量指标", "宣传品数量", "≥1000件"]], pages=[2], seq=2)
    kinds = {1: "project_performance", 2: "project_performance"}
    found = extract_indicators([first, rest], kinds, DocumentIdentity(), "d")
    assert [(r.table_seq, r.project_name, r.level1, r.level3) for r in found] == [
        (1, "宣传工作经费", "成本指标", "工作经费成本"),
        (2, "宣传工作经费", "产出指标", "宣传品数量"),
    ]


def test_groups_are_found_where_the_header_does_not_name_their_column() -> None:
    # 西安 2022 表15 prints nothing above 产出指标; 西安 2026 prints 一级指标二级指标 over the line between the columns
    for head in (["", "", "二级指标"], ["", "", "一级指标二级指标"]):
        one = table(
            [
                [*head, "指标内容", "指标值"],
                ["年度绩效指标", ("产出指标", 1, 2), "数量指标", "人员工资支付率", "100%"],
                [None, None, "质量指标", "人员履职能力", "提升"],
            ]
        )
        assert [(r.level1, r.level2) for r in read(one)] == [("产出指标", "数量指标"), ("产出指标", "质量指标")]


def test_an_empty_form_has_no_indicators() -> None:
    # 西安 专项资金总体绩效目标表: the form is printed with …… in place of names
    one = table(
        [
            ["成本指标", "经济成本", "......", ""],
            ["产出指标", "数量指标", "指标1：", ""],
            ["效益指标", "社会效益", "/", "/"],
        ],
        paths=["一级指标", "二级指标", "三级指标", "指标值"],
    )
    assert read(one) == []


def sample_tables(name: str) -> tuple[list[Table], list[tuple[str | None, ...]]]:
    """Tables 14 and 15 of a sample as its truth file prints them, and the indicators that follow from it."""
    truth = json.loads((SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))
    tables: list[Table] = []
    expected: list[tuple[str | None, ...]] = []
    for one in truth["tables"]:
        if one["table_no"] not in {"14", "15"}:
            continue
        body = [
            [None if i in line.get("merged_down", []) else text for i, text in enumerate(line["cells"])]
            for line in one["rows"]
        ]
        paths = [path.replace("|", "/") for path in one["columns"]]
        tables.append(table(body, paths=paths, pages=[line["page"] for line in one["rows"]], seq=int(one["table_no"])))
        for line in one["rows"]:
            cells = line["cells"]
            if one["table_no"] == "14" and line["kind"] == "indicator":
                expected.append((None, *cells[:4]))
            for place, group in enumerate(("成本指标", "产出指标", "效益指标", "满意度指标")):
                if one["table_no"] == "15" and cells[6 + 2 * place]:
                    expected.append((cells[0], group, None, cells[6 + 2 * place], cells[7 + 2 * place]))
    return tables, expected


@pytest.mark.parametrize("name", ["S1_jiaoxi_2024", "S2_jiaoxi_2025", "S3_edu_bureau_2024", "S4_health_2024"])
def test_every_indicator_of_the_samples_is_read(name: str) -> None:
    tables, expected = sample_tables(name)
    kinds = {14: "department_performance", 15: "project_performance"}
    found = extract_indicators(tables, kinds, DocumentIdentity(), "d")
    assert [(r.project_code, r.level1, r.level2, r.level3, r.target_printed) for r in found] == expected


def test_a_group_too_long_for_its_cell_is_parted_from_the_name_it_runs_into() -> None:
    # 北京 cef2b86dfc page 56: 标 of 服务对象满意度指标 lies under the name; the words stand in the one cell or the other
    one = table(
        [
            ["产出指标", "数量指标", "补贴人数", "≥400人"],
            ["满意度指标", "服务对象满意度指学生满意度", "", "≥90%"],
            ["满意度指标", "", "服务对象满意度指导师、学生满意度", "≥90%"],
            ["产出指标", "质量指标", "质量指数提升", "≥5%"],
        ],
        paths=LEVELS,
    )
    for number, column in ((1, 2), (2, 3)):
        cell = one.rows[number].cells[column]
        cell.ink = Box(20.5, cell.box.top, 39.5, cell.box.bottom)
    assert names(read(one))[1:] == [
        ("满意度指标", "服务对象满意度指标", "学生满意度", "≥90%"),
        ("满意度指标", "服务对象满意度指标", "导师、学生满意度", "≥90%"),
        ("产出指标", "质量指标", "质量指数提升", "≥5%"),
    ]


def test_a_target_without_a_name_is_kept() -> None:
    # 西安 d8b69a4ecb page 66
    one = table([["产出指标", "数量指标", "人数", "5人"], ["产出指标", "时效指标", "", "全年"]], paths=LEVELS)
    assert names(read(one))[1] == ("产出指标", "时效指标", None, "全年")


def test_a_project_code_that_a_page_break_cut_is_left_out() -> None:
    # 北京 53b2d87438 page 35: 11000022T000000 | (457203-对外交流, on neither page) | 合作和经济综合调控研讨工作经费
    rows: list[list] = [
        ["11000022T000000457165-社会公共", "产出指标", "数量指标", "调研次数", "2次"],
        ["11000022T000000457185-财政金融", "产出指标", "数量指标", "分析数量", "4篇"],
        [("11000022T000000", 1, 1), "产出指标", "数量指标", "出访报告", "5个"],
    ]
    found = read(table(rows, paths=["项目名称", *LEVELS]))
    assert [r.project_code for r in found] == ["11000022T000000457165", "11000022T000000457185", None]


def with_ink(one: Table, seq: int, column: int, share: float) -> Table:
    """The table with a cell whose words cover `share` of its width."""
    at = next(r for r in one.rows if r.seq == seq)
    cell = at.cells[column]
    ink = replace(cell.box, x1=cell.box.x0 + share * (cell.box.x1 - cell.box.x0))
    rows = [replace(r, cells={**r.cells, column: replace(cell, ink=ink)}) if r is at else r for r in one.rows]
    return replace(one, rows=rows)


@pytest.mark.parametrize(("share", "target", "tail"), [(0.97, "", True), (0.5, "", False), (0.97, "优", False)])
def test_the_last_line_of_a_full_cell_is_no_indicator_of_the_row_below(share: float, target: str, tail: bool) -> None:
    # 西安 2022: 1：执法程序合法率；2：执法形象；3：行政执法权威 | 性 beside 生态效益指标, which names nothing
    one = table(
        [
            ["效益指标", "社会效益指标", "程序合法；执法形象；执法权威", "有所提升"],
            [None, "生态效益指标", "性", target],
            [None, "可持续影响指标", "行业健康发展", "长期"],
        ],
        paths=LEVELS,
    )
    found = read(with_ink(one, 1, 3, share))
    assert (len(found) == 2) is tail
    assert (found[0].level3 == "程序合法；执法形象；执法权威性") is tail
