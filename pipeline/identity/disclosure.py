"""Is this paper a departmental budget or final-account disclosure at all?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.identity.other_publishers import other_publisher
from pipeline.identity.text import Evidence, gather
from pipeline.identity.titles import Title, find_titles
from pipeline.identity.vocabulary import vocabulary
from pipeline.language.numbers import prints_money
from pipeline.records import DocumentIdentity
from pipeline.tables.model import DocumentLayout, TextLine

_TABLE_TITLES_NEEDED = 2
_STATEMENTS_NEEDED = 4
_HEAD_LINES = 25
_MIN_TEXT = 40
_TITLE_LENGTH = 60
_PLACEHOLDERS_NEEDED = 3


def is_disclosure(
    layout: DocumentLayout, identity: DocumentIdentity | None = None, page_lines: Sequence[TextLine] = ()
) -> str | None:
    """Why the document is no budget or final-account disclosure of a department or unit.

    A disclosure has a title (某某局2024年部门预算), or at least two of the usual tables, or at least four of the usual statements; a text-only
    disclosure is one too, and so is one of the main tables under the name of a unit. A notice that merely speaks of 部门预算 has none of them.

    Args:
        layout: tables and prose of the document.
        identity: what `identify` found, when the caller has it; it saves looking for titles again.
        page_lines: lines of whole pages, where the caller has them.

    Returns:
        None for a disclosure, and for a document without readable text (nothing can be said about it); otherwise one sentence,
        Chinese and English.
    """
    evidence = gather(layout, page_lines)
    length = sum(len(snippet.text) for snippet in evidence.lines) + sum(
        len(cell.text) for table in layout.tables for row in table.rows for cell in row.cells.values()
    )
    if length == 0:
        return None
    placeholder = _placeholder(evidence, layout, identity)
    if placeholder is not None:
        return vocabulary().refusals.unfilled.format(placeholder=placeholder)
    titles = list(find_titles(evidence.lines))
    other = other_publisher(evidence, titles, identity.unit_name if identity else None)
    if other is not None:
        return _not_but(other.reason)
    words = vocabulary()
    core = count_kinds(words.table_titles, _table_texts(evidence))
    tables = core + count_kinds(words.other_table_titles, _table_texts(evidence))
    statements = count_kinds(
        words.statement_marks, (snippet.text for snippet in evidence.lines if len(snippet.text) <= _TITLE_LENGTH)
    )
    titled = _has_title(titles, identity)
    if core and identity is not None and identity.unit_name is not None:
        return None
    if _is_named_on_cover(titles) and any(words.refusals.money_table.search(title.text) for title in evidence.titles):
        return None
    if (titled and (tables or statements >= 2)) or tables >= _TABLE_TITLES_NEEDED or statements >= _STATEMENTS_NEEDED:
        return None
    return _reason(evidence, length)


def _placeholder(evidence: Evidence, layout: DocumentLayout, identity: DocumentIdentity | None) -> str | None:
    """The placeholder that stands where the publisher's name should (上海 2024: 上海市XX局, no figure on any page).

    Sure only when nobody is named, several headings bear the same placeholder and no table prints an amount.
    """
    if identity is not None and identity.unit_name is not None:
        return None
    headings = [snippet.text for snippet in evidence.everything() if len(snippet.text) <= _TITLE_LENGTH]
    found = Counter(name[0] for text in headings if (name := vocabulary().refusals.placeholder.search(text)))
    if not found or found.most_common(1)[0][1] < _PLACEHOLDERS_NEEDED:
        return None
    cells = (cell.text for table in layout.tables for row in table.rows for cell in row.cells.values())
    return None if any(prints_money(text) for text in cells) else found.most_common(1)[0][0]


def _has_title(titles: Sequence[Title], identity: DocumentIdentity | None) -> bool:
    if identity is not None:
        return identity.document_kind != "unknown"
    return any(title.what and title.scope for title in titles)


def _is_named_on_cover(titles: Sequence[Title]) -> bool:
    """A cover that names body, year and kind: then one table about money is enough, whatever its title (预算调整表)."""
    return any(title.what and title.scope and title.unit and title.page == 1 for title in titles)


def _table_texts(evidence: Evidence) -> Iterable[str]:
    for snippet in evidence.everything():
        if len(snippet.text) <= _TITLE_LENGTH and vocabulary().refusals.table.search(snippet.text):
            yield snippet.text


def count_kinds(patterns: Sequence[re.Pattern[str]], texts: Iterable[str]) -> int:
    """How many different patterns occur in the texts."""
    open_patterns = list(patterns)
    for text in texts:
        open_patterns = [pattern for pattern in open_patterns if not pattern.search(text)]
        if not open_patterns:
            break
    return len(patterns) - len(open_patterns)


def _not_but(paper: str) -> str:
    chinese, _, english = paper.partition(" (")
    return vocabulary().refusals.not_but.format(chinese=chinese, english=english.rstrip(")"))


def _reason(evidence: Evidence, length: int) -> str:
    head = [snippet.text for snippet in (*evidence.titles, *evidence.captions, *evidence.lines[:_HEAD_LINES])]
    for paper in vocabulary().other_papers:
        if any(paper.head.search(text) for text in head):
            return _not_but(paper.reason)
    if length < _MIN_TEXT:
        return vocabulary().refusals.almost_empty
    return vocabulary().refusals.nothing_of_it
