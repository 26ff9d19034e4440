"""The engine for everyday use: PDFium, and OCR for the pages that have no readable text."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.reading.model import UNREAD, OpenDocument, Page, Word
from pipeline.reading.pdfium import PdfiumEngine

if TYPE_CHECKING:
    from pipeline.reading.ocr.engine import OcrDocument

ADVICE = "Install the extra to read it: pip install 'mingzhang[ocr]'"


def ocr_available() -> bool:
    """True when the libraries of the extra `mingzhang[ocr]` are installed."""
    return all(importlib.util.find_spec(module) is not None for module in ("cv2", "numpy")) and any(
        importlib.util.find_spec(module) is not None for module in ("faster_paddle", "rapidocr")
    )


class AutoEngine:
    """Reads text layers; reads pictures where there is none and the extra `mingzhang[ocr]` is installed."""

    name = "auto"

    @contextmanager
    def open(self, path: Path) -> Iterator[OpenDocument]:
        """Open a file. Raises `ReadingError` when it is damaged, password-protected or no PDF."""
        with PdfiumEngine().open(path) as document:
            if not ocr_available():
                yield AutoDocument(document, None)
                return
            from pipeline.reading.ocr.engine import OcrDocument  # noqa: PLC0415 - needs the extra

            yield AutoDocument(document, OcrDocument(document.document))


class AutoDocument:
    """An open document with a second reader for its pictures."""

    def __init__(self, text: OpenDocument, ocr: OcrDocument | None) -> None:
        self._text = text
        self._ocr = ocr
        self.page_count = text.page_count

    def read_page(self, number: int) -> Page:
        """Words and rules of page `number` (from 1); by OCR when the page has no readable text."""
        page = self._text.read_page(number)
        if page.text_source != "none" or not page.width:
            self._complete(page)
            return page
        if self._ocr is None:
            page.problem = f"{page.problem or f'Page {number} has no readable text.'} {ADVICE}"
            return page
        read = self._ocr.read_page(number)
        read.recognised = page.recognised
        return read

    def read_again(self, page: Page, words: Sequence[Word]) -> list[str | None]:
        """Recognised figures of a page, read once more, larger; None for what cannot be read twice alike."""
        return self._ocr.read_again(page, words) if self._ocr is not None else [None] * len(words)

    def _complete(self, page: Page) -> None:
        """Read what only the picture of a page with text says."""
        unread = any(UNREAD in word.text for word in page.words)
        if not unread and not page.pictures:
            return
        if self._ocr is not None:
            self._ocr.complete(page)
        elif unread:
            page.problem = f"Page {page.number} shows figures in tables that its text layer does not say. {ADVICE}"
        else:
            page.problem = f"Page {page.number} has a picture that may hold a table. {ADVICE}"
