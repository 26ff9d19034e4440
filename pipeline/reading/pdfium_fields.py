"""What is printed without being text of the page: values of form fields, and notes typed onto the page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable

from pipeline.reading.geometry import Display
from pipeline.reading.model import Word
from pipeline.reading.pdfium_api import Handle, pdfium

NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
VALUED = {
    pdfium.FPDF_FORMFIELD_TEXTFIELD,
    pdfium.FPDF_FORMFIELD_COMBOBOX,
    pdfium.FPDF_FORMFIELD_LISTBOX,
}
"""Fields that print their value; buttons and signatures print pictures."""
USUAL_SIZE = 9.0
"""Points; for a field that fits its font to the frame (size 0) and is higher than one line."""
LINE = 1.2
"""Distance of lines, em."""
INSET = 2.0
"""Points between the frame of a field and its text."""
_SIZE = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s+Tf")


def form_environment(document: Handle) -> Handle | None:
    """What PDFium needs to know the values of fields; None for a document without a form. Set it up before a page is loaded."""
    if pdfium.FPDF_GetFormType(document.raw) == pdfium.FORMTYPE_NONE:
        return None
    document.init_forms()
    return document.formenv.raw if document.formenv else None


def field_words(page: Handle, forms: Handle | None, display: Display) -> list[Word]:
    """Words of the fields and typed notes of a page.

    Args:
        page: a loaded page.
        forms: PDFium's form environment; None for a document without fields.
        display: maps the page to display space.

    Returns:
        one word for each printed line of a value, as wide as its frame: the cell it stands in is certain, its ink is not.
    """
    words: list[Word] = []
    for i in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        if not annotation:
            continue
        try:
            words.extend(_words(annotation, forms, display))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return words


def _words(annotation: Handle, forms: Handle | None, display: Display) -> list[Word]:
    text = _shown(annotation, forms)
    rect = pdfium.FS_RECTF()
    if not text or not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return []
    x0, top, x1, bottom = display.box(rect.left, rect.bottom, rect.right, rect.top)
    lines = [line.strip() for line in re.split(r"[\r\n]+", text) if line.strip()]
    found = _SIZE.search(_string(annotation, b"DA"))
    high = bottom - top
    size = float(found.group(1)) if found and float(found.group(1)) > 0 else min(high / LINE, USUAL_SIZE)
    size = min(size, high / max(len(lines), 1))
    # one line stands in the middle of its frame, several begin at its top
    start = (top + bottom - size) / 2 if len(lines) == 1 else top + (LINE - 1) * size
    return [
        Word(line, x0 + INSET, start + n * LINE * size, x1 - INSET, start + n * LINE * size + size, size)
        for n, line in enumerate(lines)
    ]


def _shown(annotation: Handle, forms: Handle | None) -> str:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind not in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT):
        return ""
    if pdfium.FPDFAnnot_GetFlags(annotation) & NOT_SHOWN:
        return ""
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _string(annotation, b"Contents")
    field = -1 if forms is None else pdfium.FPDFAnnot_GetFormFieldType(forms, annotation)
    if field == -1:  # a field that the form does not list; viewers print it all the same
        return _string(annotation, b"V")
    if field not in VALUED:
        return ""
    length = pdfium.FPDFAnnot_GetFormFieldValue(forms, annotation, None, 0)
    return _utf16(length, lambda buffer: pdfium.FPDFAnnot_GetFormFieldValue(forms, annotation, buffer, length))


def _string(annotation: Handle, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    return _utf16(length, lambda buffer: pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length))


def _utf16(length: int, fill: Callable[[Handle], object]) -> str:
    """Text that PDFium writes into a buffer of `length` bytes, its terminator included."""
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    fill(buffer)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0")
