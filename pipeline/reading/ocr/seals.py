"""Red seals over black print: taking them out, and reading what is under them several times."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.language.recognised import is_doubtful_number, repair_number
from pipeline.reading.ocr.cells import crosses
from pipeline.reading.ocr.picture import Colour, Grey, straighten
from pipeline.reading.ocr.recognise import Recogniser, TextBox
from pipeline.reading.rules import Segment

RED = 25
"""How much redder than green and blue the ink of a seal is, of 255."""
SEAL_POINTS = 55.0
"""A seal is at least this wide and high (official ones have 42 mm = 119 points; a part may be hidden); red text is lower."""
WAYS = ((1.0, 0.0), (1.4, 30.0), (1.8, 60.0), (1.0, 30.0), (2.2, 60.0))
"""Ways of taking a seal out: how much stronger print under it is made, and how dark (of 255) a rest of it may be that is
wiped away. No single one reads every figure under a seal; the first, plainest one serves for the page as a whole."""
AROUND_POINTS = 60.0
"""Points left and right of a seal that are read with it, so that no figure is cut."""
TOUCHED = 12
"""Pixels of red in the box of a word from which on it counts as stamped."""
UNCERTAIN = 0.6
"""Highest confidence of a stamped word on which fewer than half of the readings agree."""


@dataclass(slots=True)
class Bleached:
    """A page without its seals."""

    grey: Grey
    variants: list[Grey]
    """The same, bleached in other ways; empty when there is no seal."""
    red: Grey
    """1 where there is red ink of a seal."""
    boxes: list[tuple[int, int, int, int]]
    """x, y, width, height of each seal."""

    def straightened(self, degrees: float) -> Bleached:
        """The same, turned."""
        red = straighten(255 * (1 - self.red), degrees) < 128
        return Bleached(
            straighten(self.grey, degrees),
            [straighten(v, degrees) for v in self.variants],
            red.astype(np.uint8),
            self.boxes,
        )


def bleach(picture: Colour, dpi: float) -> Bleached:
    """Make a picture grey; red seals vanish and the black print under them stays.

    Args:
        picture: RGB.
        dpi: its resolution.

    Returns:
        grey pictures. Red text, being lower than a seal, is kept as it is.
    """
    grey: Grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.uint8)
    red, green, blue = (picture[:, :, i].astype(np.int16) for i in range(3))
    redness = red - np.maximum(green, blue)
    mask = (redness > RED).astype(np.uint8)
    nothing = np.zeros_like(grey)
    if mask.mean() < 1e-4:
        return Bleached(grey, [], nothing, [])
    reach = max(3, int(dpi / 12))
    _count, _labels, stats, _centres = cv2.connectedComponentsWithStats(
        cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    )
    least = SEAL_POINTS * dpi / 72
    found = [tuple(int(v) for v in s[:4]) for s in stats[1:]]
    # the whole square: the star in the middle is a part of its own
    seals = [(x, y, w, h) for x, y, w, h in found if w >= least and h >= least]
    if not seals:
        return Bleached(grey, [], nothing, [])
    paper = float(np.median(grey))
    ways: list[Grey] = []
    for strength, rest in WAYS:
        way = grey.copy()
        for x, y, width, height in seals:
            box = slice(y, y + height), slice(x, x + width)
            nothing[box] = mask[box]
            way[box] = _bleached(picture[box], redness[box], paper, strength, rest)
        ways.append(way)
    return Bleached(ways[0], ways[1:], nothing, seals)


def _bleached(picture: Colour, redness: npt.NDArray[np.int16], paper: float, strength: float, rest: float) -> Grey:
    """Take a seal out of a part of a picture.

    In its own colour channel a seal is nearly as light as paper, and what is printed under it is darker, though paler than
    elsewhere: the ink of the seal covers it. So the seal's own red becomes paper, and differences from it grow.
    """
    red = picture[:, :, 0].astype(np.float32)
    inked = redness > RED
    own = float(np.median(red[inked]))
    covered = np.clip(redness / max(float(np.median(redness[inked])), 1.0), 0, 1)
    level = paper + covered * (own - paper)
    bleached = np.clip(paper - (level - red) * (1 + (strength - 1) * covered), 0, 255)
    if rest:
        # colours are stored more coarsely than brightness, which leaves pale outlines
        pale = (cv2.dilate(inked.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0) & (bleached > paper - rest)
        bleached = np.where(pale, paper, bleached)
    return bleached.astype(np.uint8)


def read_stamped(
    boxes: list[TextBox], page: Bleached, verticals: list[Segment], dpi: float, reader: Recogniser
) -> list[TextBox]:
    """Read what is under seals once for each way of taking them out, and let the readings vote.

    Args:
        boxes: what was read so far, pixels.
        page: the straightened page.
        verticals: vertical ruling lines, pixels.
        dpi: resolution.
        reader: reads the pictures.

    Returns:
        the boxes, those under seals replaced by what most readings say. Where they disagree the confidence is low.
    """
    if not page.variants:
        return boxes
    stamped = [b for b in boxes if _red(b, page.red) >= TOUCHED]
    readings: list[list[TextBox]] = [stamped]
    around = int(AROUND_POINTS * dpi / 72)
    for variant in page.variants:
        reading: list[TextBox] = []
        for x, y, width, height in page.boxes:
            left, top = max(0, x - around), max(0, y - around // 4)
            crop = variant[top : y + height + around // 4, left : x + width + around]
            reading += [
                replace(b, x0=b.x0 + left, x1=b.x1 + left, top=b.top + top, bottom=b.bottom + top)
                for b in reader.read(np.ascontiguousarray(crop))
            ]
        readings.append([b for b in reading if _red(b, page.red) >= TOUCHED and not crosses(b, verticals)])
    clean = [b for b in boxes if b not in stamped]
    return clean + [b for b in _elected(readings) if not any(_overlap(b, other) for other in clean)]


def _red(box: TextBox, red: Grey) -> int:
    return int(red[max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.x0)) : int(box.x1) + 1].sum())


def _elected(readings: list[list[TextBox]]) -> list[TextBox]:
    """For each place the text that most readings give; a place that only one reading knows is a rest of the seal."""
    places: list[list[TextBox]] = []
    for reading in readings:
        for box in reading:
            for place in places:
                if _same_place(place[0], box):
                    place.append(box)
                    break
            else:
                places.append([box])
    result: list[TextBox] = []
    for place in sorted(places, key=len, reverse=True):
        if any(_overlap(place[0], known) for known in result):
            continue
        votes: dict[str, list[TextBox]] = defaultdict(list)
        for box in place:
            votes[repair_number(box.text.strip())].append(box)
        text, winners = max(
            votes.items(),
            # at a tie the longer text: bleaching wipes characters out, it adds none
            key=lambda v: (not is_doubtful_number(v[0]), len(v[1]), len(v[0]), max(b.confidence for b in v[1])),
        )
        if len(place) == 1 and winners[0].confidence < 0.95:
            continue
        share = len(winners) / len(readings)
        confidence = min(max(b.confidence for b in winners), 1.0 if share > 0.5 else UNCERTAIN)
        tightest = min(winners, key=lambda b: b.bottom - b.top)
        result.append(replace(tightest, text=text, confidence=confidence))
    return result


def _overlap(a: TextBox, b: TextBox) -> bool:
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    least = min((a.bottom - a.top) * (a.x1 - a.x0), (b.bottom - b.top) * (b.x1 - b.x0))
    return high > 0 and wide > 0 and high * wide > 0.2 * least


def _same_place(a: TextBox, b: TextBox) -> bool:
    across = min(a.bottom, b.bottom) - max(a.top, b.top)
    along = min(a.x1, b.x1) - max(a.x0, b.x0)
    return across > 0.5 * min(a.bottom - a.top, b.bottom - b.top) and along > 0.2 * min(a.x1 - a.x0, b.x1 - b.x0)
