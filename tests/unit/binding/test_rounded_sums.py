"""Hierarchies that only sums show, where every figure is rounded by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.binding.rounding import agrees
from pipeline.binding.rows.nesting import _solve
from pipeline.language.numbers import Printed, parse_printed


def printed(*texts: str) -> list[Printed]:
    return [figure for figure in map(parse_printed, texts) if figure is not None]


@pytest.mark.parametrize(
    ("whole", "parts", "holds"),
    [
        ("716.43", ("559.09", "144.23", "13.10"), True),
        ("716.45", ("559.09", "144.23", "13.10"), False),
        ("716", ("559.09", "144.23", "13.10"), True),
        ("30.00", ("10.00", "19.97"), False),
    ],
)
def test_each_part_and_the_sum_may_be_half_a_step_off(whole: str, parts: tuple[str, ...], holds: bool) -> None:
    assert agrees(printed(whole)[0], printed(*parts)) is holds


def test_a_tree_is_found_where_the_parts_are_a_step_off() -> None:
    values = [Decimal(v) for v in ("716.43", "559.09", "144.23", "13.10", "213.20")]
    assert _solve(values, Decimal("929.63"), Decimal("0.01")) == [0, 1, 1, 1, 0]


def test_no_tree_is_forced_where_a_digit_is_wrong() -> None:
    values = [Decimal(v) for v in ("716.43", "559.09", "144.23", "18.10", "213.20")]
    assert _solve(values, Decimal("929.63"), Decimal("0.01")) is None
