"""Whether the numbers of random pages are those of the warehouse, and lead to cells whose printed text gives them.

    python -m benchmarks.page_numbers [--home DIR] [--pages 200] [--seed 1]

Pages are drawn from the addresses of a build, bodies, places, projects, comparisons and pages of documents among them. A number with a link is
followed as a reader would follow it: to the row of the warehouse that it names, and to the cells behind it. Exit status 1 when one is wrong or
leads nowhere.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

from starlette.testclient import TestClient

from pipeline.answers.build import Published
from pipeline.answers.evidence import evidence_of
from pipeline.answers.measures import PER_SOMETHING
from pipeline.home import Home
from pipeline.language.numbers import typed_number
from pipeline.tracing.trace import TraceError
from pipeline.web.server import application

_EVIDENCE = re.compile(r"^/evidence/(?P<key>[^/?]+)/(?P<column>\w+)")
_AMOUNT = re.compile(r"^/amount/(?P<key>\w+)")
_STEP = Decimal("0.005")
"""Half of the last digit of a number in 万元 with two decimals."""


class _Links(HTMLParser):
    """Links of a page with their texts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._address: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._address, self._text = dict(attrs).get("href"), ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._address:
            self.found.append((self._address, self._text.strip()))
            self._address = None


@dataclass(slots=True)
class Checked:
    """What came out."""

    pages: int = 0
    numbers: int = 0
    without_cell: Counter[str] = field(default_factory=Counter)
    """Numbers that no cell stands behind: those the warehouse took from a sentence, a target or a count, by column."""
    wrong: list[str] = field(default_factory=list)


def addresses(build: Published, count: int, seed: int) -> Iterator[str]:
    """Random addresses of pages with numbers, the same for the same seed and build."""
    kinds = {
        "unit": "select distinct unit_id from mart_unit_year where unit_id is not null",
        "place": "select distinct place from mart_function_year where place is not null",
        "functions": "select distinct place || '/' || fiscal_year || '/' || stage from mart_function_year where stage = 'budget'",
        "project": "select distinct project_key from mart_project",
        "economic": "select distinct document_id || '/' || disclosure_seq from mart_economic_year",
        "page": "select distinct document_id || '/' || page from fact_amount",
    }
    chosen = random.Random(seed)
    found = {kind: sorted(str(next(iter(row.values()))) for row in build.rows(sql)) for kind, sql in kinds.items()}
    fixed = [
        "/compare",
        "/growth",
        "/projects",
        "/compare?measure=three_public_yuan&stage=final_accounts&scope=department",
    ]
    yield from fixed
    for _ in range(count - len(fixed)):
        kind = chosen.choice([kind for kind in kinds if found[kind]])
        yield f"/{kind}/{chosen.choice(found[kind])}"


def check(home: Home, count: int = 200, seed: int = 1, most_per_page: int = 40) -> Checked:
    """Follow the numbers of random pages.

    Args:
        home: with a published build.
        count: pages.
        seed: of the choice.
        most_per_page: numbers followed on a page, taken at random.
    """
    build = Published(home)
    chosen = random.Random(seed)
    done = Checked()
    with TestClient(application(home)) as client:
        for address in addresses(build, count, seed):
            answer = client.get(address)
            if answer.status_code != 200:
                if not address.startswith("/functions/"):  # a place may have no whole funds in a year
                    done.wrong.append(f"{address}: {answer.status_code}")
                continue
            links = _Links()
            links.feed(answer.text)
            numbers = [(to, text) for to, text in links.found if _EVIDENCE.match(to) or _AMOUNT.match(to)]
            done.pages += 1
            for to, text in chosen.sample(numbers, min(most_per_page, len(numbers))):
                done.numbers += 1
                _follow(build, address, to, text, done)
    return done


def _follow(build: Published, page: str, to: str, text: str, done: Checked) -> None:
    amount = _AMOUNT.match(to)
    if amount:
        row = build.one("select printed from fact_amount where amount_id = ?", [amount["key"]])
        if row is None or row["printed"] != text:
            done.wrong.append(f"{page}: {text} is not what {to} prints")
        return
    place = _EVIDENCE.match(to)
    assert place
    try:
        found = evidence_of(build, place["key"].replace("%3A", ":"), place["column"])
    except TraceError as error:
        done.wrong.append(f"{page}: {text}: {error}")
        return
    value, shown = found.figures[0].value, typed_number(text)
    scale = 1 if place["column"] in PER_SOMETHING else 10_000
    if shown is None or value is None or abs(Decimal(str(value)) / scale - shown) > _STEP:
        done.wrong.append(f"{page}: {text} is {value} in the warehouse ({to})")
    elif not any(source.printed for figure in found.figures for source in figure.sources):
        done.without_cell[f"{found.row.mart}.{place['column']}"] += 1
    elif found.figures[0].adds_up is False:
        done.wrong.append(f"{page}: {text} is not the sum of its cells ({to})")


def main() -> None:
    """Check and print; exit status 1 when a number is wrong or leads to no cell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    done = check(Home.locate(chosen.home), chosen.pages, chosen.seed)
    for text in done.wrong:
        print(text)
    for column, count in done.without_cell.most_common():
        print(f"no cell behind {count} numbers of {column}")
    print(
        f"{done.pages} pages, {done.numbers} numbers followed, {len(done.wrong)} wrong, {sum(done.without_cell.values())} without a cell"
    )
    sys.exit(1 if done.wrong else 0)


if __name__ == "__main__":
    main()
