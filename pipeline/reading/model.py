"""What reading gives: words and ruling lines of a page, and nothing about budgets.

Every engine (PDFium, pdfplumber, OCR) fills the same types, so that everything behind this border is independent of how
a page was read. Lengths are PDF points, measured from the top left corner of the page *as displayed* (``/Rotate``
applied); pages count from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

UNREAD = "\ufffd"
"""Text of a word for ink that no text says (curves, a picture, a character without a meaning): something is printed, nobody knows what."""
TextSource = Literal["text", "ocr", "mixed", "none"]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters printed without a gap on one baseline."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 0.0
    """Font size in points; 0 when the engine does not know it."""
    confidence: float = 1.0
    """1 for a text layer; the recogniser's own figure (0–1) for OCR."""

    @property
    def middle(self) -> float:
        """Vertical centre."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Horizontal centre."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight ruling line (a stroke, or a filled rectangle thin enough to be one); horizontal or vertical."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        """True when it runs left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(slots=True)
class Page:
    """One page as displayed."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    """In no promised order."""
    rules: list[Rule] = field(default_factory=list)
    text_source: TextSource = "text"
    """`none`: the page shows something (a picture) but has no readable text; `mixed`: parts of it were read from the picture."""
    background: list[Word] = field(default_factory=list)
    """Stamps and watermarks in an ink of their own, behind or over the text; none of them is in `words`."""
    recognised: list[Word] = field(default_factory=list)
    """Somebody's recognised text: the invisible words over (or under) a page that is one picture. Never print; boxes are those of
    the page as `/Rotate` shows it, `turned` and `skew` not applied; a second reading where a figure breaks a sum. Empty for all other pages."""
    problem: str | None = None
    """Why the page could not be read, for people; None when it could."""
    turned: int = 0
    """Clockwise quarter turns, on top of `/Rotate`, after which a page printed sideways reads upright. Width, height and
    all boxes are those of the turned page; `render_page` turns its picture the same way. 0 for nearly every page."""
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Boxes (x0, top, x1, bottom) of pictures that are large enough for a table and have no text printed on them."""
    skew: float = 0.0
    """Degrees counter-clockwise by which the picture of a scanned page was straightened before it was read; boxes are those
    of the straight picture, and `render_page` straightens its picture the same way."""


class OpenDocument(Protocol):
    """A PDF that is open for reading."""

    page_count: int

    def read_page(self, number: int) -> Page:
        """Words and rules of page `number` (from 1). A damaged page raises nothing: `Page.problem` says what is wrong."""
        ...

    def read_again(self, page: Page, words: Sequence[Word]) -> list[str | None]:
        """Figures read from the picture of a page, read once more; None for what two further readings do not agree on."""
        ...


class Engine(Protocol):
    """Something that can read PDFs."""

    name: str

    def open(self, path: Path) -> AbstractContextManager[OpenDocument]:
        """Open a file. Raises `ReadingError` when it is damaged, password-protected or no PDF."""
        ...


class ReadingError(Exception):
    """A file that cannot be opened; the message says why and what to do, in one sentence."""

    def __init__(self, code: Literal["empty", "not_pdf", "damaged", "password", "too_large"], message: str) -> None:
        super().__init__(message)
        self.code = code
