"""Recognised lines of text, fitted to the ruling lines: a word lies in one cell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.reading.ocr.picture import Grey
from pipeline.reading.ocr.recognise import Recogniser, TextBox
from pipeline.reading.rules import Segment

PAD = 24
"""White around a piece of a line when it is read again, in pixels."""
INSIDE = 4.0
"""A line less than this many pixels inside a box merely touches it."""


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
        for left, right in zip(edges, edges[1:], strict=False):
            x0 = left if left == box.x0 else left + 2
            x1 = right if right == box.x1 else right - 2
            if x1 - x0 > INSIDE:
                pieces.append(replace(box, x0=x0, x1=x1))
    return whole + read_again(pieces, picture, reader)


def _cuts(box: TextBox, verticals: list[Segment]) -> list[float]:
    middle = (box.top + box.bottom) / 2
    found = sorted(
        (s[0] + s[2]) / 2
        for s in verticals
        if box.x0 + INSIDE < (s[0] + s[2]) / 2 < box.x1 - INSIDE and s[1] <= middle <= s[3]
    )
    return [x for i, x in enumerate(found) if i == 0 or x - found[i - 1] > INSIDE]


def read_again(boxes: list[TextBox], picture: Grey, reader: Recogniser) -> list[TextBox]:
    """Read small parts of a picture once more, each with white around it, all on one sheet.

    Returns:
        what was read, at the places of `boxes`; parts in which nothing was read are left out.
    """
    if not boxes:
        return []
    paper = int(np.median(picture))
    parts = []
    for box in boxes:
        top, bottom = max(0, int(box.top) - 2), min(picture.shape[0], int(box.bottom) + 3)
        parts.append(picture[top:bottom, max(0, int(box.x0)) : min(picture.shape[1], int(box.x1) + 1)])
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
        middle = (line.top + line.bottom) / 2
        index = int(np.searchsorted(starts, middle)) - 1
        if index >= 0:
            found.setdefault(index, []).append(line)
    result = []
    for index, lines in found.items():
        lines.sort(key=lambda line: line.x0)
        text = "".join(line.text for line in lines)
        result.append(replace(boxes[index], text=text, confidence=min(line.confidence for line in lines)))
    return result


def unread_ink(boxes: list[TextBox], ink: Grey, least: float) -> list[TextBox]:
    """Places with print that no box covers: a lone digit or a first stroke that the recogniser passed over.

    Args:
        boxes: recognised lines, pixels.
        ink: 1 where something is printed, ruling lines taken out.
        least: smallest height and width, in pixels, of what counts as a character (a speck is smaller).

    Returns:
        boxes without text, to be read again.
    """
    import cv2  # noqa: PLC0415 - part of the extra

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
