"""Can the text of a page be trusted? A page that shows something else than its text layer says needs OCR."""

from __future__ import annotations

from functools import cache

from pipeline.language.spelling import is_chinese
from pipeline.reading.model import UNREAD, Page
from pipeline.reading.rules import Drawing

PICTURE_SHARE = 0.05
"""A page without words needs OCR when pictures cover at least this much of it (below: a logo, a line drawn as a picture)."""
SCAN_SHARE = 0.5
"""A page that is mostly picture is a scan …"""
SCAN_TEXT = 15
"""… when it has fewer characters than this (a page number or a scanner's mark was printed on top)."""
OUTLINES = 100
"""A page without words but with this many curved shapes has its text drawn as outlines."""
ENOUGH = 20
"""Fewer characters than this say nothing about the text layer."""
UNREADABLE_SHARE = 0.3
"""Private use, replacement, control and unassigned characters; none of 6,000 real pages has even 1 %."""
RARE_SHARE = 0.5
"""Chinese characters outside the 3,755 common ones of GB/T 2312; a real page with many names reaches 0.08."""


def finish_page(page: Page, drawing: Drawing) -> Page:
    """Set `text_source` and `problem` from what the page holds.

    Args:
        page: with its words.
        drawing: what it shows besides text.

    Returns:
        the same page. When its text layer is garbage the words are removed: they are not what is printed.
    """
    text = "".join([word.text for word in page.words])
    share = _picture_share(page, drawing)
    if not text:
        if share >= PICTURE_SHARE or drawing.outlines >= OUTLINES:
            page.text_source = "none"
            page.problem = f"Page {page.number} is a picture without text."
        return page
    if share >= SCAN_SHARE and len(text) < SCAN_TEXT:
        page.text_source = "none"
        page.problem = f"Page {page.number} is a picture with next to no text."
    elif is_garbage(text) and not is_readable("".join([w.text for w in page.words if UNREAD not in w.text])):
        page.words = []
        page.text_source = "none"
        page.problem = (
            f"The text layer of page {page.number} does not say what the page shows (fonts without a character map)."
        )
    return page


def is_scan(page: Page, drawing: Drawing) -> bool:
    """True for a page that is mostly picture and prints next to no text on it."""
    return _picture_share(page, drawing) >= SCAN_SHARE and sum(len(word.text) for word in page.words) < SCAN_TEXT


def _picture_share(page: Page, drawing: Drawing) -> float:
    return drawing.picture_area / max(page.width * page.height, 1.0)


def is_readable(text: str) -> bool:
    """True for enough Chinese text that is no garbage: beside it, single words of unknown characters can be read from the picture alone."""
    return sum(is_chinese(c) for c in text) >= ENOUGH and not is_garbage(text)


def is_garbage(text: str) -> bool:
    """True when a text layer cannot be what is printed: a font's character map is missing or wrong."""
    total = len(text)
    if total < ENOUGH:
        return False
    unreadable = 5 * text.count("(cid:")
    chinese = rare = odd = 0
    for c in text:
        if is_chinese(c):
            chinese += 1
            rare += not _is_common(c)
        elif c >= "\x7f":
            kind = _kind(c)
            unreadable += kind == 2
            odd += kind == 1
    if unreadable > UNREADABLE_SHARE * total or odd > UNREADABLE_SHARE * total:
        return True
    if chinese >= ENOUGH:
        return rare > RARE_SHARE * chinese
    # shifted codes: nearly only punctuation, where a table would have digits and a text letters
    return (
        not chinese and sum(c.isalnum() for c in text) < UNREADABLE_SHARE * total and not set(text) <= set("-—.…_·=*")
    )


@cache
def _is_common(c: str) -> bool:
    try:
        code = c.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= code[0] <= 0xD7


@cache
def _kind(c: str) -> int:
    """0: usual in Chinese print; 1: another script; 2: no printable character at all."""
    code = ord(c)
    if 0xE000 <= code <= 0xF8FF or code >= 0xFFF0 or 0x7F <= code < 0xA0:
        return 2
    usual = (
        code in (0xA0, 0xA5, 0xA7, 0xB0, 0xB1, 0xB7, 0xD7, 0xF7)
        or 0x2000 <= code <= 0x30FF
        or 0x3200 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code < 0xFFF0
    )
    return 0 if usual else 1
