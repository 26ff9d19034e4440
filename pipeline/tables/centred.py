"""Where the columns of a table end whose sides are not drawn: from heads that stand in the middle of their cells, and the body under them.

The head of a column stands in the middle of its cell, so that one edge and the heads give all the others: each head is as far from the end of its
cell as from the beginning. The first edge is where all figures keep the same distance to the end of their cells, and all texts to the beginning.
A column that prints nothing has its place like any other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipeline.language.numbers import is_figure
from pipeline.reading.model import Word
from pipeline.tables.ladders import numbers_columns
from pipeline.tables.phrases import HeaderBlock, Line

STEP = 0.25
"""Points between two places at which the first edge is tried."""
INK = 0.75
"""Points by which the words of a head may seem to leave its cell."""
MARGIN = 120.0
"""Points at most between the first edge and what stands nearest to it: a head and codes that are centred in a wide column."""
ALIGNED = 0.6
"""Points by which the ends of aligned figures differ."""
PAD = 1.6
"""Points by which the distances of the columns' contents to their cells' edges differ."""
SURE = 2
"""Columns that must agree, beyond those that determine the first edge and the usual distances."""
CROSSING = 25
"""One word of so many may cross an edge: a long total in bold runs into its neighbour's column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Column boundaries, outer ones included, and how well the body agrees with them."""

    edges: list[float]
    agreeing: int
    """Columns whose contents stand where the edges say, beyond those that were used to place the edges."""
    error: float
    """Mean difference, in points, of the columns' distances to their edges."""
    asymmetry: float
    """Difference, in points, between the distance of texts to the beginning and that of figures to the end of their cells."""

    is_ruled: bool = False
    """True when rules show where the table begins and ends, and the heads divide just that."""

    @property
    def is_sure(self) -> bool:
        """True when the body or the rules confirm the edges."""
        return self.is_ruled or self.agreeing >= SURE


@dataclass(frozen=True, slots=True)
class _Content:
    """Where the words of one column have a common beginning, end or middle; None where they have none."""

    left: float | None
    right: float | None
    middle: float | None

    @property
    def ways(self) -> int:
        """In how many ways it may be aligned: words of one width share all three."""
        return sum(place is not None for place in (self.left, self.right, self.middle))


def find_columns(
    leaves: Sequence[HeaderBlock], body: Sequence[Line], left: float | None = None, right: float | None = None
) -> list[Columns]:
    """Divide the width of a table among the heads of its columns.

    Args:
        leaves: the heads that name columns, left to right.
        body: the lines under them.
        left: where the table begins, when a rule shows it.
        right: where it ends, when a rule shows it.

    Returns:
        the divisions that agree best with the body, the most likely first: where every second column is of one kind, it agrees with several, and
        only the heads over them tell. None where the heads do not stand in the middle of cells that hold the body.
    """
    if len(leaves) < 2:
        return []
    words = [word for line in body if not numbers_columns(line) for phrase in line.phrases for word in phrase.words]
    if not words:
        return []
    centres = [(leaf.x0 + leaf.x1) / 2 for leaf in leaves]
    nearest = min(leaves[0].x0, *(word.x0 for word in words))
    low, high = _first_edge(leaves, centres, nearest - MARGIN, nearest + INK)
    if left is not None:
        low, high = max(low, left - INK), min(high, left + INK)
    found: list[Columns] = []
    for step in range(max(int((high - low) / STEP) + 1, 0)):
        edges = _edges(low + step * STEP, centres)
        if right is not None and abs(edges[-1] - right) > 2 * PAD:
            continue
        if (columns := _judge(edges, words)) is not None:
            found.append(replace(columns, is_ruled=left is not None and right is not None))
    most = max((columns.agreeing for columns in found), default=0)
    least = min((columns.error for columns in found if columns.agreeing == most), default=0.0)
    found = [columns for columns in found if columns.agreeing == most and columns.error <= least + STEP]
    return sorted(found, key=lambda columns: (round(columns.error, 1), columns.asymmetry))


def _edges(first: float, centres: Sequence[float]) -> list[float]:
    edges = [first]
    for centre in centres:
        edges.append(2 * centre - edges[-1])
    return edges


def _first_edge(
    leaves: Sequence[HeaderBlock], centres: Sequence[float], low: float, high: float
) -> tuple[float, float]:
    """Between which places, of those from `low` to `high`, the first edge keeps the words of every head inside its cell."""
    sign, shift = 1.0, 0.0  # edge k = sign * first + shift
    for leaf, centre in zip(leaves, centres, strict=True):
        limit = (leaf.x0 + INK - shift) / sign
        low, high = (low, min(high, limit)) if sign > 0 else (max(low, limit), high)
        sign, shift = -sign, 2 * centre - shift
    return low, high


def _judge(edges: Sequence[float], words: Sequence[Word]) -> Columns | None:
    """How well the body stands between the edges; None where it crosses them."""
    cells: list[list[Word]] = [[] for _ in edges[1:]]
    crossing = 0
    for word in words:
        column = bisect_right(edges, word.centre) - 1
        if not 0 <= column < len(cells) or word.x0 < edges[column] - INK or word.x1 > edges[column + 1] + INK:
            crossing += 1
            if crossing > len(words) // CROSSING:
                return None
        else:
            cells[column].append(word)
    contents = [
        (content, a, b) for own, (a, b) in zip(cells, pairwise(edges), strict=True) if (content := _content(own))
    ]
    single = [each for each in contents if each[0].ways == 1]
    lefts = [content.left - a for content, a, _ in single if content.left is not None]
    rights = [b - content.right for content, _, b in single if content.right is not None]
    usual_left, usual_right = (median(own) if own else None for own in (lefts, rights))
    errors = [_error(content, a, b, usual_left, usual_right) for content, a, b in contents]
    if not errors or max(errors) > 2 * PAD:
        return None
    used = 1 + bool(lefts) + bool(rights)
    asymmetry = abs(usual_left - usual_right) if usual_left is not None and usual_right is not None else 0.0
    agreeing = sum(error <= PAD for error in errors) - used
    return Columns(list(edges), agreeing, sum(errors) / len(errors) + crossing, asymmetry)


def _error(content: _Content, a: float, b: float, usual_left: float | None, usual_right: float | None) -> float:
    """How far, in points, the contents of a column stand from where the alignment that fits best would put them."""
    errors = [4 * PAD]
    if content.left is not None and usual_left is not None:
        errors.append(abs(content.left - a - usual_left))
    if content.right is not None and usual_right is not None:
        errors.append(abs(b - content.right - usual_right))
    if content.middle is not None:
        errors.append(abs(content.middle - (a + b) / 2))
    return min(errors)


def _content(own: Sequence[Word]) -> _Content | None:
    """None for a column that says nothing."""
    figures = [word for word in own if is_figure(word.text)]
    if 2 * len(figures) >= len(own) and figures:
        return _Content(
            _common([word.x0 for word in figures]),
            _common([word.x1 for word in figures]),
            _common([word.centre for word in figures]),
        )
    begin = min((word.x0 for word in own), default=0.0)  # names are indented, the outermost begin at the edge
    is_shared = sum(word.x0 - begin <= ALIGNED for word in own) >= 2
    return _Content(begin, None, None) if is_shared else None


def _common(values: Sequence[float]) -> float | None:
    usual = median(values)
    return usual if sum(abs(value - usual) <= ALIGNED for value in values) >= 0.8 * len(values) else None
