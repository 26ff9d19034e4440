"""One page: words and rules → fragments of tables and lines of prose."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.reading.model import Page, Word
from pipeline.tables.aligned import find_aligned
from pipeline.tables.captions import looks_like_title
from pipeline.tables.fragment import Fragment, fill
from pipeline.tables.lattice import Grid, find_grids
from pipeline.tables.model import TextLine
from pipeline.tables.text import cluster_lines, ink_box, join_words


@dataclass(slots=True)
class PageParts:
    """A page taken apart."""

    page: int
    height: float
    fragments: list[Fragment]
    """Top to bottom."""
    lines: list[TextLine]
    """Lines outside every fragment, top to bottom."""


def take_apart(page: Page) -> PageParts:
    """Find the grids of a page, fill them and collect the lines around them.

    Args:
        page: as read.

    Returns:
        fragments with `above` and `below` set, and all lines outside them.
    """
    grids, lone_rules = find_grids(page.rules)
    inside: list[list[Word]] = [[] for _ in grids]
    outside: list[Word] = []
    for word in page.words:
        index = _grid_of(word, grids)
        (outside if index is None else inside[index]).append(word)
    fragments: list[Fragment] = []
    for grid, words in zip(grids, inside, strict=True):
        if words:
            fragments.extend(_split_at_titles(fill(grid, page.number, words)))
    for fragment in fragments:
        fragment.around = tuple(outside)
        if page.text_source == "ocr":  # the picture of a thin line is easily lost
            fragment.open_top = fragment.open_bottom = ()
    for fragment in find_aligned(page.number, outside, lone_rules):
        outside = [word for word in outside if not _is_inside(word, fragment)]
        fragments.append(fragment)
    fragments.sort(key=lambda fragment: fragment.ys[0])
    lines = [text_line(page.number, line) for words in cluster_lines(outside) for line in _columns_of_text(words)]
    _attach(fragments, lines)
    return PageParts(page.number, page.height, fragments, lines)


def _grid_of(word: Word, grids: list[Grid]) -> int | None:
    for index, grid in enumerate(grids):
        if _is_inside(word, grid):
            return index
    return None


def _is_inside(word: Word, grid: Grid | Fragment) -> bool:
    return grid.xs[0] - 1 <= word.centre <= grid.xs[-1] + 1 and grid.ys[0] - 0.5 <= word.middle <= grid.ys[-1] + 0.5


def text_line(page: int, words: list[Word]) -> TextLine:
    """A line of running text."""
    return TextLine(page, join_words(words), ink_box(words), max(word.size for word in words))


def _columns_of_text(words: list[Word]) -> list[list[Word]]:
    """Split a line where a wide gap separates texts that have nothing to do with each other (部门名称：… … 单位：万元)."""
    parts: list[list[Word]] = [[words[0]]]
    for previous, word in itertools.pairwise(words):
        if word.x0 - previous.x1 > 4.0 * (word.bottom - word.top):
            parts.append([])
        parts[-1].append(word)
    return parts


def _attach(fragments: list[Fragment], lines: list[TextLine]) -> None:
    """Give each line to the fragment below it (`above`) and to the one over it (`below`)."""
    tops = [fragment.ys[0] for fragment in fragments]
    for line in lines:
        middle = (line.box.top + line.box.bottom) / 2
        index = bisect_right(tops, middle)
        if index < len(fragments):
            fragments[index].above.append(line)
        if index > 0:
            fragments[index - 1].below.append(line)


def _split_at_titles(fragment: Fragment) -> list[Fragment]:
    """Cut a net that holds several tables at the rows that are titles inside it."""
    cuts = [0]
    for index, cells in enumerate(fragment.rows[1:-1], start=1):
        filled = [cell for cell in cells if cell.text]
        if (
            len(filled) == 1
            and filled[0].column_span == fragment.column_count
            and looks_like_title(filled[0].plain)
            and index - cuts[-1] > 2
        ):
            cuts.append(index)
    if len(cuts) == 1:
        return [fragment]
    cuts.append(len(fragment.rows))
    parts: list[Fragment] = []
    for start, end in itertools.pairwise(cuts):
        rows = fragment.rows[start:end]
        for row, cells in enumerate(rows):
            for cell in cells:
                cell.row = row
                cell.row_span = min(cell.row_span, len(rows) - row)
        parts.append(Fragment(fragment.page, fragment.xs, fragment.ys[start : end + 1], rows))
    parts[0].open_top, parts[-1].open_bottom = fragment.open_top, fragment.open_bottom
    return parts
