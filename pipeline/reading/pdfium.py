"""The fast engine: PDFium through pypdfium2's raw API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.reading.features import Features, find_features
from pipeline.reading.files import (
    check_file,
    damaged_error,
    damaged_page,
    overfull_page,
    password_error,
    too_large_page,
)
from pipeline.reading.fonts import use_own_fonts
from pipeline.reading.geometry import Display
from pipeline.reading.model import Page, Word
from pipeline.reading.pdfium_api import Handle, PdfDocument, PdfiumError, pdfium
from pipeline.reading.pdfium_fields import field_words, form_environment
from pipeline.reading.pdfium_paths import PathReader
from pipeline.reading.pdfium_text import Glyph, Run, characters, read_glyphs, upright_turn
from pipeline.reading.pdfium_visible import unseen
from pipeline.reading.quality import finish_page, is_scan
from pipeline.reading.rules import Drawing, Segment, merge_rules
from pipeline.reading.sight import Sight
from pipeline.reading.stamps import printed_words
from pipeline.reading.unread import drawn_words, large_pictures, without_unknown_characters
from pipeline.reading.words import words_from_characters


class PdfiumEngine:
    """Words and rules from PDFium's text page and page objects."""

    name = "pdfium"

    @contextmanager
    def open(self, path: Path) -> Iterator[PdfiumDocument]:
        """Open a file. Raises `ReadingError` when it is damaged, password-protected or no PDF."""
        document = open_pdf(path)
        try:
            yield PdfiumDocument(document, find_features(path))
        finally:
            document.close()


def open_pdf(path: Path) -> Handle:
    """Open `path` with PDFium; `ReadingError` says why when that is impossible. The caller closes it."""
    check_file(path)
    use_own_fonts()
    try:
        document = PdfDocument(path)
        pages = len(document)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise password_error() from None
        raise damaged_error() from None
    if pages == 0:
        document.close()
        raise damaged_error()
    return document


class PdfiumDocument:
    """An open document."""

    def __init__(self, document: Handle, features: Features) -> None:
        self.document = document
        """The open `pypdfium2.PdfDocument`."""
        self._features = features
        self._raw = document.raw
        self._forms = form_environment(document)
        self.page_count = len(document)

    def read_again(self, _page: Page, words: Sequence[Word]) -> list[str | None]:
        """Nothing: this engine recognises no pictures."""
        return [None] * len(words)

    def read_page(self, number: int) -> Page:
        """Words and rules of page `number` (from 1)."""
        page = pdfium.FPDF_LoadPage(self._raw, number - 1)
        if not page:
            return damaged_page(number)
        try:
            refused = too_large_page(
                number, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
            ) or overfull_page(number, pdfium.FPDFPage_CountObjects(page))
            return refused or read_loaded(number, page, self._features, self._forms)
        finally:
            pdfium.FPDF_ClosePage(page)


def read_loaded(number: int, page: Handle, features: Features, forms: Handle | None = None) -> Page:
    """Words and rules of a page that PDFium has loaded; `forms` is the form environment of a document with fields."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return damaged_page(number)
    try:
        return _read(number, page, text_page, features, forms)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _read(number: int, page: Handle, text_page: Handle, features: Features, forms: Handle | None) -> Page:
    rotation = pdfium.FPDFPage_GetRotation(page)
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    paths = PathReader()
    paths.read_page(page)
    drawing = paths.drawing
    sight = Sight(page)
    glyphs, runs = read_glyphs(text_page, pdfium.FPDF_GetPageWidthF(page), paths.text_order)
    seen, hidden = _seen(sight, glyphs, runs, drawing, features)
    turn = upright_turn(seen, runs, rotation)
    display = Display(rect.left, rect.bottom, rect.right, rect.top, turn)
    rules = merge_rules(_segments(_lines(sight, drawing, features), display), display.width, display.height)
    upright, sideways = characters(seen, runs, display)
    words, background = printed_words(upright, rules)
    words = without_unknown_characters(words) + sideways + field_words(page, forms, display)
    result = Page(number, display.width, display.height, words, rules, turned=(turn - rotation) % 4)
    result.background = background
    pictures = [display.box(*box) for box in drawing.pictures]
    if words and (pictures or drawing.shapes):
        result.words += drawn_words(result, [display.box(*box) for box in drawing.shapes], pictures)
        result.pictures = large_pictures(result, pictures)
    if hidden and is_scan(result, drawing):
        straight = Display(rect.left, rect.bottom, rect.right, rect.top, rotation)
        result.recognised = words_from_characters(characters(hidden, runs, straight)[0], [])
    return finish_page(result, drawing)


def _seen(
    sight: Sight, glyphs: list[Glyph], runs: list[Run], drawing: Drawing, features: Features
) -> tuple[list[Glyph], list[Glyph]]:
    """The characters that somebody sees, and those that nobody does."""
    drawn = glyphs if all(run.is_drawn for run in runs) else [g for g in glyphs if runs[g.run].is_drawn]
    gone = unseen(sight, drawn, runs, drawing.covers, layers=features.layers)
    if not gone and drawn is glyphs:
        return glyphs, []
    seen = [g for i, g in enumerate(drawn) if i not in gone] if gone else drawn
    kept = {id(g) for g in seen}
    return seen, [g for g in glyphs if id(g) not in kept]


def _lines(sight: Sight, drawing: Drawing, features: Features) -> list[Segment]:
    """The lines that somebody sees, in user space."""
    lines = drawing.visible_lines()
    if features.layers:
        lines = [line for line in lines if sight.shows_line(line)]
    if features.patterns:
        # PDFium gives a shading the colour of paper
        lines = lines + [line for line in drawing.white_lines if sight.shows_line(line)]
    return lines


def _segments(lines: list[Segment], display: Display) -> list[Segment]:
    if display.turn:
        return [display.box(*line) for line in lines]
    left, top = display.left, display.top
    return [(x0 - left, top - y1, x1 - left, top - y0) for x0, y0, x1, y1 in lines]
