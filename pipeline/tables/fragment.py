"""A grid and the words in it: the part of a table that stands on one page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.language.numbers import is_money, split_run_together
from pipeline.language.spelling import squeezed
from pipeline.reading.model import Word
from pipeline.tables.lattice import Grid, GridCell
from pipeline.tables.model import Box, TextLine
from pipeline.tables.text import cluster_lines, ink_box, join_words

OVERFLOW = 0.15
"""A word that begins this share of its height above a line begins in the cell above the line."""


@dataclass(slots=True)
class FragmentCell:
    """A cell with its text; rows and columns by index from 0 within the fragment."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    text: str = ""
    lines: tuple[str, ...] = ()
    ink: Box | None = None
    confidence: float = 1.0
    page: int | None = None
    """Set when the cell stands on another page than its fragment (a table too wide for one page)."""
    words: list[list[Word]] = field(default_factory=list)
    edges: tuple[float, ...] = ()
    """Column boundaries inside a merged cell."""

    @property
    def plain(self) -> str:
        """Text without white space."""
        return squeezed(self.text)


@dataclass(slots=True)
class Fragment:
    """One grid of one page, with the lines printed above it."""

    page: int
    xs: list[float]
    ys: list[float]
    rows: list[list[FragmentCell]]
    """Cells by the row they begin in, left to right; blank cells included."""
    above: list[TextLine] = field(default_factory=list)
    """Lines between this grid and whatever stands over it, top to bottom."""
    below: list[TextLine] = field(default_factory=list)
    """Lines between this grid and the next one (or the end of the page)."""
    open_top: tuple[bool, ...] = ()
    """Per atomic column: no line bounds it at the upper edge of the grid; empty where nothing is known."""
    open_bottom: tuple[bool, ...] = ()
    """The same at the lower edge."""
    around: Sequence[Word] = ()
    """Words of the page outside every ruled grid: a cell that a page break cuts often draws all its text on both pages, and the rest is clipped."""

    is_ruled: bool = True
    """False when its columns come from alignment."""
    heads: int | None = None
    """How many levels of heads stand over a table without vertical lines; None for one that has them."""
    has_unsure_tree: bool = False
    """Its heads have several levels, and nothing tells which columns the upper ones span."""

    @property
    def box(self) -> Box:
        """Outer box on the page."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def column_count(self) -> int:
        """Number of atomic columns."""
        return len(self.xs) - 1


def fill(grid: Grid, page: int, words: Iterable[Word]) -> Fragment:
    """Put words into the cells of a grid.

    Args:
        grid: the net of cells.
        page: page number, from 1.
        words: words whose centre lies inside the grid's outer box.

    Returns:
        the fragment; rows that the print separates only by white space are split.
    """
    owner = _owner(grid)
    buckets: list[list[Word]] = [[] for _ in grid.cells]
    columns, rows = len(grid.xs) - 2, len(grid.ys) - 2
    straddling: list[tuple[Word, int, int]] = []
    for word in _split_amounts(words, grid.xs):
        column = min(max(bisect_right(grid.xs, word.centre) - 1, 0), columns)
        row = min(max(bisect_right(grid.ys, word.middle) - 1, 0), rows)
        buckets[owner[row][column]].append(word)
        if row > 0 and word.top < grid.ys[row] - OVERFLOW * (word.bottom - word.top):
            straddling.append((word, owner[row][column], owner[row - 1][column]))
    _return_overflow(buckets, straddling)
    by_row: list[list[FragmentCell]] = [[] for _ in range(len(grid.ys) - 1)]
    for grid_cell, bucket in zip(grid.cells, buckets, strict=True):
        by_row[grid_cell.row].append(
            _cell(grid, grid_cell, cluster_lines(bucket) if len(bucket) > 1 else [bucket] if bucket else [])
        )
    for row_cells in by_row:
        row_cells.sort(key=lambda cell: cell.column)
    return _split_rows(Fragment(page, grid.xs, grid.ys, by_row, open_top=grid.open_top, open_bottom=grid.open_bottom))


def _return_overflow(buckets: list[list[Word]], straddling: Sequence[tuple[Word, int, int]]) -> None:
    """Give text that runs over the lower edge of its cell back to that cell.

    Spreadsheets clip the second line of a name at the edge of a row that is too low for it (beijing 支出总表: 护 of 2130306-水利工程运行与维护);
    the clipped line lies with its middle in the row below, over that row's own text. Where the row below prints nothing else there, the text
    is its own.
    """
    for word, here, above in straddling:
        height = word.bottom - word.top
        is_rest = (
            here != above
            and len(buckets[here]) > 1
            and any(
                abs(other.x0 - word.x0) <= 3.0 and -0.5 * height <= word.top - other.bottom < 0.6 * height
                for other in buckets[above]
            )
        )
        if is_rest:
            buckets[here].remove(word)
            buckets[above].append(word)


def _split_amounts(words: Iterable[Word], xs: Sequence[float]) -> Iterator[Word]:
    """Split words that are several amounts run together over a column boundary (bold totals in narrow columns)."""
    for word in words:
        if word.text.count(".") < 2 or not any(word.x0 + 1 < x < word.x1 - 1 for x in xs):
            yield word
            continue
        pieces = split_run_together(word.text)
        if len(pieces) < 2:
            yield word
            continue
        width = (word.x1 - word.x0) / len(word.text)
        x0 = word.x0
        for piece in pieces:
            x1 = x0 + width * len(piece)
            yield replace(word, text=piece, x0=x0, x1=x1)
            x0 = x1


def _owner(grid: Grid) -> list[list[int]]:
    owner = [[0] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
    for index, cell in enumerate(grid.cells):
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                owner[row][column] = index
    return owner


def _cell(grid: Grid, grid_cell: GridCell, lines: list[list[Word]]) -> FragmentCell:
    cell = FragmentCell(
        grid_cell.row, grid_cell.column, grid_cell.row_span, grid_cell.column_span, grid.cell_box(grid_cell)
    )
    if grid_cell.column_span > 1:
        cell.edges = tuple(grid.xs[grid_cell.column + 1 : grid_cell.column + grid_cell.column_span])
    write(cell, lines)
    return cell


def write(cell: FragmentCell, lines: list[list[Word]]) -> None:
    """Set the words of a cell, given line by line."""
    cell.words = lines
    if not lines:
        cell.text, cell.lines, cell.ink = "", (), None
        return
    texts = tuple(join_words(line) for line in lines)
    words = [word for line in lines for word in line]
    cell.lines = texts
    cell.text = join_wrapped(texts)
    cell.ink = ink_box(words)
    cell.confidence = min(word.confidence for word in words)


def join_wrapped(lines: Sequence[str]) -> str:
    """Join the lines of a wrapped cell: without a blank, except between two Latin words."""
    text = lines[0]
    for line in lines[1:]:
        glue = " " if text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha() else ""
        text += glue + line
    return text.strip()


def _split_rows(fragment: Fragment) -> Fragment:
    """Split rows that hold several printed rows because no line separates them.

    A cell with several complete amounts, one under the other, is several cells: an amount that merely wraps has no second decimal point.
    """
    ys: list[float] = [fragment.ys[0]]
    rows: list[list[FragmentCell]] = []
    begins: list[int] = []
    for index, cells in enumerate(fragment.rows):
        begins.append(len(rows))
        top, bottom = fragment.ys[index], fragment.ys[index + 1]
        anchors = _anchors(cells)
        if len(anchors) < 2:
            rows.append(cells)
            ys.append(bottom)
            continue
        cuts = [top, *((a + b) / 2 for a, b in pairwise(anchors)), bottom]
        rows.extend(_cut(cells, cuts))
        ys.extend(cuts[1:])
    if len(rows) == len(fragment.rows):
        return fragment
    begins.append(len(rows))
    for index, cells in enumerate(rows):
        for cell in cells:
            if cell.row_span > 1:
                cell.row_span = begins[min(cell.row + cell.row_span, len(begins) - 1)] - begins[cell.row]
            cell.row = index
    return replace(fragment, ys=ys, rows=rows)


def _cut(cells: Sequence[FragmentCell], cuts: Sequence[float]) -> list[list[FragmentCell]]:
    """Cut one row at the heights `cuts` (its top and bottom included); merged cells go to the first part."""
    parts: list[list[FragmentCell]] = [[] for _ in cuts[1:]]
    for cell in cells:
        if cell.row_span > 1:
            parts[0].append(cell)
            continue
        shares: list[list[list[Word]]] = [[] for _ in parts]
        for line in cell.words:
            middle = sum(word.middle for word in line) / len(line)
            shares[min(max(bisect_right(cuts, middle) - 1, 0), len(parts) - 1)].append(line)
        for part, share, top, bottom in zip(parts, shares, cuts[:-1], cuts[1:], strict=True):
            piece = FragmentCell(0, cell.column, 1, cell.column_span, Box(cell.box.x0, top, cell.box.x1, bottom))
            write(piece, share)
            part.append(piece)
    return parts


def _anchors(cells: Sequence[FragmentCell]) -> list[float]:
    """Vertical centres of the printed rows inside one ruled row, from its cells that hold several complete amounts."""
    best: list[float] = []
    for cell in cells:
        if cell.row_span > 1 or len(cell.lines) < 2 or len(cell.lines) <= len(best):
            continue
        if all(is_money(line, least_decimals=2) for line in cell.lines):
            best = [sum(word.middle for word in line) / len(line) for line in cell.words]
    return best
