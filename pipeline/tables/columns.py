"""Atomic columns of fragments → leaf columns of the table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.tables.fragment import Fragment, FragmentCell
from pipeline.tables.lattice import nearest, snap

UNION_SNAP = 3.5
"""Boundaries of different pages closer than this are one, in points."""


@dataclass(slots=True)
class LeafColumns:
    """Leaf columns and how each fragment's atomic columns fall into them."""

    xs: list[float]
    """Boundaries on the first page, one more than columns."""
    mapping: list[list[int]]
    """For each fragment: atomic column → leaf column (from 0)."""

    @property
    def count(self) -> int:
        """Number of leaf columns."""
        return len(self.xs) - 1

    def extent(self, column: int) -> tuple[float, float]:
        """Left and right edge on the first page."""
        return self.xs[column], self.xs[column + 1]

    def path(self, column: int, paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """Header path of a leaf column: the longest among its atomic columns on the first page."""
        own = [paths[atomic] for atomic, leaf in enumerate(self.mapping[0]) if leaf == column]
        return max(own, key=len, default=())


def harmonise(
    first: Fragment,
    header: Sequence[Sequence[FragmentCell]],
    bodies: Sequence[tuple[Fragment, Sequence[Sequence[FragmentCell]]]],
) -> LeafColumns:
    """Find the leaf columns.

    Args:
        first: the first fragment; its boundaries lead when all pages have as many columns.
        header: its header rows.
        bodies: every fragment with its body rows.

    Returns:
        leaf columns: boundaries that no header cell and no pair of printed cells needs are dropped.
    """
    if all(fragment.column_count == first.column_count for fragment, _ in bodies):
        xs = list(first.xs)
        positions = [list(range(len(xs))) for _ in bodies]
    else:
        xs, positions = _union(first, bodies)
    needed = [False] * len(xs)
    needed[0] = needed[-1] = True
    for cells in header:
        _mark(needed, cells, positions[0])
    for (_, body), position in zip(bodies, positions, strict=True):
        for cells in body:
            _mark(needed, cells, position)
    leaf_of: list[int] = []
    kept: list[float] = []
    for index, x in enumerate(xs):
        if needed[index]:
            kept.append(x)
        leaf_of.append(len(kept) - 1)
    mapping = [
        [min(leaf_of[position[atomic]], len(kept) - 2) for atomic in range(fragment.column_count)]
        for (fragment, _), position in zip(bodies, positions, strict=True)
    ]
    return LeafColumns(kept, mapping)


def _mark(needed: list[bool], cells: Sequence[FragmentCell], position: Sequence[int]) -> None:
    """Mark the boundaries that stand between two printed neighbours."""
    printed = [cell for cell in cells if cell.text]
    for left, right in itertools.pairwise(printed):
        end, start = position[left.column + left.column_span], position[right.column]
        if any(needed[end : start + 1]):
            continue
        needed[start] = True


def _union(
    first: Fragment, bodies: Sequence[tuple[Fragment, Sequence[Sequence[FragmentCell]]]]
) -> tuple[list[float], list[list[int]]]:
    """Boundaries of all pages together, shifted so that the left edges agree."""
    shifted = [[x - fragment.xs[0] + first.xs[0] for x in fragment.xs] for fragment, _ in bodies]
    xs = snap(sorted(x for own in shifted for x in own), UNION_SNAP)
    positions = [[nearest(xs, x) for x in own] for own in shifted]
    return xs, positions
