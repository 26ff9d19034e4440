"""Pairs of limits of the running text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.narrative.guards import performance_item
from tests.unit.narrative.speaking import values


@pytest.mark.parametrize(("apart", "item"), [(22, "performance_evaluation_amount"), (23, "performance_amount")])
def test_a_word_behind_a_figure_says_its_step_within_24_characters(apart: int, item: str) -> None:
    text = "涉及金额" + "的" * (apart - 4) + "自评结果"
    assert performance_item("amount", text, 0) == item


@pytest.mark.parametrize(("whole", "adds_up"), [("100.01", True), ("100.02", False)])
def test_changes_listed_as_a_reason_are_parts_when_they_give_the_change_to_fifty_yuan_each(
    whole: str, adds_up: bool
) -> None:
    found = values(f"2024年支出预算800万元，比2023年减少{whole}万元，主要是基本支出减少60万元，项目支出减少40万元。")
    assert ("basic_expenditure_change" in found) is adds_up


@pytest.mark.parametrize("word", ["减少", "下降", "降低", "压减", "压缩"])
def test_every_word_of_a_fall_gives_a_negative_change(word: str) -> None:
    found = values(f"2024年支出预算800万元，比2023年{word}100万元。")
    assert next(v for k, v in found.items() if k.endswith("_change")) == Decimal(-1_000_000)
