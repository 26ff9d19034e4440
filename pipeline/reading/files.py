"""What can be said about a file before any PDF library opens it."""

from __future__ import annotations

from pathlib import Path

from pipeline.reading.model import Page, ReadingError

LONGEST_SIDE = 14_400
"""Points."""
MOST_OBJECTS = 200_000
"""Texts, paths and pictures of a page; the fullest page of the real disclosures has some 2,400."""
MAX_BYTES = 200 * 1024 * 1024
"""Disclosures have 0.1–30 MB; a larger file is a mistake or an attack."""


def password_error() -> ReadingError:
    """The file needs a password."""
    return ReadingError("password", "The file is protected by a password; ask its publisher for an open copy.")


def damaged_error() -> ReadingError:
    """The file begins like a PDF but no library can open it."""
    message = "The PDF is damaged (cut off or overwritten) and cannot be opened; download it again."
    return ReadingError("damaged", message)


def damaged_page(number: int) -> Page:
    """What stands for a page that cannot be read in a document that can."""
    return Page(number, 0.0, 0.0, text_source="none", problem=f"Page {number} is damaged and could not be read.")


def too_large_page(number: int, width: float, height: float) -> Page | None:
    """What stands for a page whose sides no PDF may have (ISO 32000-1, annex C.2); None for any other page."""
    if max(width, height) <= LONGEST_SIDE:
        return None
    problem = f"Page {number} measures {width:,.0f} × {height:,.0f} points, more than the {LONGEST_SIDE:,} of PDF, and is not read."
    return Page(number, 0.0, 0.0, text_source="none", problem=problem)


def overfull_page(number: int, objects: int) -> Page | None:
    """What stands for a page with more drawn objects than are read; None for any other page."""
    if objects <= MOST_OBJECTS:
        return None
    problem = f"Page {number} holds {objects:,} drawn objects, more than the {MOST_OBJECTS:,} that are read: print it to a new PDF."
    return Page(number, 0.0, 0.0, text_source="none", problem=problem)


def check_file(path: Path) -> None:
    """Refuse a file that is empty, too large or visibly no PDF.

    Raises:
        ReadingError: codes `empty`, `too_large`, `not_pdf`.
    """
    size = path.stat().st_size
    if size == 0:
        raise ReadingError("empty", "The file is empty (0 bytes); download it again.")
    if size > MAX_BYTES:
        raise ReadingError(
            "too_large", f"The file has {size / 1048576:.0f} MB, more than the limit of {MAX_BYTES // 1048576} MB."
        )
    with path.open("rb") as file:
        head = file.read(4096)
    if b"%PDF-" in head[:1024]:
        return
    raise ReadingError("not_pdf", f"The file is no PDF but {_kind(head)}; {_advice(head)}")


def _kind(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<script", b"<?xml")) or b"<html" in start:
        return "a web page (HTML)"
    if head.startswith(b"PK\x03\x04"):
        return "a ZIP or Office file"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "an old Office file"
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return "a picture"
    return "something else"


def _advice(head: bytes) -> str:
    if "HTML" in _kind(head):
        return "the site probably answered with an error or log-in page: download it again."
    return "supply the PDF."
