"""Pages of a document → its tables and its prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.language.spelling import squeezed
from pipeline.reading.model import Page
from pipeline.tables.captions import Caption, is_label, read_caption
from pipeline.tables.header import caption_rows, header_texts, is_caption_only, split_header
from pipeline.tables.model import DocumentLayout, TextLine
from pipeline.tables.open_continuation import with_columns_of
from pipeline.tables.orphans import adopt, orphaned_caption
from pipeline.tables.page import PageParts, take_apart
from pipeline.tables.part import Part
from pipeline.tables.sheets import single_pages
from pipeline.tables.sideways import append_columns, goes_on_to_the_right
from pipeline.tables.stitch import build_table, continues, is_same_form
from pipeline.tables.words import words

_DIGITS = re.compile(r"\d+")
RUNNING_PAGES = 3
"""A line printed at one place of this many pages is a running head or foot."""


def analyse(pages: Iterable[Page]) -> DocumentLayout:
    """Find tables and prose.

    Args:
        pages: in page order.

    Returns:
        tables in reading order and every line outside them.
    """
    taken = [take_apart(single) for page in pages for single in single_pages(page)]
    running = _running_lines(taken)
    groups: list[list[Part]] = []
    headers: list[list[list[str]]] = []
    orphan: Caption | None = None
    for place, parts in enumerate(taken):
        last = len(parts.fragments) - 1
        for index, found in enumerate(parts.fragments):
            fragment = found
            inside = [cell.text for cells in fragment.rows[: caption_rows(fragment)] for cell in cells if cell.text]
            caption = read_caption(fragment.above, inside, running, fragment.box)
            waits = orphan if index == 0 else None
            if waits is not None:
                adopt(caption, waits)
            if index == 0 and groups and groups[-1][-1].place == place - 1 and not caption.has_own_title:
                fragment = with_columns_of(groups[-1][-1].fragment, fragment) or fragment
            part = Part(fragment, caption, index == 0, index == last, parts.height, place)
            if groups and goes_on_to_the_right(groups[-1], part):
                append_columns(groups[-1][-1].fragment, fragment)
                groups[-1][-1].caption.unit_text = groups[-1][-1].caption.unit_text or caption.unit_text
                continue
            if groups and continues(groups[-1][-1], part, headers[-1]):
                part.caption.title = groups[-1][0].caption.title
                part.caption.label = part.caption.label or groups[-1][0].caption.label
                groups[-1].append(part)
            else:
                split = split_header(fragment)
                if groups and not caption.title and is_same_form(groups[-1][0].fragment, fragment):
                    caption.title = groups[-1][0].caption.title
                groups.append([part])
                headers.append(header_texts(fragment.rows[split.first : split.end]))
        orphan = orphaned_caption(parts, running)
        if orphan is not None and parts.fragments and is_caption_only(parts.fragments[-1]) and len(groups[-1]) == 1:
            groups.pop()
            headers.pop()
    tables = [build_table(seq, group) for seq, group in enumerate(groups, start=1)]
    return DocumentLayout(tables, [line for parts in taken for line in parts.lines])


def _running_lines(pages: Sequence[PageParts]) -> frozenset[str]:
    """Squeezed texts of running heads and feet; titles of tables that are repeated on every page are not among them."""
    places: Counter[tuple[str, int]] = Counter()
    texts: dict[tuple[str, int], set[str]] = {}
    for page in pages:
        for line in page.lines:
            if line.box.top < 0.12 * page.height or line.box.bottom > 0.9 * page.height:
                key = _place(line)
                places[key] += 1
                texts.setdefault(key, set()).add(squeezed(line.text))
    limit = max(RUNNING_PAGES, 0.3 * len(pages))
    found: set[str] = set()
    for key, count in places.items():
        if count >= limit and not words().captions.no_running_head.search(key[0]):
            found |= {text for text in texts[key] if not is_label(text)}
    return frozenset(found)


def _place(line: TextLine) -> tuple[str, int]:
    return _DIGITS.sub("#", squeezed(line.text)), round(line.box.top / 4)
