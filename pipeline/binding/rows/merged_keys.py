"""The key cells of each row: merged cells filled down, so that a row knows the unit or project it stands under."""

from __future__ import annotations

from pipeline.binding.columns.roles import KEYS, BoundColumn
from pipeline.tables.model import Table

_CARRIED = frozenset({"unit_code", "unit_name", "project", "project_code", "code", "name"})


def fill_down(table: Table, columns: list[BoundColumn]) -> dict[int, dict[int, str]]:
    """Texts that merged key cells lend to the rows they reach.

    A merged cell cut by a page break is not printed again on the next page; in a column that merges cells at all, a blank at the top of a page
    continues the cell above.

    Args:
        table: the table.
        columns: its leaf columns with roles.

    Returns:
        row index → column seq → text, for rows that do not print the text themselves.
    """
    filled: dict[int, dict[int, str]] = {}
    for column in columns:
        if column.role not in _CARRIED and column.role != "text":
            continue
        merges = any(
            (cell := row.cells.get(column.seq)) is not None and cell.row_span > 1 and cell.text for row in table.rows
        )
        if not merges:
            continue
        text, reach = "", -1
        for i, row in enumerate(table.rows):
            cell = row.cells.get(column.seq)
            if cell is not None and cell.text:
                text, reach = cell.text, i + cell.row_span - 1
                continue
            page_break = i > 0 and row.page != table.rows[i - 1].page and reach == i - 1
            if page_break and column.role in KEYS:
                blank = cell.row_span if cell is not None else 1
                reach = i + blank - 1
            if i <= reach and text:
                filled.setdefault(i, {})[column.seq] = text
    return filled
