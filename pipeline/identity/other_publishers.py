"""Papers that look like a disclosure but are of somebody else: a trade union, a village, a company, a whole government, an evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.identity.text import Evidence, Snippet
from pipeline.identity.titles import Title
from pipeline.identity.vocabulary import OtherPublisher, vocabulary
from pipeline.language.terms import DEPARTMENT, UNIT

_COVER_PAGES = 2
_TITLE_LENGTH = 60
_SENTENCE = re.compile(r"[。；;]")
_SCOPES = frozenset({DEPARTMENT, UNIT})


def other_publisher(evidence: Evidence, titles: Sequence[Title], unit_name: str | None) -> OtherPublisher | None:
    """Whose paper it is instead, when it is not a department's or unit's.

    Their tables bear the same titles as those of a department (收支总表, 一般公共预算支出表), so the tables cannot tell. What tells: the name of
    the body (…工会委员会, …村村民委员会), the title on the cover (政府预算, 绩效评价报告), or tables that only such a paper has (地方政府债务余额表).
    A cover that says 部门预算 or 单位决算 outweighs all but the name of a union or village: a department's own final accounts hold evaluations of
    its projects.

    Args:
        evidence: printed texts.
        titles: document titles found among the lines.
        unit_name: the body as identified, or None.

    Returns:
        the kind of publisher, or None.
    """
    is_named_disclosure = any(title.what and title.scope in _SCOPES and title.page <= _COVER_PAGES for title in titles)
    heads = [*_heads(evidence.lines), *(title.text for title in evidence.titles[:1])]
    table_titles = [title.text for title in evidence.titles]
    for kind in vocabulary().other_publishers:
        if unit_name and kind.name and kind.name.search(unit_name) and (kind.name_decides or not is_named_disclosure):
            return kind
        if is_named_disclosure or (unit_name and kind.bodies and not kind.bodies.search(unit_name)):
            continue
        if kind.title and any(kind.title.search(text) for text in heads):
            return kind
        if kind.tables and _different(kind.tables, table_titles) >= kind.tables_needed:
            return kind
    return None


def _heads(lines: Iterable[Snippet]) -> Iterable[str]:
    """Lines of the first pages, and each with the next: titles wrap."""
    cover = [
        line.text
        for line in lines
        if line.page <= _COVER_PAGES and len(line.text) <= _TITLE_LENGTH and not _SENTENCE.search(line.text)
    ]
    yield from cover
    for first, second in pairwise(cover):
        yield first + second


def _different(patterns: Sequence[re.Pattern[str]], texts: Sequence[str]) -> int:
    return sum(any(pattern.search(text) for text in texts) for pattern in patterns)
