"""Codes in the forms that offices print."""

from __future__ import annotations

import pytest

from pipeline.language.codes import DEPARTMENT, FUNCTION, GOVERNMENT, CodeReader, class_of, code_by_name, split_code


def test_three_cells_with_full_codes_on_every_level() -> None:  # 上海
    reader = CodeReader()
    rows = [["208", "", ""], ["208", "05", ""], ["208", "05", "02"]]
    assert [reader.read(r) for r in rows] == ["208", "20805", "2080502"]


def test_cumulative_codes_in_three_cells_are_not_doubled() -> None:
    reader = CodeReader()
    rows = [["201", "", ""], ["201", "20138", ""], ["201", "20138", "2013801"]]
    assert [reader.read(r) for r in rows] == ["201", "20138", "2013801"]


def test_each_row_prints_its_own_level_only() -> None:  # 烟台
    reader = CodeReader()
    rows = [["214", "", ""], ["", "01", ""], ["", "", "36"], ["", "", "99"], ["", "02", ""], ["221", "", ""]]
    assert [reader.read(r) for r in rows] == ["214", "21401", "2140136", "2140199", "21402", "221"]


def test_a_kuan_printed_without_its_zero_is_still_two_digits() -> None:  # 普陀 9cf8afd0f9 page 29
    reader = CodeReader()
    rows = [["301", "1"], ["301", "2"], ["301", "13"]]
    assert [reader.read(r) for r in rows] == ["30101", "30102", "30113"]


def test_only_the_kuan_row_prints_its_own_level() -> None:  # 长沙: 201 / 40 / 201 40 01
    reader = CodeReader()
    rows = [["201", "", ""], ["", "40", ""], ["201", "40", "01"]]
    assert [reader.read(r) for r in rows] == ["201", "20140", "2014001"]


def test_a_pair_of_digits_is_a_kuan_where_items_are_printed_in_full() -> None:  # 西安 2019
    reader = CodeReader(items_in_full=True)
    rows = ["208", "05", "2080505", "2080506", "99", "2089901"]
    assert [reader.read([r]) for r in rows] == ["208", "20805", "2080505", "2080506", "20899", "2089901"]


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("2050305-高等职业教育", "2050305", "高等职业教育"),  # 北京
        ("[2050305]高等职业教育", "2050305", "高等职业教育"),  # 重庆
        ("50101-工资奖金津补贴", "50101", "工资奖金津补贴"),
        ("106_长沙市公安局", "106", "长沙市公安局"),  # 长沙
        ("2013601 行政运行", "2013601", "行政运行"),
        ("11000022T000000451922-国资国企重难点问题研究", "11000022T000000451922", "国资国企重难点问题研究"),
        ("01-公共服务", "01", "公共服务"),
        ("2010405-日常经济运行调节", "2010405", "日常经济运行调节"),  # 北京 53b2d87438 page 4
    ],
)
def test_code_and_name_in_one_cell(printed: str, code: str, name: str) -> None:
    assert split_code(printed) == (code, name)


@pytest.mark.parametrize(
    "printed",
    [
        "2024年焦西街道经费",
        "2024 年焦西街道经费",
        "2024焦西街道“三公”经费",
        "96196电梯应急处置服务平台",
        "行政运行",
        "12.5%",
    ],
)
def test_a_number_in_a_name_is_no_code(printed: str) -> None:
    assert split_code(printed)[0] is None


def test_the_first_digit_tells_the_classification() -> None:
    assert [class_of(c) for c in ("2080505", "30101", "50101", "526", "312001", "2024")] == [
        FUNCTION,
        DEPARTMENT,
        GOVERNMENT,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("农林水事务", "213"),
        ("农林水支出", "213"),
        ("医疗卫生与计划生育支出", "210"),
        ("文化体育旅游与传媒支出", "207"),
        ("资源勘探信息等", "215"),
        ("国有资本经营预算支出", "223"),
        ("一般公共服务", "201"),
    ],
)
def test_old_and_short_names_of_a_lei_find_its_code(name: str, code: str) -> None:
    assert code_by_name(FUNCTION, name, None, 3) == code


def test_a_name_that_repeats_under_many_kuan_is_no_key() -> None:
    assert code_by_name(FUNCTION, "行政运行") is None
    assert code_by_name(FUNCTION, "行政运行", "20136", 7) in {"2013601", None}
