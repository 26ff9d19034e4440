"""Columns, heads and rows of a table without vertical lines → the same grid that a ruled table gives."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.model import Word
from pipeline.tables.fragment import Fragment, FragmentCell, write
from pipeline.tables.model import Box
from pipeline.tables.open_rows import OpenRow, column_of
from pipeline.tables.phrases import HeaderBlock, Line, Phrase


def lay_out(
    page: int,
    header: Sequence[Line],
    rows: Sequence[OpenRow],
    separators: list[float],
    levels: Sequence[Sequence[HeaderBlock]],
    *,
    is_ruled: bool,
    has_unsure_tree: bool = False,
) -> Fragment:
    """Make a grid of columns, heads and rows.

    Args:
        page: page number, from 1.
        header: lines over the body.
        rows: the rows of the body, at least one.
        separators: column boundaries, outer ones included.
        levels: heads by level, outermost first.
        is_ruled: True where the columns are sure.
        has_unsure_tree: True where nothing tells which columns the upper heads span.

    Returns:
        the fragment, with cells for all places.
    """
    xs = list(separators)
    for line in header:
        xs[0] = min(xs[0], line.phrases[0].x0 - 2.0)
        xs[-1] = max(xs[-1], line.phrases[-1].x1 + 2.0)
    top = min([line.top for line in header] + [rows[0].lines[0].top]) - 2.0
    begin = header[-1].bottom if header else top
    ys = [top + (begin - top) * level / len(levels) for level in range(len(levels))] if levels else []
    bottoms = [row.lines[-1].bottom for row in rows]
    ys += [
        begin if levels else top,
        *((a + row.lines[0].top) / 2 for a, row in zip(bottoms, rows[1:], strict=False)),
        bottoms[-1] + 2.0,
    ]
    cells = [_header_row(level, blocks, xs, ys) for level, blocks in enumerate(levels)]
    cells += [_body_row(index, row, xs, ys) for index, row in enumerate(rows, start=len(levels))]
    for index, row in enumerate(rows[:-1], start=len(levels)):
        for phrase in row.over_two:
            _span_two(cells[index], cells[index + 1], phrase, xs)
    return Fragment(page, xs, ys, cells, is_ruled=is_ruled, heads=len(levels), has_unsure_tree=has_unsure_tree)


def _span_two(upper: list[FragmentCell], lower: list[FragmentCell], phrase: Phrase, xs: Sequence[float]) -> None:
    """Write a text that stands between two rows into one cell over both."""
    column = column_of((phrase.x0 + phrase.x1) / 2, xs)
    cell = next((cell for cell in upper if cell.column == column), None)
    under = next((cell for cell in lower if cell.column == column), None)
    if cell is None:
        return
    if under is not None:
        lower.remove(under)
        cell.row_span, cell.box = 2, Box(cell.box.x0, cell.box.top, cell.box.x1, under.box.bottom)
    write(cell, [*cell.words, phrase.words])


def _header_row(
    level: int, blocks: Sequence[HeaderBlock], xs: Sequence[float], ys: Sequence[float]
) -> list[FragmentCell]:
    cells: list[FragmentCell] = []
    column = 0
    for block in [*blocks, None]:
        first = block.first if block else len(xs) - 1
        cells += [
            FragmentCell(level, blank, 1, 1, Box(xs[blank], ys[level], xs[blank + 1], ys[level + 1]))
            for blank in range(column, first)
        ]
        if block is None:
            break
        column = block.last + 1
        cell = FragmentCell(level, first, 1, column - first, Box(xs[first], ys[level], xs[column], ys[level + 1]))
        write(cell, block.lines)
        cells.append(cell)
    return cells


def _body_row(index: int, row: OpenRow, xs: Sequence[float], ys: Sequence[float]) -> list[FragmentCell]:
    lines: list[list[list[Word]]] = [[] for _ in xs[1:]]
    for line in row.lines:
        for column in range(len(lines)):
            words = [word for p in line.phrases for word in p.words if column_of(word.centre, xs) == column]
            if words:
                lines[column].append(words)
    cells: list[FragmentCell] = []
    for column, own in enumerate(lines):
        cell = FragmentCell(index, column, 1, 1, Box(xs[column], ys[index], xs[column + 1], ys[index + 1]))
        write(cell, own)
        cells.append(cell)
    return cells
