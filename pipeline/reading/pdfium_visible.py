"""Which characters of a page nobody sees: in the colour of their background, covered by what was drawn later, on a layer that is off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.reading.covering import Mark, in_doubt
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
        doubted = {i: g.box for i, g in enumerate(glyphs) if g.code > BLANK}
    else:
        doubted = (
            in_doubt([Mark(g.box, runs[g.run].ink, runs[g.run].order) for g in glyphs], covers, FAINT)
            if _may_hide(runs, covers)
            else {}
        )
    if not doubted:
        return set()
    shown = sight.seen({runs[glyphs[i].run].address for i in doubted}, list(doubted.values()))
    hidden = {i for i, share in zip(doubted, shown, strict=True) if share < LEAST_INK}
    return _with_marks(hidden, doubted, glyphs)


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
