"""Date and mark of correction of an edition."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.identity.edition import Edition, find_edition
from pipeline.identity.text import gather
from pipeline.identity.titles import find_titles
from tests.unit.identity.builders import layout


def edition(*texts: str) -> Edition:
    found = layout(*texts)
    return find_edition(found.prose, list(find_titles(gather(found).lines)))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024年3月15日", date(2024, 3, 15)),
        ("公开日期：2024-03-15", date(2024, 3, 15)),
        ("二〇二四年三月", None),
        ("2024年3月", date(2024, 3, 1)),
        ("经2024年3月15日市人大批准", None),
        ("2024年13月1日", None),
    ],
)
def test_the_date_on_the_cover(line: str, day: date | None) -> None:
    assert edition("青石市林业局2024年部门预算", line).printed_on == day


def test_two_dates_on_the_cover_say_nothing() -> None:
    assert edition("青石市林业局2024年部门预算", "2024年3月1日", "2024年4月1日").printed_on is None


@pytest.mark.parametrize("title", ["2024年部门预算（调整）", "2024年部门预算公开（更正）", "2024年部门预算（修订版）"])
def test_a_cover_that_says_so_is_a_revision(title: str) -> None:
    assert edition("青石市林业局", title).is_revision


def test_a_sentence_on_adjustments_is_no_mark_of_revision() -> None:
    text = "2024年部门预算较上年调整增加，主要是修订后的定额提高。"
    assert not edition("青石市林业局2024年部门预算", text).is_revision
