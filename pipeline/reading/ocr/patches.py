"""Parts of a page with a text layer that only the picture says: unread words, and tables that are pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.language.recognised import is_doubtful_number, repair_brackets, repair_number
from pipeline.reading.model import UNREAD, Page, Rule, Word
from pipeline.reading.ocr.cells import read_again
from pipeline.reading.ocr.doubt import DOUBTFUL
from pipeline.reading.ocr.engine import DPI, read_picture
from pipeline.reading.ocr.lines import ink_mask, line_segments
from pipeline.reading.ocr.picture import Colour, Grey
from pipeline.reading.ocr.recognise import Recogniser, TextBox
from pipeline.reading.pdfium_api import Handle
from pipeline.reading.rules import Segment

READINGS = ((1.0, 0.0), (1.5, 0.15))
"""Each place is read twice, at two sizes and with two margins (in heights of the word); what the readings do not agree on stays unread."""
ONE_SHEET = 40
"""Places read at a time: a longer sheet would be shrunk by the recogniser."""
MOST = 0.95
"""Highest confidence of what was read from a picture amid a text layer: the office delivered no text for it."""
NET = (3, 2)
"""A picture with at least so many long horizontal and vertical lines holds a table; charts have no verticals, photographs neither."""
SHORTEST_RULE = 12.0
"""Points."""
HALF = 0.6
"""Points on each side of a ruling line that belong to it."""
ROUGH = 120.0
"""Dots per inch at which a picture is looked at for lines."""
LONG = 0.4
"""Of the picture's width (height): a line at least this long is one of a table."""


def read_patches(page: Page, loaded: Handle, reader: Recogniser) -> None:
    """Read from the picture what the text layer of a page does not say; changes `page`.

    Args:
        page: as read from its text layer, with unread words or large pictures.
        loaded: the same page, as `pypdfium2.PdfPage`.
        reader: recognises text.
    """
    unread = [word for word in page.words if UNREAD in word.text]
    tables = _nets(page, loaded)
    if not unread and not tables:
        return
    picture = _draw(page, loaded, DPI)
    if unread:
        grey = _without_rules(np.min(picture, axis=2).astype(np.uint8), page.rules)
        page.words = [word for word in page.words if UNREAD not in word.text] + _read(unread, grey, reader)
    for box in tables:
        _read_table(page, box, picture, reader)
    if any(UNREAD not in word.text and word.confidence < 1 for word in page.words):
        page.text_source = "mixed"


def _draw(page: Page, loaded: Handle, dpi: float) -> Colour:
    picture = loaded.render(scale=dpi / 72, rotation=90 * page.turned).to_pil()
    return np.asarray(picture.convert("RGB"), dtype=np.uint8)


def _nets(page: Page, loaded: Handle) -> list[Segment]:
    """The pictures of a page that show a table."""
    if not page.pictures:
        return []
    grey: Grey = np.min(_draw(page, loaded, ROUGH), axis=2).astype(np.uint8)
    k = ROUGH / 72
    return [
        box
        for box in page.pictures
        if _is_net(grey[int(box[1] * k) : int(box[3] * k) + 1, int(box[0] * k) : int(box[2] * k) + 1])
    ]


def _without_rules(grey: Grey, rules: list[Rule]) -> Grey:
    """The picture without its ruling lines, which would be read as 1 or |; what is shorter than a rule may be a minus sign."""
    k = DPI / 72
    for rule in rules:
        if max(rule.x1 - rule.x0, rule.bottom - rule.top) >= SHORTEST_RULE:
            top, bottom = max(0, int((rule.top - HALF) * k)), int((rule.bottom + HALF) * k) + 1
            left, right = max(0, int((rule.x0 - HALF) * k)), int((rule.x1 + HALF) * k) + 1
            grey[top:bottom, left:right] = 255
    return grey


def _read(words: list[Word], grey: Grey, reader: Recogniser) -> list[Word]:
    readings: list[list[TextBox | None]] = []
    for zoom, margin in READINGS:
        boxes = [_box(word, margin) for word in words]
        readings.append(
            [
                found
                for start in range(0, len(boxes), ONE_SHEET)
                for found in read_again(boxes[start : start + ONE_SHEET], grey, reader, zoom=zoom)
            ]
        )
    return [_agreed(word, first, second) for word, first, second in zip(words, *readings, strict=True)]


def _box(word: Word, margin: float) -> TextBox:
    k = DPI / 72
    # a minus sign drawn as a line stands left of the curves of its figure
    beside = (0.6 + margin) * (word.bottom - word.top)
    around = margin * (word.bottom - word.top)
    return TextBox(
        "",
        (word.x0 - beside) * k,
        (word.top - around) * k,
        (word.x1 + 0.3 * beside) * k,
        (word.bottom + around) * k,
        0.0,
    )


def _agreed(word: Word, first: TextBox | None, second: TextBox | None) -> Word:
    if first is None or second is None:
        return word
    text, other = (repair_brackets(repair_number(box.text.strip())) for box in (first, second))
    if not text or text != other:
        return word
    most = DOUBTFUL if is_doubtful_number(text) else MOST
    return replace(word, text=text, confidence=min(first.confidence, second.confidence, most))


def _read_table(page: Page, box: Segment, picture: Colour, reader: Recogniser) -> None:
    k = DPI / 72
    left, top = int(box[0] * k), int(box[1] * k)
    part: Colour = np.ascontiguousarray(picture[top : int(box[3] * k) + 1, left : int(box[2] * k) + 1])
    read = read_picture(page.number, part, DPI, reader)
    if read.turned:
        return
    x, y = left / k, top / k
    page.words += [
        replace(
            word,
            x0=word.x0 + x,
            x1=word.x1 + x,
            top=word.top + y,
            bottom=word.bottom + y,
            confidence=min(word.confidence, MOST),
        )
        for word in read.words
    ]
    page.rules += [
        replace(rule, x0=rule.x0 + x, x1=rule.x1 + x, top=rule.top + y, bottom=rule.bottom + y) for rule in read.rules
    ]


def _is_net(grey: Grey) -> bool:
    segments, _mask = line_segments(ink_mask(grey), ROUGH)
    height, width = grey.shape
    flat = sum(s[2] - s[0] >= LONG * width for s in segments if s[2] - s[0] >= s[3] - s[1])
    upright = sum(s[3] - s[1] >= LONG * height for s in segments if s[3] - s[1] > s[2] - s[0])
    return bool(flat >= NET[0] and upright >= NET[1])
