"""Codes that only the name and the place of a row say."""

from __future__ import annotations

from pipeline.binding.rows.named_codes import NamedCodes
from pipeline.language.codes import FUNCTION


def codes(rows: list[tuple[str, float | None]], year: int | None = 2026) -> list[str | None]:
    """Labels with their indentation, None for one with 一、 before it."""
    reader = NamedCodes(FUNCTION, year)
    return [reader.read(name, indent, numbered=indent is None) for name, indent in rows]


def test_a_row_below_a_kuan_of_the_same_name_is_its_item() -> None:  # 深圳 66464f8eee page 162
    rows = [
        ("社会保障和就业支出", None),
        ("财政代缴社会保险费支出", 15.4),
        ("财政代缴城乡居民基本养老保险费支出", 25.4),
        ("其他社会保障和就业支出", 15.4),
        ("其他社会保障和就业支出", 25.4),
        ("卫生健康支出", None),
        ("行政事业单位医疗", 15.4),
    ]
    assert codes(rows)[3:] == ["20899", "2089999", "210", "21011"]


def test_a_row_that_begins_where_the_kuan_begin_is_no_item() -> None:  # 深圳 66464f8eee page 160
    rows = [
        ("教育支出", None),
        ("职业教育", 15.4),
        ("技校教育", 25.4),
        ("科学技术支出", None),
        ("其他科学技术支出", 15.4),
        ("其他科学技术支出", 25.4),
    ]
    assert codes(rows) == ["205", "20503", "2050303", "206", "20699", "2069999"]


def test_the_year_decides_between_two_items_of_one_name() -> (
    None
):  # read in disclosures of 2019 and 2020, and from 2021 on
    rows = [("社会保障和就业支出", None), ("其他社会保障和就业支出", 15.4), ("其他社会保障和就业支出", 25.4)]
    assert codes(rows, 2020)[-1] == "2089901"
    assert codes(rows, 2025)[-1] == "2089999"
    assert codes(rows, None)[1:] == ["20899", None]


def test_a_class_without_items_keeps_its_kuan_where_others_print_items() -> None:  # 深圳 b03dee1eff page 17
    rows = [("资源勘探工业信息等支出", None), ("建筑业", 15.4), ("行政运行", 25.4)]
    rows += [("援助其他地区支出", None), ("住房保障", 25.4), ("住房保障支出", None), ("住房改革支出", 15.4)]
    assert codes(rows) == ["215", "21503", "2150301", "219", "21908", "221", "22102"]


def test_a_list_of_items_only_names_no_kuan() -> (
    None
):  # 西安 d8b69a4ecb page 28: wrapped names, items of several classes
    reader = NamedCodes(FUNCTION, 2022)
    names = ["社会公益研究", "其他社会保障和就业支出", "行政单位医疗", "住房公积金"]
    assert [reader.read(n, None, numbered=False) for n in names] == ["2060302", "2089999", "2101101", "2210201"]


def test_without_indentation_the_second_of_two_equal_names_is_the_item() -> None:
    rows: list[tuple[str, float | None]] = [("科学技术支出", None)]
    rows += [("其他科学技术支出", 5.4), ("科技奖励", 5.4), ("其他科学技术支出", 5.4)]
    assert codes(rows) == ["206", "20699", "2069901", "2069999"]
