"""Text that a clipping path hides."""

from __future__ import annotations

import ctypes
import math

from pipeline.reading.pdfium_api import call, pdfium

_PATH = ctypes.c_void_p
_clip_of = call("FPDFPageObj_GetClipPath", _PATH, _PATH)
_count_paths = call("FPDFClipPath_CountPaths", ctypes.c_int, _PATH)
_count_segments = call("FPDFClipPath_CountPathSegments", ctypes.c_int, _PATH, ctypes.c_int)
_segment = call("FPDFClipPath_GetPathSegment", _PATH, _PATH, ctypes.c_int, ctypes.c_int)
_FLOAT = ctypes.POINTER(ctypes.c_float)
_point = call("FPDFPathSegment_GetPoint", ctypes.c_int, _PATH, _FLOAT, _FLOAT)
_matrix_of = call("FPDFPageObj_GetMatrix", ctypes.c_int, _PATH, ctypes.POINTER(pdfium.FS_MATRIX))
_font_size = call("FPDFTextObj_GetFontSize", ctypes.c_int, _PATH, _FLOAT)

ASCENT, DESCENT = 0.72, 0.12
"""Em above and below the baseline that are looked for: the same for all characters of a line, so that none of them, and no decimal point,
goes without the others."""
BAND = 0.5
"""Share of the page's width that a band of a page covers; the frame of a single cell hides the end of a name, which is wanted."""
LEVEL = 0.01
"""Slope of a line of text that is still level."""
MOST_PATHS = 16
"""An object with more clipping paths than this is left alone."""
MOST_POINTS = 64
"""A path with more points than this is no frame of a page's band; it is left alone."""

Band = tuple[float, float]
"""Lower and upper edge."""
EVERYWHERE: Band = (-math.inf, math.inf)


class Clips:
    """Says of the text objects of one page whether a band of the page that clips them lies wholly above or below them.

    Report generators draw a row that goes on over the page break whole on both pages and let the clipping path of the body hide what lies
    over the repeated head (beijing-d345f76d4b, page 21). Object and path are measured in the same space, that of the form they stand in.
    """

    def __init__(self, page_width: float) -> None:
        self._width = BAND * page_width
        self._known: dict[tuple[int, ...], Band] = {}
        self._x, self._y, self._size = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
        self._matrix = pdfium.FS_MATRIX()

    def hides(self, text_object: int) -> bool:
        """True when the line that the object stands on lies outside the band."""
        clip = _clip_of(text_object)
        count = _count_paths(clip) if clip else 0
        if not 0 < count <= MOST_PATHS:
            return False
        first = tuple(_segment(clip, path, 0) or 0 for path in range(count))
        frame = self._known.get(first)
        if frame is None:
            frame = self._known[first] = self._frame(clip, count)
        if frame == EVERYWHERE or not _matrix_of(text_object, self._matrix) or not _font_size(text_object, self._size):
            return False
        m = self._matrix
        if abs(m.b) > LEVEL * abs(m.a) or m.d <= 0:
            return False
        em = self._size.value * m.d
        return bool(m.f + ASCENT * em <= frame[0] or m.f - DESCENT * em >= frame[1])

    def _frame(self, clip: int, count: int) -> Band:
        """The band that all wide paths have in common."""
        bottom, top = EVERYWHERE
        for path in range(count):
            points = _count_segments(clip, path)
            if not 2 < points <= MOST_POINTS:
                continue
            xs: list[float] = []
            ys: list[float] = []
            for i in range(points):
                if _point(_segment(clip, path, i), self._x, self._y):
                    xs.append(self._x.value)
                    ys.append(self._y.value)
            if xs and max(xs) - min(xs) >= self._width:
                bottom, top = max(bottom, min(ys)), min(top, max(ys))
        return bottom, top
