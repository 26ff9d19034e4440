"""The reference engine: pdfplumber (pdfminer), pure Python, about 20 times slower than PDFium.

It shares the joining of words and rules with the fast engine but reads the file with a wholly different library, so a difference
between the two is a fault in one of them (`benchmarks/engines.py` lists them).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from pipeline.reading.files import check_file, damaged_error, damaged_page, password_error
from pipeline.reading.model import Page
from pipeline.reading.quality import finish_page
from pipeline.reading.rules import THICKEST_STROKE, Drawing, merge_rules, stroke_segments
from pipeline.reading.words import SLANT, Char, words_from_characters


class PdfplumberEngine:
    """Words and rules from pdfplumber's objects."""

    name = "pdfplumber"

    @contextmanager
    def open(self, path: Path) -> Iterator[PdfplumberDocument]:
        """Open a file. Raises `ReadingError` when it is damaged, password-protected or no PDF."""
        check_file(path)
        try:
            document = pdfplumber.open(path)
            pages = document.pages
        except Exception as error:  # noqa: BLE001 - pdfminer raises whatever its parser stumbles over
            if isinstance(error, PDFPasswordIncorrect) or isinstance(
                error.__cause__ or error.__context__, PDFPasswordIncorrect
            ):
                raise password_error() from None
            raise damaged_error() from None
        if not pages:
            document.close()
            raise damaged_error()
        try:
            yield PdfplumberDocument(document)
        finally:
            document.close()


class PdfplumberDocument:
    """An open document."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - pdfplumber is untyped
        self._pages = document.pages
        self.page_count = len(document.pages)

    def read_page(self, number: int) -> Page:
        """Words and rules of page `number` (from 1)."""
        page = self._pages[number - 1]
        try:
            return _read(number, page)
        except Exception:  # noqa: BLE001 - see `open`: a damaged page is a fact about the page
            return damaged_page(number)
        finally:
            page.close()


def _read(number: int, page: Any) -> Page:  # noqa: ANN401 - pdfplumber is untyped
    # mediabox and cropbox are in display coordinates here, but bbox ignores the crop
    x_shift, y_shift = max(page.mediabox[0], page.cropbox[0]), max(page.mediabox[1], page.cropbox[1])
    right, bottom = min(page.mediabox[2], page.cropbox[2]), min(page.mediabox[3], page.cropbox[3])
    width, height = float(right - x_shift), float(bottom - y_shift)
    drawing = Drawing()
    for kind in ("lines", "rects", "curves"):
        for shape in getattr(page, kind):
            _shape(shape, drawing)
    for image in page.images:
        drawing.picture((float(image["x0"]), float(image["top"]), float(image["x1"]), float(image["bottom"])))
    lines = [(x0 - x_shift, t - y_shift, x1 - x_shift, b - y_shift) for x0, t, x1, b in drawing.visible_lines()]
    rules = merge_rules(lines, width, height)
    words = words_from_characters(_characters(page, float(x_shift), float(y_shift), width, height), rules)
    return finish_page(Page(number, width, height, words, rules), drawing)


def _shape(shape: dict[str, Any], drawing: Drawing) -> None:
    points = [(float(x), float(y)) for x, y in shape["pts"]]
    operators = [op[0] for op in shape.get("path") or []]
    if len(points) < 2:
        return
    if not all(op in "mlh" for op in operators):
        drawing.outlines += bool(shape["fill"])
        return
    if shape["stroke"] and float(shape["linewidth"] or 0) <= THICKEST_STROKE:
        lines = drawing.white_lines if _is_white(shape["stroking_color"]) else drawing.lines
        lines.extend(stroke_segments(points, closed=shape["object_type"] == "rect" or "h" in operators))
    if shape["fill"]:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        drawing.fill((min(xs), min(ys), max(xs), max(ys)), white=_is_white(shape["non_stroking_color"]))


def _is_white(colour: object) -> bool:
    """Grey, RGB and CMYK white; anything else (patterns, spot colours) is not."""
    values: Any = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(v, (int, float)) for v in values):
        return False
    if len(values) == 4:
        return bool(max(values) <= 0.02)
    return bool(len(values) in (1, 3) and min(values) >= 0.98)


def _characters(page: Any, x_shift: float, y_shift: float, width: float, height: float) -> list[Char]:  # noqa: ANN401
    chars: list[Char] = []
    run = 0
    last: Char | None = None
    for c in page.chars:
        a, b, _c, _d, _e, f = c["matrix"]
        text = c["text"]
        if abs(math.degrees(math.atan2(b, a))) > SLANT or not text:
            continue
        size = float(c["size"])
        x0, x1 = float(c["x0"]) - x_shift, float(c["x1"]) - x_shift
        baseline = float(c["bottom"]) + float(c["y0"]) - float(f) - y_shift
        if x1 < 0 or x0 > width or baseline < 0 or baseline > height + size or size <= 0:
            continue
        if last is None or abs(x0 - last.x1) > 0.02 * size or abs(baseline - last.baseline) > 0.01 * size:
            run += 1
        last = Char(text, x0, x1, baseline, size, run)
        chars.append(last)
    return chars
