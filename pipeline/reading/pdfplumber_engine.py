"""The reference engine: pdfplumber (pdfminer), pure Python, about 20 times slower than PDFium.

It shares the joining of words and rules with the fast engine but reads the file with a wholly different library, so a difference
between the two is a fault in one of them (`benchmarks/engines.py` lists them).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from pipeline.reading.characters import SLANT, Char
from pipeline.reading.covering import Mark, in_doubt
from pipeline.reading.files import check_file, damaged_error, damaged_page, password_error
from pipeline.reading.ink import BLACK, mixed
from pipeline.reading.model import Page, Word
from pipeline.reading.pdfplumber_device import drawn_objects
from pipeline.reading.quality import finish_page
from pipeline.reading.rules import THICKEST_STROKE, Drawing, Segment, merge_rules, stroke_segments
from pipeline.reading.stamps import printed_words

UNSEEN = 0.04
"""Difference of luminance to the background below which text is not seen."""


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

    def read_again(self, _page: Page, words: Sequence[Word]) -> list[str | None]:
        """Nothing: this engine recognises no pictures."""
        return [None] * len(words)

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
    chars: list[tuple[int, dict[str, Any]]] = []
    for order, item in enumerate(drawn_objects(page)):
        if item["object_type"] == "char":
            chars.append((order, item))
        elif item["object_type"] == "image":
            drawing.picture(_box(item), order)
        else:
            _shape(item, drawing, order)
    lines = [(x0 - x_shift, t - y_shift, x1 - x_shift, b - y_shift) for x0, t, x1, b in drawing.visible_lines()]
    rules = merge_rules(lines, width, height)
    words, background = printed_words(
        _characters(_seen(chars, drawing), float(x_shift), float(y_shift), width, height), rules
    )
    return finish_page(Page(number, width, height, words, rules, background=background), drawing)


def _box(item: dict[str, Any]) -> Segment:
    return float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"])


def _seen(chars: list[tuple[int, dict[str, Any]]], drawing: Drawing) -> list[dict[str, Any]]:
    """The characters that no later area covers and that differ from their background; without a picture, so transparency and layers do not count."""
    marks = [Mark(_box(c), _ink(c["non_stroking_color"]), order) for order, c in chars]
    hidden = in_doubt(marks, drawing.covers, UNSEEN)
    return [c for i, (_order, c) in enumerate(chars) if i not in hidden]


def _shape(shape: dict[str, Any], drawing: Drawing, order: int) -> None:
    points = [(float(x), float(y)) for x, y in shape["pts"]]
    operators = [op[0] for op in shape.get("path") or []]
    if len(points) < 2:
        return
    if not all(op in "mlh" for op in operators):
        drawing.outlines += bool(shape["fill"])
        return
    if shape["stroke"] and float(shape["linewidth"] or 0) <= THICKEST_STROKE:
        pieces = stroke_segments(points, closed=shape["object_type"] == "rect" or "h" in operators)
        drawing.stroke(pieces, _ink(shape["stroking_color"]))
    if shape["fill"]:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        drawing.fill((min(xs), min(ys), max(xs), max(ys)), _ink(shape["non_stroking_color"]), order)


def _ink(colour: object) -> int:
    """The ink of a grey, RGB or CMYK colour (parts of 0–1); anything else (patterns, spot colours) is black."""
    values: Any = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(v, (int, float)) for v in values) or len(values) not in (1, 3, 4):
        return BLACK
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        values = [(1 - part) * (1 - black) for part in (cyan, magenta, yellow)]
    red, green, blue = (round(255 * min(max(v, 0), 1)) for v in (values if len(values) == 3 else 3 * tuple(values)))
    return mixed(red, green, blue, 255)


def _characters(drawn: list[dict[str, Any]], x_shift: float, y_shift: float, width: float, height: float) -> list[Char]:
    chars: list[Char] = []
    run = 0
    last: Char | None = None
    for c in drawn:
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
        last = Char(text, x0, x1, baseline, size, run, _ink(c["non_stroking_color"]))
        chars.append(last)
    return chars
