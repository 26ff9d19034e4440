"""Recall where the truth is known: change one digit of one printed figure and see whether a rule notices.

    python -m benchmarks.mutation [PDF …] [--forms] [--figures N] [--only GROUP] [--seed N] [--list FILE]

`--forms` adds every invented form of `tests/samples/layouts`, with a text that restates it (`benchmarks.told`); without PDFs and `--forms` the
sample of an education bureau is taken. Of each document N figures are drawn, over all kinds of tables, target forms, amounts in the prose and stated
changes. The digit is changed on the page as read, so that finding tables, binding, prose and rules all see it; never a digit behind the point, which
could be rounding. A change is caught when an `error` or `warn` finding appears that the document itself does not have.

A figure that recurs nowhere (no other figure of the same value, no total of its row or column) cannot be caught by anybody; such figures are counted
apart and listed by name.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path

from benchmarks.printed_pages import Changes, Sheet
from benchmarks.rule_runs import said_by_rules
from benchmarks.told import Told, with_text
from pipeline.extracting.document import extract_pages, read_pages
from pipeline.reading import Page
from pipeline.reading.model import Word
from pipeline.records import AmountRecord, Extraction
from pipeline.tables.model import Box
from pipeline.warehouse.sql_models import load_models
from tests.samples.layouts.make import DISCLOSURES, HERE
from tests.samples.layouts.paper import Disclosure

SAMPLE = HERE.parent / "S3_edu_bureau_2024.pdf"
TARGET_FORMS = ("department_performance", "project_performance")
PROSE_MONEY = re.compile(r"(\d[\d,，]*(?:\.\d+)?)(万元|亿元|元)(?!以上|以下|（含|\(含)")
"""Amounts; 单价100万元以上 is a threshold."""
CHANGE = re.compile(r"(?:增加|减少|增长|下降|降低)(?:了)?(\d[\d,，]*(?:\.\d+)?)(万元|亿元|元|%|％)")
YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
AT_ONCE = 60


@dataclass(frozen=True)
class Figure:
    """A printed figure that can be changed."""

    group: str
    """`tables`, `target forms`, `prose` or `changes`."""
    kind: str
    """Kind of table; the group for prose."""
    page: int
    box: Box
    """The ink of the word that prints it."""
    text: str
    """The whole word."""
    start: int
    end: int
    """Where in the word the figure stands."""
    name: str
    """For people: row and column, or the word."""
    recurs: bool
    """Something else in the document says the same, so that a contradiction can be seen."""

    def changed(self, chance: random.Random) -> str:
        """The word with one digit of the figure replaced, so that it stays plausible."""
        figure = self.text[self.start : self.end]
        places = [i for i, c in enumerate(figure) if c.isdigit()]
        whole = [i for i in places if "." not in figure[: i + 1]] or places[:1]
        if "." not in figure and len(whole) > 1:
            whole.pop()  # the last place of whole numbers is where they were rounded
        at = chance.choice(whole)
        leading = at == places[0] and len(whole) > 1
        digit = chance.choice([d for d in "0123456789" if d != figure[at] and not (leading and d == "0")])
        return self.text[: self.start] + figure[:at] + digit + figure[at + 1 :] + self.text[self.end :]


@dataclass(frozen=True)
class Document:
    """A document as read, with its figures."""

    name: str
    sheet: Sheet
    extraction: Extraction
    figures: tuple[Figure, ...]


def told(make: Callable[[], Disclosure], seed: int) -> Document:
    """An invented form with a text that restates it in 万元 with two decimals."""
    form = make()
    teller = Told(form, random.Random(seed))
    teller.unit, teller.places = "万元", 2
    pages = with_text(read_pages(HERE / f"{form.name}.pdf"), teller.paragraphs())
    return listed(form.name, Sheet(pages=pages))


def listed(name: str, sheet: Sheet) -> Document:
    """What can be changed in a document."""
    extraction = extract_pages(sheet.pages, "original")
    values = Counter(abs(a.amount_yuan) for a in extraction.amounts)
    values.update(abs(c.value) for c in extraction.claims if c.value_unit == "yuan")
    figures = [*_of_tables(extraction, values), *_of_prose(sheet, values)]
    return Document(name, sheet, extraction, tuple(figures))


def _of_tables(extraction: Extraction, values: Counter[Decimal]) -> Iterator[Figure]:
    columns: dict[tuple[int, int], list[AmountRecord]] = defaultdict(list)
    rows: dict[tuple[int, int], list[AmountRecord]] = defaultdict(list)
    for amount in extraction.amounts:
        columns[amount.table_seq, amount.column_seq].append(amount)
        rows[amount.table_seq, amount.row_seq].append(amount)
    for amount in extraction.amounts:
        if amount.cell_state != "value":
            continue
        column, row = columns[amount.table_seq, amount.column_seq], rows[amount.table_seq, amount.row_seq]
        is_added = len(column) > 1 and any(a.row_kind == "total" or not a.is_leaf for a in column)
        is_divided = len(row) > 1 and any(not a.is_leaf_column for a in row)
        yield Figure(
            "target forms" if amount.table_kind in TARGET_FORMS else "tables",
            amount.table_kind,
            amount.page,
            Box(amount.x0, amount.top, amount.x1, amount.bottom),
            amount.printed,
            0,
            len(amount.printed),
            f"p{amount.page} {amount.row_label} × {amount.column_path} {amount.printed}",
            is_added or is_divided or values[abs(amount.amount_yuan)] > 1,
        )


def _of_prose(sheet: Sheet, values: Counter[Decimal]) -> Iterator[Figure]:
    printed = Counter(m[0] for page in sheet.pages for word in page.words for m in PROSE_MONEY.finditer(word.text))
    for page in sheet.pages:
        tables = [table.boxes[page.number] for table in sheet.tables if page.number in table.boxes]
        for word in page.words:
            if not any(_within(word, box) for box in tables):
                yield from _of_word(page, word, values, printed)


def _of_word(page: Page, word: Word, values: Counter[Decimal], printed: Counter[str]) -> Iterator[Figure]:
    box = Box(word.x0, word.top, word.x1, word.bottom)
    changes = {m.span(1): m for m in CHANGE.finditer(word.text)}
    for span, m in changes.items():
        # a stated change can be held against the amount and the rate beside it
        told = len(PROSE_MONEY.findall(word.text)) + len(re.findall(r"\d[%％]", word.text)) > 2
        yield Figure("changes", "changes", page.number, box, word.text, *span, f"p{page.number} {m[0]}", told)
    for m in PROSE_MONEY.finditer(word.text):
        if m.span(1) in changes or not Decimal(re.sub("[,，]", "", m[1])):
            continue
        value = Decimal(re.sub("[,，]", "", m[1])) * YUAN[m[2]]
        recurs = values[value] > 0 or printed[m[0]] > 1
        name = f"p{page.number} …{word.text[max(0, m.start() - 12) : m.end()]}"
        yield Figure("prose", "prose", page.number, box, word.text, *m.span(1), name, recurs)


def _within(word: Word, box: Box) -> bool:
    return box.x0 <= word.centre <= box.x1 and box.top <= word.middle <= box.bottom


@dataclass(frozen=True)
class Result:
    """One changed figure."""

    document: str
    figure: Figure
    caught: bool
    after: str


def run(documents: Iterable[Document], count: int, seed: int, only: str | None = None) -> list[Result]:
    """Change `count` figures of each document, one at a time, of one group or of all."""
    chance = random.Random(seed)
    jobs: list[tuple[Document, Figure, str]] = []
    results: list[Result] = []
    for document in documents:
        if only is None:
            drawn = _drawn(document.figures, count, chance)
        else:
            group = [figure for figure in document.figures if figure.group == only]
            drawn = chance.sample(group, min(count, len(group)))
        jobs += [(document, figure, figure.changed(chance)) for figure in drawn]
        while len(jobs) >= AT_ONCE:
            results += _judged(jobs[:AT_ONCE])
            jobs = jobs[AT_ONCE:]
    return results + (_judged(jobs) if jobs else [])


def _drawn(figures: Sequence[Figure], count: int, chance: random.Random) -> list[Figure]:
    """A sixth of each group that is rarer than tables, the rest from tables."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.group].append(figure)
    tables = groups.pop("tables", [])
    rare = [f for group in groups.values() for f in chance.sample(group, min(count // 6, len(group)))]
    return [*rare, *chance.sample(tables, min(count - len(rare), len(tables)))]


def _judged(jobs: list[tuple[Document, Figure, str]]) -> list[Result]:
    originals = {document.name: document for document, _, _ in jobs}
    mutants: dict[str, Extraction] = {}
    for number, (document, figure, after) in enumerate(jobs):
        pages = document.sheet.printed({figure.page: Changes(replaced=[(figure.box, after)])})
        mutants[f"m{number}"] = extract_pages(pages, f"m{number}")
    unchanged = {f"o{name}": extract_pages(d.sheet.pages, f"o{name}") for name, d in originals.items()}
    said: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for s in said_by_rules({**mutants, **unchanged}, load_models(), ["fail", "detail_withheld"]):
        if s.severity in {"error", "warn"}:
            said[s.document_id].add((s.rule_id, s.message))
    return [
        Result(document.name, figure, bool(said[f"m{n}"] - said[f"o{document.name}"]), after)
        for n, (document, figure, after) in enumerate(jobs)
    ]


def report(results: list[Result]) -> list[str]:
    """Lines to print: by group, and by kind of table."""
    lines = []
    for title, key in (("group", lambda f: f.group), ("kind", lambda f: f.kind)):
        tally: dict[str, Counter[str]] = defaultdict(Counter)
        for r in results:
            tally[key(r.figure)]["caught" if r.caught else "missed" if r.figure.recurs else "nothing recurs"] += 1
        for name, c in sorted(tally.items()):
            told = c["caught"] + c["missed"]
            share = f"{100 * c['caught'] / told:6.1f} %" if told else "       –"
            lines.append(
                f"{title:6}{name:36}{share}  {c['caught']:5} of {told:5}; nothing recurs {c['nothing recurs']:4}"
            )
    return lines


def main() -> None:
    """Run and print the share caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf", nargs="*", type=Path)
    parser.add_argument("--forms", action="store_true", help="also every invented form")
    parser.add_argument("--figures", type=int, default=30, help="figures changed per document")
    parser.add_argument("--only", choices=["tables", "target forms", "prose", "changes"], help="figures of one group")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", type=Path, help="write every figure that was not caught to this file")
    options = parser.parse_args()
    paths = options.pdf or ([] if options.forms else [SAMPLE])
    forms = DISCLOSURES if options.forms else []
    documents = chain((listed(path.stem, Sheet(path)) for path in paths), (told(make, options.seed) for make in forms))
    results = run(documents, options.figures, options.seed, options.only)
    print(f"{len(results)} figures of {len({r.document for r in results})} documents")
    print("\n".join(report(results)))
    if options.list:
        lines = [
            f"{'missed' if r.figure.recurs else 'nothing recurs'} {r.document} {r.figure.kind} {r.figure.name} -> {r.after}"
            for r in results
            if not r.caught
        ]
        options.list.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
