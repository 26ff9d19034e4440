"""Characters from PDFium's text page."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass

from pipeline.reading.geometry import Display
from pipeline.reading.model import UNREAD, Word
from pipeline.reading.pdfium_api import Handle, pdfium, text_object
from pipeline.reading.pdfium_clip import Clips
from pipeline.reading.words import SLANT, Char

WIDEST = 2.2
"""No character is wider than this many em; PDFium reports absurd widths for fonts of vertical writing."""
HIDDEN = -1
"""Run of characters that a clipping path hides."""


@dataclass(slots=True)
class Glyph:
    """A printed character in user space."""

    code: int
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    run: int


@dataclass(slots=True)
class Run:
    """What all characters of one text object share."""

    size: float
    turn: int
    """Clockwise quarter turns that make it upright; -1 for slanted text."""
    has_meaning: bool = True
    """False when the font does not say which characters its glyphs are."""


def read_glyphs(text_page: Handle, page_width: float) -> tuple[list[Glyph], list[Run]]:
    """All printed characters, in drawing order, and their text objects; without what a band of the page clips away."""
    glyphs: list[Glyph] = []
    runs: list[Run] = []
    rect, x, y, m = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    handle = ctypes.cast(text_page, ctypes.c_void_p).value
    unicode_, box, origin = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    known: dict[int, int] = {}
    clips = Clips(page_width)
    last = 0
    run = -1
    half = 0xD800
    for i in range(pdfium.FPDFText_CountChars(text_page)):
        address = text_object(handle, i)
        if not address:
            continue
        code = unicode_(text_page, i)
        if address != last:
            last = address
            found = known.get(address)
            if found is None:
                pdfium.FPDFText_GetMatrix(text_page, i, m)
                if clips.hides(address):
                    found = known[address] = HIDDEN
                    run = found
                    continue
                found = known[address] = len(runs)
                runs.append(_run(pdfium.FPDFText_GetFontSize(text_page, i), m.a, m.b, m.c, m.d))
                runs[found].has_meaning = pdfium.FPDFText_HasUnicodeMapError(text_page, i) != 1
            run = found
        if run == HIDDEN:
            continue
        box(text_page, i, rect)
        if code == 32 and rect.left == rect.right and rect.bottom == rect.top:
            continue  # made up by PDFium for a gap within a text object; the gap itself speaks
        if 0xD800 <= code < 0xE000:
            # a character beyond the first plane comes in two halves
            if code < 0xDC00:
                half = code
                continue
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
        origin(text_page, i, x, y)
        glyphs.append(Glyph(code, rect.left, rect.bottom, rect.right, rect.top, x.value, y.value, run))
    return glyphs, runs


def _run(font_size: float, a: float, b: float, c: float, d: float) -> Run:
    angle = math.degrees(math.atan2(b, a))
    turn = round(angle / 90)
    if abs(angle - 90 * turn) > SLANT:
        return Run(abs(font_size) * math.hypot(c, d), -1)
    return Run(abs(font_size) * math.hypot(c, d), turn % 4)


def upright_turn(glyphs: list[Glyph], runs: list[Run], page_turn: int) -> int:
    """The turn at which the page reads upright: `page_turn` (from `/Rotate`) unless nearly all text says otherwise."""
    if all(run.turn == page_turn for run in runs):
        return page_turn
    votes = Counter(runs[g.run].turn for g in glyphs if g.code > 32)
    votes.pop(-1, None)
    total = sum(votes.values())
    if not total:
        return page_turn
    turn, most = votes.most_common(1)[0]
    return turn if most > 0.8 * total and total >= 10 else page_turn


def characters(glyphs: list[Glyph], runs: list[Run], display: Display) -> tuple[list[Char], list[Word]]:
    """Characters in display space.

    Returns:
        upright characters, printed spaces included; and a word for each text object that is turned against the page.
    """
    upright: list[Char] = []
    sideways: dict[int, list[Glyph]] = {}
    plain = display.turn == 0
    left, top = display.left, display.top
    width, height = display.width, display.height
    for g in glyphs:
        run = runs[g.run]
        if run.turn != display.turn:
            if run.turn != -1:
                sideways.setdefault(g.run, []).append(g)
            continue
        text = _text(g.code) if run.has_meaning else UNREAD
        if not text:
            continue
        if plain:
            x0, x1, baseline = g.left - left, g.right - left, top - g.y
        else:
            x0, _top, x1, _bottom = display.box(g.left, g.bottom, g.right, g.top)
            baseline = display.point(g.x, g.y)[1]
        size = run.size
        if x1 - x0 > WIDEST * size:
            x1 = x0 + size
        if x1 >= 0 and x0 <= width and 0 <= baseline <= height + size and size > 0:
            upright.append(Char(text, x0, x1, baseline, size, g.run))
    return upright, [word for g in sideways.values() for word in _sideways_word(g, runs[g[0].run], display)]


def _sideways_word(glyphs: list[Glyph], run: Run, display: Display) -> list[Word]:
    text = "".join([_text(g.code) for g in glyphs]).strip()
    if not text:
        return []
    boxes = [display.box(g.left, g.bottom, g.right, g.top) for g in glyphs if g.code > 32]
    x0, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    return [Word(text, x0, top, max(b[2] for b in boxes), max(b[3] for b in boxes), run.size)]


def _text(code: int) -> str:
    if code in (0x02, 0xFFFE, 0xAD):
        return "-"  # PDFium's mark for a hyphen at the end of a line; it is printed
    if code < 32 or 0x7F <= code < 0xA0 or code in (0xFEFF, 0x200B, 0x200C, 0x200D):
        return " " if code in (9, 10, 13) else ""
    return chr(code)
