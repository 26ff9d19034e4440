"""A picture of a page, in exactly the orientation and coordinates in which the page was read."""

from __future__ import annotations

from pathlib import Path

from PIL.Image import Image

from pipeline.reading.pdfium import open_pdf
from pipeline.reading.pdfium_api import Handle, pdfium
from pipeline.reading.pdfium_text import read_glyphs, upright_turn


def render_page(path: Path, number: int, dpi: float = 110) -> Image:
    """Draw a page.

    Args:
        path: the PDF.
        number: page, from 1.
        dpi: pixels per inch; a point of `Page` coordinates is `dpi / 72` pixels.

    Returns:
        an RGB picture; a page printed sideways is turned upright, as `Page.turned` says.

    Raises:
        ReadingError: the file cannot be opened.
        IndexError: no such page.
    """
    document = open_pdf(path)
    try:
        if not 1 <= number <= len(document):
            raise IndexError(f"{path.name} has {len(document)} pages, not a page {number}")
        page = document[number - 1]
        picture: Image = page.render(scale=dpi / 72, rotation=90 * _turned(page.raw)).to_pil().convert("RGB")
        return picture
    finally:
        document.close()


def _turned(page: Handle) -> int:
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return 0
    try:
        rotation: int = pdfium.FPDFPage_GetRotation(page)
        return (upright_turn(*read_glyphs(text_page), rotation) - rotation) % 4
    finally:
        pdfium.FPDFText_ClosePage(text_page)
