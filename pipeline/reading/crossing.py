"""Where a text is cut that runs across vertical ruling lines: what overflows its cell stays whole, what belongs to two cells is two words."""

from __future__ import annotations

import itertools
import re

from pipeline.language.numbers import WHOLE_AS_PRINTED
from pipeline.language.spelling import HAN
from pipeline.language.units import UNIT_CHARACTERS
from pipeline.reading.characters import ASCENT, DESCENT, Char

COLLISION = 0.5
"""A digit that stands less than this part of the usual step after the one before is the first of another figure, printed over the end of this one."""
CROSSING_GAP = 0.05
"""Within one text object, only a gap of this many em shows that a ruling line was meant to separate the characters."""
AT_LINE = 0.3
"""Em from a line within which a figure and a text of one text object meet at it."""
INSIDE = 0.1
"""Em that a line must be within a text to run across it."""

Line = tuple[float, float, float]
"""A vertical ruling line: place, upper and lower end."""

_TO_POINT = rf"[-－]?{WHOLE_AS_PRINTED}[.．]"
FIGURE = _TO_POINT + r"\d{2,6}"
"""An amount, written so that nothing else looks like it."""
_FIGURE_FIRST = re.compile(rf"({FIGURE})(?=[(（“《]|(?![{UNIT_CHARACTERS}])[{HAN}])")
_FIGURE_LAST = re.compile(rf"(?<=[{HAN})）”》、：:])({FIGURE})$")
_TWO_FIGURES = re.compile(rf"({_TO_POINT}\d\d)({FIGURE})$")
_CODE_FIRST = re.compile(rf"(\d{{3}}|\d{{5}}|\d{{7}}|\d{{9}})(?=[{HAN}])")


def figure_in_text(text: str) -> str | None:
    """The amount at the begin or end of a text that has nothing to do with it; None for a text without one."""
    found = _FIGURE_FIRST.match(text) or _FIGURE_LAST.search(text)
    return found.group(1) if found else None


def cut_at_lines(chars: list[Char], verticals: list[Line], first: int) -> list[list[Char]]:
    """Cut a run of characters where it belongs to two cells.

    Args:
        chars: of one text, left to right.
        verticals: all vertical ruling lines, from left to right.
        first: place in `verticals` of the first line right of where the text begins.
    """
    pieces = _cut_between(chars, verticals, first)
    return [part for piece in pieces for part in _figures_apart(piece, verticals, first)]


def _figures_apart(chars: list[Char], verticals: list[Line], first: int) -> list[list[Char]]:
    """Cut between an amount and the text of the next cell that touches it: 2154.83（一）一般公共服务支出 is no label and hides a figure.

    The line may run through the text, which then overflows its cell to where the figure stands. Within one text object, figure and text
    must meet at it.
    """
    text = "".join([c.text for c in chars])
    if len(text) != len(chars) or not any(c.isdecimal() for c in (text[0], text[-1], text[1:2])):
        return [chars]
    middle = chars[0].baseline - (ASCENT - DESCENT) / 2 * chars[0].size
    margin = INSIDE * chars[0].size
    left, right = chars[0].x0 + margin, chars[-1].x1 - margin
    lines = [x for x, top, bottom in verticals[first:] if left < x < right and top <= middle <= bottom]
    if not lines:
        return [chars]
    for pattern, side in ((_FIGURE_FIRST, 1), (_FIGURE_LAST, 2), (_TWO_FIGURES, 0), (_CODE_FIRST, 0)):
        found = pattern.search(text) if side == 2 else pattern.match(text)
        if found is None:
            continue
        at = found.start(1) if side == 2 else found.end(1)
        before, after = chars[at - 1], chars[at]
        reach = AT_LINE * after.size
        meet = any(before.x1 - reach <= x <= after.x0 + reach for x in lines)
        across = before.run != after.run and (
            (side == 1 and lines[-1] >= before.x1 - reach) or (side == 2 and lines[0] <= after.x0 + reach)
        )
        if meet or across:
            return [*_figures_apart(chars[:at], verticals, first), *_figures_apart(chars[at:], verticals, first)]
    return [chars]


def _cut_between(chars: list[Char], verticals: list[Line], first: int) -> list[list[Char]]:
    """Cut a run of characters where a vertical line stands between two of them.

    A text that merely overflows its cell is one drawing operation without a gap at the line; it stays whole.
    """
    base, size = chars[0].baseline, chars[0].size
    middle = base - (ASCENT - DESCENT) / 2 * size
    pieces = [[chars[0]]]
    for last, c in itertools.pairwise(chars):
        is_at_line = False
        at = first
        tolerance = 0.12 * size
        while at < len(verticals) and verticals[at][0] <= c.x0 + tolerance:
            x, top, bottom = verticals[at]
            is_at_line = is_at_line or (x >= last.x1 - tolerance and top <= middle <= bottom)
            at += 1
        moved = _overflow(pieces[-1], c) if is_at_line else []
        if moved or (is_at_line and (last.run != c.run or c.x0 - last.x1 > CROSSING_GAP * size)):
            pieces.append([*moved, c])
        else:
            pieces[-1].append(c)
    return pieces


def _overflow(text: list[Char], c: Char) -> list[Char]:
    """Take from the end of a figure the digits that belong to the next, whose beginning overflows its cell to the left.

    In beijing-4b5e9abd2b, page 47, 57.000000 begins over the end of 107.000000, left of the line between them: the 5 stands a third of a step after
    the 0, and the 7 touches it.
    """
    if not c.text.isdecimal() or c.x0 - text[-1].x1 > CROSSING_GAP * c.size:
        return []
    for at in range(len(text) - 1, 1, -1):
        before, last, digit = text[at - 2 : at + 1]
        if not (digit.text.isdecimal() and last.text.isdecimal()):
            return []
        if digit.x0 - last.x0 < COLLISION * (last.x0 - before.x0):
            taken = text[at:]
            del text[at:]
            return taken
    return []
