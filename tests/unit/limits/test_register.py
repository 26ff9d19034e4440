"""Every limit of tables, binding and identity stands on the page of limits, with its pair or the words that none is known."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.limits import UNKNOWN, limits, pairs

HERE = Path(__file__).parent


def test_the_page_says_of_every_limit_what_the_module_says() -> None:
    found = {limit.place: limit.value for limit in limits()}
    assert {place: value for place, (value, _) in pairs().items()} == found


def test_a_pair_that_the_page_names_is_a_test() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    for _, pair in pairs().values():
        assert pair.strip()
        for name in re.findall(r"`(test_\w+)`", pair):
            assert f"def {name}(" in tests


def test_limits_without_a_page_do_not_become_more() -> None:
    unknown = [place for place, (_, pair) in pairs().items() if pair.strip() == UNKNOWN]
    assert len(unknown) <= 110, (
        "draw the last page that passes and the first that does not, and name the test on the page"
    )
