"""Is the picture of a page upright?"""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.reading.ocr.lines import ink_mask, line_segments
from pipeline.reading.ocr.picture import Colour, Grey
from pipeline.reading.ocr.recognise import Recogniser, TextBox
from pipeline.reading.ocr.seals import bleach

SIDEWAYS = 1.15
"""Characters stand closer to each other than lines do: thickened along a line, print runs together to fewer pieces than
thickened across. Upright pages have 0.2 to 0.75 times as many, pages on their side the inverse."""
NEAR_POINTS = 3.2
"""How far print is thickened: more than between characters, less than between most lines."""
SPECK = 150
"""Pixels; a smaller piece of (thickened) print is dirt."""
LEAST_INK = 2000
"""Pixels; less print says nothing about its direction."""


def quarter_turns(picture: Colour, dpi: float, reader: Recogniser) -> int:
    """Clockwise quarter turns (0, 1 or 3) that make the picture of a page upright.

    Args:
        picture: RGB, as displayed.
        dpi: its resolution.
        reader: decides between the two ways in which a page can lie on its side; not asked for an upright one.
    """
    grey = bleach(picture, dpi).grey
    if not lies_sideways(grey, dpi):
        return 0
    return max((1, 3), key=lambda quarters: _sureness(reader.read(turned(grey, quarters))))


def turned(picture: Grey, quarters: int) -> Grey:
    """Turn clockwise."""
    return np.ascontiguousarray(np.rot90(picture, -quarters))


def lies_sideways(grey: Grey, dpi: float) -> bool:
    """True when the text of a page runs from top to bottom."""
    ink = ink_mask(grey)
    _segments, lines = line_segments(ink, dpi)
    text = np.where(lines > 0, 0, ink).astype(np.uint8)
    if int(text.sum()) < LEAST_INK:
        return False
    near = max(3, round(NEAR_POINTS * dpi / 72))
    return _pieces(text, (1, near)) > SIDEWAYS * _pieces(text, (near, 1))


def _pieces(ink: Grey, reach: tuple[int, int]) -> int:
    count, _labels, stats, _centres = cv2.connectedComponentsWithStats(cv2.dilate(ink, np.ones(reach, np.uint8)))
    return int((stats[1:count, cv2.CC_STAT_AREA] > SPECK).sum())


def _sureness(boxes: list[TextBox]) -> float:
    """Recognised characters, weighted by confidence."""
    return sum(b.confidence**4 * len(b.text) for b in boxes)
