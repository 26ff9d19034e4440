"""One-column statements: opening balance, revenue, expenditure and closing balance printed below one another instead of side by side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.binding.rows.meaning import RowMeaning
from pipeline.binding.words import words
from pipeline.language.kinds import table_kind
from pipeline.language.ordinals import split_ordinal
from pipeline.language.spelling import plain

_WORDS = words().rows
_GRAND = {"revenue": _WORDS.grand_revenue, "expenditure": _WORDS.grand_expenditure}


Side = tuple[str | None, list[RowMeaning]]
"""Flow and rows."""


def sides(rows: list[RowMeaning], kind: str, flow: str | None) -> list[Side]:
    """Cut the one list of a statement where one side ends and the other begins.

    The lists of a table with 收入 beside 支出 are told apart by their heads; here only the labels tell: 本年收入合计 … 收入总计, 本年支出合计 …
    支出总计. Opening and closing balances stay with the side they stand in, as where the sides are printed beside each other.

    Args:
        rows: rows of one list, top to bottom.
        kind: the table's kind; other kinds have one flow.
        flow: of the whole list, where its head says one.

    Returns:
        one side with the given flow where the labels do not tell.
    """
    if table_kind(kind).sides == "1" or flow is not None:
        return [(flow, rows)]
    names = [plain(split_ordinal(row.label)[2]) for row in rows]
    first = {
        side: next((i for i, name in enumerate(names) if head.match(name)), None)
        for side, head in (("revenue", _WORDS.revenue_side), ("expenditure", _WORDS.expenditure_side))
    }
    told = sorted((index, side) for side, index in first.items() if index is not None)
    if len(told) < 2:
        return [(flow, rows)]
    (_, upper), (begins, lower) = told
    grand = [i for i in range(begins) if _GRAND[upper].search(names[i])]
    cut = begins if not grand or _WORDS.of_this_year.match(names[grand[-1]]) else grand[-1] + 1
    parts: list[Side] = [(upper, rows[:cut]), (lower, rows[cut:])]
    for _, part in parts:
        _totals_of_nothing(part)
    return parts


def _totals_of_nothing(rows: Sequence[RowMeaning]) -> None:
    """本年支出合计 whose parts the statement does not print is itself an item of its side."""
    for i, row in enumerate(rows):
        values = {c: f.value for c, f in row.figures.items() if f.value}
        is_last = not any(other.kind == "total" and other.figures for other in rows[i + 1 :])
        if row.kind != "total" or not values or is_last:
            continue
        if not adds_up(values, rows[i + 1 :]) and not adds_up(values, rows[:i][::-1]):
            row.kind = "item"


def adds_up(whole: dict[int, Decimal], near: Sequence[RowMeaning]) -> bool:
    """Whether rows next to the total, from the nearest on, add up to it in its first column; parts of parts are left to the tree."""
    column, value = next(iter(whole.items()))
    figures = []
    for row in near:
        if row.kind == "total":
            break
        if column in row.figures:
            figures.append(row.figures[column].value)
    sums = {sum(figures[:count], Decimal(0)) for count in range(1, len(figures) + 1)}
    return value in sums or (len(figures) > 1 and value * 2 in sums)
