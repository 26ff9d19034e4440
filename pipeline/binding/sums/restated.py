"""Lists that divide the money of a list beside them once more.

西安 prints 收支总表 with 支出 by function, by kind and by economic class side by side; each list adds up to all spending.
Added together they are three times the money, so only the first of them has leaf columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.binding.bound import BoundTable, TableList
from pipeline.binding.columns.roles import BoundColumn
from pipeline.binding.sums.ledger import Sums, sums_of


def mark_restated(one: BoundTable) -> None:
    """Set `is_restated`, and take `is_leaf` back, on the columns of lists whose money another list to their left already holds.

    Args:
        one: the table after its lists were bound.
    """
    seen: list[tuple[TableList, str | None, list[Sums]]] = []
    for each in one.lists:
        flow = each.block.flow or one.defaults.flow
        mine = sums_of(each, one.moment, flow)
        if flow is not None and any(f == flow and _same_money(before, sums, each, mine) for before, f, sums in seen):
            for column in each.block.amounts:
                column.is_restated, column.is_leaf = True, False
        elif mine:
            seen.append((each, flow, mine))


def _same_money(before: TableList, theirs: Sequence[Sums], each: TableList, mine: Sequence[Sums]) -> bool:
    if len(theirs) != len(mine) or not mine:
        return False
    return all(_amount(a) == _amount(b) != 0 for a, b in zip(theirs, mine, strict=True)) and _funds(
        before.block.amounts
    ) == _funds(each.block.amounts)


def _amount(sums: Sums) -> Decimal:
    """The printed total where there is one, else what the leaves give."""
    column = sums.whole or (sums.leaf_columns[0] if len(sums.leaf_columns) == 1 else None)
    if sums.total_row is not None and column is not None and (f := sums.total_row.figures.get(column.seq)):
        return f.value
    return sums.total


def _funds(columns: Sequence[BoundColumn]) -> set[str | None]:
    return {c.facets.fund for c in columns}
