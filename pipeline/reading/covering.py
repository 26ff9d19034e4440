"""Which characters may be hidden by the areas of a page: covered by a later one, or in the colour of the one below them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.reading.ink import PAPER, is_pale, luminance
from pipeline.reading.rules import Cover, Segment

EDGE = 0.6
"""Points inside the edge of a cover where a picture of it is still blurred."""


class Mark(NamedTuple):
    """A printed character."""

    box: Segment
    ink: int
    order: int
    """Number of objects of the page that were drawn before."""


class Doubt(NamedTuple):
    """Why a character may not be seen."""

    box: Segment
    """The part of the character in which it would be seen."""
    cover: Cover | None = None
    """What lies over it; None for print in the colour of its background."""


def in_doubt(marks: Sequence[Mark], covers: Sequence[Cover], faint: float) -> dict[int, Doubt]:
    """Places in `marks` of those that may not be seen.

    Args:
        marks: characters, in the coordinates of the covers.
        covers: filled areas and pictures, in drawing order.
        faint: difference of luminance (0–1) to the background below which a character is in doubt.
    """
    orders = [c.order for c in covers]
    result: dict[int, Doubt] = {}
    for i, mark in enumerate(marks):
        x, y = (mark.box[0] + mark.box[2]) / 2, (mark.box[1] + mark.box[3]) / 2
        at = bisect_right(orders, mark.order)
        above = next((c for c in covers[at:] if _holds(c.box, x, y)), None)
        if above is not None:
            result[i] = Doubt(_common(mark.box, above.box), above)
            continue
        below = next((c for c in reversed(covers[:at]) if _holds(c.box, x, y)), None)
        if below is not None and below.ink is None:
            doubtful = is_pale(mark.ink)
        else:
            background = PAPER if below is None or below.ink is None else below.ink
            doubtful = abs(luminance(mark.ink) - luminance(background)) < faint
        if doubtful:
            result[i] = Doubt(mark.box)
    return result


def _common(box: Segment, cover: Segment) -> Segment:
    """The part of a character that a cover lies over, without the cover's blurred edge; what shows beside a patch too small is no text."""
    x0, y0 = max(box[0], cover[0] + EDGE), max(box[1], cover[1] + EDGE)
    x1, y1 = min(box[2], cover[2] - EDGE), min(box[3], cover[3] - EDGE)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else box


def _holds(box: Segment, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
