"""A picture of a page, in exactly the orientation and coordinates in which the page was read."""

from __future__ import annotations

from pathlib import Path

from PIL.Image import Image, Resampling

from pipeline.reading.auto import ocr_available
from pipeline.reading.features import Features, find_features
from pipeline.reading.pdfium import open_pdf, read_loaded
from pipeline.reading.pdfium_api import Handle


def render_page(path: Path, number: int, dpi: float = 110) -> Image:
    """Draw a page.

    Args:
        path: the PDF.
        number: page, from 1.
        dpi: pixels per inch; a point of `Page` coordinates is `dpi / 72` pixels.

    Returns:
        an RGB picture; a page printed sideways is turned upright, as `Page.turned` says, and the picture of a scanned page
        is straightened, as `Page.skew` says.

    Raises:
        ReadingError: the file cannot be opened.
        IndexError: no such page.
    """
    document = open_pdf(path)
    try:
        if not 1 <= number <= len(document):
            raise IndexError(f"{path.name} has {len(document)} pages, not a page {number}")
        page = document[number - 1]
        turn, degrees = _placement(page, find_features(path))
        picture: Image = page.render(scale=dpi / 72, rotation=90 * turn).to_pil().convert("RGB")
        if degrees:
            # white paper comes in at the corners, as when the page was read
            picture = picture.rotate(degrees, resample=Resampling.BICUBIC, fillcolor="white")
        return picture
    finally:
        document.close()


def _placement(page: Handle, features: Features) -> tuple[int, float]:
    """Clockwise quarter turns and degrees counter-clockwise with which the page was read."""
    read = read_loaded(1, page.raw, features)
    if read.text_source != "none":
        return read.turned, 0.0
    if not ocr_available():
        return 0, 0.0
    from pipeline.reading.ocr.engine import draw, placement  # noqa: PLC0415 - needs the extra

    return placement(*draw(page))
