"""Can this file be opened as a PDF at all? The check before a document costs anything.

What the PDF says is not looked at here: whether it is a disclosure is decided after reading.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath

import pypdfium2

from pipeline.intake.unpacking import why_too_large_unpacked

CHECK_VERSION = 3
"""Raise it when the same bytes would be judged differently; cached verdicts of older versions are then made again."""

MAX_BYTES = 200 * 2**20
"""Larger files are not read: the longest disclosures seen are some 20 MB, and a reader needs several times the file in memory."""

MAX_PAGES = 3_000
"""The longest real disclosures have some 400 pages, compilations of a county's offices some 1,500."""

_HEAD = 1024  # readers accept the %PDF mark anywhere in the first kilobyte
_TAIL = 16 * 1024
# A linearised file also ends its first section with `startxref 0 %%EOF`; only a real offset shows that the end of the file is there.
_END = re.compile(rb"startxref\s+0*[1-9]\d*\s+%%EOF")
_PASSWORD_ERROR, _SECURITY_ERROR = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def why_not_readable(path: Path, name: str = "", max_bytes: int = MAX_BYTES) -> str | None:
    """Say why a file cannot be read as a PDF.

    Args:
        path: the file, or a copy of it.
        name: how it was delivered; only for the words of the reason.
        max_bytes: largest size accepted.

    Returns:
        one plain sentence for the person who delivered the file, with what to do; None when it can be read.

    Raises:
        OSError: the file cannot be read from the disk (that is our trouble, not the document's).
    """
    size = path.stat().st_size
    if size == 0:
        return "The file is empty (0 bytes): download it again."
    if size > max_bytes:
        return (
            f"The file has {size / 2**20:,.0f} MB, more than the {max_bytes / 2**20:,.0f} MB that are read: split it."
        )
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    if b"%PDF-" not in head:
        return _what_it_is_instead(path, head, PurePosixPath(name or path.name).suffix.lower())
    if (too_large := why_too_large_unpacked(path.read_bytes())) is not None:
        return too_large
    return _why_pdfium_refuses(path, complete=bool(_END.search(tail)))


def _what_it_is_instead(path: Path, head: bytes, suffix: str) -> str:
    """Name the format by its first bytes; what a file is called says only how it should have been delivered."""
    what, advice = _format(path, head, suffix)
    named = " named .pdf" if suffix == ".pdf" else ""
    return f"The file is {what}{named}: {advice}."


_SAVE = "save it as PDF (另存为 PDF) and deliver that"
_UNPACK = "unpack it into the collection"
_OFFICE = {"word": "a Word document (docx)", "xl": "an Excel workbook (xlsx)", "ppt": "a PowerPoint file (pptx)"}


def _format(path: Path, head: bytes, suffix: str) -> tuple[str, str]:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype", b"<html", b"<head", b"<script", b"<meta")) or b"<html" in text:
        return "a web page (HTML)", "download the PDF itself"
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    if head.startswith((b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")):
        return "an archive (RAR, 7z or gzip)", _UNPACK
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "an Office file (doc, xls or wps)", _SAVE
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")):
        return "a picture", _SAVE
    if suffix in {"", ".pdf"}:
        return "not a PDF (it does not begin with %PDF)", "download it again"
    return f"no PDF but {suffix}", "only PDF disclosures are read; take it out of the collection, or deliver its PDF"


def _packed(path: Path) -> tuple[str, str]:
    """What a ZIP container is, by the names in its directory; nothing is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "a damaged ZIP archive or Office file", "download it again"
    if "OFD.xml" in names:
        return "an OFD document, which is not read yet", _SAVE
    tops = {name.split("/", 1)[0] for name in names}
    for top, what in _OFFICE.items():
        if "[Content_Types].xml" in names and top in tops:
            return what, _SAVE
    return "a ZIP archive", _UNPACK


def _why_pdfium_refuses(path: Path, *, complete: bool) -> str | None:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD_ERROR, _SECURITY_ERROR):
            return "The PDF is protected with a password: ask the publisher for an open copy."
        if not complete:
            return "The PDF is cut off (its end is missing): download it again."
        return "The PDF is damaged and cannot be opened: download it again."
    try:
        if len(document) == 0:
            return "The PDF has no pages: download it again."
        if len(document) > MAX_PAGES:
            return f"The PDF has {len(document):,} pages, more than the {MAX_PAGES:,} that are read: split it."
    finally:
        document.close()
    # PDFium can rebuild the index of a cut-off file and then shows only the pages that survived: half a document must not pass for a whole one.
    return None if complete else "The PDF is cut off (its end is missing), pages may be lost: download it again."
