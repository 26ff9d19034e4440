"""The fast engine: PDFium through pypdfium2's raw API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.reading.files import check_file, damaged_error, damaged_page, password_error
from pipeline.reading.fonts import use_own_fonts
from pipeline.reading.geometry import Display
from pipeline.reading.model import Page
from pipeline.reading.pdfium_api import Handle, PdfDocument, PdfiumError, pdfium
from pipeline.reading.pdfium_fields import field_words, form_environment
from pipeline.reading.pdfium_paths import PathReader
from pipeline.reading.pdfium_text import characters, read_glyphs, upright_turn
from pipeline.reading.quality import finish_page
from pipeline.reading.rules import merge_rules
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
            yield PdfiumDocument(document)
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

    def __init__(self, document: Handle) -> None:
        self.document = document
        """The open `pypdfium2.PdfDocument`."""
        self._raw = document.raw
        self._forms = form_environment(document)
        self.page_count = len(document)

    def read_page(self, number: int) -> Page:
        """Words and rules of page `number` (from 1)."""
        page = pdfium.FPDF_LoadPage(self._raw, number - 1)
        if not page:
            return damaged_page(number)
        try:
            return read_loaded(number, page, self._forms)
        finally:
            pdfium.FPDF_ClosePage(page)


def read_loaded(number: int, page: Handle, forms: Handle | None = None) -> Page:
    """Words and rules of a page that PDFium has loaded; `forms` is the form environment of a document with fields."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return damaged_page(number)
    try:
        return _read(number, page, text_page, forms)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _read(number: int, page: Handle, text_page: Handle, forms: Handle | None) -> Page:
    glyphs, runs = read_glyphs(text_page, pdfium.FPDF_GetPageWidthF(page))
    rotation = pdfium.FPDFPage_GetRotation(page)
    turn = upright_turn(glyphs, runs, rotation)
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    display = Display(rect.left, rect.bottom, rect.right, rect.top, turn)
    paths = PathReader()
    paths.read_page(page)
    lines = paths.drawing.visible_lines()
    if turn == 0:
        left, top = display.left, display.top
        segments = [(x0 - left, top - y1, x1 - left, top - y0) for x0, y0, x1, y1 in lines]
    else:
        segments = [display.box(*segment) for segment in lines]
    rules = merge_rules(segments, display.width, display.height)
    upright, sideways = characters(glyphs, runs, display)
    words = without_unknown_characters(words_from_characters(upright, rules)) + sideways
    words += field_words(page, forms, display)
    result = Page(number, display.width, display.height, words, rules, turned=(turn - rotation) % 4)
    pictures = [display.box(*box) for box in paths.drawing.pictures]
    if words and (pictures or paths.drawing.shapes):
        result.words += drawn_words(result, [display.box(*box) for box in paths.drawing.shapes], pictures)
        result.pictures = large_pictures(result, pictures)
    return finish_page(result, paths.drawing)
