"""Two printed pages side by side on one sheet (booklets, and prints with two pages a sheet)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.language.spelling import squeezed
from pipeline.reading.model import Page
from pipeline.tables.captions import looks_like_title
from pipeline.tables.lattice import find_grids
from pipeline.tables.text import cluster_lines, join_words

WIDE = 1.2
"""Width by height: a sheet of two upright pages has 1.41."""
MIDDLE = (0.4, 0.6)
"""Of the width: where the gutter is."""
GUTTER = 0.02
"""Of the width: the gutter is at least this wide."""
FULL_LINE = 0.6
"""Of a half's width: a line of running prose is at least this long."""
PROSE = 5
"""So many lines of prose make a page."""


def single_pages(page: Page) -> list[Page]:
    """The printed pages of a sheet, left before right; the page itself unless it is clearly two.

    Nothing may cross the gutter, and both sides must be a page of their own: with a table or a page of prose, one of them at least under a title.
    A wide table has rules across the middle, two lists under one title have the title there.
    """
    if page.width < WIDE * page.height:
        return [page]
    gutter = _gutter(page)
    if gutter is None:
        return [page]
    halves = [
        replace(
            page,
            words=[word for word in page.words if (word.centre < gutter) is is_left],
            rules=[rule for rule in page.rules if ((rule.x0 + rule.x1) / 2 < gutter) is is_left],
        )
        for is_left in (True, False)
    ]
    titled = [_has_title(half) for half in halves]
    full = [has or find_grids(half.rules)[0] or _is_prose(half) for has, half in zip(titled, halves, strict=True)]
    return halves if all(full) and any(titled) and not _is_one_list(halves, titled) else [page]


def _gutter(page: Page) -> float | None:
    taken = sorted([(word.x0, word.x1) for word in page.words] + [(rule.x0, rule.x1) for rule in page.rules])
    low, high = MIDDLE[0] * page.width, MIDDLE[1] * page.width
    right, best = 0.0, (0.0, 0.0)
    for x0, x1 in taken:
        begin, end = max(right, low), min(x0, high)
        best = max(best, (end - begin, (begin + end) / 2))
        right = max(right, x1)
    return best[1] if taken and taken[0][0] < low and right > high and best[0] >= GUTTER * page.width else None


def _lines(half: Page) -> Iterable[tuple[str, float]]:
    for words in cluster_lines(half.words):
        yield squeezed(join_words(words)), words[-1].x1 - words[0].x0


def _has_title(half: Page) -> bool:
    return any(looks_like_title(text) for text, _width in _lines(half))


def _is_prose(half: Page) -> bool:
    return sum(width >= FULL_LINE * half.width / 2 for _text, width in _lines(half)) >= PROSE


def _is_one_list(halves: list[Page], titled: list[bool]) -> bool:
    """True for a table whose right part begins level with its left one under the left one's title."""
    if all(titled):
        return False
    tops = [grids[0].ys[0] for half in halves if (grids := find_grids(half.rules)[0])]
    return len(tops) == 2 and abs(tops[0] - tops[1]) < 2.0
