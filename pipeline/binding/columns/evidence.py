"""Money needs evidence: columns of years, points, persons, rates and serial numbers beside the money of a table are none.

A column whose head says nothing of money holds money when it prints a total that its rows add up to; decimals alone do where the total row
does not pass it over.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.binding.columns.roles import Block, BoundColumn
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.language import vocabulary
from pipeline.language.spelling import plain

_ZERO = Decimal(0)


def without_evidence(block: Block, rows: Sequence[RowMeaning]) -> list[BoundColumn]:
    """Columns of one list that were read as amounts and hold none.

    Args:
        block: the list.
        rows: its rows.

    Returns:
        columns to be taken out of its amounts; empty where no column beside them holds money.
    """
    doubted = [c for c in block.amounts if not _says_money(c)]
    sure = [c for c in block.amounts if c not in doubted]
    total = next((r for r in rows if r.kind == "total" and any(c.seq in r.figures for c in sure)), None)
    found = [c for c in doubted if _has_figures(c, rows) and not _is_money(c, rows, total)]
    if found and any(_sums(whole, [c for c in block.amounts if c is not whole], rows) for whole in block.amounts):
        return []
    return found if sure or len(found) < len(block.amounts) else []


def _sums(whole: BoundColumn, others: Sequence[BoundColumn], rows: Sequence[RowMeaning]) -> bool:
    """Whether a column of money is the sum of those beside it, doubted ones included, in every row: 本金 | 利息 | 合计 in whole numbers."""
    telling = 0
    for row in rows:
        total = row.figures.get(whole.seq)
        parts = [row.figures[c.seq].value for c in others if c.seq in row.figures]
        if total is None or sum(parts, _ZERO) != total.value:
            return False
        telling += sum(1 for p in parts if p) > 1
    return telling > 1


def take_out(block: Block, rows: Sequence[RowMeaning], columns: Sequence[BoundColumn]) -> None:
    """Make columns other numbers: they stay quantities of their rows."""
    for column in columns:
        column.role = "sequence" if _is_serial(column, rows) else "other"
        block.amounts.remove(column)
        block.others.append(column)
        for row in rows:
            row.figures.pop(column.seq, None)


def _says_money(column: BoundColumn) -> bool:
    if column.role == "amount" and column.path:
        return True
    joined = "/".join(plain(p) for p in column.path)
    return column.unit is not None or bool(vocabulary.columns().money_ending.search(joined))


def _has_figures(column: BoundColumn, rows: Sequence[RowMeaning]) -> bool:
    return any(column.seq in row.figures for row in rows)


def _is_serial(column: BoundColumn, rows: Sequence[RowMeaning]) -> bool:
    values = [row.figures[column.seq].value for row in rows if column.seq in row.figures]
    return bool(values) and values == [Decimal(i) for i in range(1, len(values) + 1)]


def _is_money(column: BoundColumn, rows: Sequence[RowMeaning], total: RowMeaning | None) -> bool:
    parts = [r.figures[column.seq] for r in rows if r.kind not in {"total", "of_which"} and column.seq in r.figures]
    whole = total.figures.get(column.seq) if total is not None else None
    telling = sum(1 for f in parts if f.value) > 1
    if whole is not None and whole.value and telling:
        return True if any(f.decimals for f in parts) else sum((f.value for f in parts), _ZERO) >= whole.value
    if not any(f.decimals for f in parts):
        return False
    return total is None or not telling or not column.path
