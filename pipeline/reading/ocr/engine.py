"""The OCR engine: draws each page and reads the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from pipeline.language.recognised import repair_brackets, repair_number, repair_terms
from pipeline.reading.files import damaged_page
from pipeline.reading.model import Page, Word
from pipeline.reading.ocr.cells import split_at_rules, unread_ink, widened
from pipeline.reading.ocr.doubt import DOUBTFUL, clear_cells, sound_numbers
from pipeline.reading.ocr.lines import bridged, ink_mask, line_segments
from pipeline.reading.ocr.orientation import quarter_turns, turned
from pipeline.reading.ocr.picture import Colour, Grey, skew
from pipeline.reading.ocr.recognise import Recogniser, TextBox, recogniser
from pipeline.reading.ocr.seals import bleach, read_stamped
from pipeline.reading.pdfium import open_pdf
from pipeline.reading.pdfium_api import Handle, PdfiumError
from pipeline.reading.rules import merge_rules

DPI = 200.0
"""More makes recognition slower and no better; the ruling lines of most scans have 150–200 dpi themselves."""
MAX_PIXELS = 24e6
"""A larger page (a plan, a poster) is drawn with fewer dots."""
FAINT = 30
"""Of 255: a thin stroke that a scanner blurred (一) is darker than the paper by as little as this."""
SMALLEST = 4.0
"""Points; print smaller than this in both directions is a speck or a full stop."""


class OcrEngine:
    """Words and rules from pictures of the pages, text layer or not."""

    name = "ocr"

    @contextmanager
    def open(self, path: Path) -> Iterator[OcrDocument]:
        """Open a file. Raises `ReadingError` when it is damaged, password-protected or no PDF."""
        document = open_pdf(path)
        try:
            yield OcrDocument(document)
        finally:
            document.close()


class OcrDocument:
    """An open document."""

    def __init__(self, document: Handle) -> None:
        self._document = document
        self.page_count = len(document)

    def read_page(self, number: int) -> Page:
        """Words and rules of page `number` (from 1)."""
        try:
            picture, dpi = draw(self._document[number - 1])
        except PdfiumError:
            return damaged_page(number)
        return read_picture(number, picture, dpi, recogniser())

    def read_again(self, page: Page, words: Sequence[Word]) -> list[str | None]:
        """Figures of a page that was read from its picture, read once more, larger; None for what two readings do not agree on."""
        from pipeline.reading.ocr.again import read_figures  # noqa: PLC0415 - needed for doubtful sums only

        return read_figures(page, words, self._document[page.number - 1], recogniser())

    def complete(self, page: Page) -> None:
        """Read from the picture what the text layer of `page` does not say; changes it."""
        from pipeline.reading.ocr.patches import read_patches  # noqa: PLC0415 - reads pictures through this module

        read_patches(page, self._document[page.number - 1], recogniser())


def draw(page: Handle) -> tuple[Colour, float]:
    """The picture of a page as displayed, RGB, and its resolution."""
    width, height = page.get_size()
    dpi = min(DPI, 72 * (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    return np.asarray(page.render(scale=dpi / 72).to_pil().convert("RGB"), dtype=np.uint8), dpi


def placement(picture: Colour, dpi: float) -> tuple[int, float]:
    """How the picture of a page is turned before it is read: clockwise quarter turns, then degrees counter-clockwise."""
    quarters = quarter_turns(picture, dpi, recogniser())
    return quarters, skew(bleach(turned(picture, quarters), dpi).grey)


def read_picture(number: int, picture: Colour, dpi: float, reader: Recogniser) -> Page:
    """Read the picture of a page.

    Args:
        number: of the page.
        picture: RGB, as displayed.
        dpi: its resolution.
        reader: recognises text.

    Returns:
        a page in points. A picture askew by up to three degrees is straightened first, and boxes are those of the straight
        picture (`Page.skew` says by how much it was turned).
    """
    quarters = quarter_turns(picture, dpi, reader)
    bleached = bleach(turned(picture, quarters), dpi)
    degrees = skew(bleached.grey)
    bleached = bleached.straightened(degrees)
    grey = bleached.grey
    ink = ink_mask(grey)
    segments, line_mask = line_segments(ink, dpi)
    segments = bridged(segments, bleached.boxes, dpi)
    boxes = reader.read(grey)
    print_ink: Grey = np.where(line_mask > 0, 0, ink).astype(np.uint8)
    verticals = [s for s in segments if s[3] - s[1] > s[2] - s[0]]
    boxes = split_at_rules(boxes, verticals, grey, reader)
    boxes += unread_ink(boxes, print_ink, SMALLEST * dpi / 72)
    boxes = clear_cells(boxes, segments, grey, reader)
    faint: Grey = np.where(line_mask > 0, 0, ink_mask(grey, FAINT)).astype(np.uint8)
    boxes = widened(boxes, faint, verticals, grey, reader)
    boxes = sound_numbers(boxes, grey, reader)
    boxes = read_stamped(boxes, bleached, verticals, dpi, reader)
    k = 72 / dpi
    height, width = grey.shape
    rules = merge_rules([(a * k, b * k, c * k, d * k) for a, b, c, d in segments], width * k, height * k)
    words = [word for box in boxes for word in _words(box, print_ink, k)]
    source = Page(number, width * k, height * k, words, rules, "ocr", turned=quarters, skew=degrees)
    if not words:
        source.problem = f"Nothing could be recognised in the picture of page {number}."
    return source


def _words(box: TextBox, ink: Grey, k: float) -> list[Word]:
    """One word per blank-separated part; the box shrunk to the ink."""
    raw = box.text.strip()
    repaired = repair_terms(repair_number(raw))
    text = repair_brackets(repaired)
    if not text:
        return []
    box = _shrink(box, ink)
    if (
        len(text) == 1
        and (box.bottom - box.top) * k < SMALLEST
        and (box.x1 - box.x0) * k < SMALLEST / 2
        and text not in "-.·、"
    ):
        return []  # a speck read as i or l
    confidence = box.confidence if repaired == raw else min(box.confidence, DOUBTFUL)
    parts = text.split()
    total = sum(_advance(p) for p in parts) + 0.5 * (len(parts) - 1)
    words = []
    x = box.x0
    scale = (box.x1 - box.x0) / max(total, 0.1)
    for part in parts:
        x1 = x + _advance(part) * scale
        size = (box.bottom - box.top) * k
        words.append(Word(part, x * k, box.top * k, x1 * k, box.bottom * k, size, confidence))
        x = x1 + 0.5 * scale
    return words


def _advance(text: str) -> float:
    return sum(0.5 if c.isascii() else 1.0 for c in text)


def _shrink(box: TextBox, ink: Grey) -> TextBox:
    """The box of the ink in a box; a flat text (一, —) keeps the height of its line."""
    x0, top = max(0, int(box.x0)), max(0, int(box.top))
    part = ink[top : int(box.bottom) + 1, x0 : int(box.x1) + 1]
    columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    if not len(columns):
        return box
    left, right = x0 + float(columns[0]), x0 + float(columns[-1]) + 1
    if rows[-1] - rows[0] < 0.45 * (box.bottom - box.top):
        margin = 0.15 * (box.bottom - box.top)
        return replace(box, x0=left, x1=right, top=box.top + margin, bottom=box.bottom - margin)
    return replace(box, x0=left, x1=right, top=top + float(rows[0]), bottom=top + float(rows[-1]) + 1)
