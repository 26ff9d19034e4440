"""From a PDF file to words and ruling lines. `engine(name)` gives a reading engine."""

from __future__ import annotations

from pipeline.reading.model import Engine, OpenDocument, Page, ReadingError, Rule, TextSource, Word

__all__ = ["ENGINES", "Engine", "OpenDocument", "Page", "ReadingError", "Rule", "TextSource", "Word", "engine"]

ENGINES = ("auto", "pdfium", "pdfplumber", "ocr")


def engine(name: str) -> Engine:
    """The engine called `name`.

    Raises:
        ValueError: no such engine; the message lists the names.
    """
    # imported when asked for: each engine loads a large library
    if name == "pdfium":
        from pipeline.reading.pdfium import PdfiumEngine  # noqa: PLC0415

        return PdfiumEngine()
    if name == "pdfplumber":
        from pipeline.reading.pdfplumber_engine import PdfplumberEngine  # noqa: PLC0415

        return PdfplumberEngine()
    if name == "ocr":
        from pipeline.reading.ocr.engine import OcrEngine  # noqa: PLC0415

        return OcrEngine()
    if name == "auto":
        from pipeline.reading.auto import AutoEngine  # noqa: PLC0415

        return AutoEngine()
    raise ValueError(f"no reading engine {name!r}; there are: {', '.join(ENGINES)}")
