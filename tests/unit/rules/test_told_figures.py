"""Texts that restate invented tables are true to them: figures rounded by themselves, rates of the exact figures."""

from __future__ import annotations

import random
import re
from decimal import Decimal

from benchmarks.told import Told, with_text
from pipeline.reading import Page
from tests.samples.layouts.forms.tianjin import tianjin
from tests.samples.layouts.paper import Disclosure

AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万元|亿元)")


def told(seed: int, form: Disclosure) -> list[str]:
    return Told(form, random.Random(seed)).paragraphs()


def test_a_change_and_its_rate_are_those_of_one_year_before() -> None:
    pattern = re.compile(r"([\d,.]+)万元[^，。；]*，[^，。；]*?(增加|减少)([\d,.]+)万元，(?:增长|下降)([\d.]+)%")
    found = 0
    for seed in range(40):
        for text in told(seed, tianjin()):
            for now, way, change, rate in pattern.findall(text):
                amount, moved = (Decimal(x.replace(",", "")) for x in (now, change))
                before = amount - moved if way == "增加" else amount + moved
                step = Decimal(1).scaleb(-max(0, len(change.partition(".")[2])))
                if before > 50 * step:
                    found += 1
                    assert abs(100 * moved / before - Decimal(rate)) <= 100 * 3 * step / before + Decimal("0.1")
    assert found > 20


def test_units_and_decimals_vary() -> None:
    ways = {(t.unit, t.places) for t in (Told(tianjin(), random.Random(seed)) for seed in range(40))}
    assert len(ways) > 2
    assert all(AMOUNT.search("".join(told(seed, tianjin()))) for seed in range(5))


def test_the_text_stands_behind_the_cover_in_lines_of_the_page() -> None:
    pages = [Page(number=n, width=595, height=842) for n in (1, 2)]
    paragraph = "字" * 100
    found = with_text(pages, [paragraph, "尾"])
    assert [page.number for page in found] == [1, 2, 3]
    assert "".join(word.text for word in found[1].words) == paragraph + "尾"
    assert all(word.x1 <= page.width for page in found for word in page.words)
