"""Pictures of PDF pages with cells marked. Only shapes are drawn, no text: no font is needed for any script."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw

from pipeline.reading import ReadingError
from pipeline.reading.render import render_page
from pipeline.tables.model import Box

Colour = tuple[int, int, int]

MARK: Colour = (214, 32, 39)
OTHER_SIDE: Colour = (23, 78, 196)
"""Of the figures that a finding holds against those in `MARK`."""
_FILL_ALPHA = 46
_GUIDE_ALPHA = 20
_POINTS_PER_INCH = 72
Framing = Literal["page", "row"]


class PictureError(Exception):
    """A page that cannot be shown; the message says why."""


def page_picture(pdf: Path, page: int, *, dpi: int = 110) -> Image.Image:
    """Render a page as it is displayed and read (`/Rotate` and sideways text turned upright).

    Args:
        pdf: the file.
        page: from 1.
        dpi: dots per inch.

    Returns:
        an RGB picture in which one PDF point is dpi/72 pixels, from the top left corner.

    Raises:
        PictureError: no such file or page, or it cannot be opened.
    """
    if not pdf.is_file():
        raise PictureError(f"The PDF is not there any more: {pdf}")
    try:
        return render_page(pdf, page, dpi)
    except (IndexError, ReadingError) as error:
        raise PictureError(str(error)) from error


def mark(picture: Image.Image, box: Box, *, dpi: int, colour: Colour = MARK, guides: bool = True) -> Image.Image:
    """Mark a box: a frame, a light fill, and (with `guides`) a faint band along its row and column to lead the eye."""
    scale = dpi / _POINTS_PER_INCH
    x0, top, x1, bottom = (round(edge * scale) for edge in (box.x0, box.top, box.x1, box.bottom))
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    if guides:
        draw.rectangle((0, top, picture.width, bottom), fill=(*colour, _GUIDE_ALPHA))
        draw.rectangle((x0, 0, x1, picture.height), fill=(*colour, _GUIDE_ALPHA))
    gap = round(2 * scale) + 2  # the frame must not touch a digit
    draw.rectangle((x0 - gap, top - gap, x1 + gap, bottom + gap), outline=(*colour, 255), width=2)
    draw.rectangle((x0, top, x1, bottom), fill=(*colour, _FILL_ALPHA))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def frame(picture: Image.Image, box: Box, *, dpi: int, framing: Framing, margin: float = 90.0) -> Image.Image:
    """The whole page, or a strip of it: full width, the row of the box with `margin` points above and below."""
    if framing == "page":
        return picture
    scale = dpi / _POINTS_PER_INCH
    top = max(0, round((box.top - margin) * scale))
    bottom = min(picture.height, round((box.bottom + margin) * scale))
    return picture.crop((0, top, picture.width, max(bottom, top + 1)))


def marked_page(
    pdf: Path, page: int, boxes: Sequence[Box], others: Sequence[Box] = (), *, dpi: int = 110, framing: Framing = "page"
) -> bytes:
    """PNG of a page with boxes marked, `others` in a second colour; guides are drawn for a single box only.

    Raises:
        PictureError: the page cannot be shown.
    """
    picture = page_picture(pdf, page, dpi=dpi)
    every = [*((box, MARK) for box in boxes), *((box, OTHER_SIDE) for box in others)]
    for box, colour in every:
        is_cell = (box.x1 - box.x0) * dpi / _POINTS_PER_INCH < picture.width / 2  # a line of prose needs no guides
        picture = mark(picture, box, dpi=dpi, colour=colour, guides=len(every) == 1 and is_cell)
    if every:
        picture = frame(picture, every[0][0], dpi=dpi, framing=framing)
    return png_bytes(picture)


def png_bytes(picture: Image.Image) -> bytes:
    """Encode as PNG."""
    buffer = io.BytesIO()
    picture.save(buffer, format="PNG", optimize=False)
    return buffer.getvalue()
