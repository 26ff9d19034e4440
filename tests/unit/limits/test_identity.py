"""Pairs of limits of identity: the last document that passes and the first that does not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.identity import identify, is_disclosure
from pipeline.identity.divisions import find_division
from pipeline.identity.edition import find_edition
from pipeline.identity.period import find_year
from pipeline.identity.text import gather
from tests.unit.identity.builders import layout, line, table

STATEMENTS = ("收入预算情况说明", "支出预算情况说明", "机关运行经费预算", "政府采购预算情况")


@pytest.mark.parametrize(("count", "passes"), [(4, True), (3, False)])
def test_four_statements_make_a_disclosure_without_title_and_tables(count: int, passes: bool) -> None:
    texts = [
        *STATEMENTS[:count],
        "各项支出按照规定执行，厉行节约，严格控制一般性支出，保障重点工作需要，不断提高资金使用效益。",
    ]
    assert (is_disclosure(layout(*texts)) is None) is passes


@pytest.mark.parametrize(("titles", "passes"), [(("收支总表", "收入总表"), True), (("收支总表",), False)])
def test_two_of_the_usual_tables_make_a_disclosure(titles: tuple[str, ...], passes: bool) -> None:
    tables = tuple(table(title, ("教育支出", "30.00"), seq=n) for n, title in enumerate(titles, start=1))
    assert (is_disclosure(layout(*titles, tables=tables)) is None) is passes


@pytest.mark.parametrize(
    ("this", "other", "year"),
    [(6, 2, 2024), (5, 2, None), (5, 1, 2024), (4, 0, None)],  # three times as often, and five times at least
)
def test_a_year_of_the_text_is_spoken_of_three_times_as_often_as_any_other(
    this: int, other: int, year: int | None
) -> None:
    texts = [f"做好工作之{n}，推进2024年工作。" for n in range(this)] + [
        f"回顾之{n}，总结2021年工作。" for n in range(other)
    ]
    found = find_year(gather(layout(*texts)), ())
    assert (found and found[0]) == year


@pytest.mark.parametrize(("mentions", "code"), [(3, "610100"), (2, None)])
def test_a_place_of_the_text_is_named_three_times(mentions: int, code: str | None) -> None:
    texts = [f"之{n}，服务西安市经济发展。" for n in range(mentions)]
    found = find_division(gather(layout(*texts)), (), None)
    assert (found and found[0]) == code


@pytest.mark.parametrize(
    ("title", "revised"),
    [
        ("某市教育局2024年部门预算（更正）", True),
        ("某市教育局2024年部门预算修订版", True),
        ("某市教育局2024年部门预算公开", False),
    ],
)
def test_a_corrected_edition_says_so(title: str, revised: bool) -> None:
    assert find_edition([line(title)], ()).is_revision is revised


@pytest.mark.parametrize(("wrapped", "name"), [(5, "某市教育局"), (6, None)])
def test_a_title_is_wrapped_into_five_lines_at_most(wrapped: int, name: str | None) -> None:
    whole = "某市教育局2024年度部门预算公开"
    cuts = [round(i * len(whole) / wrapped) for i in range(wrapped + 1)]
    pieces = [whole[a:b] for a, b in pairwise(cuts)]
    assert identify(layout(*pieces)).unit_name == name
