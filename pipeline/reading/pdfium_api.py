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


def address_of(pointer: Any) -> int:  # noqa: ANN401
    """The address that a pointer object holds; 0 for null."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


set_active: Any = call("FPDFPageObj_SetIsActive", ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
"""`FPDFPageObj_SetIsActive`: an object that is not active is not drawn; reading is not touched by it."""

_UINT = ctypes.POINTER(ctypes.c_uint)
kind_of: Any = call("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p)
fill_colour: Any = call("FPDFPageObj_GetFillColor", ctypes.c_int, ctypes.c_void_p, _UINT, _UINT, _UINT, _UINT)
stroke_colour: Any = call("FPDFPageObj_GetStrokeColor", ctypes.c_int, ctypes.c_void_p, _UINT, _UINT, _UINT, _UINT)

text_object: Any = call("FPDFText_GetTextObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
"""`FPDFText_GetTextObject`, but giving the address as a plain integer (None for a character that PDFium made up):
comparing pointer objects costs more than the call itself."""

Handle = Any
"""A pointer to one of PDFium's own structures."""
