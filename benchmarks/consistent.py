"""False alarms where the truth is known: budgets that agree with themselves, on every form, and what the rules say of them.

    python -m benchmarks.consistent [--documents N] [--seed N] [--list FILE]

Every document is one of the invented forms of `tests/samples/layouts` with random figures: exact, or each printed figure rounded by itself to 元,
to 万元 and to two to six decimals; zeros printed in four ways; with and without money carried over; with empty funds; with rows withheld that totals
include. Most have pages of text that restate the tables in another unit and rounding, with shares, changes and rates (`benchmarks.told`). The form's
PDF is read once; the figures are replaced on the pages as read, and tables, binding, prose and rules run on the result. Not one `error` and not one
`warn` may say that a figure is wrong.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.printed_pages import Sheet, as_drawn
from benchmarks.rule_runs import Said, said_by_rules
from benchmarks.told import Told, with_text
from pipeline.extracting.document import extract_pages
from pipeline.records import Extraction
from pipeline.warehouse.sql_models import load_models
from tests.samples.layouts.figures import Variation, varying
from tests.samples.layouts.make import DISCLOSURES, HERE
from tests.samples.layouts.paper import Disclosure, Money

EMPTY = ("government_managed_funds", "other_revenue", "carried_in")
FINER = 10_000
"""Parts of the smallest printed place: figures of 元 and 分 that are printed in 万元."""
TRUE_OF_THE_PAGES = {"R83": "the invented disclosures leave out tables that their forms number"}
AT_ONCE = 60
ZEROS = ("", "0", "0.00", "-")


@dataclass(frozen=True)
class Office:
    """An invented office and how its money is printed."""

    name: str
    form: str
    variation: Variation
    withheld: str
    told: str
    """How the text counts; empty without a text."""
    extraction: Extraction

    @property
    def how(self) -> str:
        """For people: `hubei_biao1_10 seed 7, rounded to 3 places, no other_revenue`."""
        v = self.variation
        words = [f"{self.form} seed {v.seed}"]
        if v.finer > 1:
            words.append("each figure rounded" + ("" if v.places is None else f" to {v.places} places"))
        words += [f"no {fund}" for fund in sorted(v.empty)]
        if self.withheld:
            words.append(f"{self.withheld} withheld")
        if self.told:
            words.append(f"text in {self.told}")
        return ", ".join(words)


def budget_forms() -> list[Callable[[], Disclosure]]:
    """The forms whose figures are sums of a random budget; those drawn to be read print figures of their own."""
    with varying(Variation(seed=1)):
        others = [_money(make()) for make in DISCLOSURES]
    return [make for make, other in zip(DISCLOSURES, others, strict=True) if _money(make()) != other]


def _money(form: Disclosure) -> list[int]:
    return [c.value for table in form.tables for row in table.rows for c in row.cells if isinstance(c, Money)]


def variation(seed: int, chance: random.Random, form: Disclosure) -> Variation:
    """A random way to print the form's money."""
    empty = frozenset(fund for fund in EMPTY if chance.random() < 0.25)
    scale = chance.choice((1, 1, 10, 100))
    if chance.random() < 0.3:
        return Variation(seed, empty=empty, scale=scale)
    places = None if form.places == 0 or chance.random() < 0.4 else chance.randint(2, 6)
    return Variation(seed, FINER, places, empty, scale)


def offices(count: int, seed: int) -> Iterator[Office]:
    """`count` self-consistent documents, form after form."""
    chance = random.Random(seed)
    sheets: dict[str, tuple[Callable[[], Disclosure], Disclosure, Sheet]] = {}
    forms = budget_forms()
    for number in range(count):
        make = forms[number % len(forms)]
        if make.__qualname__ not in sheets:
            first = make()
            sheets[make.__qualname__] = (make, first, Sheet(HERE / f"{first.name}.pdf"))
        _, first, sheet = sheets[make.__qualname__]
        drawn = variation(number + 1, chance, first)
        withheld = _left_out(first, chance) if chance.random() < 0.15 else ""
        with varying(drawn):
            other = make()
        other.zero = chance.choice((first.zero, *ZEROS))
        pages = as_drawn(sheet, first, other, withheld)
        told = ""
        if chance.random() < 0.8:
            teller = Told(other, chance)
            pages = with_text(pages, teller.paragraphs())
            told = f"{teller.unit} with {teller.places} places"
        name = f"office{number:04d}"
        yield Office(name, first.name, drawn, withheld, told, extract_pages(pages, name))


def _left_out(form: Disclosure, chance: random.Random) -> str:
    """A 项 that stands beside others of its 款, so that its 款 still prints parts."""
    codes = {str(r.facets.get("function_code") or "") for t in form.tables for r in t.rows if r.facets.get("is_leaf")}
    families = Counter(code[:5] for code in codes if len(code) == 7)
    return chance.choice(sorted(c for c in codes if len(c) == 7 and families[c[:5]] > 1) or [""])


def alarms(found: list[Office]) -> list[tuple[Office, Said]]:
    """What the rules say is wrong, of documents in which nothing is."""
    models = load_models()
    result = []
    for start in range(0, len(found), AT_ONCE):
        batch = {office.name: office for office in found[start : start + AT_ONCE]}
        said = said_by_rules({name: office.extraction for name, office in batch.items()}, models)
        result += [
            (batch[s.document_id], s)
            for s in said
            if s.severity in {"error", "warn"} and s.rule_id not in TRUE_OF_THE_PAGES
        ]
    return result


def main() -> None:
    """Count false alarms by rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=506)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", type=Path, help="write every alarm to this file")
    options = parser.parse_args()
    made = list(offices(options.documents, options.seed))
    false = alarms(made)
    kinds = Counter("withheld" if o.withheld else "rounded" if o.variation.finer > 1 else "exact" for o in made)
    print(
        f"{len(made)} documents on {len({o.form for o in made})} forms: "
        + ", ".join(f"{n} {k}" for k, n in sorted(kinds.items()))
    )
    for severity in ("error", "warn"):
        mine = [(o, s) for o, s in false if s.severity == severity]
        rules = Counter(s.rule_id for _, s in mine)
        print(
            f"{severity}: {len(mine)} false alarms in {len({o.name for o, _ in mine})} documents  {dict(rules.most_common())}"
        )
    if options.list:
        options.list.write_text(
            "".join(f"{o.how} | {s.severity} {s.rule_id} {s.message}\n" for o, s in false), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
