"""One spelling for what documents print in many."""

from __future__ import annotations

import pytest

from pipeline.binding.text import is_of_which, name_key, plain, split_ordinal


@pytest.mark.parametrize(
    ("label", "ordinal", "level", "rest"),
    [
        ("一、一般公共服务支出", "一", 0, "一般公共服务支出"),
        ("二十一、住房保障支出", "二十一", 0, "住房保障支出"),
        ("（二）政府性基金预算拨款", "二", 1, "政府性基金预算拨款"),
        ("20、住房保障支出", "20", 2, "住房保障支出"),
        ("1.一般公共预算资金", "1", 2, "一般公共预算资金"),
        ("(4)资本性支出", "4", 3, "资本性支出"),
        ("其中：（1）公务用车购置费", "1", 3, "公务用车购置费"),
        ("本 年 收 入 合 计", None, None, "本年收入合计"),
    ],
)
def test_the_ordinal_is_taken_off(label: str, ordinal: str | None, level: int | None, rest: str) -> None:
    assert split_ordinal(label) == (ordinal, level, rest)


def test_a_decimal_is_no_ordinal() -> None:
    assert split_ordinal("2.72")[1] is None


@pytest.mark.parametrize("label", ["其中：财政拨款", "其中:经费拨款", "（其中）财政拨款"])
def test_of_which_is_seen(label: str) -> None:
    assert is_of_which(label)


def test_full_width_and_blanks_do_not_matter() -> None:
    assert plain("本　年 收入（合计）") == "本年收入(合计)"
    assert name_key("机关资本性支出（一）") == name_key("机关资本性支出(一)")
