"""Does anybody see it? Judged on two pictures of a page: as it is, and without what is in doubt.

Whether a text is seen can depend on transparency, patterns, masks, clips and layers together. Instead of rebuilding all that, the page is
drawn with and without the objects in question; where the two pictures do not differ, nobody sees them. Only the rare pages that have such
objects pay for it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence

from PIL import Image, ImageChops

from pipeline.reading.geometry import Display
from pipeline.reading.pdfium_api import Handle, address_of, pdfium, set_active

SCALE = 2.0
"""Pixels per point."""
LEAST_CONTRAST = 12
"""Of 255: a smaller difference in every colour is not seen."""
CLEAR = 100
"""Of 255: contrast of print."""
SAMPLES = 9
"""Points at which a line is looked for."""
ASIDE = 3.0
"""Points from a line at which its background is."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in user space."""


class Sight:
    """Pictures of one page."""

    def __init__(self, page: Handle) -> None:
        self._page = page
        rect = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, rect)
        self._display = Display(rect.left, rect.bottom, rect.right, rect.top, pdfium.FPDFPage_GetRotation(page))
        self._size = (max(1, round(self._display.width * SCALE)), max(1, round(self._display.height * SCALE)))
        self._whole: Image.Image | None = None

    def seen(self, objects: Iterable[int], boxes: Sequence[Box]) -> list[float]:
        """For each box the share (0–1) of it that looks different without all of the objects."""
        changes = ImageChops.difference(self._picture(), self._without(objects))
        red, green, blue = changes.split()
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        ink = most.point(lambda level: 255 if level >= LEAST_CONTRAST else 0)
        result = []
        for box in boxes:
            cut = ink.crop(self._pixels(box))
            result.append(cut.histogram()[255] / (cut.width * cut.height))
        return result

    def shows_line(self, line: Box) -> bool:
        """True when most of a level or upright line stands out from what is on one of its sides."""
        x0, y0, x1, y1 = line
        flat = x1 - x0 >= y1 - y0
        found = 0
        for i in range(SAMPLES):
            part = (i + 0.5) / SAMPLES
            x, y = x0 + part * (x1 - x0), y0 + part * (y1 - y0)
            across = self._picture().crop(
                self._pixels((x, y - ASIDE, x, y + ASIDE) if flat else (x - ASIDE, y, x + ASIDE, y))
            )
            found += _contrast(across) >= LEAST_CONTRAST
        return found > SAMPLES / 2

    def shows_ink(self, box: Box) -> bool:
        """True when there is something to see in a box, whatever it is."""
        return _contrast(self._picture().crop(self._pixels(box))) >= CLEAR

    def is_page(self, box: Box) -> bool:
        """True for a box as large as half the page."""
        return (box[2] - box[0]) * (box[3] - box[1]) >= 0.5 * self._display.width * self._display.height

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        x0, top, x1, bottom = self._display.box(*box)
        left, upper = int(x0 * SCALE), int(top * SCALE)
        return left, upper, max(left + 1, round(x1 * SCALE)), max(upper + 1, round(bottom * SCALE))

    def _picture(self) -> Image.Image:
        if self._whole is None:
            self._whole = self._draw()
        return self._whole

    def _without(self, objects: Iterable[int]) -> Image.Image:
        hidden = list(objects)
        for address in hidden:
            set_active(address, 0)
        try:
            return self._draw()
        finally:
            for address in hidden:
                set_active(address, 1)

    def _draw(self) -> Image.Image:
        width, height = self._size
        bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, width, height, 0, 0)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
            data = ctypes.string_at(address_of(buffer), stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return Image.frombytes("RGB", self._size, data, "raw", "BGRX", stride, 1)


def _contrast(picture: Image.Image) -> int:
    """Difference (0–255) of the brightest and the darkest point."""
    levels = [level for level, count in enumerate(picture.convert("L").histogram()) if count]
    return levels[-1] - levels[0]
