"""Second readings of what the recogniser is unsure about."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from pipeline.language.recognised import is_doubtful_number, repair_number
from pipeline.reading.ocr.cells import read_again
from pipeline.reading.ocr.picture import Grey
from pipeline.reading.ocr.recognise import Recogniser, TextBox
from pipeline.reading.rules import Segment

DOUBTFUL = 0.8
"""Highest confidence of a number that had to be read twice or repaired."""
UNSURE = 0.85
"""A line of text read with less confidence is read again, alone with its cell."""
SURE = 0.85
"""What is read where the recogniser first saw nothing is dirt unless it is as sure as this."""
MOST_CELLS = 60
"""A page with more unsure cells is a bad scan as a whole, which a second reading does not mend."""
ZOOM = 2.0
LARGEST = (0.5, 0.3)
"""Of the page's width and height: a larger frame is no cell of a table."""


def sound_numbers(boxes: list[TextBox], picture: Grey, reader: Recogniser) -> list[TextBox]:
    """Read doubtful numbers again, twice as large; the second reading counts when it is a number as numbers are printed."""
    doubtful = [i for i, b in enumerate(boxes) if is_doubtful_number(repair_number(b.text.strip()))]
    result = list(boxes)
    for i, new in zip(doubtful, read_again([boxes[i] for i in doubtful], picture, reader, zoom=2.0), strict=True):
        if new is not None and not is_doubtful_number(repair_number(new.text.strip())):
            result[i] = replace(new, confidence=min(new.confidence, DOUBTFUL))
    return result


def clear_cells(boxes: list[TextBox], segments: list[Segment], picture: Grey, reader: Recogniser) -> list[TextBox]:
    """Read cells again, enlarged and alone, in which a line of text is unsure or was passed over.

    Lines set closely in narrow cells run together on a page (`一般公共` over `预算` came as `一微分公共`); in the picture of
    the cell alone they do not.

    Args:
        boxes: recognised lines, pixels; print that no line covers as boxes without text.
        segments: ruling lines, pixels.
        picture: what was read.
        reader: reads the cells.

    Returns:
        the boxes, none without text; those of a cell are replaced when the second reading is surer.
    """
    typical = float(np.median([b.bottom - b.top for b in boxes if b.text])) if any(b.text for b in boxes) else 0.0
    unsure = [b for b in boxes if b.confidence < UNSURE]
    if len(unsure) > MOST_CELLS:
        return [b for b in boxes if b.text]
    result = boxes
    alone: list[TextBox] = []
    done: set[tuple[int, int, int, int]] = set()
    for box in unsure:
        cell = _cell(box, segments, picture.shape)
        if cell is None:
            alone += [box] if not box.text else []
            continue
        if cell in done:
            continue
        done.add(cell)
        inside = [b for b in result if _holds(cell, b) and b.text]
        readings = [inside, _read_cell(cell, picture, reader)]
        readings += [_read_lines(cell, count, picture, reader) for count in _line_counts(cell, typical, picture)]
        most = max(_characters(r) for r in readings)
        best = max((r for r in readings if _characters(r) >= 0.9 * most), key=_sureness)
        if inside or _sureness(best) >= SURE:
            result = [b for b in result if not _holds(cell, b)] + best
    result = [b for b in result if b.text]
    return result + [b for b in read_again(alone, picture, reader) if b is not None and b.confidence >= SURE]


def _sureness(boxes: list[TextBox]) -> float:
    """Weighted by length: a speck read as a letter must not outweigh a line."""
    total = sum(len(b.text) for b in boxes)
    return sum(b.confidence * len(b.text) for b in boxes) / total if total else 0.0


def _cell(box: TextBox, segments: list[Segment], shape: tuple[int, ...]) -> tuple[int, int, int, int] | None:
    """x0, top, x1, bottom of the frame around a box; None when it is open or too large."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    vertical = [s[0] for s in segments if s[3] - s[1] > s[2] - s[0] and s[1] <= y <= s[3]]
    horizontal = [s[1] for s in segments if s[3] - s[1] <= s[2] - s[0] and s[0] <= x <= s[2]]
    left, right = max((v for v in vertical if v <= x), default=None), min((v for v in vertical if v > x), default=None)
    top, bottom = (
        max((h for h in horizontal if h <= y), default=None),
        min((h for h in horizontal if h > y), default=None),
    )
    if left is None or right is None or top is None or bottom is None:
        return None
    if right - left > LARGEST[0] * shape[1] or bottom - top > LARGEST[1] * shape[0]:
        return None
    return int(left), int(top), int(right), int(bottom)


def _holds(cell: tuple[int, int, int, int], box: TextBox) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _read_cell(cell: tuple[int, int, int, int], picture: Grey, reader: Recogniser) -> list[TextBox]:
    border, pad = 3, 30
    x0, top, x1, bottom = cell[0] + border, cell[1] + border, cell[2] - border, cell[3] - border
    if x1 - x0 < 8 or bottom - top < 8:
        return []
    part = cv2.resize(picture[top:bottom, x0:x1], None, fx=ZOOM, fy=ZOOM, interpolation=cv2.INTER_CUBIC)
    sheet: Grey = np.full((part.shape[0] + 2 * pad, max(part.shape[1] + 2 * pad, 320)), np.median(part), dtype=np.uint8)
    sheet[pad : pad + part.shape[0], pad : pad + part.shape[1]] = part
    return [
        replace(
            b,
            x0=x0 + (b.x0 - pad) / ZOOM,
            x1=x0 + (b.x1 - pad) / ZOOM,
            top=top + (b.top - pad) / ZOOM,
            bottom=top + (b.bottom - pad) / ZOOM,
        )
        for b in reader.read(sheet)
        if b.text.strip()
    ]


def _characters(boxes: list[TextBox]) -> int:
    return sum(len(b.text.strip()) for b in boxes)


def _print_of(cell: tuple[int, int, int, int], picture: Grey) -> tuple[Grey, int, int]:
    """Mask of the print in a cell, and where it begins."""
    border = 3
    x0, top, x1, bottom = cell[0] + border, cell[1] + border, cell[2] - border, cell[3] - border
    part = picture[top : max(bottom, top + 1), x0 : max(x1, x0 + 1)]
    return (part < np.median(part) - 55).astype(np.uint8), x0, top


def _line_counts(cell: tuple[int, int, int, int], typical: float, picture: Grey) -> list[int]:
    """How many lines of text the cell may have, from the height of its print."""
    ink, _x0, _top = _print_of(cell, picture)
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows) or typical <= 0:
        return []
    # boxes of the recogniser are 1.2 to 1.7 times as high as the print in them
    high = float(rows[-1] - rows[0] + 1)
    return sorted({max(1, round(high / (share * typical))) for share in (0.6, 0.8)})


def _read_lines(cell: tuple[int, int, int, int], count: int, picture: Grey, reader: Recogniser) -> list[TextBox]:
    """Cut the print of a cell into `count` lines, where it has least ink, and read each line alone."""
    ink, x0, top = _print_of(cell, picture)
    amount = ink.sum(axis=1)
    rows, columns = np.flatnonzero(amount), np.flatnonzero(ink.any(axis=0))
    first, last = int(rows[0]), int(rows[-1]) + 1
    cuts = [first]
    for i in range(1, count):
        expected = first + (last - first) * i / count
        reach = 0.25 * (last - first) / count
        low, high = int(expected - reach), int(expected + reach) + 1
        cuts.append(low + int(np.argmin(amount[low:high])))
    cuts.append(last)
    left, right = x0 + float(columns[0]) - 3, x0 + float(columns[-1]) + 4
    # exactly from cut to cut: `read_again` takes a little more, which would be the feet of the line above
    lines = [TextBox("", left, top + a + 2.0, right, top + b - 3.0, 0.0) for a, b in pairwise(cuts)]
    return [b for b in read_again(lines, picture, reader, zoom=ZOOM) if b is not None and b.text.strip()]
