"""Labels, titles and units as they are printed above tables."""

from __future__ import annotations

import pytest

from pipeline.language.page_numbers import is_page_number
from pipeline.tables.captions import is_label, looks_like_title, split_title, unit_statement


@pytest.mark.parametrize(
    ("printed", "label", "title"),
    [
        ("预算01表收支总表", "预算01表", "收支总表"),
        ("表14-1部门专项业务经费绩效目标表", "表14-1", "部门专项业务经费绩效目标表"),
        ("公开10表财政拨款支出表", "公开10表", "财政拨款支出表"),
        ("十、一般公共预算“三公”经费支出预算表", "十", "一般公共预算“三公”经费支出预算表"),
        ("2024年部门收支预算表", None, "2024年部门收支预算表"),
        ("部门公开表1收支总表", "部门公开表1", "收支总表"),
        ("GK01表收入支出决算总表", "GK01表", "收入支出决算总表"),
        ("预算公开02表部门收入总表", "预算公开02表", "部门收入总表"),
        ("附件2-4支出预算分类汇总表", "附件2-4", "支出预算分类汇总表"),
    ],
)
def test_a_label_is_split_off_the_title(printed: str, label: str | None, title: str) -> None:
    assert split_title(printed) == (label, title)


@pytest.mark.parametrize(
    "text",
    ["收入总表", "2024年部门支出预算表", "一般公共预算支出明细表（按支出功能分类科目）", "部门收支总体情况"],
)
def test_titles_of_tables(text: str) -> None:
    assert looks_like_title(text)


@pytest.mark.parametrize("text", ["注：本表为空表", "详见附表。", "收入预算123万元；", "表"])
def test_lines_that_are_no_title(text: str) -> None:
    assert not looks_like_title(text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("部门名称：某局单位：万元", "单位：万元"),
        ("金额单位:元", "金额单位:元"),
        ("单位：人民币元", "单位：人民币元"),
        ("编制单位：某局", None),
        ("单位名称", None),
    ],
)
def test_the_unit_is_found_inside_a_line(text: str, statement: str | None) -> None:
    assert unit_statement(text) == statement


@pytest.mark.parametrize("text", ["- 12 -", "第3页，共20页", "— 8 —", "17"])
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["表3", "表3-1", "附件2-4", "GK01表", "部门公开表1"])
def test_the_number_of_a_table_is_no_running_head(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", ["某局2024年部门预算", "12", "一、"])
def test_other_repeated_lines_are_no_numbers_of_tables(text: str) -> None:
    assert not is_label(text)
