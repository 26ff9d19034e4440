"""Single figures of a page that was a picture, read once more, larger than before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.language.recognised import is_doubtful_number, repair_brackets, repair_number
from pipeline.reading.model import Page, Word
from pipeline.reading.ocr.cells import read_again
from pipeline.reading.ocr.orientation import turned
from pipeline.reading.ocr.picture import Colour
from pipeline.reading.ocr.recognise import Recogniser, TextBox
from pipeline.reading.ocr.seals import bleach
from pipeline.reading.pdfium_api import Handle

DPI = 300.0
"""More than the page was first read with."""
SIZES = ((1.0, 0.1), (1.5, 0.25))
"""Each figure is read at two sizes and with two margins (in heights of the figure): only what both say is a reading."""
ONE_SHEET = 40
"""Figures read at a time: a longer sheet would be shrunk by the recogniser."""


def read_figures(page: Page, words: Sequence[Word], loaded: Handle, reader: Recogniser) -> list[str | None]:
    """Read figures again.

    Args:
        page: as read from its picture.
        words: where the figures stand on it.
        loaded: the same page, as `pypdfium2.PdfPage`.
        reader: recognises text.

    Returns:
        for each figure what both further readings say; None where they differ or read no number.
    """
    picture: Colour = np.asarray(loaded.render(scale=DPI / 72).to_pil().convert("RGB"), dtype=np.uint8)
    grey = bleach(turned(picture, page.turned), DPI).straightened(page.skew).grey
    readings: list[list[str | None]] = []
    for zoom, margin in SIZES:
        boxes = [_box(word, margin) for word in words]
        found = [
            box
            for start in range(0, len(boxes), ONE_SHEET)
            for box in read_again(boxes[start : start + ONE_SHEET], grey, reader, zoom=zoom)
        ]
        readings.append([_number(box) for box in found])
    return [a if a == b else None for a, b in zip(*readings, strict=True)]


def _box(word: Word, margin: float) -> TextBox:
    k, around = DPI / 72, margin * (word.bottom - word.top)
    x0, x1 = (word.x0 - 2 * around) * k, (word.x1 + 2 * around) * k
    return TextBox("", x0, (word.top - around) * k, x1, (word.bottom + around) * k, 0.0)


def _number(box: TextBox | None) -> str | None:
    text = repair_brackets(repair_number(box.text.strip())) if box is not None else ""
    return text if text and not is_doubtful_number(text) else None
