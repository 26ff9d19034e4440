"""Pages as read, with other figures printed in the same places: a new office on an old form, without drawing a PDF.

What is replaced are the words of `pipeline.reading.Page`, so that finding tables, binding, prose and rules all see the new figures.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pipeline.extracting.document import read_pages
from pipeline.reading import Page
from pipeline.reading.model import Word
from pipeline.tables import analyse
from pipeline.tables.model import Box, Table, TableRow
from tests.samples.layouts.paper import Disclosure, Money, Row
from tests.samples.layouts.paper import Table as Drawn

SECRET = "注：根据保密规定，涉密内容不予公开。"
"""Printed at the foot of every page from which rows were withheld."""
MONEY_IN_TEXT = re.compile(r"\d[\d,，]*(?:\.\d+)?(?=\s*(?:万元|亿元|元))")


@dataclass
class Changes:
    """What to print differently on one page."""

    replaced: list[tuple[Box, str]] = field(default_factory=list)
    """Ink of a figure → what stands there; nothing where the text is empty."""
    added: list[tuple[Box, str]] = field(default_factory=list)
    """Blank places that print a figure now."""
    erased: list[Box] = field(default_factory=list)
    """Areas that print nothing."""
    foot: str = ""
    """A line at the foot of the page."""


class Sheet:
    """A document as read, ready to be printed with other figures."""

    def __init__(self, path: Path | None = None, pages: Sequence[Page] = ()) -> None:
        """Read `path` once, or take pages as they are."""
        self.pages = list(pages) if path is None else read_pages(path)
        self.tables = analyse(self.pages).tables

    def printed(self, changes: Mapping[int, Changes], prose: Callable[[str], str] = str) -> list[Page]:
        """New pages.

        Args:
            changes: page number → what to change.
            prose: what becomes of each word that `changes` leaves alone.
        """
        return [self._page(page, changes.get(page.number, Changes()), prose) for page in self.pages]

    @staticmethod
    def _page(page: Page, changes: Changes, prose: Callable[[str], str]) -> Page:
        words = []
        for word in page.words:
            if any(_inside(word, box) for box in changes.erased):
                continue
            text = next((text for box, text in changes.replaced if _inside(word, box)), None)
            if text is None:
                words.append(dataclasses.replace(word, text=prose(word.text)))
            elif text:
                words.append(dataclasses.replace(word, text=text))
        words += [Word(text, box.x0, box.top, box.x1, box.bottom, size=8.0) for box, text in changes.added]
        if changes.foot:
            line = page.height - 16
            words.append(Word(changes.foot, 40, line, 40 + 9 * len(changes.foot), line + 9, size=9.0))
        return dataclasses.replace(page, words=words)


def _inside(word: Word, box: Box) -> bool:
    return box.x0 <= word.centre <= box.x1 and box.top <= word.middle <= box.bottom


def as_drawn(sheet: Sheet, first: Disclosure, other: Disclosure, withheld: str = "") -> list[Page]:
    """Print `other` on the pages of `first`, of which `sheet` is the PDF.

    Args:
        sheet: the drawn PDF of `first`.
        first: the disclosure as drawn.
        other: the same form with other figures.
        withheld: rows of this function code and of its projects are left out of every table; totals keep their money.
    """
    changes: dict[int, Changes] = {page.number: Changes() for page in sheet.pages}
    for drawn, new, found in zip(first.tables, other.tables, sheet.tables, strict=True):
        _table_changes(changes, found, (first, drawn), (other, new), withheld)
    stated = {
        old: now
        for a, b in zip(first.prose, other.prose, strict=True)
        for old, now in zip(MONEY_IN_TEXT.findall(a), MONEY_IN_TEXT.findall(b), strict=True)
    }
    return sheet.printed(changes, lambda text: MONEY_IN_TEXT.sub(lambda m: stated.get(m[0], m[0]), text))


def _table_changes(
    changes: Mapping[int, Changes],
    found: Table,
    first: tuple[Disclosure, Drawn],
    other: tuple[Disclosure, Drawn],
    withheld: str,
) -> None:
    old, new = _printed_rows(*first), _printed_rows(*other)
    kept = dict(zip(range(len(old)), range(len(new)), strict=False)) if len(old) == len(new) else _matching(old, new)
    if len(kept) < len(new):
        raise ValueError(f"{first[0].name}, {first[1].title}: rows that the first drawing does not have")
    for number, (row, at) in enumerate(zip(old, found.rows, strict=True)):
        leaves_out = (
            bool(withheld) and row.facets.get("function_code") == withheld and row.facets.get("is_leaf") is not None
        )
        if number not in kept or leaves_out:
            box = found.boxes[at.page]
            changes[at.page].erased.append(Box(box.x0, at.top, box.x1, at.bottom))
            if leaves_out:
                changes[at.page].foot = SECRET
        else:
            _row_changes(changes[at.page], found, at, (first[0], row), (other[0], new[kept[number]]))


def _row_changes(
    changes: Changes, table: Table, at: TableRow, first: tuple[Disclosure, Row], other: tuple[Disclosure, Row]
) -> None:
    for column, (before, after) in enumerate(zip(first[1].cells, other[1].cells, strict=True), 1):
        text = _text(other[0], after)
        if text == _text(first[0], before):
            continue
        cell = at.cells.get(column)
        if cell is not None and cell.ink is not None:
            changes.replaced.append((cell.ink, text))
        elif text:
            place = table.columns[column - 1]
            middle = (at.top + at.bottom) / 2
            changes.added.append((Box(place.x0 + 2, middle - 4, place.x1 - 2, middle + 4), text))


def _printed_rows(disclosure: Disclosure, table: Drawn) -> list[Row]:
    return [row for row in table.rows if any(_text(disclosure, cell) for cell in row.cells)]


def _text(disclosure: Disclosure, cell: Any) -> str:  # noqa: ANN401 - whatever a drawn cell is
    if isinstance(cell, Money):
        return disclosure.printed(cell.value)
    if cell is ...:
        return ""
    return (cell[0] if isinstance(cell, tuple) else cell or "").strip()


def _matching(old: list[Row], new: list[Row]) -> dict[int, int]:
    """Rows of `old` that `new` prints too, by their words."""
    words = [[_words(row) for row in rows] for rows in (old, new)]
    blocks = SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks()
    return {a + n: b + n for a, b, size in blocks for n in range(size)}


def _words(row: Row) -> tuple[str, ...]:
    return tuple("#" if isinstance(c, Money) else str(c) for c in row.cells)
