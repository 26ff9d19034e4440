"""Running text as sentences: printed lines joined again, headings apart, each sentence with its page and section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.language.numbers import AMOUNT_END, AMOUNT_TAIL
from pipeline.language.ordinals import CHAPTER, ITEM, PART, SECTION, SUBITEM
from pipeline.language.page_numbers import is_page_number
from pipeline.language.spelling import aligned, squeezed
from pipeline.narrative.words import words
from pipeline.tables.model import DocumentLayout, TextLine

_CONTENTS = re.compile(r"[.…·]{4,}\s*\d*$")
_SENTENCE_END = re.compile(r"[。！？!?]+[”\"）)]?")
_HEADING = re.compile(rf"^(?P<part>{PART})|^(?P<chapter>{CHAPTER})|^(?P<section>{SECTION})|^(?P<item>{ITEM}|{SUBITEM})")
_AMOUNT = re.compile(AMOUNT_END)
_GOES_ON = re.compile(rf"{AMOUNT_TAIL}|[,，。；、]")
_LEVELS = {"part": 0, "chapter": 1, "section": 2, "item": 3}
_MAX_HEADING = 45
_RUNNING_HEAD_PAGES = 3
_LONG_LINE = 25
_SHARED_BY = 4


@dataclass(slots=True)
class Sentence:
    """A sentence without blanks."""

    text: str
    """Brackets, quotes, digits and punctuation made plain, one character for one printed character."""
    printed: str
    section: str | None
    """The heading 一、… it stands under, as printed; a lower heading where there is none."""
    headings: tuple[str, ...]
    """All headings above it, outermost first, normal text."""
    paragraph: int = 0
    """Number of its paragraph."""
    is_heading: bool = False
    starts: list[int] = field(default_factory=list)
    """Where each printed line begins in `text`, and…"""
    pages: list[int] = field(default_factory=list)
    """…the page it stands on."""

    def page_at(self, position: int) -> int:
        """Page of the character at `position`."""
        return self.pages[max(0, bisect_right(self.starts, position) - 1)]


@dataclass(slots=True)
class _Paragraph:
    printed: str = ""
    starts: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def add(self, line: TextLine) -> None:
        self.starts.append(len(self.printed))
        self.pages.append(line.page)
        self.printed += squeezed(line.text)


def sentences(layout: DocumentLayout) -> Iterator[Sentence]:
    """All sentences of the prose (captions and notes of tables stand in it too).

    Args:
        layout: the document.

    Yields:
        sentences in reading order. A heading is a sentence of its own.
    """
    headings: dict[int, tuple[str, str]] = {}
    for index, paragraph in enumerate(_paragraphs(layout.prose), start=1):
        yield from _split(paragraph, headings, index)


def _paragraphs(lines: Sequence[TextLine]) -> Iterator[_Paragraph]:
    kept = _without_furniture(lines)
    edges = _edges(kept)
    current: _Paragraph | None = None
    previous: TextLine | None = None
    for line in kept:
        if current is not None and previous is not None and _begins_paragraph(previous, line, edges):
            yield current
            current = None
        current = current or _Paragraph()
        current.add(line)
        previous = line
    if current is not None:
        yield current


def _without_furniture(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines without page numbers, lines of a contents list, and heads or feet that return on page after page; whole sentences stay."""
    pages_of: dict[str, set[int]] = {}
    for line in lines:
        if len(line.text) < 40 and not line.text.endswith("。"):
            pages_of.setdefault(line.text, set()).add(line.page)
    page_count = max((line.page for line in lines), default=0)
    often = max(_RUNNING_HEAD_PAGES, page_count // 4)
    running = {text for text, pages in pages_of.items() if len(pages) >= often}
    return [
        line
        for line in lines
        if not is_page_number(line.text) and not _CONTENTS.search(line.text) and line.text not in running
    ]


def _edges(lines: Sequence[TextLine]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the running text, by page.

    A page with a few short lines does not show its right edge; it gets the nearest edge to the right that many lines of the document
    share. Upright and lying pages of one document have different edges.
    """
    by_page: dict[int, list[TextLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    rights = Counter(round(line.box.x1 / 4) * 4 for line in lines if len(line.text) >= _LONG_LINE)
    shared = sorted(right for right, count in rights.items() if count >= _SHARED_BY)
    found: dict[int, tuple[float, float]] = {}
    for page, printed in by_page.items():
        lefts = Counter(round(line.box.x0 / 3) * 3 for line in printed)
        common = [left for left, count in lefts.items() if count >= 2] or list(lefts)
        own = max(line.box.x1 for line in printed)
        long_lines = sum(len(line.text) >= _LONG_LINE for line in printed)
        wider = next((right for right in shared if right >= own - 4), own)
        found[page] = (float(min(common)), own if long_lines >= _SHARED_BY else max(own, float(wider)))
    return found


def _begins_paragraph(previous: TextLine, line: TextLine, edges: dict[int, tuple[float, float]]) -> bool:
    """True when `line` does not continue `previous`: it is indented, or the line before ended early, or the type changes."""
    size = line.size or (line.box.bottom - line.box.top)
    before = previous.size or (previous.box.bottom - previous.box.top)
    if abs(size - before) > 0.25 * max(size, before):
        return True
    left, _ = edges[line.page]
    _, right = edges[previous.page]
    ended_early = previous.box.x1 < right - 3.5 * before
    indented = line.box.x0 > left + 1.3 * size
    if ended_early and not indented:
        return not _runs_on(previous, line)
    return ended_early or indented


def _runs_on(previous: TextLine, line: TextLine) -> bool:
    """True when a line that ended early still continues: a number moved to the next line as a whole."""
    text = previous.text.rstrip()
    return bool(text) and text[-1] not in "。；！？：:;" and bool(_GOES_ON.match(line.text.lstrip()))


def _split(paragraph: _Paragraph, headings: dict[int, tuple[str, str]], index: int) -> Iterator[Sentence]:
    text = aligned(paragraph.printed)
    level = _heading_level(text)
    if level is not None:
        for lower in [other for other in headings if other >= level]:
            del headings[lower]
        headings[level] = (paragraph.printed, text)
    start = 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    for end in ends:
        if end > start:
            sentence = _sentence(paragraph, text, start, end, headings)
            sentence.paragraph, sentence.is_heading = index, level is not None
            yield sentence
        start = end


def _sentence(
    paragraph: _Paragraph,
    text: str,
    start: int,
    end: int,
    headings: dict[int, tuple[str, str]],
) -> Sentence:
    first = max(0, bisect_right(paragraph.starts, start) - 1)
    last = bisect_right(paragraph.starts, end - 1)
    ordered = sorted(headings)
    section = headings.get(1) or (headings[ordered[-1]] if ordered else None)
    return Sentence(
        text=text[start:end],
        printed=paragraph.printed[start:end],
        section=section[0] if section else None,
        headings=tuple(headings[level][1] for level in ordered),
        starts=[max(0, position - start) for position in paragraph.starts[first:last]],
        pages=paragraph.pages[first:last],
    )


def _heading_level(text: str) -> int | None:
    if words().sentences.plain_heading.match(text) and not _HEADING.match(text):
        return _LEVELS["chapter"]
    match = _HEADING.match(text)
    if not match or len(text) > _MAX_HEADING or text.endswith(("。", ";", ",")) or _AMOUNT.search(text):
        return None
    return _LEVELS[match.lastgroup or "item"]
