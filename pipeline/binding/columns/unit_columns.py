"""Units that stand side by side as columns: 合计 | 机关本级 | 甲站 | 乙站, or 甲站/基本支出, 甲站/项目支出.

The head names whose money it is, not what kind of money; flow, stage and fund are those of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.binding.columns.roles import BoundColumn
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.binding.words import words
from pipeline.language import vocabulary
from pipeline.language.kinds import table_kind
from pipeline.language.meaning import path_meaning
from pipeline.language.spelling import plain, squeezed

_UNITS_NEEDED = 2

Group = tuple[str, list[BoundColumn]]
"""Name of the unit and its columns."""


def find(columns: Sequence[BoundColumn], rows: Sequence[RowMeaning], kind: str) -> list[Group]:
    """Columns headed by the names of units; they become amounts of these units.

    Sure only with several units, and where a total of all units is printed, only when it is their sum in every row.

    Args:
        columns: amount columns of one list.
        rows: its rows.
        kind: the table's kind.

    Returns:
        the units from left to right, nothing when the heads name none.
    """
    if not table_kind(kind).bodies_in_heads:
        return []
    groups: dict[str, list[BoundColumn]] = {}
    rest: dict[int, tuple[str, ...]] = {}
    for column in columns:
        at = _unit_at(column)
        if at is not None:
            groups.setdefault(squeezed(column.path[at]), []).append(column)
            rest[column.seq] = column.path[:at] + column.path[at + 1 :]
    if len(groups) < _UNITS_NEEDED:
        return []
    sums = [
        (whole, parts)
        for whole in columns
        if whole.seq not in rest
        and (parts := [c for c in columns if c.seq in rest and _words(rest[c.seq]) == _words(whole.path)])
    ]
    if any(not _adds_up(whole, parts, rows) for whole, parts in sums):
        return []
    for name, group in groups.items():
        for column in group:
            column.meaning = path_meaning(rest[column.seq], kind)
            column.role, column.facets, column.unit_name = "amount", column.meaning.facets(), name
    for whole, _ in sums:
        whole.role = "amount"
    return list(groups.items())


def _unit_at(column: BoundColumn) -> int | None:
    """Position of the head that names a unit and means nothing else."""
    unexplained = set((column.meaning.unbound or "").split())
    for position, segment in enumerate(column.path):
        word = plain(segment)
        if word in unexplained and vocabulary.rows().unit.search(word) and not words().heads.kind_of_units.search(word):
            return position
    return None


def _words(path: Sequence[str]) -> tuple[str, ...]:
    """The heads of a path without those that only say 合计."""
    total = vocabulary.columns().total
    return tuple(word for segment in path if not total.match(word := plain(segment)))


def _adds_up(whole: BoundColumn, parts: Sequence[BoundColumn], rows: Sequence[RowMeaning]) -> bool:
    """Whether the whole is the sum of its parts in every row that prints it."""
    figures = [row.figures for row in rows if whole.seq in row.figures]
    return bool(figures) and all(
        sum((row[c.seq].value for c in parts if c.seq in row), Decimal(0)) == row[whole.seq].value for row in figures
    )
