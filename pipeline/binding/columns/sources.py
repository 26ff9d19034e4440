"""Heads of revenue over columns of an expenditure table: they say out of which money is spent, not that money comes in."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.binding.columns.roles import BoundColumn
from pipeline.language.kinds import table_kind


def name_sources(columns: Sequence[BoundColumn], kind: str) -> bool:
    """Take 财政拨款收入, 事业收入 … in a table of expenditure as the fund and no more.

    Where another column says 支出 itself (年初结转 | 本年收入 | 本年支出 | 年末结转 of old accounts), the heads mean what they say.

    Args:
        columns: the columns of a table; flows of revenue are taken back.
        kind: the table's kind.

    Returns:
        whether the heads name sources.
    """
    money = [c for c in columns if c.role == "amount"]
    if not table_kind(kind).only_spends or any(c.facets.flow in {"expenditure", "opening_balance"} for c in money):
        return False
    for column in money:
        if column.facets.flow == "revenue":
            column.facets.flow = None
    return True
