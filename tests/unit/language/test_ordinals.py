"""One grammar of ordinals."""

from __future__ import annotations

import re

import pytest

from pipeline.language import ordinals
from pipeline.language.ordinals import split_ordinal


@pytest.mark.parametrize("printed", ["一、", "二十一、", "（二）", "(三)", "1.", "12、", "３．", "（1）", "(4)"])
def test_every_printed_ordinal_is_one(printed: str) -> None:
    assert re.fullmatch(ordinals.ANY, printed)


@pytest.mark.parametrize("printed", ["1.5", "123.", "一", "（一", "1", "第一部分", "2024."])
def test_other_numbers_are_none(printed: str) -> None:
    assert not re.match(ordinals.ANY, printed)


def test_an_ordinal_before_a_year_is_no_decimal() -> None:
    assert re.match(ordinals.ITEM, "2.2024年度收入决算情况")
    assert split_ordinal("1.2024年结转")[2] == "2024年结转"
    assert split_ordinal("1.2024")[1] is None


def test_a_part_is_counted_in_digits_of_either_kind() -> None:
    assert all(re.fullmatch(ordinals.PART, printed) for printed in ("第一部分", "第十一部分", "第3部分"))
