"""Cells that a page break cuts: one merged cell over two or more pages becomes one cell, in the row where it begins.

Spreadsheets draw no line where a page break cuts a merged cell, while the cells beside it are closed above and below. Most draw the whole text
of the cell on both pages and clip it at the edge of the grid: what is hidden on one page is seen on the other, in halves of a code
(beijing-19894b8491, page 45: 11000022T00000 | 0440437-国家助学金), of an amount (page 98: 4,140.5681 | 31) or of the glyphs (page 70). The hidden
text only proves that the halves are one text; what is read is what is seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.language.numbers import is_piece, stands_for_number
from pipeline.language.spelling import squeezed
from pipeline.reading.model import Word
from pipeline.tables.fragment import OVERFLOW, Fragment, FragmentCell, write
from pipeline.tables.model import TableCell, TableRow
from pipeline.tables.part import Part
from pipeline.tables.text import cluster_lines, ink_box

_SAME_COLUMN = 4.0
"""Edges of two pages' cells closer than this (after alignment of the left edges) are the same."""
_SAME_PLACE = 3.0
"""A word drawn on both pages stands this close to one place, measured from the edge at which the pages meet."""
_SAME_X = 1.5
_TELLING = 3
"""Shorter texts stand in many others: 万元 of a cell in 单位：万元 over the next page."""
_SLICED = 1.0
"""A word that reaches this far over the edge shows a slice of its glyphs."""
_FEW = 3
"""Fewer figures do not tell how many decimals a column prints."""
_MOST = 0.8
"""Share of the other figures of a column that must have its usual number of decimals."""
_Share = tuple[int, FragmentCell]
"""Index of a part, and a cell in it."""


def join_cut_cells(parts: Sequence[Part], starts: Sequence[int]) -> set[int]:
    """Join the cells that page breaks cut: text and span go to the cell on the first of their pages, the others are blank then.

    Args:
        parts: the parts of one table, in reading order; their cells are changed.
        starts: for each part, its first body row.

    Returns:
        which parts begin with the rest of a joined cell: there, a line closes every cell that ends with its page.
    """
    heads = {word.text for word in _words(cell for cells in parts[0].fragment.rows[: starts[0]] for cell in cells)}
    tails: dict[int, _Share] = {}
    for at in range(len(parts) - 2, -1, -1):
        if parts[at + 1].fragment.page == parts[at].fragment.page + 1:
            meeting = _Break((parts[at], starts[at]), (parts[at + 1], starts[at + 1]), heads)
            tails |= {id(above): (at + 1, below) for above, below in meeting.join()}
    _count_rows(parts, starts, tails)
    return {at for at, _ in tails.values()}


def _count_rows(parts: Sequence[Part], starts: Sequence[int], tails: dict[int, _Share]) -> None:
    """Let a joined cell span the rows of all its pages; rows that print nothing do not count."""
    kept = [
        [index >= start and any(cell.text for cell in cells) for index, cells in enumerate(part.fragment.rows)]
        for part, start in zip(parts, starts, strict=True)
    ]
    for at, part in enumerate(parts):
        for cell in (cell for cells in part.fragment.rows for cell in cells if cell.text and id(cell) in tails):
            share: _Share | None = (at, cell)
            count = 0
            while share is not None:
                page, piece = share
                count += sum(kept[page][piece.row : piece.row + piece.row_span])
                share = tails.get(id(piece))
            cell.row_span = max(count, 1)


def mark_pieces(rows: Sequence[TableRow]) -> None:
    """Mark the figures that look like the two pieces of one over a page break that `join_cut_cells` could not join.

    The last figure of a column on a page has fewer decimals than the column prints, and the first one on the next page is just the digits
    that lack: 4,140.5681 | 31 among figures with six decimals.
    """
    columns: dict[int, list[tuple[TableRow, TableCell]]] = {}
    for row in rows:
        for seq, cell in row.cells.items():
            if is_piece(cell.text):
                columns.setdefault(seq, []).append((row, cell))
    for cells in columns.values():
        places = Counter(_decimals(cell) for _, cell in cells)
        usual, count = places.most_common(1)[0]
        if count < max(_FEW, _MOST * (len(cells) - 2)):
            continue
        for (row, last), (following, first) in pairwise(cells):
            lacking = usual - _decimals(last)
            text = squeezed(first.text)
            if following.page == row.page + 1 and "." in last.text and text.isdigit() and len(text) == lacking:
                last.is_piece = first.is_piece = True


def _decimals(cell: TableCell) -> int:
    return len(squeezed(cell.text).partition(".")[2])


class _Break:
    """Where two pages of a table meet. Heights and distances are those of the upper page."""

    def __init__(self, upper: tuple[Part, int], lower: tuple[Part, int], heads: AbstractSet[str]) -> None:
        """Take the two parts, each with its first body row, and the words of the table's header."""
        self.upper, self.lower = upper[0].fragment, lower[0].fragment
        self.upper_start, self.lower_start = upper[1], lower[1]
        self.edge = self.upper.ys[-1]
        self.down = self.edge - self.lower.ys[min(self.lower_start, len(self.lower.ys) - 1)]
        """Added to a height on the lower page, it gives the height on the upper page."""
        self.right = self.upper.xs[0] - self.lower.xs[0]
        self.head = self.down
        """Where the lower page begins: text above is not known."""
        over = _words(cell for cells in self.lower.rows[: self.lower_start] for cell in cells)
        hidden = [*self.lower.around, *(word for word in over if word.text not in heads)]
        self.below_foot = [word for word in self.upper.around if word.middle > self.edge]
        self.above_head = [self._moved(word) for word in hidden]

    def join(self) -> list[tuple[FragmentCell, FragmentCell]]:
        """Join what is one cell, and tell which pairs were joined."""
        pairs = self._pairs()
        for above, below in pairs:
            self._return_overflow(above, below)
        is_closed_beside = self._is_closed_beside()
        proven = [
            self._is_drawn_twice(above, below) or (is_closed_beside and self._runs_on(above, below))
            for above, below in pairs
        ]
        rows = {_rows_of(*pair) for pair, is_proven in zip(pairs, proven, strict=True) if is_proven}
        # A net that is open on its whole width may only lack its last line; one that is closed beside the cell does not.
        is_cut = bool(rows) or is_closed_beside
        named = {_rows_of(*pair) for pair in pairs if is_cut and self._begins_above(*pair)}
        joined: list[tuple[FragmentCell, FragmentCell]] = []
        for pair, is_proven in zip(pairs, proven, strict=True):
            above, below = pair
            extent = _rows_of(*pair)
            is_one = (is_cut and not below.text) or (not above.text and extent in named)
            if is_proven or is_one or (extent in rows and _go_together(*pair)):
                self._join(*pair)
                joined.append(pair)
        return joined

    def _begins_above(self, above: FragmentCell, below: FragmentCell) -> bool:
        """True for a name in a merged cell that is blank on the upper page; the figures of its rows go with it, never without."""
        is_merged = above.row_span > 1 or self.lower_start == 0
        return is_merged and not above.text and bool(below.text) and not stands_for_number(below.plain)

    def _pairs(self) -> list[tuple[FragmentCell, FragmentCell]]:
        """Cells without a line under them at the foot, and those that go on below them at the head of the next page."""
        foot = [
            cell
            for cells in self.upper.rows[self.upper_start :]
            for cell in cells
            if cell.row + cell.row_span == len(self.upper.rows) and _is_open(self.upper.open_bottom, self.upper, cell)
        ]
        head = [
            cell
            for cell in (self.lower.rows[self.lower_start] if self.lower_start < len(self.lower.rows) else [])
            # the line below a repeated header is no line of the cell
            if self.lower_start > 0 or _is_open(self.lower.open_top, self.lower, cell)
        ]
        return [
            (above, below)
            for above in foot
            for below in head
            if abs(below.box.x0 + self.right - above.box.x0) <= _SAME_COLUMN
            and abs(below.box.x1 + self.right - above.box.x1) <= _SAME_COLUMN
        ]

    def _is_closed_beside(self) -> bool:
        """True when some column is closed at the foot, and some at the head where that can be told."""
        head = self.lower_start > 0 or not all(self.lower.open_top)
        return not all(self.upper.open_bottom) and head

    def _return_overflow(self, above: FragmentCell, below: FragmentCell) -> None:
        """Give text that runs over from the cell on top back to it: the next page would show or hide it as well if it were of this cell.

        In beijing-19894b8491, page 94, a name of eight lines in a cell for five ends in the cell below it, whose own text stands on page 95.
        """
        if not above.text or not below.text:
            return
        second = [self._moved(word) for word in _words([below])]
        if not any(_finds(word, self.below_foot) for word in second):
            return  # nothing hidden is drawn
        there = [*second, *self.above_head]
        over = [
            word
            for word in _words([above])
            if word.top < above.box.top - OVERFLOW * (word.bottom - word.top)
            and word.top > self.head
            and not _finds(word, there)
        ]
        owner = next(
            (
                cell
                for cells in self.upper.rows[self.upper_start : above.row]
                for cell in cells
                if cell.row + cell.row_span == above.row and cell.column == above.column and cell.text
            ),
            None,
        )
        if over and owner is not None:
            write(owner, cluster_lines([*_words([owner]), *over]))
            write(above, cluster_lines([word for word in _words([above]) if word not in over]))

    def _is_drawn_twice(self, above: FragmentCell, below: FragmentCell) -> bool:
        """True when both pages draw a word at one place: two cells could not."""
        first = _words([above])
        second = [self._moved(word) for word in _words([below])]
        return any(_finds(word, [*second, *self.above_head]) for word in first) or any(
            _finds(word, [*first, *self.below_foot]) for word in second
        )

    def _runs_on(self, above: FragmentCell, below: FragmentCell) -> bool:
        """True when the lines of a text go on over the break at their own distance; never for a figure.

        Some programs do not draw what would be hidden altogether (beijing-8e750e619a, page 43: 11000022T00000048 | 2911-产业发展趋势预测).
        """
        if _is_one_blank(above, below) or stands_for_number(above.plain) or stands_for_number(below.plain):
            return False
        first = [_middle(line) for line in above.words]
        second = [_middle(line) + self.down for line in below.words]
        steps = [b - a for lines in (first, second) for a, b in pairwise(lines)]
        return bool(steps) and abs(second[0] - first[-1] - median(steps)) <= _SAME_PLACE / 2

    def _join(self, above: FragmentCell, below: FragmentCell) -> None:
        first, second = _words([above]), _words([below])
        if above.plain == below.plain:
            second = []
        moved = [self._moved(word) for word in second]
        # of a sliced word, a page may lack what it does not show: 264 640000 and 264.640000 (beijing-8bc0e59b2f, page 27)
        first = [word for word in first if not any(_lies_in(word, w) and w.text != word.text for w in moved)]
        text = first + [word for word in moved if not any(_lies_in(word, w) for w in first)]
        text += [word for word in self._sliced(above) if not _finds(word, text)]
        write(above, cluster_lines(text))
        if not first and second:
            above.page, above.ink = below.page or self.lower.page, ink_box(second)
        elif first:
            above.ink = ink_box(first)
        write(below, [])

    def _sliced(self, cell: FragmentCell) -> list[Word]:
        """Words whose middle lies beyond the edge on both pages, so that each page shows a slice."""
        return [
            word
            for word in self.below_foot
            if word.top < self.edge - _SLICED
            and cell.box.x0 <= word.centre <= cell.box.x1
            and _finds(word, self.above_head)
        ]

    def _moved(self, word: Word) -> Word:
        return replace(
            word,
            x0=word.x0 + self.right,
            x1=word.x1 + self.right,
            top=word.top + self.down,
            bottom=word.bottom + self.down,
        )


def _rows_of(above: FragmentCell, below: FragmentCell) -> tuple[int, int]:
    """Where the two parts of a cell begin and end; cells of one row have them in common."""
    return above.row, below.row_span


def _is_one_blank(above: FragmentCell, below: FragmentCell) -> bool:
    return not (above.text and below.text)


def _go_together(above: FragmentCell, below: FragmentCell) -> bool:
    """True when two parts of a row that is known to be cut can be one text: halves of a figure prove nothing by themselves."""
    return (
        _is_one_blank(above, below)
        or above.plain == below.plain
        or not (stands_for_number(above.plain) or stands_for_number(below.plain))
    )


def _is_open(columns: Sequence[bool], fragment: Fragment, cell: FragmentCell) -> bool:
    """True when no line bounds any part of the cell at the edge; False where the lines are not known."""
    if len(columns) != fragment.column_count:
        return False
    return all(columns[cell.column : cell.column + cell.column_span])


def _words(cells: Iterable[FragmentCell]) -> list[Word]:
    return [word for cell in cells for line in cell.words for word in line]


def _middle(line: Sequence[Word]) -> float:
    return sum(word.middle for word in line) / len(line)


def _finds(word: Word, among: Iterable[Word]) -> bool:
    """True when one of the words is the same text at the same place; hidden words of two cells may have run together."""
    return any(_lies_in(word, other) and (word.text == other.text or len(word.text) >= _TELLING) for other in among)


def _lies_in(word: Word, other: Word) -> bool:
    """True when `other` prints the word, or a longer text that contains it, where the word stands."""
    return (
        word.text in other.text
        and abs(other.middle - word.middle) <= _SAME_PLACE
        and other.x0 <= word.x0 + _SAME_X
        and word.x1 <= other.x1 + _SAME_X
    )
