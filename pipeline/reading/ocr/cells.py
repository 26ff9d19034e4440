"""Recognised lines of text, fitted to the ruling lines: a word lies in one cell."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from pipeline.reading.ocr.picture import Grey
from pipeline.reading.ocr.recognise import Recogniser, TextBox
from pipeline.reading.rules import Segment

PAD = 24
"""White around a piece of a line when it is read again, in pixels."""
LEGIBLE = 0.6
"""A piece of a line read with less confidence is half a character of the neighbouring cell."""
INSIDE = 0.35
"""A line less than this far inside a box, in heights of the box, merely touches it: no character is narrower."""


def split_at_rules(boxes: list[TextBox], verticals: list[Segment], picture: Grey, reader: Recogniser) -> list[TextBox]:
    """Cut boxes that reach over a vertical ruling line and read their pieces again.

    The recogniser joins texts of neighbouring cells that nearly touch (`938.22支出总计`), and where in the text the line
    stands it does not say; so the pieces of the picture are read anew, all of them in one go.

    Args:
        boxes: recognised lines, pixels.
        verticals: vertical ruling lines, pixels.
        picture: what was read.
        reader: reads the pieces.

    Returns:
        boxes, none of which crosses a line. A piece in which nothing is read is left out; it held only a line.
    """
    whole: list[TextBox] = []
    pieces: list[TextBox] = []
    for box in boxes:
        cuts = _cuts(box, verticals)
        if not cuts:
            whole.append(box)
            continue
        edges = [box.x0, *cuts, box.x1]
        for left, right in pairwise(edges):
            x0 = left if left == box.x0 else left + 2
            x1 = right if right == box.x1 else right - 2
            pieces.append(replace(box, x0=x0, x1=x1))
    return whole + [box for box in read_again(pieces, picture, reader) if box is not None and box.confidence >= LEGIBLE]


def crosses(box: TextBox, verticals: list[Segment]) -> bool:
    """True when a vertical line stands inside a box."""
    return bool(_cuts(box, verticals))


def _cuts(box: TextBox, verticals: list[Segment]) -> list[float]:
    middle = (box.top + box.bottom) / 2
    inside = INSIDE * (box.bottom - box.top)
    found = sorted(
        (s[0] + s[2]) / 2
        for s in verticals
        if box.x0 + inside < (s[0] + s[2]) / 2 < box.x1 - inside and s[1] <= middle <= s[3]
    )
    return [x for i, x in enumerate(found) if i == 0 or x - found[i - 1] > inside]


def read_again(boxes: list[TextBox], picture: Grey, reader: Recogniser, zoom: float = 1.0) -> list[TextBox | None]:
    """Read small parts of a picture once more, each with white around it, all on one sheet.

    Args:
        boxes: the parts, pixels.
        picture: the whole.
        reader: reads the sheet.
        zoom: how much larger the parts are drawn.

    Returns:
        for each box what was read in its place, None for nothing.
    """
    if not boxes:
        return []
    paper = int(np.median(picture))
    parts = []
    for box in boxes:
        top, bottom = max(0, int(box.top) - 2), min(picture.shape[0], int(box.bottom) + 3)
        part = picture[top:bottom, max(0, int(box.x0)) : min(picture.shape[1], int(box.x1) + 1)]
        if zoom != 1.0:
            part = cv2.resize(part, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC).astype(np.uint8)
        parts.append(part)
    width = max(p.shape[1] for p in parts) + 2 * PAD
    height = sum(p.shape[0] + PAD for p in parts) + PAD
    sheet: Grey = np.full((max(height, 64), max(width, 320)), paper, dtype=np.uint8)
    starts = []
    y = PAD
    for part in parts:
        sheet[y : y + part.shape[0], PAD : PAD + part.shape[1]] = part
        starts.append(y)
        y += part.shape[0] + PAD
    found: dict[int, list[TextBox]] = {}
    for line in reader.read(sheet):
        index = int(np.searchsorted(starts, (line.top + line.bottom) / 2)) - 1
        if index >= 0:
            found.setdefault(index, []).append(line)
    result: list[TextBox | None] = [None] * len(boxes)
    for index, lines in found.items():
        lines.sort(key=lambda line: line.x0)
        text = "".join(line.text for line in lines)
        result[index] = replace(boxes[index], text=text, confidence=min(line.confidence for line in lines))
    return result


def widened(
    boxes: list[TextBox], ink: Grey, verticals: list[Segment], picture: Grey, reader: Recogniser
) -> list[TextBox]:
    """Take in a first or last character that a box left out.

    A flat 一 at the edge of a cell is taken for a piece of the ruling line: `一般行政管理事务` came as `般行政管理事务`. The longer
    reading counts only when it says the same and more.
    """
    wider: list[tuple[int, TextBox]] = []
    for at, box in enumerate(boxes):
        high = box.bottom - box.top
        middle = (box.top + box.bottom) / 2
        lines = [(s[0] + s[2]) / 2 for s in verticals if s[1] <= middle <= s[3]]
        left = max([x + 2 for x in lines if x <= box.x0 + INSIDE * high], default=0.0)
        right = min([x - 2 for x in lines if x >= box.x1 - INSIDE * high], default=float(ink.shape[1]))
        rows = ink[int(box.top + 0.2 * high) : int(box.bottom - 0.2 * high) + 1]
        x0 = _ink_reach(rows, box.x0, max(left, box.x0 - 1.2 * high), high)
        x1 = _ink_reach(rows, box.x1, min(right, box.x1 + 1.2 * high), high)
        if x0 != box.x0 or x1 != box.x1:
            wider.append((at, replace(box, x0=min(x0, box.x0), x1=max(x1, box.x1))))
    again = read_again([box for _, box in wider], picture, reader)
    result = list(boxes)
    for (at, _), new in zip(wider, again, strict=True):
        old = boxes[at].text
        if new is not None and new.text != old and (new.text.endswith(old) or new.text.startswith(old)):
            result[at] = new
    return result


def _ink_reach(rows: Grey, edge: float, limit: float, high: float) -> float:
    """How far print goes on beyond `edge` towards `limit`; `edge` when it does not."""
    start, end = sorted((int(edge), int(limit)))
    columns = np.flatnonzero(rows[:, start:end].any(axis=0)) + start
    if len(columns) < 0.3 * high:
        return edge
    return float(columns[0]) - 2 if limit < edge else float(columns[-1]) + 3


def unread_ink(boxes: list[TextBox], ink: Grey, least: float) -> list[TextBox]:
    """Places with print that no box covers: a lone digit or a first stroke that the recogniser passed over.

    Args:
        boxes: recognised lines, pixels.
        ink: 1 where something is printed, ruling lines taken out.
        least: smallest height and width, in pixels, of what counts as a character (a speck is smaller).

    Returns:
        boxes without text, to be read again.
    """
    rest = ink.copy()
    for b in boxes:
        rest[max(0, int(b.top) - 3) : int(b.bottom) + 4, max(0, int(b.x0) - 3) : int(b.x1) + 4] = 0
    joined = cv2.dilate(rest, np.ones((5, max(5, int(least))), np.uint8))
    _count, _labels, stats, _centres = cv2.connectedComponentsWithStats(joined)
    found = []
    for x, y, width, height, _area in stats[1:]:
        inner = rest[y : y + height, x : x + width]
        if height >= least and width >= least and int(inner.sum()) >= least * least / 6:
            found.append(TextBox("", float(x) - 4, float(y) - 4, float(x + width) + 4, float(y + height) + 4, 0.0))
    return found
