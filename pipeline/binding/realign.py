"""Cells that a page break has put into the wrong column are moved back by where they stand.

Each page of a long form is cut into columns on its own; a page that rules fewer columns shifts its cells (北京 预算表12).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

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
