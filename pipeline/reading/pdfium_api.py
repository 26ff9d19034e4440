"""pypdfium2's C functions, typed as `Any`: its generated bindings carry no types that mypy could check.

PDFium is not thread-safe: use it from one thread of a process, and from as many processes as wanted.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw

pdfium: Any = pypdfium2.raw
PdfDocument: Any = pypdfium2.PdfDocument
PdfiumError = pypdfium2.PdfiumError


def call(name: str, result: Any, *arguments: Any) -> Any:  # noqa: ANN401  (C types have no static type)
    """A C function that takes and gives addresses as plain integers (None for null): pointer objects cost more than the call itself."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0)


text_object: Any = call("FPDFText_GetTextObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
"""`FPDFText_GetTextObject`, but giving the address as a plain integer (None for a character that PDFium made up):
comparing pointer objects costs more than the call itself."""

Handle = Any
"""A pointer to one of PDFium's own structures."""
