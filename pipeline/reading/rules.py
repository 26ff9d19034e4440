"""From strokes and fills to ruling lines, the same for every engine."""

from __future__ import annotations

from pipeline.reading.model import Rule

THIN = 2.5
"""A filled shape up to this many points thick is a line."""
SHORTEST = 3.0
"""Joined lines shorter than this many points are specks."""
ACROSS = 0.7
"""Collinear: at most this many points apart."""
ALONG = 1.2
"""Touching: at most this many points between the ends."""

Segment = tuple[float, float, float, float]
"""x0, top, x1, bottom in display space."""


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
        longest = end - start
        for s, e, p in group[1:]:
            if s <= end + ALONG:
                if e - s > longest:
                    longest, pos = e - s, p
                end = max(end, e)
            else:
                if end - start >= SHORTEST:
                    result.append((pos, start, end))
                start, end, pos, longest = s, e, p, e - s
        if end - start >= SHORTEST:
            result.append((pos, start, end))
        i = j
    return result
