"""From strokes and fills to ruling lines, the same for every engine."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.reading.ink import is_paper
from pipeline.reading.model import Rule

Segment = tuple[float, float, float, float]
"""x0, y0, x1, y1 with x0 <= x1 and y0 <= y1; a line has no thickness."""

THIN = 2.5
"""A filled shape up to this many points thick is a line."""
THICKEST_STROKE = 6.0
"""A stroke wider than this many points is an area, not a line."""
SHORTEST = 3.0
"""Joined lines shorter than this many points are specks."""
ACROSS = 0.7
"""Collinear: at most this many points apart."""
BESIDE = 1.5
"""Points from a white line at which the background counts."""
DASH = 6.0
"""Pieces up to this many points long are dashes; they belong together up to `DASH_GAP` points apart."""
DASH_GAP = 3.0
SHAPE = 4
"""A straight-edged part of a path with fewer points than this is a line, such as the one across a divided head."""
ALONG = 1.2
"""Touching: at most this many points between the ends."""


def thin_segment(box: Segment) -> Segment | None:
    """The line that a filled shape with this box draws; None when it is an area or a dot."""
    x0, top, x1, bottom = box
    along, across = x1 - x0, bottom - top
    if along >= across:
        if across > THIN:
            return None
        middle = (top + bottom) / 2
        return x0, middle, x1, middle
    if along > THIN:
        return None
    middle = (x0 + x1) / 2
    return middle, top, middle, bottom


def frame_strips(outer: Segment, inner: Segment) -> list[Segment]:
    """The four strips of a frame that is filled between two boxes; none when they are no thin frame."""
    left, bottom, right, top = (abs(a - b) for a, b in zip(outer, inner, strict=True))
    inside = outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]
    if not inside or max(left, bottom, right, top) > THIN:
        return []
    x0, y0, x1, y1 = outer
    return [(x0, y0, x1, inner[1]), (x0, inner[3], x1, y1), (x0, y0, inner[0], y1), (inner[2], y0, x1, y1)]


def stroke_segments(points: list[tuple[float, float]], *, closed: bool) -> Iterator[Segment]:
    """The horizontal and vertical pieces of a stroked path; a slope of up to 1 % or half a point is a drawing error."""
    ends = points[1:] + points[:1] if closed and len(points) > 2 else points[1:]
    for (x0, y0), (x1, y1) in zip(points, ends, strict=False):
        dx, dy = abs(x1 - x0), abs(y1 - y0)
        if dy <= 0.5 or dy <= 0.01 * dx:
            middle = (y0 + y1) / 2
            yield min(x0, x1), middle, max(x0, x1), middle
        elif dx <= 0.5 or dx <= 0.01 * dy:
            middle = (x0 + x1) / 2
            yield middle, min(y0, y1), middle, max(y0, y1)


@dataclass(frozen=True, slots=True)
class Cover:
    """An area that hides what was drawn there before it."""

    order: int
    """Number of objects of the page that were drawn before."""
    box: Segment
    ink: int | None
    """None for a picture."""


@dataclass(slots=True)
class Drawing:
    """What a page draws besides text, as far as lines are concerned. All boxes in one coordinate system."""

    lines: list[Segment] = field(default_factory=list)
    white_lines: list[Segment] = field(default_factory=list)
    """Lines in the colour of paper. Beijing's budget system exports a sheet's invisible grid like this, beyond the table
    and around its title."""
    covers: list[Cover] = field(default_factory=list)
    """Filled areas and pictures, in drawing order."""
    picture_area: float = 0.0
    """Square points covered by pictures (overlaps counted twice)."""
    pictures: list[Segment] = field(default_factory=list)
    """Boxes of the pictures that are no lines."""
    shapes: list[Segment] = field(default_factory=list)
    """Boxes of shapes with curved or slanted edges: characters, figures, logos."""
    outlines: int = 0
    """Number of filled shapes with curved edges (text drawn as outlines, logos)."""

    def stroke(self, pieces: Iterable[Segment], ink: int) -> None:
        """Straight pieces of a stroked path."""
        (self.white_lines if is_paper(ink) else self.lines).extend(pieces)

    def fill(self, box: Segment, ink: int, order: int) -> None:
        """A filled rectangle: a line when it is thin, else a background."""
        line = thin_segment(box)
        if line is not None:
            (self.white_lines if is_paper(ink) else self.lines).append(line)
        else:
            self.covers.append(Cover(order, box, ink))

    def picture(self, box: Segment, order: int) -> None:
        """A picture; a line when it is thin (a single pixel stretched)."""
        line = thin_segment(box)
        if line is not None:
            self.lines.append(line)
        else:
            self.pictures.append(box)
            self.picture_area += (box[2] - box[0]) * (box[3] - box[1])
            self.covers.append(Cover(order, box, None))

    def shape(self, points: Sequence[tuple[float, float]], *, straight: bool) -> None:
        """A part of a path; kept when it is neither a rectangle nor a line."""
        if straight and (
            len(points) < SHAPE or all(x0 == x1 or y0 == y1 for (x0, y0), (x1, y1) in itertools.pairwise(points))
        ):
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        self.shapes.append((min(xs), min(ys), max(xs), max(ys)))

    def visible_lines(self) -> list[Segment]:
        """The lines a reader sees: a white one only between two coloured areas or across one."""
        coloured = [c.box for c in self.covers if c.ink is not None and not is_paper(c.ink)] if self.white_lines else []
        if not coloured:
            return self.lines
        return self.lines + [line for line in self.white_lines if _stands_out(line, coloured)]


def _stands_out(line: Segment, coloured: list[Segment]) -> bool:
    """True for a line between two coloured areas or across one."""
    x, y = (line[0] + line[2]) / 2, (line[1] + line[3]) / 2
    flat = line[2] - line[0] >= line[3] - line[1]
    sides = ((x, y - BESIDE), (x, y + BESIDE)) if flat else ((x - BESIDE, y), (x + BESIDE, y))
    return all(any(b[0] <= px <= b[2] and b[1] <= py <= b[3] for b in coloured) for px, py in sides)


def merge_rules(segments: list[Segment], width: float, height: float) -> list[Rule]:
    """Join collinear touching segments and drop specks and what lies outside the page.

    Args:
        segments: straight horizontal or vertical pieces, as drawn.
        width: of the page.
        height: of the page.

    Returns:
        lines, horizontal ones first.
    """
    horizontal: list[tuple[float, float, float]] = []
    vertical: list[tuple[float, float, float]] = []
    for x0, top, x1, bottom in segments:
        if x1 < -1 or bottom < -1 or x0 > width + 1 or top > height + 1:
            continue
        if x1 - x0 >= bottom - top:
            horizontal.append(((top + bottom) / 2, x0, x1))
        else:
            vertical.append(((x0 + x1) / 2, top, bottom))
    rules = [Rule(a, at, b, at) for at, a, b in _joined(horizontal)]
    rules += [Rule(at, a, at, b) for at, a, b in _joined(vertical)]
    return rules


def _joined(lines: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Join (position, start, end) triples that are collinear and touch."""
    lines.sort()
    result: list[tuple[float, float, float]] = []
    i = 0
    while i < len(lines):
        at = lines[i][0]
        j = i + 1
        while j < len(lines) and lines[j][0] - at <= ACROSS:
            j += 1
        group = sorted((start, end, pos) for pos, start, end in lines[i:j])
        start, end, pos = group[0]
        longest = last = end - start
        for s, e, p in group[1:]:
            if s <= end + (DASH_GAP if e - s <= DASH and last <= DASH else ALONG):
                if e - s > longest:
                    longest, pos = e - s, p
                end = max(end, e)
            else:
                if end - start >= SHORTEST:
                    result.append((pos, start, end))
                start, end, pos, longest = s, e, p, e - s
            last = e - s
        if end - start >= SHORTEST:
            result.append((pos, start, end))
        i = j
    return result
