"""The one font that stands in for every Chinese font that a PDF names but does not carry.

Most report generators of the trade name their fonts (STSong-Light, SimSun) and embed none. PDFium then looks for a font on the machine, and
without one it loses text: a text object whose only character has no shape has no width and is dropped, so that on a bare machine every word
of one character vanished (类, 款, 项). What is read must depend on the bytes of the file alone: no installed font is asked for, and a small
font of the project's own, with a shape for every character there is, answers for all Chinese, Japanese and Korean ones. Positions come from
the file's own widths, so its look does not matter for reading; pictures are drawn with it too. Western names go to PDFium's built-in fonts.
"""

from __future__ import annotations

import ctypes
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.reading.pdfium_api import pdfium

EAST_ASIAN = (
    pdfium.FXFONT_GB2312_CHARSET,
    pdfium.FXFONT_CHINESEBIG5_CHARSET,
    pdfium.FXFONT_SHIFTJIS_CHARSET,
    pdfium.FXFONT_HANGEUL_CHARSET,
)
FONT = 1
"""Our handle of the font; PDFium only hands it back."""
NAME = b"Mingzhang Substitute\0"


@cache
def use_own_fonts() -> None:
    """Make PDFium ask this module instead of the system for fonts; once a process, before the first document is opened."""
    data = files("pipeline.reading").joinpath("substitute", "substitute.otf").read_bytes()
    pdfium.FPDF_SetSystemFontInfo(_font_info(data))


@cache
def _font_info(data: bytes) -> Any:  # noqa: ANN401  (C types have no static type)
    """PDFium's table of callbacks; the cache keeps it alive as long as the process, for PDFium keeps its address."""
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def map_font(_self: Any, _weight: int, _italic: int, charset: int, *_rest: Any) -> int | None:  # noqa: ANN401
        return FONT if charset in EAST_ASIAN else None

    def font_data(_self: Any, _font: Any, table: int, buffer: Any, size: int) -> int:  # noqa: ANN401
        if table:
            return 0  # a single table is asked for only to tell a collection of fonts from a font
        if size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    def face_name(_self: Any, _font: Any, buffer: Any, size: int) -> int:  # noqa: ANN401
        if size >= len(NAME):
            ctypes.memmove(buffer, NAME, len(NAME))
        return len(NAME)

    return pdfium.FPDF_SYSFONTINFO(
        version=1,
        MapFont=kinds["MapFont"](map_font),
        GetFont=kinds["GetFont"](lambda _self, _face: None),
        GetFontData=kinds["GetFontData"](font_data),
        GetFaceName=kinds["GetFaceName"](face_name),
        GetFontCharset=kinds["GetFontCharset"](lambda _self, _font: pdfium.FXFONT_GB2312_CHARSET),
        DeleteFont=kinds["DeleteFont"](lambda _self, _font: None),
    )
