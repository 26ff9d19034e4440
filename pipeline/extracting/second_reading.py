"""Recognised figures against the sums they stand in: what breaks a sum is read once more.

A new value is taken when both the second reading and the sums say so. Else the figures of the broken sum stay as they were read, with a doubt that
keeps every rule from accusing the office of them; so does a figure of which no sum tells anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.language.numbers import parse_printed
from pipeline.reading import Page, Word
from pipeline.tables import analyse
from pipeline.tables.model import Table, TableCell
from pipeline.tables.sums import Place, Sum, figures, find_sums

DOUBT = 0.8
"""Highest confidence of a recognised figure in a broken sum; checks take what is below 0.85 for no proof."""
SETTLED = 0.9
"""Confidence of a value that the second reading and the sums gave."""
STRAIGHT = 0.1
"""Degrees; a scan that was straightened by more has its invisible layer elsewhere."""
UNTOLD = 0.84
"""Highest confidence of a recognised figure that no sum confirms."""
Reread = Callable[[Page, Sequence[Word]], list[str | None]]
"""Reads words of a page again; None for what cannot be read twice alike."""


def settle(pages: Sequence[Page], reread: Reread) -> None:
    """Compare the recognised figures of a document with its sums.

    Args:
        pages: all pages in order; words of those that were pictures are changed.
        reread: gives second readings.
    """
    pictures = {page.number: page for page in pages if page.text_source in ("ocr", "mixed")}
    if not pictures:
        return
    for table in analyse(pages).tables:
        cells = {
            (row.seq, seq): cell
            for row in table.rows
            for seq, cell in row.cells.items()
            if cell.confidence < 1 and cell.page in pictures
        }
        if cells:
            _settle_table(table, cells, pictures, reread)


def _settle_table(table: Table, cells: dict[Place, TableCell], pictures: dict[int, Page], reread: Reread) -> None:
    values = figures(table.rows)
    sums = find_sums(table.rows, values)
    broken = [each for each in sums if not each.holds(values)]
    asked = sorted({place for each in broken for place in each.places if place in cells and place in values})
    second = _second(asked, cells, pictures, reread)
    taken = _take(second, values, sums)
    values |= {place: value for place, (_, value) in taken.items()}
    for place in cells.keys() & values.keys():
        own = [each for each in sums if place in each.places]
        page, cell = pictures[cells[place].page], cells[place]
        if place in taken:
            _write(page, cell, taken[place][0], SETTLED)
        elif not own or not any(each.holds(values) for each in own):
            _write(page, cell, None, UNTOLD if not own else DOUBT)
        elif not all(each.holds(values) for each in own):
            _write(page, cell, None, DOUBT)


def _second(
    asked: Sequence[Place], cells: dict[Place, TableCell], pictures: dict[int, Page], reread: Reread
) -> dict[Place, list[tuple[str, Decimal]]]:
    """Second readings that are other numbers than the first ones."""
    found: dict[Place, list[tuple[str, Decimal]]] = {}
    for number in sorted({cells[place].page for place in asked}):
        places = [place for place in asked if cells[place].page == number]
        words = [_word(cells[place]) for place in places]
        texts = reread(pictures[number], words)
        for place, word, text in zip(places, words, texts, strict=True):
            for other in (text, _recognised(pictures[number], word)):
                printed = parse_printed(other) if other else None
                if other and printed is not None and other != cells[place].text:
                    found.setdefault(place, []).append((other, printed.value))
    return found


def _recognised(page: Page, word: Word) -> str | None:
    """What the invisible layer of a searchable scan says there: the office's own recogniser."""
    if page.turned or abs(page.skew) > STRAIGHT:
        return None  # its boxes are those of the page as it was scanned
    inside = [
        w for w in page.recognised if word.x0 - 2 < w.centre < word.x1 + 2 and word.top - 2 < w.middle < word.bottom + 2
    ]
    return inside[0].text if len(inside) == 1 else None


def _take(
    second: dict[Place, list[tuple[str, Decimal]]], values: dict[Place, Decimal], sums: Sequence[Sum]
) -> dict[Place, tuple[str, Decimal]]:
    """Second readings that mend a sum and break none."""
    taken: dict[Place, tuple[str, Decimal]] = {}
    known = dict(values)
    for place, text, value in ((place, *reading) for place, readings in second.items() for reading in readings):
        own = [each for each in sums if place in each.places]
        tried = {**known, place: value}
        before, after = ([each.holds(v) for each in own] for v in (known, tried))
        if sum(after) > sum(before) and all(new or not old for old, new in zip(before, after, strict=True)):
            taken[place] = (text, value)
            known = tried
    return taken


def _word(cell: TableCell) -> Word:
    ink = cell.ink or cell.box
    return Word(cell.text, ink.x0, ink.top, ink.x1, ink.bottom, 0.0, cell.confidence)


def _write(page: Page, cell: TableCell, text: str | None, confidence: float) -> None:
    """Give the words of a cell another text, where one is given, and at most this confidence."""
    ink = cell.ink or cell.box
    own = [
        w
        for w in page.words
        if ink.x0 - 0.5 <= w.centre <= ink.x1 + 0.5 and ink.top - 0.5 <= w.middle <= ink.bottom + 0.5
    ]
    if not own:
        return
    if text is None:
        new = [replace(word, confidence=min(word.confidence, confidence)) for word in own]
    else:
        new = [Word(text, ink.x0, ink.top, ink.x1, ink.bottom, own[0].size, confidence)]
    page.words = [word for word in page.words if not any(word is other for other in own)] + new
