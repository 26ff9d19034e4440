"""Ruling lines in a picture, by morphology."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.ocr.picture import Grey
from pipeline.reading.rules import Segment

Mask = npt.NDArray[np.bool_]
BUSY = 0.3
"""Share of a line's length along which ink touches it from one side; rows of characters have more."""
LONG_POINTS = 20.0
"""A ruling line has at least this length; the longest stroke of a character of running text is shorter."""
GAP_POINTS = 2.0
"""Breaks of a faint line up to this long are closed."""
LEVEL_POINTS = 1.0
"""Pieces of one line are this much out of line at most."""
SCRATCH_POINTS = 5.0
"""Gaps of a line up to this long are damage."""
SEAL_GAP_POINTS = 24.0
"""The same under a seal, whose star is this wide at its arms."""
THICK_POINTS = 3.5
"""A thicker bar is a picture or a filled cell."""


def ink_mask(grey: Grey, depth: int = 55) -> Grey:
    """1 where something is printed: `depth` (of 255) darker than the paper, which scanners leave grey and uneven."""
    paper = cv2.medianBlur(cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA), 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return (grey.astype(np.int16) < paper.astype(np.int16) - depth).astype(np.uint8)


def line_segments(ink: Grey, dpi: float) -> tuple[list[Segment], Grey]:
    """Find the ruling lines.

    Args:
        ink: 1 where something is printed.
        dpi: resolution.

    Returns:
        segments in pixels, horizontal ones first; and a mask of the pixels that belong to lines.
    """
    scale = dpi / 72
    segments: list[Segment] = []
    mask = np.zeros_like(ink)
    for flat in (True, False):
        found, pixels = _direction(ink if flat else ink.T.copy(), scale)
        if flat:
            segments.extend(found)
            mask |= pixels
        else:
            segments.extend((y0, x0, y1, x1) for x0, y0, x1, y1 in found)
            mask |= pixels.T
    return segments, mask


def _direction(ink: Grey, scale: float) -> tuple[list[Segment], Grey]:
    """Horizontal lines of `ink`."""
    long = int(LONG_POINTS * scale)
    gap = int(GAP_POINTS * scale) | 1
    # a line that is a pixel askew every few centimetres still is one run of pixels in a picture thickened by one
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    runs = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    count, labels, stats, _centres = cv2.connectedComponentsWithStats(runs)
    segments: list[Segment] = []
    for i in range(1, count):
        x, y, width, height = (int(v) for v in stats[i][:4])
        part = labels[y : y + height, x : x + width] == i
        if _is_line(part, ink, x, y, scale):
            segments.extend(_trace(part, x, y, scale))
        else:
            runs[labels == i] = 0
    return segments, cv2.bitwise_and(runs, thick).astype(np.uint8)


def _is_line(part: Mask, ink: Grey, x: int, y: int, scale: float) -> bool:
    """A line is thin, and above and below it there is paper; a row of characters has strokes there."""
    filled = part.sum(axis=0)
    if float(np.median(filled)) - 2 > THICK_POINTS * scale:
        return False
    first = y + part.argmax(axis=0)
    last = first + filled - 1
    columns = x + np.arange(part.shape[1])
    beside = 0.0
    for edge, sign in ((first, -1), (last, 1)):
        near = np.zeros(part.shape[1], dtype=np.uint8)
        for distance in range(1, 3):
            row = np.clip(edge + sign * distance, 0, ink.shape[0] - 1)
            near |= ink[row, columns]
        beside = max(beside, float(near.mean()))
    return beside < BUSY


def _trace(part: Mask, x: int, y: int, scale: float) -> list[Segment]:
    """The line in one connected component. Two lines that touch at a crooked place come out as two."""
    rows = np.arange(part.shape[0])[:, None]
    filled = part.sum(axis=0)
    middle = np.where(filled > 0, (part * rows).sum(axis=0) / np.maximum(filled, 1), 0.0)
    if part.shape[0] <= 2.5 * scale:
        level = y + float(np.median(middle))
        return [(float(x), level, float(x + part.shape[1]), level)]
    # crooked: pieces of constant height
    step = max(1, int(10 * scale))
    pieces: list[Segment] = []
    for start in range(0, part.shape[1], step):
        end = min(part.shape[1], start + step)
        level = y + float(np.median(middle[start:end]))
        pieces.append((float(x + start), level, float(x + end), level))
    return pieces


def bridged(segments: list[Segment], seals: list[tuple[int, int, int, int]], dpi: float) -> list[Segment]:
    """Segments plus what is missing between collinear ones: scratches anywhere, longer gaps where a seal was taken out.

    Args:
        segments: in pixels.
        seals: x, y, width, height of each seal, in pixels.
        dpi: resolution.

    Returns:
        the segments and the bridges.
    """
    scale = dpi / 72
    bridges: list[Segment] = []
    for flat in (True, False):
        # along, across: start, end, level
        lines = sorted(
            (s[1], s[0], s[2]) if flat else (s[0], s[1], s[3]) for s in segments if (s[2] - s[0] >= s[3] - s[1]) == flat
        )
        for i, (level, _start, end) in enumerate(lines):
            following = [
                other
                for other in lines[max(0, i - 20) : i + 20]
                if abs(other[0] - level) <= LEVEL_POINTS * scale and other[1] > end
            ]
            if not following:
                continue
            nearest = min(following, key=lambda other: other[1])
            middle = (end + nearest[1]) / 2
            x, y = (middle, level) if flat else (level, middle)
            sealed = any(sx <= x <= sx + w and sy <= y <= sy + h for sx, sy, w, h in seals)
            if nearest[1] - end <= (SEAL_GAP_POINTS if sealed else SCRATCH_POINTS) * scale:
                bridges.append((end, level, nearest[1], level) if flat else (level, end, level, nearest[1]))
    return segments + bridges
