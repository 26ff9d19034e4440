"""Parts of a row that the sums tell and the words do not: a total without a total's name, parts under 其中, parts nobody understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.binding.columns.roles import BoundColumn
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.language.kinship import is_part

_ZERO = Decimal(0)
_MOST = 16
"""Columns; wider tables name their totals."""
Reading = tuple[BoundColumn, list[BoundColumn]]
"""A total column and its parts."""


def reread(group: Sequence[BoundColumn], unknown: Sequence[BoundColumn], rows: Sequence[RowMeaning]) -> None:
    """Where the parts across do not add up as the words say, take the first other reading under which they do.

    Columns that nobody understands become amounts where they are part of the reading.

    Args:
        group: amount columns of one stage, year and flow, marked by their words.
        unknown: columns beside them whose words say nothing.
        rows: the rows of the list.
    """
    filled = [c for c in (*group, *unknown) if _prints(c, rows)]
    whole = _widest([c for c in filled if c.role == "amount" and not c.is_leaf and not c.facets.of_which], rows)
    leaves = [c for c in filled if c.role == "amount" and c.is_leaf]
    if (
        len(filled) < 3
        or len(filled) > _MOST
        or (whole is not None and _holds(whole, parts_of(whole, leaves), rows, least=0))
    ):
        return
    for total, parts in _readings(sorted(filled, key=lambda c: c.seq), whole, leaves):
        if len(parts) > 1 and _holds(total, parts, rows):
            for column in (total, *parts):
                column.role, column.is_leaf = "amount", column is not total
                column.facets.of_which = False
            for column in leaves:
                if column is not total and column not in parts:
                    column.is_leaf, column.facets.of_which = False, True
            return


def parts_of(whole: BoundColumn, columns: Sequence[BoundColumn]) -> list[BoundColumn]:
    """The columns that a total column sums: beside the 合计 of the 三公 stand 会议费, 培训费 and 机关运行经费, which are no part of it."""
    if whole.facets.three_public_item is None:
        return list(columns)
    inside = [
        c for c in columns if is_part("three_public_item", c.facets.three_public_item, whole.facets.three_public_item)
    ]
    return inside or list(columns)


def _readings(
    filled: Sequence[BoundColumn], whole: BoundColumn | None, leaves: Sequence[BoundColumn]
) -> Iterator[Reading]:
    """Other readings, those that keep most of the words first."""
    unknown = [c for c in filled if c.role != "amount"]
    of_which = [c for c in filled if c.facets.of_which]
    if whole is not None:
        for more in (unknown, of_which, [*of_which, *unknown]):
            if more:
                yield whole, [*leaves, *more]
    named = [c for c in filled if c.meaning.is_total]
    if whole is None and len(named) == 1 and unknown:
        # 合计 | 中央资金 | 省级资金 | 市级资金: no word says what the parts are, the sums say that they are
        yield named[0], [c for c in filled if c is not named[0] and not c.facets.of_which]
    if named:
        return  # a column called 合计 is no part of another one: then the print contradicts itself, or the heads are misread
    # 本年预算 | 编制预算 | 上年结转: the first column is the sum of the others, whatever it is called
    for first in range(len(filled) - 2):
        for last in range(len(filled), first + 2, -1):
            yield filled[first], list(filled[first + 1 : last])
    if len(filled) > 2:
        yield filled[-1], list(filled[:-1])


def _prints(column: BoundColumn, rows: Sequence[RowMeaning]) -> bool:
    return any((f := row.figures.get(column.seq)) is not None and f.value for row in rows)


def _widest(columns: Sequence[BoundColumn], rows: Sequence[RowMeaning]) -> BoundColumn | None:
    def size(column: BoundColumn) -> Decimal:
        return sum((abs(f.value) for r in rows if (f := r.figures.get(column.seq)) is not None), _ZERO)

    return max(columns, key=size, default=None)


def _holds(whole: BoundColumn, parts: Sequence[BoundColumn], rows: Sequence[RowMeaning], *, least: int = 1) -> bool:
    """Whether the parts add up in nearly every row, in `least` rows at least where two of them print something."""
    right = wrong = telling = 0
    for row in rows:
        total = row.figures.get(whole.seq)
        values = [row.figures[c.seq] for c in parts if c.seq in row.figures and row.figures[c.seq].value]
        if (total is None or total.value == 0) and not values:
            continue
        decimals = max([f.decimals for f in (*values, *([total] if total else []))], default=0)
        error = abs(sum((v.value for v in values), _ZERO) - (total.value if total else _ZERO))
        if error <= Decimal(1).scaleb(-decimals) * (len(values) + 1) / 2:
            right += 1
            telling += len(values) > 1
        else:
            wrong += 1
    return telling >= least and wrong * 5 <= right
