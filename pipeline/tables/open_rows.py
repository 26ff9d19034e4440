"""Lines of a body without rules between its rows → rows.

A line with figures is a row. A line of words is a row too (a name whose figures are blank), the wrapped rest or beginning of a name, or a cell that
stands in the middle of two rows. Where the lines stand tells which.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.tables.header import LIST_ITEM
from pipeline.tables.phrases import Line, Phrase

CLOSE = 0.8
"""Lines closer than this share of the usual distance of two rows are not two rows."""
BETWEEN = 1.4
"""Two rows no further apart than this many usual distances have no row between them."""


@dataclass(slots=True)
class OpenRow:
    """A row of the body."""

    lines: list[Line]
    over_two: list[Phrase] = field(default_factory=list)
    """Texts that stand between this row and the next one, in columns in which neither prints anything."""

    def columns(self, xs: Sequence[float]) -> set[int]:
        """In which columns it prints something."""
        return {column for line in self.lines for column in columns_of(line, xs)}


def columns_of(line: Line, xs: Sequence[float]) -> set[int]:
    """The columns in which the words of a line stand."""
    return {column_of(word.centre, xs) for phrase in line.phrases for word in phrase.words}


def column_of(x: float, xs: Sequence[float]) -> int:
    """The column at an abscissa; the outer columns reach to the edges of the page."""
    return min(max(bisect_right(xs, x) - 1, 0), len(xs) - 2)


def group_rows(body: Sequence[Line], xs: Sequence[float]) -> list[OpenRow]:
    """Group the lines of a body into rows.

    Args:
        body: at least one line, top to bottom.
        xs: column boundaries.

    Returns:
        rows, top to bottom.
    """
    usual = _usual_distance(body)
    rows: list[OpenRow] = []
    waiting: list[Line] = []
    for index, line in enumerate(body):
        own = columns_of(line, xs)
        before = line.middle - rows[-1].lines[-1].middle if rows else 2 * usual
        if waiting:
            before = line.middle - waiting[-1].middle
        after = body[index + 1].middle - line.middle if index + 1 < len(body) else 2 * usual
        if _is_row(line) or min(before, after) >= CLOSE * usual:
            rows.append(OpenRow([*waiting, line]))
            waiting = []
            continue
        following = columns_of(body[index + 1], xs) if index + 1 < len(body) else set()
        is_around = _is_around(body[index : index + 3], own, xs)
        above = rows[-1].columns(xs) if rows else set()
        if is_around:
            waiting.append(line)
        elif rows and not waiting and before + after <= BETWEEN * usual and not own & (above | following):
            rows[-1].over_two += line.phrases
        elif after < CLOSE * usual and (
            before >= CLOSE * usual or not rows or (not own & above and bool(own & following))
        ):
            waiting.append(line)  # the beginning of a name whose figures stand lower
        elif rows and not waiting:
            rows[-1].lines.append(line)
        else:
            waiting.append(line)
    if waiting:
        rows.append(OpenRow(waiting))
    return rows


def _is_around(lines: Sequence[Line], own: set[int], xs: Sequence[float]) -> bool:
    """True for the first line of a name whose second line stands as far below the figures of its row as the first one above."""
    if len(lines) < 3 or _is_row(lines[2]) or not _is_row(lines[1]):
        return False
    first, figures, second = lines
    distance = figures.middle - first.middle
    is_centred = abs((second.middle - figures.middle) - distance) <= 0.25 * distance
    return is_centred and columns_of(second, xs) == own and not own & columns_of(figures, xs)


def _is_row(line: Line) -> bool:
    return any(phrase.is_figure for phrase in line.phrases) or any(LIST_ITEM.match(p.text) for p in line.phrases)


def _usual_distance(body: Sequence[Line]) -> float:
    """Of two rows under each other, in points: of lines with figures, when there are such."""
    both = [b.middle - a.middle for a, b in pairwise(body) if _is_row(a) and _is_row(b)]
    every = [b.middle - a.middle for a, b in pairwise(body)]
    return median(both or every) if every else 0.0
