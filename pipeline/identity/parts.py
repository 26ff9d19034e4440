"""Several disclosures in one file: a department with its units, final accounts with the next year's budget, a compilation of offices.

A file is cut only where the print says so twice: a cover, a heading or the lines above the tables name another body, another year or the other
kind (预算, 决算), and the tables that every disclosure has begin again. In doubt a file is one disclosure: a table of a wrong year inside one
document is a smaller fault than a document torn in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.identity.organisation import clean_name, labelled_name
from pipeline.identity.text import Snippet
from pipeline.identity.titles import Title, parse_title
from pipeline.identity.vocabulary import vocabulary
from pipeline.language.ordinals import HEADING
from pipeline.language.spelling import squeezed_with_year
from pipeline.language.terms import BUDGET, FINAL_ACCOUNTS
from pipeline.tables.model import DocumentLayout, Table, TextLine

_COVER_LINES = 10
"""A page without a table and with no more lines than this is a cover or a divider."""
_TITLE_LENGTH = 60
_HEADING = re.compile(f"^(?:{HEADING})")
_TABLES_NEEDED = 2
"""Tables of different kinds that a part needs when no cover or heading, only the lines above its tables, names its body."""


@dataclass(slots=True)
class Claim:
    """A place that says whose tables follow, and what it says."""

    page: int
    index: int
    """Position among the lines of the prose."""
    unit: str | None = None
    year: int | None = None
    what: str | None = None
    scope: str | None = None
    is_heading: bool = False
    """A cover or a heading, not only a line above a table."""

    def differs(self, other: Claim) -> bool:
        """Whether this is another disclosure than the one before; what one of them does not say makes no difference."""
        if self.what and other.what and self.what != other.what:
            return True
        if self.year and other.year and self.year != other.year and bool(self.what) == bool(other.what):
            return True
        if self.unit and other.unit and not same_body(self.unit, other.unit):
            return True
        return bool(self.scope and other.scope and self.scope != other.scope and self.is_heading and other.is_heading)

    def learn(self, other: Claim) -> None:
        """Add what a later line of the same part says."""
        self.unit = self.unit or other.unit
        self.year = self.year or other.year
        self.what = self.what or other.what
        if other.is_heading:
            self.scope = self.scope or other.scope


@dataclass(frozen=True, slots=True)
class Part:
    """One disclosure of a file."""

    layout: DocumentLayout
    page_first: int
    page_last: int
    head_pages: tuple[int, ...]
    """Pages whose every line may say whose disclosure it is: the first ones of the part."""
    says: Claim | None = None
    """What the cover, heading or caption said with which the part begins; None for a whole file."""


@dataclass(frozen=True, slots=True)
class Split:
    """A file cut into its disclosures."""

    parts: tuple[Part, ...]
    """At least one; a single part is the whole file."""
    preamble: DocumentLayout | None = None
    """What stands before the first part (the cover and directory of a compilation); it belongs to no part."""


@dataclass(slots=True)
class _Segment:
    """What stands from one anchor to the next."""

    anchor: Claim
    tables: list[Table] = field(default_factory=list)
    kinds: set[int] = field(default_factory=set)
    """Which of the tables that every disclosure has it holds (positions in the vocabulary)."""

    def is_enough(self) -> bool:
        """Whether it can be a disclosure."""
        return len(self.kinds) >= (1 if self.anchor.is_heading else _TABLES_NEEDED)


def same_body(one: str, other: str) -> bool:
    """Whether two printed names may be one body: 水务局 and 某市水务局, 某局 and 某局（本级）."""
    first, second = (vocabulary().names.any_own_account.sub("", name) for name in (one, other))
    return first.endswith(second) or second.endswith(first)


def split(layout: DocumentLayout) -> Split:
    """Cut a file into its disclosures.

    Args:
        layout: tables and prose of the file.

    Returns:
        the parts in reading order; their tables keep their numbers.
    """
    last_page = max([line.page for line in layout.prose] + [table.page_last for table in layout.tables], default=1)
    whole = Split((Part(layout, 1, last_page, _head(1, last_page)),))
    places = _places(layout)
    segments = _joined(_segments(layout, places))
    if len(segments) < 2 or not _begins_again(segments):
        return whole
    starts = [segment.anchor for segment in segments]
    parts = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else None
        own = DocumentLayout(segments[number].tables, layout.prose[start.index : end.index if end else None])
        shared_page = end is not None and any(table.page_last >= end.page for table in own.tables)
        until = last_page if end is None else end.page if shared_page else max(start.page, end.page - 1)
        parts.append(Part(own, start.page, until, _head(start.page, until), start))
    before = DocumentLayout([], list(layout.prose[: starts[0].index]))
    return Split(tuple(parts), before if before.prose else None)


def _head(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, min(first + 2, last) + 1))


def _places(layout: DocumentLayout) -> dict[int, int]:
    """Table → index of the prose line where it begins: its first caption, else the last line of the pages before it."""
    places: dict[int, int] = {}
    cursor = 0
    for table in layout.tables:
        wanted = {squeezed_with_year(text) for text in (*table.captions, table.title) if text}
        found = next(
            (
                index
                for index in range(cursor, len(layout.prose))
                if layout.prose[index].page == table.page_first
                and squeezed_with_year(layout.prose[index].text) in wanted
            ),
            None,
        )
        if found is None:
            before = (index for index, line in enumerate(layout.prose) if line.page >= table.page_first)
            places[table.seq] = next(before, len(layout.prose))
            continue
        places[table.seq] = found
        cursor = found + max(1, len(table.captions))
    return places


def _segments(layout: DocumentLayout, places: Mapping[int, int]) -> list[_Segment]:
    segments = [_Segment(anchor) for anchor in _distinct(_anchors(layout, places))]
    core = vocabulary().table_titles
    for table in layout.tables:
        owner = None
        for segment in segments:
            if segment.anchor.index > places[table.seq] and not _names_it(segment.anchor, layout, table):
                break
            owner = segment
        if owner is not None:
            owner.tables.append(table)
            title = squeezed_with_year(table.title)
            owner.kinds.update(number for number, pattern in enumerate(core) if pattern.search(title))
    return segments


def _names_it(anchor: Claim, layout: DocumentLayout, table: Table) -> bool:
    """Whether the anchor is one of the table's own captions."""
    line = layout.prose[anchor.index] if anchor.index < len(layout.prose) else None
    return (
        line is not None
        and line.page == table.page_first
        and squeezed_with_year(line.text) in {squeezed_with_year(text) for text in table.captions}
        and line.box.bottom <= (table.boxes[line.page].bottom if line.page in table.boxes else line.box.bottom)
    )


def _distinct(anchors: Iterable[Claim]) -> Iterator[Claim]:
    current: Claim | None = None
    for anchor in anchors:
        if current is None or anchor.differs(current):
            if current is not None:
                yield current
            current = anchor
        else:
            current.learn(anchor)
    if current is not None:
        yield current


def _joined(segments: Sequence[_Segment]) -> list[_Segment]:
    """Segments without tables of their own join the one before (a directory, a sentence on another body); neighbours of one body are one."""
    kept: list[_Segment] = []
    for segment in segments:
        if not segment.is_enough():
            if kept:
                kept[-1].tables.extend(segment.tables)
            continue
        if kept and not segment.anchor.differs(kept[-1].anchor):
            kept[-1].tables.extend(segment.tables)
            kept[-1].kinds |= segment.kinds
            continue
        kept.append(segment)
    return kept


def _begins_again(segments: Sequence[_Segment]) -> bool:
    """Every part repeats a table that another part has too: the set of tables begins again."""
    return all(any(one.kinds & other.kinds for other in segments if other is not one) for one in segments)


def _anchors(layout: DocumentLayout, places: Mapping[int, int]) -> Iterator[Claim]:
    prose = layout.prose
    by_line: dict[int, list[Table]] = {}
    for table in layout.tables:
        by_line.setdefault(min(places[table.seq], len(prose)), []).append(table)
    with_tables = {page for table in layout.tables for page in range(table.page_first, table.page_last + 1)}
    for page, lines in groupby(range(len(prose)), key=lambda index: prose[index].page):
        indices = list(lines)
        if page not in with_tables and any(
            vocabulary().compilations.directory.match(squeezed_with_year(prose[index].text)) for index in indices
        ):
            continue  # it names what follows, in order, before any of it begins
        is_short = page not in with_tables and len(indices) <= _COVER_LINES
        cover = _cover(prose, indices) if is_short else None
        if cover is not None:
            yield cover
            continue
        for index in indices:
            yield from _heading(prose[index], index)
            for table in by_line.get(index, ()):
                yield from _above_table(table, index)
    for table in by_line.get(len(prose), ()):
        yield from _above_table(table, len(prose))


def _cover(prose: Sequence[TextLine], indices: Sequence[int]) -> Claim | None:
    """A page that holds a title and little else; the body may stand on a line of its own, before or after the title."""
    texts = [squeezed_with_year(prose[index].text) for index in indices]
    title = _title(texts, 0, len(texts)) or next(
        (found for start in range(len(texts)) if (found := _title(texts, start, 4)) is not None), None
    )
    if title is None:
        return None
    names = [name for text in texts if (name := labelled_name(text) or _bare_name(text)) is not None]
    unit = title.unit or (names[0] if len(names) == 1 else None)
    page = prose[indices[0]].page
    return Claim(page, indices[0], unit, title.year, title.what, title.scope, is_heading=True)


def _title(texts: Sequence[str], start: int, limit: int) -> Title | None:
    """The longest run of lines from `start` that is a document's title."""
    for end in range(min(len(texts), start + limit), start, -1):
        joined = "".join(texts[start:end])
        if len(joined) > _TITLE_LENGTH:
            continue
        found = parse_title(joined, Snippet(joined, 1))
        if found is not None and found.what:
            return found
        match = vocabulary().compilations.divider.match(joined)
        name = clean_name(match.group("unit")) if match else None
        if match and name:
            return Title(joined, 1, 0.0, 0, unit=name, scope=match.group("scope"), what=match.group("what"))
    return None


def _heading(line: TextLine, index: int) -> Iterator[Claim]:
    """A heading of one line: 第二部分2024年部门预算, 某某站2024年单位预算."""
    title = _title([squeezed_with_year(line.text)], 0, 1)
    if title is not None and title.scope is not None:
        yield Claim(line.page, index, title.unit, title.year, title.what, title.scope, is_heading=True)


def _above_table(table: Table, index: int) -> Iterator[Claim]:
    """What the lines above one of the usual tables say: a labelled or bare body's name, year and kind in the title."""
    title = squeezed_with_year(table.title)
    if not any(pattern.search(title) for pattern in vocabulary().table_titles):
        return
    captions = [squeezed_with_year(text) for text in table.captions]
    names = [name for text in captions if (name := labelled_name(text) or _bare_name(text)) is not None]
    words = vocabulary().compilations
    what = FINAL_ACCOUNTS if words.final_table.search(title) else BUDGET if words.budget_table.search(title) else None
    year = words.year.match(title)
    if names or what:
        yield Claim(
            table.page_first,
            index,
            names[0] if len(set(names)) == 1 else None,
            int(year.group(1)) if year and what else None,
            what,
        )


def _bare_name(text: str) -> str | None:
    """A line that holds nothing but a body's name."""
    rest = _HEADING.sub("", text, count=1)
    name = clean_name(rest)
    return name if name is not None and name == rest else None
