"""A row that a page break cuts through, its figures too: one row again where the sums across the columns say so.

Word processors cut the lines of a row (社会保障和 | 就业支出) and, in narrow columns, the digits of a figure (7 | 0.00). Neither piece is what the
office printed; together they are, when the row then adds up as the other rows do.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from pipeline.language.numbers import is_piece, parse_printed
from pipeline.tables.model import TableRow
from pipeline.tables.sums import figures, sums_across


def join_cut_rows(rows: Sequence[TableRow], firsts: AbstractSet[int]) -> tuple[list[TableRow], set[int]]:
    """Join the rows that page breaks cut.

    Args:
        rows: all body rows of a table.
        firsts: which of them (from 0) are the first of a page.

    Returns:
        the rows, and which of them are now the first of a page without having been joined.
    """
    cut = {at for at in firsts if 0 < at < len(rows) and _may_be_one(rows[at - 1], rows[at])}
    joined: list[TableRow] = []
    left: set[int] = set()
    for at, row in enumerate(rows):
        others = [other for i, other in enumerate(rows) if i not in (at - 1, at)]
        if at in cut and (whole := _whole(joined[-1], row, others)) is not None:
            joined[-1] = whole
            continue
        if at in firsts:
            left.add(len(joined))
        joined.append(row)
    return joined, left


def _may_be_one(upper: TableRow, lower: TableRow) -> bool:
    """True when the lower row prints nothing where the upper one is blank, and two pieces make a figure with decimals."""
    return lower.cells.keys() <= upper.cells.keys() and any(
        is_piece(upper.text(column)) and is_piece(cell.text) and _is_amount(upper.text(column) + cell.text)
        for column, cell in lower.cells.items()
    )


def _is_amount(text: str) -> bool:
    printed = parse_printed(text)
    return printed is not None and printed.decimals > 0


def _whole(upper: TableRow, lower: TableRow, others: Sequence[TableRow]) -> TableRow | None:
    """Both pieces together, when only they add up as the other rows do."""
    cells = dict(upper.cells)
    for column, cell in lower.cells.items():
        above = cells[column]
        cells[column] = replace(above, text=above.text + cell.text, lines=above.lines + cell.lines)
    whole = replace(upper, cells=cells)
    together = _holding(whole, others)
    return whole if together and all(together) and not all(_holding(upper, others)) else None


def _holding(row: TableRow, others: Sequence[TableRow]) -> list[bool]:
    """For each sum that the other rows show, whether it holds in this one."""
    rows = [replace(other, seq=number) for number, other in enumerate([row, *others])]
    values = figures(rows)
    own = {place: value for place, value in values.items() if place[0] == 0}
    shown = {
        (each.whole[1], tuple(part[1] for part in each.parts)): each
        for each in sums_across(rows[1:], {place: value for place, value in values.items() if place[0] > 0})
    }
    return [
        replace(each, whole=(0, whole), parts=tuple((0, part) for part in parts)).holds(own)
        for (whole, parts), each in sorted(shown.items(), key=lambda item: item[0])
    ]
