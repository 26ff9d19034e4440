"""Covers and titles: what kind of disclosure, whose, for which year. One layout of a cover per test."""

from __future__ import annotations

import pytest

from pipeline.identity import identify
from pipeline.tables.model import DocumentLayout
from tests.unit.identity.builders import layout, line, table


@pytest.mark.parametrize(
    ("cover", "kind", "year", "name"),
    [
        (("兰考县财政局2025年度部门决算公开",), "department_final_accounts", 2025, "兰考县财政局"),
        (("湖南省教育厅2023年部门预算说明",), "department_budget", 2023, "湖南省教育厅"),
        (("2022年度", "上海市普陀区业余大学", "单位决算"), "unit_final_accounts", 2022, "上海市普陀区业余大学"),
        (("2026年中共烟台市委宣传部部门", "预算"), "department_budget", 2026, "中共烟台市委宣传部"),
        (
            ("2 0 2 4 年 度", "成 都 市 武 侯 区 审 计 局", "部 门 预 算"),
            "department_budget",
            2024,
            "成都市武侯区审计局",
        ),
        (("二〇二三年度部门决算", "公开单位：岳阳县水利局"), "department_final_accounts", 2023, "岳阳县水利局"),
        (("岳阳县水利局部门决算公开说明（2021年度）",), "department_final_accounts", 2021, "岳阳县水利局"),
        (("附件1", "岳阳县水利局2017年度部门决算"), "department_final_accounts", 2017, "岳阳县水利局"),
        (("关于公开解放区教育局2024年部门预算的说明",), "department_budget", 2024, "解放区教育局"),
        (("共青团长沙市委员会2024年度部门整体决算公开",), "department_final_accounts", 2024, "共青团长沙市委员会"),
        (
            ("上海市2026年市级单位预算", "预算单位：上海市文物保护研究中心"),
            "unit_budget",
            2026,
            "上海市文物保护研究中心",
        ),
        (("西安市财政局", "2022 年部门综合预算"), "department_budget", 2022, "西安市财政局"),
    ],
)
def test_a_cover_says_kind_year_and_name(cover: tuple[str, ...], kind: str, year: int, name: str) -> None:
    identity = identify(layout(*cover))

    assert (identity.document_kind, identity.fiscal_year, identity.unit_name) == (kind, year, name)


def test_the_own_office_mark_belongs_to_the_name_and_the_summary_mark_does_not() -> None:
    assert identify(layout("2026 年深圳市应急管理局（本级）部", "门预算")).unit_name == "深圳市应急管理局（本级）"
    assert identify(layout("西安市财政局（汇总）", "2026年部门预算公开说明")).unit_name == "西安市财政局"


def test_the_word_department_before_the_year_is_no_part_of_the_name() -> None:
    assert identify(layout("北京市统计局部门2026年度", "部门预算信息公开")).unit_name == "北京市统计局"


def test_a_title_ends_where_the_contents_list_begins() -> None:
    identity = identify(
        layout("北京市城市管理综合行政执法局", "2026年度部门预算信息公开", "目 录", "第一部分 2026年度部门预算情况说明")
    )

    assert identity.unit_name == "北京市城市管理综合行政执法局"


def test_a_form_nobody_filled_in_has_no_name() -> None:
    assert identify(layout("上海市 XX 局", "2024 年度部门决算")).unit_name is None


def test_the_fiscal_year_is_the_year_of_the_title_and_not_the_date_of_publication() -> None:
    identity = identify(layout("岳阳县水利局2024年部门预算公开", "2025年1月20日", "2025年1月"))

    assert identity.fiscal_year == 2024


def test_tables_without_a_cover_still_tell_whose_and_which_year() -> None:
    """Page 17 of a disclosure that consists of tables only: the name stands in the form of the performance targets."""
    form = table(
        "部门整体支出绩效目标表",
        ("部门名称", "中共北京市委军民融合发展委员会办公室"),
        captions=("预算13表", "（2026年度）"),
    )
    balance = table("收支总表", ("一、一般公共预算拨款收入", "9142.55"), captions=("预算01表", "金额单位：万元"), seq=2)

    identity = identify(DocumentLayout([balance, form], []))

    assert identity.unit_name == "中共北京市委军民融合发展委员会办公室"
    assert (identity.document_kind, identity.fiscal_year) == ("department_budget", 2026)


def test_captions_above_most_tables_outweigh_the_forms_of_single_units() -> None:
    captions = ("部门名称：焦作市解放区教育局 单位：万元",)
    tables = tuple(table(f"2024年部门支出预算表{n}", ("合计", "1.00"), captions=captions, seq=n) for n in range(1, 4))
    forms = tuple(table("项目绩效目标表", ("单位名称", f"焦作市解放区第{n}小学"), seq=n) for n in ("四", "五"))

    assert identify(DocumentLayout([*tables, *forms], [])).unit_name == "焦作市解放区教育局"


def test_a_document_without_readable_text_has_no_identity() -> None:
    identity = identify(DocumentLayout([], []))

    assert identity.document_kind == "unknown"
    assert (identity.fiscal_year, identity.unit_name, identity.unit_code, identity.division_code) == (None,) * 4


def test_every_field_says_where_it_was_read() -> None:
    identity = identify(layout("兰考县财政局2025年度部门决算公开"))

    assert set(identity.evidence) == {"document_kind", "fiscal_year", "unit_name", "division_code"}
    assert identity.evidence["unit_name"].startswith("page 1:")


def test_a_name_printed_only_inside_a_frame_is_found_in_the_lines_of_the_page() -> None:
    assert (
        identify(DocumentLayout([], []), [line("兰考县财政局"), line("2025年度部门决算", top=130)]).unit_name
        == "兰考县财政局"
    )


def test_a_code_in_brackets_before_the_name_is_the_code_and_not_part_of_the_name() -> None:
    tables = tuple(
        table(title, ("合计", "1.00"), captions=("填报单位：[417]赣溪区民政局",), seq=seq)
        for seq, title in enumerate(("收支预算总表", "部门收入总表", "部门支出总表"), start=1)
    )
    found = identify(layout("2020年部门预算", tables=tables))
    assert (found.unit_name, found.unit_code) == ("赣溪区民政局", "417")
