"""Lists whose total bears no word for it: the first row is the publisher's own, and the units below are its parts (深圳 表2, 表3, 表5, 表9)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.binding.rounding import agrees
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.language.numbers import Printed
from pipeline.language.spelling import plain

_ZERO = Decimal(0)


def stacks(rows: Sequence[RowMeaning]) -> list[list[int]]:
    """Rows of years printed below each other for every unit (2025年 | 2026年 | 增减) are as many lists as there are years.

    Args:
        rows: the rows of one list, before or after their totals are named.

    Returns:
        positions of the rows of each; one stack of all rows where years are not stacked.
    """
    everything = [list(range(len(rows)))]
    lists: dict[tuple[str | None, int | None], list[int]] = {}
    for i, row in enumerate(rows):
        if not row.figures:
            continue
        if row.kind not in {"item", "total"} or row.codes or (row.stage is None and row.year is None):
            return everything
        lists.setdefault((row.stage, row.year), []).append(i)
    counts = {len(found) for found in lists.values()}
    units = {tuple(rows[i].unit_name for i in found) for found in lists.values()}
    return list(lists.values()) if len(lists) > 1 and len(counts) == len(units) == 1 else everything


def name(rows: Sequence[RowMeaning], columns: Sequence[int], publisher: str) -> None:
    """Call the first row a total where the sums prove it; mark it `may_be_total` where only its name speaks for one.

    Args:
        rows: the rows of one list with the parents that codes and ordinals give them.
        columns: its amount columns.
        publisher: whose document it is, without blanks.
    """
    first = next((i for i, r in enumerate(rows) if r.figures), None)
    if first is None or any(r.kind == "total" and r.figures for r in rows):
        return
    row = rows[first]
    if row.parent is not None or not _is_of_unit(row):
        return
    if is_sum(rows, first, columns):
        row.kind = "total"
    else:
        row.may_be_total = may_be_sum(rows, first, columns, publisher)


def is_sum(rows: Sequence[RowMeaning], first: int, columns: Sequence[int]) -> bool:
    """Whether the first row is the sum of the rows of the next level in every column that prints anything.

    Args:
        rows: the rows with their parents.
        first: a row without parent.
        columns: the amount columns.

    Returns:
        False also where nothing but one equal figure speaks for it; two units may well cost the same.
    """
    parts = next_level(rows, first)
    telling = any(_extends(rows[i], rows[first]) for i in parts)
    shown = False
    for column in columns:
        values = _figures([rows[i] for i in parts], column)
        whole = rows[first].figures.get(column)
        if whole is None or (whole.value == 0 and not any(v.value for v in values)):
            if any(v.value for v in values):
                return False
            continue
        if not agrees(whole, values):
            return False
        telling = telling or sum(1 for v in values if v.value) > 1
        shown = True
    return shown and telling


def may_be_sum(rows: Sequence[RowMeaning], first: int, columns: Sequence[int], publisher: str) -> bool:
    """Whether the first row bears the publisher's name and exceeds the units below it everywhere, without being their sum.

    Rows may be left out below a total; a 本级 that has the name of the whole may be larger than all others. The figures do not tell which.
    """
    parts = [i for i in next_level(rows, first) if _is_of_unit(rows[i])]
    if plain(rows[first].unit_name or "") != publisher or not parts:
        return False
    filled = False
    for column in columns:
        values = _figures([rows[i] for i in parts], column)
        whole = rows[first].figures.get(column)
        rest = sum((v.value for v in values), _ZERO)
        if (whole.value if whole else _ZERO) < rest and not (whole and agrees(whole, values)):
            return False
        filled = filled or rest != 0
    return filled


def next_level(rows: Sequence[RowMeaning], first: int) -> list[int]:
    """The other rows without a parent."""
    return [
        i
        for i, r in enumerate(rows)
        if i != first and r.parent is None and r.figures and not r.repeats and r.kind not in {"total", "of_which"}
    ]


def _figures(rows: Sequence[RowMeaning], column: int) -> list[Printed]:
    return [r.figures[column] for r in rows if column in r.figures]


def _is_of_unit(row: RowMeaning) -> bool:
    """A unit's row, or its row of one year."""
    return (
        row.unit_code is None
        and bool(row.unit_name)
        and (row.kind == "unit" or row.stage is not None or row.year is not None)
    )


def _extends(row: RowMeaning, first: RowMeaning) -> bool:
    """某局（本级） beside 某局."""
    name, whole = plain(row.unit_name or ""), plain(first.unit_name or "")
    return name != whole and name.startswith(whole)
