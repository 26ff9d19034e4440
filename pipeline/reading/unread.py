"""Ink that no text says: a table cell that shows something is not blank, whatever the text layer holds.

Three kinds of it stand where figures should be: characters whose font says nothing of what they mean (private use, no character map), figures
drawn as curves, figures that are small pictures. Each becomes a word whose text is `UNREAD`; whoever can look at the picture may read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.reading.model import UNREAD, Page, Rule, Word
from pipeline.reading.rules import Segment

LOWEST, HIGHEST = 3.0, 30.0
"""Points; what is drawn lower is a dot or a line, what is drawn higher is no line of text."""
LARGE = (90.0, 45.0)
"""Points; a picture at least this wide and high may hold a table of its own."""
GAP = 0.8
"""Drawn characters up to this part of their height apart belong to one word (a comma drawn as a curve is low and narrow)."""
PRIVATE = ("\ue000", "\uf8ff")


def without_unknown_characters(words: list[Word]) -> list[Word]:
    """Replace words of private-use characters: a font gave its glyphs numbers of its own.

    A single such character beside readable ones is a bullet or a tick; as a word of its own it counts only where longer words of them stand
    on the page.
    """
    unknown = [_unknown(word.text) for word in words]
    if not any(share >= 2 for share in unknown):
        return words
    return [
        replace(word, text=UNREAD * len(word.text), confidence=0.0) if count * 2 >= len(word.text) and count else word
        for word, count in zip(words, unknown, strict=True)
    ]


def _unknown(text: str) -> int:
    return sum(PRIVATE[0] <= c <= PRIVATE[1] or c == UNREAD for c in text)


def drawn_words(page: Page, shapes: Iterable[Segment], pictures: Iterable[Segment]) -> list[Word]:
    """Words for what is drawn inside tables and is no text.

    Args:
        page: with its words and rules.
        shapes: boxes of curved or slanted shapes, in display space.
        pictures: boxes of pictures, in display space.

    Returns:
        words of unknown text, one for each run of shapes on one line and one for each small picture; only between two horizontal rules, where no
        word of the page stands.
    """
    small = [box for box in shapes if box[3] - box[1] <= HIGHEST]
    boxes = _joined(small) + [box for box in pictures if box[3] - box[1] <= HIGHEST]
    flat = [rule for rule in page.rules if rule.is_horizontal]
    return [
        Word(UNREAD, x0, top, x1, bottom, bottom - top, 0.0)
        for x0, top, x1, bottom in boxes
        if bottom - top >= LOWEST
        and _is_between(flat, (x0 + x1) / 2, (top + bottom) / 2)
        and not _says(page.words, (x0, top, x1, bottom))
    ]


def large_pictures(page: Page, pictures: Iterable[Segment]) -> list[Segment]:
    """Pictures large enough for a table, with no text printed on them."""
    return [
        (max(x0, 0.0), max(top, 0.0), min(x1, page.width), min(bottom, page.height))
        for x0, top, x1, bottom in pictures
        if x1 - x0 >= LARGE[0] and bottom - top >= LARGE[1] and not _says(page.words, (x0, top, x1, bottom))
    ]


def _joined(boxes: Sequence[Segment]) -> list[Segment]:
    """Runs of boxes side by side on one line."""
    lines: list[list[Segment]] = []
    for box in sorted(boxes, key=lambda b: (b[1] + b[3]) / 2):
        middle = (box[1] + box[3]) / 2
        if lines and any(b[1] <= middle <= b[3] or box[1] <= (b[1] + b[3]) / 2 <= box[3] for b in lines[-1][-3:]):
            lines[-1].append(box)
        else:
            lines.append([box])
    runs: list[Segment] = []
    for line in lines:
        line.sort()
        high = max(b[3] - b[1] for b in line)
        run = [line[0]]
        for last, box in pairwise(line):
            if box[0] - max(last[2], *(b[2] for b in run[-3:])) > GAP * high:
                runs.append(_around(run))
                run = []
            run.append(box)
        runs.append(_around(run))
    return runs


def _around(boxes: Sequence[Segment]) -> Segment:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _is_between(flat: Sequence[Rule], x: float, y: float) -> bool:
    over = [rule for rule in flat if rule.x0 <= x <= rule.x1]
    return any(rule.top < y for rule in over) and any(rule.top > y for rule in over)


def _says(words: Iterable[Word], box: Segment) -> bool:
    """True when a word of the page stands in a box."""
    return any(box[0] <= word.centre <= box[2] and box[1] <= word.middle <= box[3] for word in words)
