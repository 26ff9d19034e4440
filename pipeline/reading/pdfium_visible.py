"""Which characters of a page nobody sees: in the colour of their background, covered by what was drawn later, on a layer that is off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.reading.covering import Doubt, Mark, in_doubt
from pipeline.reading.ink import FAINT, is_pale
from pipeline.reading.pdfium_text import Glyph, Run
from pipeline.reading.rules import Cover
from pipeline.reading.sight import Sight

BLANK = 32
"""Codes up to this one have no ink."""


def unseen(
    sight: Sight, glyphs: Sequence[Glyph], runs: Sequence[Run], covers: Sequence[Cover], *, layers: bool
) -> set[int]:
    """Places in `glyphs` of the characters that nobody sees.

    Args:
        sight: of the page.
        glyphs: all characters that are drawn.
        runs: their text objects.
        covers: filled areas and pictures of the page, in drawing order.
        layers: the file has layers; then every text may be switched off.
    """
    if layers:
        doubts = {i: Doubt(g.box) for i, g in enumerate(glyphs) if g.code > BLANK}
    elif _may_hide(runs, covers):
        doubts = in_doubt([Mark(g.box, runs[g.run].ink, runs[g.run].order) for g in glyphs], covers, FAINT)
    else:
        return set()
    if not doubts:
        return set()
    shown = sight.seen({runs[glyphs[i].run].address for i in doubts}, [doubt.box for doubt in doubts.values()])
    hidden = _with_marks({i for i, share in zip(doubts, shown, strict=True) if share < LEAST_INK}, doubts, glyphs)
    return hidden - _drawn_again(sight, hidden, doubts, glyphs)


def _drawn_again(sight: Sight, hidden: set[int], doubts: Mapping[int, Doubt], glyphs: Sequence[Glyph]) -> set[int]:
    """Of the hidden characters those of titles and labels that a picture laid over them most likely shows again.

    The title 政策和项目预算绩效目标表 of yantai-18e04068e8, page 30, lies under a picture that shows it a line lower. A figure is not
    believed: the picture may show another one; nor is any text under a picture of the whole page, which is a scan.
    """
    texts: dict[int, list[int]] = {}
    for i in hidden:
        cover = doubts[i].cover
        if cover is not None and cover.ink is None and not sight.is_page(cover.box) and sight.shows_ink(cover.box):
            texts.setdefault(glyphs[i].run, []).append(i)
    return {i for run in texts.values() for i in run if not any(chr(glyphs[j].code).isdecimal() for j in run)}


LEAST_INK = 0.03
"""Share of the box of a letter or digit that is seen of it at least; 一 covers 5 %."""


def _may_hide(runs: Sequence[Run], covers: Sequence[Cover]) -> bool:
    """False on nearly all pages: dark print on paper and on pale areas that lie under all of it is seen."""
    first = min((run.order for run in runs), default=0)
    return any(is_pale(run.ink) for run in runs) or any(
        c.order > first or (c.ink is not None and not is_pale(c.ink)) for c in covers
    )


def _with_marks(hidden: set[int], doubted: Iterable[int], glyphs: Sequence[Glyph]) -> set[int]:
    """Points and other marks, too small to be judged, go with most of the letters and digits of their text object."""
    votes: dict[int, int] = {}
    for i in doubted:
        if _is_sizeable(glyphs[i]):
            votes[glyphs[i].run] = votes.get(glyphs[i].run, 0) + (1 if i in hidden else -1)
    result = {i for i in hidden if _is_sizeable(glyphs[i]) or glyphs[i].run not in votes}
    return result | {i for i in doubted if not _is_sizeable(glyphs[i]) and votes.get(glyphs[i].run, -1) > 0}


def _is_sizeable(glyph: Glyph) -> bool:
    return chr(glyph.code).isalnum()
