"""One spelling for what documents print in many."""

from __future__ import annotations

import pytest

from pipeline.language.meaning import Moment
from pipeline.language.ordinals import is_of_which, split_ordinal
from pipeline.language.spelling import (
    aligned,
    body_key,
    folded,
    name_key,
    plain,
    squeezed,
    squeezed_with_year,
    typed,
    year_in,
)


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


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2025年预算数", 2025),
        ("1.2024年度项目支出", 2024),
        ("2026—2028年", 2026),
        ("2023决算数", 2023),
        ("项目总额1,620.200000", None),  # 北京 交管局 21: hidden text over a head
        ("项目总额2,024.00", None),
        ("2024.50", None),
        ("11000022T000000432019739", None),
        ("2000年", None),
    ],
)
def test_a_year_is_no_piece_of_an_amount_or_a_longer_number(words: str, year: int | None) -> None:
    assert year_in(words) == year


def test_a_year_far_from_the_documents_is_no_year() -> None:
    assert Moment(2026, is_final=False).resolve(None, 2009) == ("budget", 2026)
    assert Moment(2026, is_final=False).resolve(None, 2024) == ("prior_year_budget", 2024)


def test_each_narrower_spelling_changes_what_its_name_says_and_no_more() -> None:
    printed = "“三公”经费 （2024年）"
    assert squeezed(printed) == "“三公”经费（2024年）"
    assert folded(printed) == "“三公”经费(2024年)"
    assert plain(printed) == '"三公"经费(2024年)'
    assert aligned(printed) == '"三公"经费 (2024年)'
    assert body_key(printed) == "三公经费2024年"
    assert squeezed_with_year("二〇二四 年度") == "2024年度"
    assert squeezed_with_year("第二○四号") == "第二○四号"
    assert typed(" ＡＢ 公司 ") == "ab 公司"


def test_a_place_in_the_aligned_text_is_a_place_in_the_print() -> None:
    printed = "（１２．５％）——“增长”"
    assert len(aligned(printed)) == len(printed)
