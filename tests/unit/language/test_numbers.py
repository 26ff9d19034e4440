"""What a cell prints, as a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbers import parse_printed, to_yuan


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("552.72", "552.72"),
        ("73,924.43", "73924.43"),  # 北京: separators
        ("15868.83", "15868.83"),  # … and none, in the same table
        ("9,151.309668", "9151.309668"),  # 北京: six decimals of 万元
        ("193,018,000", "193018000"),  # 上海: 元 without decimals
        ("25180591 .33", "25180591.33"),  # 西安 2022: a blank before the point
        ("46794, .00", "46794.00"),  # 重庆: the separator slipped behind the digits
        ("-182,400.00", "-182400.00"),  # 西安: 增减
        ("（12.50）", "-12.50"),  # parentheses are a minus
        ("１２．３", "12.3"),  # full width
        ("989034.300", "989034.300"),
        ("1277.53元", "1277.53"),
        (".5", "0.5"),
        ("5 5 2 . 7 2", "552.72"),  # letter-spaced
    ],
)
def test_a_printed_number_is_read_exactly(printed: str, value: str) -> None:
    figure = parse_printed(printed)
    assert figure is not None
    assert figure.value == Decimal(value)
    assert figure.state == "value"


@pytest.mark.parametrize("printed", ["0", "0.00", "0.000000", "-0.00"])
def test_a_printed_zero_is_a_zero_and_not_blank(printed: str) -> None:
    figure = parse_printed(printed)
    assert figure is not None
    assert (figure.value, figure.state) == (Decimal(0), "zero")


@pytest.mark.parametrize("printed", ["-", "—", "——", "－"])
def test_a_dash_is_a_state_of_its_own(printed: str) -> None:
    figure = parse_printed(printed)
    assert figure is not None
    assert figure.state == "dash"


@pytest.mark.parametrize(
    "printed", ["", " ", "无", "≤100", "7*24", "2022年", "238.0041,534.73", "2019-04-12", "项目总额370.000000"]
)
def test_text_is_no_number(printed: str) -> None:
    assert parse_printed(printed) is None


def test_two_digit_runs_with_a_blank_between_are_not_guessed() -> None:
    # 北京 2026, page 27: the point of 264.640000 is lost; joining would be a factor of a million
    assert parse_printed("264 640000") is None


def test_a_percent_is_marked() -> None:
    figure = parse_printed("17.12%")
    assert figure is not None
    assert figure.is_percent
    assert figure.value == Decimal("17.12")


def test_decimals_are_counted_for_rounding() -> None:
    assert [parse_printed(t).decimals for t in ("552.72", "118,853,953", "9.142554")] == [2, 0, 6]  # type: ignore[union-attr]


def test_yuan_are_exact_cents() -> None:
    assert to_yuan(Decimal("9151.309668"), Decimal(10000)) == Decimal("91513096.68")


amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)


@given(amounts)
def test_separators_do_not_change_a_number(value: Decimal) -> None:
    plain, grouped = parse_printed(f"{value:.2f}"), parse_printed(f"{value:,.2f}")
    assert plain is not None
    assert grouped is not None
    assert plain.value == grouped.value == value


@given(amounts)
def test_full_width_digits_are_the_same_number(value: Decimal) -> None:
    text = f"{value:.2f}"
    wide = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.-"})
    left, right = parse_printed(text), parse_printed(wide)
    assert left is not None
    assert right is not None
    assert left.value == right.value


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    figure = parse_printed(text)
    assert figure is None or figure.value.is_finite()
