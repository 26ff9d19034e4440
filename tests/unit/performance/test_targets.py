"""Printed targets, each one copied from a page (the place is named where it taught the rule)."""

from decimal import Decimal

import pytest

from pipeline.performance.targets import Target, parse_target
from pipeline.performance.vocabulary import load_vocabulary


def read(printed: str, **more: str) -> tuple[str | None, str | None, str | None]:
    target = parse_target(printed, load_vocabulary(), **more)
    return target.comparator, None if target.value is None else str(target.value), target.unit


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("≥95%", (">=", "95", "%")),
        ("≤550万元", ("<=", "550", "万元")),
        ("69人", (None, "69", "人")),
        ("100%", (None, "100", "%")),
        ("100 %", (None, "100", "%")),
        ("=3次", ("=", "3", "次")),
        ("＝100％", ("=", "100", "%")),
        ("⩾90%", (">=", "90", "%")),
        ("小于等于10万元", ("<=", "10", "万元")),
        ("≤0 次", ("<=", "0", "次")),
        ("不低于95%", (">=", "95", "%")),
        ("90%以上", (">=", "90", "%")),
        ("5个工作日内", ("<=", "5", "个工作日")),
        ("控制在10万元以内", ("<=", "10", "万元")),
        ("≥71人次", (">=", "71", "人次")),
        ("≤4245779.15元", ("<=", "4245779.15", "元")),
        ("≤1,702,767.00元", ("<=", "1702767.00", "元")),
        ("≥2次/月", (">=", "2", "次/月")),
        ("20759.03", (None, "20759.03", None)),
        ("投诉率≤5%", ("<=", "5", "%")),  # 烟台: the target repeats what is measured
        ("1- 12月执行率≥95%", (">=", "95", "%")),  # 西安
        ("完善率95%以上", (">=", "95", "%")),
        ("完成率100%", (None, "100", "%")),
        ("100%支持", (None, "100", "%")),
        ("51 .33万千瓦时", (None, "51.33", "万千瓦时")),  # 西安: blank inside the number
        ("≥13459.00(平方米)", (">=", "13459.00", "平方米")),  # 普陀
        ("≥3个（场）", (">=", "3", "个(场)")),  # the unit whole, both words of it
        ("120台（套）", (None, "120", "台(套)")),
        ("≥1.6万场", (">=", "1.6", "万场")),  # 北京
        ("≥1万页", (">=", "1", "万页")),
        ("3万册", (None, "3", "万册")),
        ("2万元以内", ("<=", "2", "万元")),
        ("≥3万", (">=", "3", "万")),
        ("各区新增≥0.1册件/人", (">=", "0.1", "册件/人")),
        ("0重大事故", (None, "0", "重大事故")),
    ],
)
def test_a_number_is_read_with_its_comparator_and_unit(printed: str, expected: tuple[str | None, ...]) -> None:
    assert read(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "及时",
        "",
        "2024年12月31日前",
        "12月底前",
        "2026年",
        "2022年12约",
        "90%-95%",
        "≥90%，≤95%",
        "≥150次；112户",
        "1个；60个",
        "第1名",
        "对9户直管企业",
        "比同期上升5%",
        "1、完成年度任务",
        "三次",
    ],
)
def test_words_dates_and_ranges_have_no_number(printed: str) -> None:
    assert parse_target(printed, load_vocabulary()) == Target()


def test_comparator_and_unit_may_stand_in_their_own_columns() -> None:
    assert read("35.78", comparator="≤", unit="万元") == ("<=", "35.78", "万元")
    assert read("优", comparator="定性") == (None, None, None)


def test_a_comparator_in_the_unit_column_is_still_a_comparator() -> None:
    assert read("90", comparator="%", unit="≥") == (">=", "90", "%")  # 长沙 2025, 年内招录完成率
    assert read("10", comparator="定性", unit="≥") == (">=", "10", None)


def test_the_unit_may_stand_in_the_name_of_the_indicator() -> None:
    assert read("≤5", indicator="法律顾问服务成本（万元）") == ("<=", "5", "万元")
    assert read("≥93", indicator="政府信息公开类行政诉讼胜诉率（%）") == (">=", "93", "%")
    assert read("3", indicator="项目（一期）") == (None, "3", None)


def test_values_are_exact_decimals() -> None:
    assert parse_target("≤0.1%", load_vocabulary()).value == Decimal("0.1")
