"""Ruling lines → grids of cells with spans.

Lines are snapped, joined and grouped into connected nets; each net becomes a grid whose cells are merged wherever no line separates them.
Lengths are PDF points from the top left of the page as displayed.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.reading.model import Rule
from pipeline.tables.model import Box

SNAP = 1.8
"""Lines closer than this are one line: neighbouring cells drawn as separate rectangles are up to 1.5 pt apart."""
TOUCH = 3.0
"""A line that ends this close to another one touches it."""
OVERHANG = 6.0
"""A line that runs this far past the outermost crossing line shows that the table is open on that side."""


@dataclass(slots=True)
class GridCell:
    """A cell of a grid, by index of its first row and column."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Grid:
    """A net of cells: `xs` has one entry more than there are columns, `ys` one more than rows; both ascend."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell] = field(default_factory=list)
    open_top: tuple[bool, ...] = ()
    """Per column: no line is drawn over it at the upper edge, so that a cell may come from the page before. Empty where nothing is known."""
    open_bottom: tuple[bool, ...] = ()
    """The same at the lower edge."""

    @property
    def box(self) -> Box:
        """Outer box."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_box(self, cell: GridCell) -> Box:
        """Box of one cell."""
        return Box(
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.column_span],
            self.ys[cell.row + cell.row_span],
        )


@dataclass(slots=True)
class Segment:
    """A straight line at `at` (y of a horizontal, x of a vertical one) from `start` to `end`."""

    at: float
    start: float
    end: float


def find_grids(rules: Iterable[Rule]) -> tuple[list[Grid], list[Segment]]:
    """Find every grid on a page.

    Args:
        rules: the ruling lines of the page.

    Returns:
        the grids with at least two cells, top to bottom, and the horizontal lines that belong to none of them (candidates for tables
        without vertical lines).
    """
    horizontal, vertical = _segments(rules)
    horizontal = join_collinear(horizontal)
    vertical = join_collinear(vertical)
    nets, lone, lone_vertical = _nets(horizontal, vertical)
    for net_h, net_v in nets:
        net_v.extend(_beside(net_h, lone_vertical))
    grids = [grid for net_h, net_v in nets if (grid := _grid(net_h, net_v)) is not None]
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return _without_frames(grids), lone


def _without_frames(grids: list[Grid]) -> list[Grid]:
    """Drop a single-cell frame and any grid that lies inside one cell of another (a box drawn twice)."""
    return [grid for grid in grids if len(grid.cells) > 1]


def _segments(rules: Iterable[Rule]) -> tuple[list[Segment], list[Segment]]:
    horizontal: list[Segment] = []
    vertical: list[Segment] = []
    for rule in rules:
        if rule.x1 - rule.x0 >= rule.bottom - rule.top:
            horizontal.append(Segment((rule.top + rule.bottom) / 2, rule.x0, rule.x1))
        else:
            vertical.append(Segment((rule.x0 + rule.x1) / 2, rule.top, rule.bottom))
    return horizontal, vertical


def snap(values: Sequence[float], tolerance: float = SNAP) -> list[float]:
    """Cluster ascending `values`; the mean of each cluster, ascending."""
    clusters: list[float] = []
    group: list[float] = []
    for value in values:
        if group and value - group[-1] > tolerance:
            clusters.append(sum(group) / len(group))
            group = []
        group.append(value)
    if group:
        clusters.append(sum(group) / len(group))
    return clusters


def nearest(ascending: Sequence[float], value: float) -> int:
    """Index of the entry of `ascending` (not empty) that is nearest to `value`."""
    index = bisect_left(ascending, value)
    if index == 0:
        return 0
    if index == len(ascending) or value - ascending[index - 1] <= ascending[index] - value:
        return index - 1
    return index


def join_collinear(segments: list[Segment]) -> list[Segment]:
    """Snap parallel segments to common positions and join those that touch or overlap."""
    if not segments:
        return []
    positions = snap(sorted(segment.at for segment in segments))
    by_position: list[list[Segment]] = [[] for _ in positions]
    for segment in segments:
        by_position[nearest(positions, segment.at)].append(segment)
    joined: list[Segment] = []
    for at, group in zip(positions, by_position, strict=True):
        group.sort(key=lambda segment: segment.start)
        current: Segment | None = None
        for segment in group:
            if current is not None and segment.start <= current.end + TOUCH:
                current.end = max(current.end, segment.end)
            else:
                current = Segment(at, segment.start, segment.end)
                joined.append(current)
    return joined


class _Sets:
    """Disjoint sets over 0 … n-1."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, node: int) -> int:
        parent = self._parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def join(self, a: int, b: int) -> None:
        self._parent[self.root(a)] = self.root(b)


def _nets(
    horizontal: list[Segment], vertical: list[Segment]
) -> tuple[list[tuple[list[Segment], list[Segment]]], list[Segment], list[Segment]]:
    """Group lines into nets that touch; lone horizontal and lone vertical lines are returned apart."""
    sets = _Sets(len(horizontal) + len(vertical))
    touched = [False] * len(horizontal)
    order = sorted(range(len(horizontal)), key=lambda index: horizontal[index].at)
    ascending = [horizontal[index].at for index in order]
    for v_index, v in enumerate(vertical, start=len(horizontal)):
        for h_index in order[bisect_left(ascending, v.start - TOUCH) : bisect_right(ascending, v.end + TOUCH)]:
            h = horizontal[h_index]
            if h.start - TOUCH <= v.at <= h.end + TOUCH:
                touched[h_index] = True
                sets.join(h_index, v_index)
    nets: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for index, h in enumerate(horizontal):
        if touched[index]:
            nets.setdefault(sets.root(index), ([], []))[0].append(h)
    lone_vertical: list[Segment] = []
    for index, v in enumerate(vertical, start=len(horizontal)):
        net = nets.get(sets.root(index))
        (lone_vertical if net is None else net[1]).append(v)
    return list(nets.values()), [h for index, h in enumerate(horizontal) if not touched[index]], lone_vertical


def _beside(horizontal: list[Segment], lone_vertical: list[Segment]) -> list[Segment]:
    """Vertical lines that run along the whole height of a net without touching it.

    They bound merged cells that a page break cuts above and below, so that no horizontal line meets them (xian, forms of several pages).
    """
    top, bottom = min(h.at for h in horizontal), max(h.at for h in horizontal)
    height = bottom - top
    return [v for v in lone_vertical if height > 0 and min(v.end, bottom) - max(v.start, top) >= 0.9 * height]


def _grid(horizontal: list[Segment], vertical: list[Segment]) -> Grid | None:
    if len(horizontal) < 2 or not vertical:
        return None
    xs = snap(sorted(segment.at for segment in vertical))
    ys = snap(sorted(segment.at for segment in horizontal))
    left, right = min(h.start for h in horizontal), max(h.end for h in horizontal)
    top, bottom = min(v.start for v in vertical), max(v.end for v in vertical)
    drawn = horizontal
    horizontal, vertical = list(horizontal), list(vertical)
    # A table may be open at its sides: its horizontal lines then end in the air, past the outermost vertical line.
    if left < xs[0] - OVERHANG and sum(h.start < left + TOUCH for h in horizontal) >= 2:
        xs.insert(0, left)
        vertical.append(Segment(left, ys[0], ys[-1]))
    if right > xs[-1] + OVERHANG and sum(h.end > right - TOUCH for h in horizontal) >= 2:
        xs.append(right)
        vertical.append(Segment(right, ys[0], ys[-1]))
    if top < ys[0] - OVERHANG and sum(v.start < top + TOUCH for v in vertical) >= 2:
        ys.insert(0, top)
        horizontal.append(Segment(top, xs[0], xs[-1]))
    if bottom > ys[-1] + OVERHANG and sum(v.end > bottom - TOUCH for v in vertical) >= 2:
        ys.append(bottom)
        horizontal.append(Segment(bottom, xs[0], xs[-1]))
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Grid(xs, ys, merge_cells(xs, ys, horizontal, vertical), _open(ys[0], xs, drawn), _open(ys[-1], xs, drawn))


def _open(edge: float, xs: Sequence[float], drawn: Sequence[Segment]) -> tuple[bool, ...]:
    """For each column, whether no horizontal line is drawn over its middle at `edge`."""
    lines = [segment for segment in drawn if abs(segment.at - edge) <= SNAP]
    middles = [(a + b) / 2 for a, b in itertools.pairwise(xs)]
    return tuple(not any(line.start <= middle <= line.end for line in lines) for middle in middles)


def _coverage(lines: list[float], stops: list[float], segments: list[Segment]) -> list[list[bool]]:
    """For each line, which intervals between neighbouring `stops` are drawn (their middle is covered)."""
    middles = [(a + b) / 2 for a, b in itertools.pairwise(stops)]
    covered = [[False] * len(middles) for _ in lines]
    for segment in segments:
        row = covered[nearest(lines, segment.at)]
        for index in range(bisect_left(middles, segment.start), bisect_right(middles, segment.end)):
            row[index] = True
    return covered


def merge_cells(xs: list[float], ys: list[float], horizontal: list[Segment], vertical: list[Segment]) -> list[GridCell]:
    """Cells of the net: neighbouring atoms without a line between them are one cell.

    Args:
        xs: column boundaries, ascending.
        ys: row boundaries, ascending.
        horizontal: the drawn horizontal lines.
        vertical: the drawn vertical lines.

    Returns:
        rectangles that cover the grid, row by row. A region that is no rectangle (a line is missing) is cut into row strips.
    """
    columns, rows = len(xs) - 1, len(ys) - 1
    below = _coverage(ys, xs, horizontal)
    beside = _coverage(xs, ys, vertical)
    taken = [[False] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            width = 1
            while column + width < columns and not taken[row][column + width] and not beside[column + width][row]:
                width += 1
            height = 1
            while row + height < rows and _goes_down(row + height, (column, column + width), below, beside, taken):
                height += 1
            for covered in taken[row : row + height]:
                covered[column : column + width] = [True] * width
            cells.append(GridCell(row, column, height, width))
    return cells


def _goes_down(
    row: int, columns: tuple[int, int], below: list[list[bool]], beside: list[list[bool]], taken: list[list[bool]]
) -> bool:
    """True when the strip of `columns` (first, one past last) in `row` belongs to the cell above it.

    No line may stand over it or inside it, and it must end at the same sides, or the region is no rectangle.
    """
    column, end = columns
    if any(below[row][column:end]) or any(taken[row][column:end]):
        return False
    if any(beside[inner][row] for inner in range(column + 1, end)):
        return False
    if column > 0 and not beside[column][row] and not taken[row][column - 1]:
        return False
    return end == len(taken[row]) or beside[end][row]
