"""Levels of a list that are printed by indentation."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.binding.rows.meaning import RowMeaning

_STEP = 4.0
"""Points; smaller differences of the first ink are no level."""
_SAME = 1.0
"""Points within which two labels begin at the same place."""
_MOST_LEVELS = 7
"""More are centred text, not a hierarchy."""


def indent_levels(rows: Sequence[RowMeaning]) -> list[int]:
    """The level of every row: 0 for the leftmost labels, then 1, 2, … by clusters of indentation.

    A label that fills its cell tells nothing unless it begins where others begin, or other labels show that the column is printed by
    indentation; it stands with the row above it, and the first ones with the first row that tells (深圳 表5 begins with wrapped names).
    """
    known = _known(rows)
    values = sorted({v for v, r in zip(known, rows, strict=True) if r.kind not in {"total", "unit"} and r.label})
    levels: dict[float, int] = {}
    at, last = -1, None
    for value in values:
        if last is None or value - last > _STEP:
            at += 1
        levels[value] = at
        last = value
    if at >= _MOST_LEVELS:
        return [0] * len(rows)
    return [levels.get(v, 0) for v in known]


def _known(rows: Sequence[RowMeaning]) -> list[float]:
    labelled = [row for row in rows if row.kind != "total" and row.label]
    marks = {round(row.indent, 1) for row in labelled if not row.fills_cell}
    hanging = any(row.hangs for row in labelled)

    def tells(row: RowMeaning) -> bool:
        return hanging or not row.fills_cell or any(abs(row.indent - mark) <= _SAME for mark in marks)

    last = next((round(row.indent, 1) for row in labelled if tells(row)), 0.0)
    known: list[float] = []
    for row in rows:
        if row.kind != "total" and row.label and tells(row):
            last = round(row.indent, 1)
        known.append(last)
    return known
