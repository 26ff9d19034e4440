"""Characters from PDFium's text page."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.reading.characters import SLANT, Char
from pipeline.reading.geometry import Display
from pipeline.reading.ink import BLACK, NOT_DRAWN, mixed
from pipeline.reading.model import UNREAD, Word
from pipeline.reading.pdfium_api import Handle, address_of, call, fill_colour, pdfium, stroke_colour, text_object
from pipeline.reading.pdfium_clip import Clips

_PAGE = ctypes.c_void_p
_unicode = call("FPDFText_GetUnicode", ctypes.c_uint, _PAGE, ctypes.c_int)
_loose_box = call("FPDFText_GetLooseCharBox", ctypes.c_int, _PAGE, ctypes.c_int, ctypes.POINTER(pdfium.FS_RECTF))
_origin = call(
    "FPDFText_GetCharOrigin",
    ctypes.c_int,
    _PAGE,
    ctypes.c_int,
    ctypes.POINTER(ctypes.c_double),
    ctypes.POINTER(ctypes.c_double),
)
_matrix_at = call("FPDFText_GetMatrix", ctypes.c_int, _PAGE, ctypes.c_int, ctypes.POINTER(pdfium.FS_MATRIX))
_font_size = call("FPDFText_GetFontSize", ctypes.c_double, _PAGE, ctypes.c_int)
_render_mode = call("FPDFTextObj_GetTextRenderMode", ctypes.c_int, ctypes.c_void_p)

WIDEST = 2.2
"""No character is wider than this many em; PDFium reports absurd widths for fonts of vertical writing."""
STROKED = (1, 5)
"""Modes that draw only the outlines of the shapes."""
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

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        return self.left, self.bottom, self.right, self.top


@dataclass(slots=True)
class Run:
    """What all characters of one text object share."""

    address: int
    """The text object."""
    order: int
    """How many objects of the page were drawn up to it."""
    size: float
    turn: int
    """Clockwise quarter turns that make it upright; -1 for slanted text."""
    ink: int
    is_drawn: bool
    """False for text that only stands there to be searched or copied."""
    has_meaning: bool = True
    """False when the font does not say which characters its glyphs are."""


def read_glyphs(text_page: Handle, page_width: float, order: Mapping[int, int]) -> tuple[list[Glyph], list[Run]]:
    """All characters, in drawing order, and their text objects; without what a band of the page clips away.

    Args:
        text_page: PDFium's text page.
        page_width: in points.
        order: text object → how many objects of the page were drawn up to it.
    """
    glyphs: list[Glyph] = []
    runs: list[Run] = []
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    handle = address_of(text_page)
    reader = _RunReader(handle, order)
    known: dict[int, int] = {}
    clips = Clips(page_width)
    last = 0
    run = -1
    half = 0xD800
    for i in range(pdfium.FPDFText_CountChars(text_page)):
        address = text_object(handle, i)
        if not address:
            continue
        code = _unicode(handle, i)
        if address != last:
            last = address
            found = known.get(address)
            if found is None:
                if clips.hides(address):
                    found = known[address] = HIDDEN
                    run = found
                    continue
                found = known[address] = len(runs)
                runs.append(reader.run(address, i))
                runs[found].has_meaning = pdfium.FPDFText_HasUnicodeMapError(text_page, i) != 1
            run = found
        if run == HIDDEN:
            continue
        _loose_box(handle, i, rect)
        if code == 32 and rect.left == rect.right and rect.bottom == rect.top:
            continue  # made up by PDFium for a gap within a text object; the gap itself speaks
        if 0xD800 <= code < 0xE000:
            # a character beyond the first plane comes in two halves
            if code < 0xDC00:
                half = code
                continue
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
        _origin(handle, i, x, y)
        glyphs.append(Glyph(code, rect.left, rect.bottom, rect.right, rect.top, x.value, y.value, run))
    return glyphs, runs


class _RunReader:
    """Asks PDFium for what the characters of a text object share."""

    def __init__(self, text_page: int, order: Mapping[int, int]) -> None:
        self._text_page = text_page
        self._order = order
        self._matrix = pdfium.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def run(self, address: int, character: int) -> Run:
        """The text object at `address`, whose first character is number `character` of the page."""
        m = self._matrix
        _matrix_at(self._text_page, character, m)
        size = abs(_font_size(self._text_page, character)) * math.hypot(m.c, m.d)
        angle = math.degrees(math.atan2(m.b, m.a))
        turn = round(angle / 90)
        mode = _render_mode(address)
        return Run(
            address,
            self._order.get(address, 0),
            size,
            -1 if abs(angle - 90 * turn) > SLANT else turn % 4,
            self._ink(stroke_colour if mode in STROKED else fill_colour, address),
            mode not in NOT_DRAWN,
        )

    def _ink(self, query: Any, address: int) -> int:  # noqa: ANN401  (C functions have no static type)
        red, green, blue, alpha = self._colour
        if not query(address, red, green, blue, alpha):
            return BLACK
        return mixed(red.value, green.value, blue.value, alpha.value)


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
            upright.append(Char(text, x0, x1, baseline, size, g.run, run.ink))
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
