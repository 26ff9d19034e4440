"""Document titles: `2024年某某局部门预算公开`, `某某局2024年度部门决算`, a cover in three lines, a heading of a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.identity.organisation import clean_name
from pipeline.identity.text import Snippet
from pipeline.identity.vocabulary import vocabulary
from pipeline.language.page_numbers import is_page_number

_MAX_LINES = 5
_MAX_LENGTH = 90
_COVER_PAGES = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A document title, taken apart."""

    text: str
    page: int
    size: float
    position: int
    """Index among the lines of its page, from 0."""
    unit: str | None = None
    year: int | None = None
    scope: str | None = None
    """`部门`, `单位`, `本级`, or None."""
    what: str | None = None
    """`预算`, `决算`, or None for a mere heading (某某局概况)."""
    area: str | None = None
    """The government before 区级, 市级 … (上海市2026年市级单位预算)."""


def find_titles(lines: Sequence[Snippet]) -> Iterator[Title]:
    """Titles and headings that name the document.

    A title may be wrapped at any character, or printed as year, name and kind on three lines, so windows of neighbouring lines are
    joined. Covers are tried with every window, later pages only with lines that speak of 预算, 决算 or 概况 (a part's heading).

    Args:
        lines: running text in reading order.

    Yields:
        every match, longest window first at each place.
    """
    by_page: dict[int, list[Snippet]] = {}
    for line in lines:
        if not is_page_number(line.text):
            by_page.setdefault(line.page, []).append(line)
    for page, printed in by_page.items():
        for index, line in enumerate(printed):
            if len(line.text) > _MAX_LENGTH or vocabulary().titles.prose.search(line.text):
                continue
            yield from _windows_at(printed, index, is_cover=page <= _COVER_PAGES)


def _windows_at(printed: Sequence[Snippet], index: int, *, is_cover: bool) -> Iterator[Title]:
    joined = ""
    texts: list[str] = []
    limit = _MAX_LINES if is_cover else 3
    for line in printed[index : index + limit]:
        if vocabulary().titles.prose.search(line.text) or (texts and vocabulary().titles.new_entry.match(line.text)):
            break
        joined += line.text
        if len(joined) > _MAX_LENGTH:
            break
        texts.append(joined)
    for text in reversed(texts):
        if not vocabulary().titles.begins_like_one.search(text):
            return
        title = parse_title(text, printed[index], index)
        if title is not None:
            yield title
            return


def parse_title(text: str, line: Snippet, position: int = 0) -> Title | None:
    """Take one joined text apart.

    Args:
        text: without blanks.
        line: its first line, for page and size.
        position: index of the line on its page.

    Returns:
        None when the text is no title.
    """
    words = vocabulary().titles
    for pattern in words.forms:
        match = pattern.match(text)
        if match:
            found = match.groupdict()
            unit = clean_name(found["unit"]) if found.get("unit") else None
            if found.get("unit") and (
                unit is None or (found.get("scope") is None and not words.of_document.search(text))
            ):
                continue
            return Title(
                text=text,
                page=line.page,
                size=line.size,
                position=position,
                unit=unit,
                year=int(found["year"]),
                scope=found.get("scope"),
                what=found.get("what"),
                area=found.get("area"),
            )
    match = words.two_in_one.match(text) or words.overview.match(text)
    unit = clean_name(match.group("unit")) if match else None
    if unit is None:
        return None
    return Title(text=text, page=line.page, size=line.size, position=position, unit=unit)
