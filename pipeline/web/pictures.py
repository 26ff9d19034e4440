"""Pictures of pages for the web, drawn on demand and kept within a limit."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from pathlib import Path

from pipeline.tracing.picture import page_picture

DPI = 94
"""1.3 pixels a PDF point: a landscape A4 page is some 1,100 pixels wide, readable without zooming."""
_KEPT = 128
"""Pictures kept; some 100 kB each."""
POINTS_PER_INCH = 72

Picture = tuple[bytes, float, float]
"""PNG, and the page's width and height in PDF points as displayed."""


class PagePictures:
    """Pictures of pages, the last ones kept. PDFium works for one thread at a time, so drawing takes turns."""

    def __init__(self, kept: int = _KEPT):
        """Args: kept: how many pictures stay in memory."""
        self._kept = kept
        self._lock = threading.Lock()
        self._pictures: OrderedDict[tuple[Path, int], Picture] = OrderedDict()

    def page(self, pdf: Path, number: int) -> Picture:
        """Picture of a page (from 1).

        Raises:
            PictureError: no such file or page.
        """
        with self._lock:
            key = (pdf, number)
            if key not in self._pictures:
                image = page_picture(pdf, number, dpi=DPI)
                buffer = io.BytesIO()
                image.quantize(64).save(buffer, format="PNG")
                scale = POINTS_PER_INCH / DPI
                self._pictures[key] = (buffer.getvalue(), image.width * scale, image.height * scale)
            self._pictures.move_to_end(key)
            while len(self._pictures) > self._kept:
                self._pictures.popitem(last=False)
            return self._pictures[key]
