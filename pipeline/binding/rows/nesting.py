"""A hierarchy that only the sums show: 通用项目 = 大型活动 + 大宗印刷 + …, without codes, ordinals or indentation (西安 表10, 表12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.binding.rows.meaning import RowMeaning
from pipeline.language.numbers import Printed

_ZERO = Decimal(0)
_MOST_ROWS = 200
_MOST_STEPS = 20000


class _TooManyError(Exception):
    """The search has taken more steps than it is worth."""


def by_sums(rows: Sequence[RowMeaning], columns: Sequence[int], total: int) -> list[int | None] | None:
    """Find a tree in which every row is a leaf or the sum of the rows directly under it, and the top rows give the total.

    The fullest amount column decides. A chain of equal figures (a group of one) is nested, never added.

    Args:
        rows: rows of one list.
        columns: its amount columns.
        total: index of the total row, first or last.

    Returns:
        ranks (smaller = further out) or None when no such tree exists or the list is too long to try.
    """
    if not columns:
        return None
    body = [i for i, r in enumerate(rows) if r.kind not in {"total", "of_which"} and not r.repeats]
    column = max(columns, key=lambda c: sum(1 for i in body if c in rows[i].figures))
    if column not in rows[total].figures:
        return None
    places = [i for i in body if column in rows[i].figures and rows[i].figures[column].value != 0]
    values = [rows[i].figures[column].value for i in places]
    step = _step([rows[i].figures[column] for i in (*places, total)])
    depths = _solve(values, rows[total].figures[column].value, step) if len(values) <= _MOST_ROWS else None
    if depths is None:
        return _by_unit(rows, body, column)
    ranks: list[int | None] = [None] * len(rows)
    at = 0
    for i in body:
        if at < len(places) and places[at] == i:
            ranks[i] = 30 + depths[at]
            at += 1
        else:
            ranks[i] = 90
    return ranks


def _by_unit(rows: Sequence[RowMeaning], body: Sequence[int], column: int) -> list[int | None] | None:
    """Long lists: every unit row is the total of the rows down to the next one; each such part is solved on its own."""
    units = [i for i in body if rows[i].unit_cell or (rows[i].kind == "unit" and rows[i].unit_code)]
    if not units:
        return None
    ranks: list[int | None] = [None] * len(rows)
    for i in body:
        ranks[i] = 90
    for n, unit in enumerate(units):
        ranks[unit] = 10 + len(rows[unit].unit_cell or rows[unit].unit_code or "")
        end = units[n + 1] if n + 1 < len(units) else len(rows)
        inside = [
            i for i in body if unit < i < end and column in rows[i].figures and rows[i].figures[column].value != 0
        ]
        if not inside or column not in rows[unit].figures or len(inside) > _MOST_ROWS:
            continue
        figures = [rows[i].figures[column] for i in inside]
        whole = rows[unit].figures[column]
        depths = _solve([f.value for f in figures], whole.value, _step([*figures, whole]))
        for k, i in enumerate(inside):
            ranks[i] = 30 + (depths[k] if depths is not None else 0)
    return ranks


Way = tuple[int, tuple["Way", ...]]
"""A row with the subtrees directly under it."""


def _step(figures: Sequence[Printed]) -> Decimal:
    """The last printed place of the coarsest of figures that are not 0."""
    return Decimal(1).scaleb(-min(f.decimals for f in figures if f.value) if any(f.value for f in figures) else 0)


def _solve(values: list[Decimal], total: Decimal, step: Decimal) -> list[int] | None:
    """Depth of every figure in a tree whose parents are the sums of their children and whose tops give `total`; None when there is none.

    Sums that hold exactly are tried first, then those that hold up to rounding by `step`.
    """
    for slack in (_ZERO, step / 2):
        try:
            for stop, tops in _Search(values, slack).fill(0, total):
                if stop == len(values):
                    depths = [0] * len(values)
                    _write(tops, 0, depths)
                    return depths
        except (_TooManyError, RecursionError):
            return None
    return None


def parts_of_sum(figures: Sequence[Printed], total: Printed) -> list[int] | None:
    """Positions of the figures behind a sum that give it, the innermost ones; zeros among them are parts too.

    Args:
        figures: what is printed behind the sum, in order. What follows when the sum is reached divides it once more or belongs elsewhere.
        total: the sum.

    Returns:
        None where no beginning of the list gives the sum, not even up to rounding.
    """
    filled = [i for i, f in enumerate(figures) if f.value]
    values = [figures[i].value for i in filled]
    for slack in (_ZERO, _step([*figures, total]) / 2):
        try:
            stop, ways = next((w for w in _Search(values, slack).fill(0, total.value) if w[0]), (0, ()))
        except (_TooManyError, RecursionError):
            return None
        if stop:
            leaves = {filled[i] for i in _ends(ways)}
            end = filled[stop] if stop < len(filled) else len(figures)
            return [i for i in range(end) if i in leaves or not figures[i].value]
    return None


def _ends(ways: tuple[Way, ...]) -> Iterator[int]:
    for start, children in ways:
        if children:
            yield from _ends(children)
        else:
            yield start


class _Search:
    """Depth-first, groups before single rows; what has failed once is not tried again."""

    def __init__(self, values: list[Decimal], slack: Decimal):
        """`slack` is what rounding moves every figure by: the parts of a sum and the sum itself."""
        self.values = values
        self.slack = slack
        self.hopeless: set[tuple[int, Decimal, int]] = set()
        self.steps = 0

    def ends(self, start: int) -> Iterator[tuple[int, Way]]:
        """Ways to read the subtree that begins at `start`, and where each ends."""
        for stop, children in self.fill(start + 1, self.values[start]):
            if children:
                yield stop, (start, children)
        yield start + 1, (start, ())

    def fill(self, start: int, rest: Decimal, parts: int = 0) -> Iterator[tuple[int, tuple[Way, ...]]]:
        """Ways to reach `rest` with subtrees one after the other from `start`, behind `parts` others."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _TooManyError
        found = abs(rest) <= self.slack * (parts + 1)
        if found:
            yield start, ()
        more = start < len(self.values) and 0 < self.values[start] <= rest + self.slack * (parts + 2)
        if rest == 0 or not more or (start, rest, parts) in self.hopeless:
            return
        for end, way in self.ends(start):
            for stop, others in self.fill(end, rest - self.values[start], parts + 1):
                found = True
                yield stop, (way, *others)
        if not found:
            self.hopeless.add((start, rest, parts))


def _write(ways: tuple[Way, ...], depth: int, depths: list[int]) -> None:
    for start, children in ways:
        depths[start] = depth
        _write(children, depth + 1, depths)
