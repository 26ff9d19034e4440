"""How well would a place be read whose words nobody had looked at? Leave one place out, for every place.

    python -m benchmarks.leave_one_place_out DIR [--pages N]

DIR holds one folder of disclosures per place. For each place the vocabulary (`schemas/vocabulary/*.yaml`) is cut down to the alternatives
that match a word printed in some *other* place or in the bundled samples; the place is then bound with what is left and compared with its
full reading. That is a forecast for places without a folder: a word that only this place uses would not have been in the vocabulary.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from pipeline.binding import bind_tables
from pipeline.extracting.document import read_pages
from pipeline.identity import identify
from pipeline.language import data, units, vocabulary
from pipeline.language.spelling import plain
from pipeline.reading import ReadingError
from pipeline.records import DocumentIdentity
from pipeline.tables import analyse
from pipeline.tables.model import Table

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
VOCABULARIES = ("columns.yaml", "kinds.yaml", "rows.yaml", "units.yaml")
_YEAR = re.compile(r"20\d\d年度?")
MEANING = [
    "table_kind",
    "flow",
    "fund",
    "spending_kind",
    "stage",
    "three_public_item",
    "row_kind",
    "is_leaf",
    "is_leaf_column",
    "function_code",
    "department_economic_code",
    "government_economic_code",
    "amount_yuan",
]


@dataclass
class Document:
    """One document, ready to be bound."""

    tables: list[Table]
    identity: DocumentIdentity


@dataclass
class Place:
    """A folder: its documents and every word they print in tables."""

    name: str
    documents: list[Document] = field(default_factory=list)
    words: set[str] = field(default_factory=set)


def read_place(folder: Path, pages: int) -> Place:
    """Read all documents of a folder that have text; of each the first `pages` pages."""
    place = Place(folder.name)
    for path in sorted(folder.glob("*.pdf")):
        try:
            layout = analyse(read_pages(path, "pdfium")[:pages])
        except ReadingError:
            continue
        place.documents.append(Document(layout.tables, identify(layout)))
        for table in layout.tables:
            place.words.update(words_of(table))
    return place


def words_of(table: Table) -> Iterator[str]:
    """Titles, captions, header words, whole headers and short cell texts of a table, as binding sees them."""
    title = plain(table.title)
    yield from (title, _YEAR.sub("", title), *(plain(line) for line in table.captions))
    paths = ["/".join(map(plain, column.path)) for column in table.columns]
    yield "|".join(paths)
    yield from paths
    for column in table.columns:
        yield from map(plain, column.path)
    texts = {
        plain(cell.text) for row in (*table.header, *table.rows) for cell in row.cells.values() if len(cell.text) < 40
    }
    yield from texts
    yield "|".join(sorted(texts))


def alternatives(pattern: str) -> list[str]:
    """Split a regular expression at its outermost `|`."""
    parts, depth, in_class, start, index = [], 0, False, 0, 0
    while index < len(pattern):
        char = pattern[index]
        if char == "\\":
            index += 2
            continue
        if in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            parts.append(pattern[start:index])
            start = index + 1
        index += 1
    return [*parts, pattern[start:]]


class Reducer:
    """Cuts vocabulary data down to what the given words confirm."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(words)
        self.dropped: list[str] = []
        self._known: dict[str, bool] = {}

    def reduce(self, data: Any) -> Any:  # noqa: ANN401  (YAML has no static type)
        """The same structure; a pattern no word confirms can match nothing any more."""
        if isinstance(data, dict):
            fixed = {
                "set",
                "when",
                "kind",
                "by",
                "role",
                "class",
                "stage",
                "spending_kind",
                "unless",
                "none",
                "body_none",
                "page",
            }
            return {key: value if key in fixed else self.reduce(value) for key, value in data.items()}
        if isinstance(data, list):
            return [self.reduce(value) for value in data]
        return self._pattern(data) if isinstance(data, str) else data

    def _pattern(self, pattern: str) -> str:
        kept = [part for part in alternatives(pattern) if self._is_confirmed(part)]
        return "|".join(kept) or r"(?!)"

    def _is_confirmed(self, part: str) -> bool:
        if part not in self._known:
            compiled = re.compile(part)
            self._known[part] = any(compiled.search(word) for word in self.words)
            if not self._known[part]:
                self.dropped.append(part)
        return self._known[part]


def bind(documents: Sequence[Document]) -> tuple[Counter[str], dict[tuple[int, str], tuple[Any, ...]]]:
    """Bind documents: counts of tables by outcome, and the meaning of every amount."""
    counts: Counter[str] = Counter()
    meanings: dict[tuple[int, str], tuple[Any, ...]] = {}
    for number, document in enumerate(documents):
        bound = bind_tables(document.tables, document.identity, f"{number:016x}")
        counts.update(f"{table.status}:{table.table_kind == 'other'}" for table in bound.tables)
        for amount in bound.amounts:
            meanings[number, amount.amount_id] = tuple(getattr(amount, name) for name in MEANING)
    return counts, meanings


def bind_reduced(documents: Sequence[Document], words: set[str]) -> tuple[Counter[str], dict[Any, Any], list[str]]:
    """Bind with the reduced vocabulary; to be called in a process of its own."""
    reducer = Reducer(words)
    whole = {name: yaml.safe_load(data.read_text(name)) for name in VOCABULARIES}
    reduced = {name: yaml.safe_dump(reducer.reduce(content), allow_unicode=True) for name, content in whole.items()}
    read_text = data.read_text
    data.read_text = lambda name: reduced.get(name) or read_text(name)  # this process reads the reduced words
    for cached in (vocabulary.columns, vocabulary.rows, vocabulary.kinds, units.statements):
        cached.cache_clear()
    counts, meanings = bind(documents)
    return counts, meanings, reducer.dropped


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=80, help="pages per document")
    parser.add_argument("-v", "--verbose", action="store_true", help="list the words that each place alone uses")
    args = parser.parse_args()
    folders = sorted(f for f in args.folder.iterdir() if f.is_dir() and next(f.glob("*-*.pdf"), None))
    with ProcessPoolExecutor(max_tasks_per_child=1) as pool:
        places = list(pool.map(partial(read_place, pages=args.pages), [*folders, SAMPLES]))
        jobs = []
        for place in places[:-1]:
            words = set().union(*(other.words for other in places if other is not place))
            jobs.append((place, pool.submit(bind, place.documents), pool.submit(bind_reduced, place.documents, words)))
        print(
            f"{'place':12s} {'tables':>7s} {'bound':>8s} {'amounts':>9s} {'same meaning':>13s}  words of this place alone"
        )
        for place, full, reduced in jobs:
            counts, meanings = full.result()
            counts_less, meanings_less, dropped = reduced.result()
            read = sum(n for key, n in counts.items() if not key.startswith("unbound") and key.endswith("False"))
            read_less = sum(
                n for key, n in counts_less.items() if not key.startswith("unbound") and key.endswith("False")
            )
            same = sum(meanings_less.get(key) == value for key, value in meanings.items())
            print(
                f"{place.name:12s} {read:7d} {read_less / max(read, 1):8.2%} {len(meanings):9d} {same / max(len(meanings), 1):13.2%}"
                f"  {len(dropped)}"
            )
            if args.verbose:
                print("   ", " · ".join(dropped))


if __name__ == "__main__":
    main()
