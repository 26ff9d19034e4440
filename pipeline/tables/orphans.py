"""Captions that a page break parts from their table: title, label or unit at the foot of one page, the table on the next."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.page_numbers import is_page_number
from pipeline.language.spelling import squeezed
from pipeline.tables.captions import Caption, is_label, is_note, looks_like_title, read_caption
from pipeline.tables.header import is_caption_only
from pipeline.tables.model import Box, TextLine
from pipeline.tables.page import PageParts

_FOOT = 0.6
"""Below this share of a page without tables a title is one that waits for the next page."""
_LINES = 5


def orphaned_caption(parts: PageParts, running: frozenset[str]) -> Caption | None:
    """What the foot of a page says about the table at the head of the next one.

    Args:
        parts: the page.
        running: running heads and feet of the document.

    Returns:
        a caption with a title or a label; None when the page ends otherwise.
    """
    fragment = parts.fragments[-1] if parts.fragments else None
    if fragment is not None and is_caption_only(fragment):
        inside = [cell.text for cells in fragment.rows for cell in cells if cell.text]
        caption = read_caption(fragment.above, inside, running, fragment.box)
        return caption if caption.title or caption.label or caption.unit_text else None
    floor = fragment.box.bottom - 1 if fragment is not None else 0.0
    lines = [
        line
        for line in parts.lines
        if line.box.top >= floor and squeezed(line.text) not in running and not is_page_number(line.text)
    ]
    lines = sorted(lines, key=lambda line: line.box.top)[-_LINES:]
    # a title under the last table of a page belongs to what follows, however much of the page is left blank
    least = 0.0 if fragment is not None else _FOOT * parts.height
    start = next((i for i, line in enumerate(lines) if _begins(line, least)), None)
    if start is None:
        return None
    waiting = lines[start:]
    if any(is_note(squeezed(line.text)) or squeezed(line.text).endswith(("。", "；")) for line in waiting):
        return None
    return _read(waiting, running)


def _begins(line: TextLine, least: float) -> bool:
    text = squeezed(line.text)
    return line.box.top > least and (looks_like_title(text) or is_label(text))


def _read(lines: Sequence[TextLine], running: frozenset[str]) -> Caption | None:
    """As if a table as wide as the lines stood right below them."""
    foot = max(line.box.bottom for line in lines)
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    caption = read_caption(lines, [], running, Box(left, foot + 2, right, foot + 20))
    return caption if caption.has_own_title or caption.label else None


def adopt(caption: Caption, orphan: Caption) -> None:
    """Let a caption that lacks title, label or unit take them from the foot of the page before."""
    if not caption.has_own_title and orphan.title and not caption.title:
        caption.title, caption.has_own_title = orphan.title, orphan.has_own_title
        caption.lines = (*orphan.lines, *caption.lines)
    if caption.title == orphan.title or not orphan.title:
        caption.label = caption.label or orphan.label
    caption.unit_text = caption.unit_text or orphan.unit_text
