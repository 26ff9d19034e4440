"""Which figures of a form are parts of its sums: 财政拨款 and 其他资金 under 资金总额, tasks above 金额合计. The sums tell.

Down a column a sum and its parts are rows (`is_leaf`), across a row they are columns (`is_leaf_column`). What divides a sum once more (基本支出 |
项目支出, then 财政拨款 | 其他资金) has no leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.binding.forms.reading import AMOUNT, FormAmount
from pipeline.binding.rows.nesting import parts_of_sum
from pipeline.binding.words import words
from pipeline.language.numbers import Printed
from pipeline.language.ordinals import is_of_which
from pipeline.language.spelling import plain

Verdict = tuple[str, str | None]
"""`confirmed`, `no_total` or `unsure`, and why where it is unsure."""


@dataclass(slots=True)
class _Found:
    """The sums of a form with printed parts."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)


def mark_leaves(figures: Iterable[FormAmount]) -> Verdict:
    """Set `is_leaf` and `is_leaf_column` of the amounts of a form.

    Args:
        figures: all figures of one table, in reading order.
    """
    projects: dict[tuple[str | None, str | None], list[FormAmount]] = {}
    for figure in figures:
        if figure.holds == AMOUNT:
            projects.setdefault((figure.project_code, figure.project_name), []).append(figure)
    found = _Found()
    for money in projects.values():
        columns = _columns(money)
        for column in columns:
            _mark_down(column, found)
        _mark_across(columns, found)
    if found.wrong:
        heads = ", ".join(dict.fromkeys(found.wrong))
        return "unsure", f"the parts of the form do not add up to: {heads}"
    return ("confirmed" if found.right else "no_total"), None


def _columns(money: Sequence[FormAmount]) -> list[list[FormAmount]]:
    """Figures that stand below one another; forms merge cells, so that the same place has another number in every row."""
    columns: list[list[FormAmount]] = []
    for figure in money:
        box = figure.cell.box
        own = next(
            (
                column
                for column in columns
                if all(f.row.seq != figure.row.seq for f in column)
                and (over := column[-1].cell.box).x0 < box.x1
                and box.x0 < over.x1
            ),
            None,
        )
        if own is None:
            columns.append([figure])
        else:
            own.append(figure)
    return columns


# ---- rows -----------------------------------------------------------------------------------------------------------


def _mark_down(column: Sequence[FormAmount], found: _Found) -> None:
    """Sums and parts below one another; the sum stands above its parts (资金总额) or below them (金额合计)."""
    sums = [i for i, f in enumerate(column) if f.is_total]
    if not sums and _told(column[0], column[1:]):
        sums = [0]  # 项目资金 | 财政拨款 | 其他资金: no word calls the first a sum, the figures do
    leaves = set(range(len(column))) - set(sums)
    begin = 0
    for at, following in pairwise([*sums, len(column)]):
        below, above = range(at + 1, following), range(begin, at)
        total = column[at].figure
        parts, inside = _parts(column, below, total), below
        if parts is None and any(column[i].figure.value for i in above):
            parts, inside = _parts(column, above, total), above
        if parts is not None:
            found.right += 1
            leaves = (leaves - set(inside)) | parts
        elif any(column[i].figure.value for i in (*below, *above)):
            found.wrong.append(column[at].label)
        elif total.value:
            leaves.add(at)
        begin = following if inside is below else at + 1
    for i, figure in enumerate(column):
        figure.is_leaf = i in leaves


def _parts(column: Sequence[FormAmount], places: range, total: Printed) -> set[int] | None:
    """Places of the parts of a sum among `places`; None where they do not give it."""
    found = parts_of_sum([column[i].figure for i in places], total)
    return None if found is None else {places[i] for i in found}


def _told(first: FormAmount, others: Sequence[FormAmount]) -> bool:
    several = sum(1 for f in others if f.figure.value) > 1 or (bool(others) and is_of_which(others[0].label))
    return several and bool(parts_of_sum([f.figure for f in others], first.figure))


# ---- columns --------------------------------------------------------------------------------------------------------


def _mark_across(columns: Sequence[Sequence[FormAmount]], found: _Found) -> None:
    """Columns whose figures are the sums of those to their right in every row: 总额 | 财政拨款 | 其他资金."""
    rows: dict[int, list[tuple[int, FormAmount]]] = {}
    for number, column in enumerate(columns):
        for figure in column:
            rows.setdefault(figure.row.seq, []).append((number, figure))
    wholes: set[int] = set()
    told = False
    for row in (sorted(r, key=lambda placed: placed[1].cell.column) for r in rows.values() if len(r) > 1):
        (first, whole), *others = row
        if not any(f.figure.value for _, f in row):
            continue
        parts = parts_of_sum([f.figure for _, f in others], whole.figure)
        if parts is None:
            wholes, told = set(), False
            break
        wholes |= {first} | {number for i, (number, f) in enumerate(others) if i not in parts and f.figure.value}
        told = told or sum(1 for i in parts if others[i][1].figure.value) > 1 or _named([f for _, f in row])
    wholes = wholes if told else set()
    found.right += told
    for number, column in enumerate(columns):
        for figure in column:
            figure.is_leaf_column = number not in wholes


def _named(row: Sequence[FormAmount]) -> bool:
    """The head of the first figure says that it is a sum, and no other does."""
    said = [bool(f.path) and bool(words().forms.whole.search(plain(f.path[-1]))) for f in row]
    return said[0] and not any(said[1:])
