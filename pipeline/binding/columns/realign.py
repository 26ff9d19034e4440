"""Cells in the wrong column are moved back: those a page break has shifted, by where they stand; figures too wide for their cell.

Each page of a long form is cut into columns on its own; a page that rules fewer columns shifts its cells (北京 预算表12).
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.binding.columns.roles import KEYS, BoundColumn
from pipeline.language.numbers import has_separator, parse_printed
from pipeline.tables.model import Table, TableCell, TableRow

_SLACK = 2.0
_INSIDE = 3.0
"""Points from a cell's left edge to a place that is surely inside its column."""


def realigned(table: Table) -> Table:
    """The table with shifted rows put right; the same object when nothing is shifted.

    Args:
        table: as found; never changed.
    """
    spans = {c.seq: (c.x0, c.x1) for c in table.columns}
    rows: list[TableRow] = []
    changed = False
    for row in table.rows:
        moved = _moved(row, table, spans)
        rows.append(moved or row)
        changed = changed or moved is not None
    return replace(table, rows=rows) if changed else table


def _moved(row: TableRow, table: Table, spans: dict[int, tuple[float, float]]) -> TableRow | None:
    cells = [c for c in row.cells.values() if c.text]
    off = sum(1 for c in cells if _is_off(c, spans))
    if off < 2 or off * 5 < len(cells) * 2:
        return None
    starts = [c.x0 for c in table.columns]
    placed: dict[int, TableCell] = {}
    for cell in row.cells.values():
        at = bisect_right(starts, cell.box.x0 + _INSIDE) - 1
        if at < 0:
            return None
        seq = table.columns[at].seq
        if seq in placed and placed[seq].text and cell.text:
            return None
        if seq not in placed or cell.text:
            placed[seq] = replace(cell, column=seq)
    return replace(row, cells=dict(sorted(placed.items())))


def _is_off(cell: TableCell, spans: dict[int, tuple[float, float]]) -> bool:
    first = spans.get(cell.column)
    last = spans.get(cell.column + cell.column_span - 1, first)
    if first is None or last is None:
        return False
    middle = (cell.box.x0 + cell.box.x1) / 2
    return not first[0] - _SLACK <= middle <= last[1] + _SLACK


def without_overflow(table: Table, columns: Sequence[BoundColumn]) -> Table:
    """Figures wider than their cell, moved from the key column they run into back to the amount column on its right.

    The grand total is the widest figure: 北京 支出总表 prints 1,024,807.171785 across the border of 部门支出经济分类科目.

    Args:
        table: the table; never changed.
        columns: its columns with their roles.
    """
    pairs = [
        (left.seq, right.seq)
        for left, right in itertools.pairwise(columns)
        if left.role in KEYS
        and right.role == "amount"
        and left.content.texts >= left.content.numbers
        and left.content.texts
    ]
    rows = [_pushed(row, pairs) for row in table.rows]
    return table if all(a is b for a, b in zip(rows, table.rows, strict=True)) else replace(table, rows=rows)


def _pushed(row: TableRow, pairs: Sequence[tuple[int, int]]) -> TableRow:
    for left, right in pairs:
        cell, neighbour = row.cells.get(left), row.cells.get(right)
        if cell is None or (neighbour is not None and neighbour.text) or not has_separator(cell.text):
            continue
        if parse_printed(cell.text) is None or len(row.cells) < 2:
            continue
        cells = {**row.cells, right: replace(cell, column=right)}
        del cells[left]
        row = replace(row, cells=dict(sorted(cells.items())))
    return row
