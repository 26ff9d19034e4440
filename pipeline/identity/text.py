"""The printed texts that can say who published a document: lines, captions, titles and the cells of forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.language.spelling import squeezed_with_year
from pipeline.tables.model import DocumentLayout, Table, TextLine

_HEAD_ROWS = 6
"""Rows at the head of a table in which a form prints whose it is; later rows belong to the content."""
_NAME_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Snippet:
    """One printed piece of text without blanks, and its page."""

    text: str
    page: int
    size: float = 0.0
    table: int = 0
    """`seq` of the table it stands in or above; 0 for running text."""


@dataclass(slots=True)
class Evidence:
    """What `identify` looks at, in reading order."""

    lines: list[Snippet] = field(default_factory=list)
    """Running text: covers, contents lists, headings, sentences."""
    captions: list[Snippet] = field(default_factory=list)
    """Lines above tables, and their notes."""
    titles: list[Snippet] = field(default_factory=list)
    """Table titles."""
    pairs: list[tuple[Snippet, Snippet]] = field(default_factory=list)
    """A cell and the next filled cell of its row, in the head of each table (a form's label and its value)."""
    coded_rows: list[tuple[str, str, int, int]] = field(default_factory=list)
    """Code, name beside it, page, table: rows whose first cells hold a code of three or six digits and a name."""

    def everything(self) -> Iterable[Snippet]:
        """Titles, captions and lines."""
        yield from self.titles
        yield from self.captions
        yield from self.lines


def gather(layout: DocumentLayout, page_lines: Sequence[TextLine] = ()) -> Evidence:
    """Collect the texts.

    Args:
        layout: tables and prose.
        page_lines: lines of whole pages, as printed, where the caller has them; they find a name that table finding took
            for part of a grid (a cover drawn in a frame).

    Returns:
        the texts without blanks.
    """
    found = Evidence()
    seen: set[tuple[int, str]] = set()
    for line in (*layout.prose, *page_lines):
        text = squeezed_with_year(line.text)
        if text and (line.page, text) not in seen:
            seen.add((line.page, text))
            found.lines.append(Snippet(text, line.page, line.size))
    for table in layout.tables:
        _from_table(table, found)
    return found


def _from_table(table: Table, found: Evidence) -> None:
    if table.title:
        found.titles.append(Snippet(squeezed_with_year(table.title), table.page_first, table=table.seq))
    for text in (*table.captions, *table.notes):
        found.captions.append(Snippet(squeezed_with_year(text), table.page_first, table=table.seq))
    head = [*table.header, *table.rows[:_HEAD_ROWS]]
    for row in head:
        cells = [
            Snippet(squeezed_with_year(cell.text), cell.page, table=table.seq)
            for _, cell in sorted(row.cells.items())
            if cell.text
        ]
        found.pairs.extend(pairwise(cells))
        if len(cells) == 1:
            found.captions.append(cells[0])
    for row in table.rows:
        first = [squeezed_with_year(cell.text) for _, cell in sorted(row.cells.items())[:_NAME_COLUMNS] if cell.text]
        for code, name in pairwise(first):
            if code.isdigit() and len(code) in {3, 6} and not name.isdigit():
                found.coded_rows.append((code, name, row.page, table.seq))
