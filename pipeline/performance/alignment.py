"""Rows whose cells stand in the columns where they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.tables.model import TableCell, TableColumn, TableRow

_NUDGE = 2.0
"""Points by which an edge may miss the column's edge."""


def aligned_rows(rows: Sequence[TableRow], leaves: Sequence[TableColumn]) -> list[TableRow]:
    """Rows with cells renumbered by their position on pages where numbering and position disagree.

    A page on which merged cells have no border (西安 2019, 附表14: group names stand in cells that are open above and
    below) may show fewer columns than the page before; what stands below 指标内容 is still 指标内容.

    Args:
        rows: rows of one table.
        leaves: the leaf columns they are to stand in.

    Returns:
        the rows; those of a page without disagreement are returned as they are.
    """
    columns = {column.seq: column for column in leaves}
    pages = {row.page for row in rows}
    shifted = {page for page in pages if _is_shifted([row for row in rows if row.page == page], columns)}
    return [_realigned(row, leaves) if row.page in shifted else row for row in rows]


def _is_shifted(rows: Sequence[TableRow], columns: dict[int, TableColumn]) -> bool:
    cells = [cell for row in rows for cell in row.cells.values()]
    away = sum(1 for cell in cells if not _stands_in(cell, columns))
    return away * 2 > len(cells)


def _stands_in(cell: TableCell, columns: dict[int, TableColumn]) -> bool:
    """True when most of the cell lies within the columns it claims."""
    first = columns.get(cell.column)
    last = columns.get(cell.column + cell.column_span - 1, first)
    if first is None or last is None:
        return False
    inside = min(cell.box.x1, last.x1) - max(cell.box.x0, first.x0)
    return inside > 0.5 * (cell.box.x1 - cell.box.x0)


def _realigned(row: TableRow, columns: Sequence[TableColumn]) -> TableRow:
    placed: dict[int, TableCell] = {}
    for cell in row.cells.values():
        under = [
            column.seq for column in columns if column.x0 < cell.box.x1 - _NUDGE and cell.box.x0 + _NUDGE < column.x1
        ]
        if not under or under[0] in placed:
            return row
        placed[under[0]] = replace(cell, column=under[0], column_span=under[-1] - under[0] + 1)
    return replace(row, cells=placed)
