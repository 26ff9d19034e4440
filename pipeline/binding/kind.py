"""The kind of a table, from title and header together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.binding.words import words
from pipeline.language import vocabulary
from pipeline.language.codes import DEPARTMENT, FUNCTION, GOVERNMENT
from pipeline.language.numbers import looks_like_amount
from pipeline.language.spelling import plain
from pipeline.tables.model import Table

_WORDS = words().titles
_HEADS = words().heads


_ROWS = 60
_SHORT = 24


@dataclass(frozen=True, slots=True)
class KindDecision:
    """A kind and what it rests on."""

    kind: str
    source: str
    """`title`, `header`, or `none`."""


def classify(table: Table, by: str, header_words: str) -> KindDecision:
    """Decide the kind of a table.

    Args:
        table: the table.
        by: what its rows are keyed by (`function`, `economic`, …) as far as header and cells tell; a title that says
            （按支出经济分类科目） is stronger.
        header_words: all header words in one string, NFKC without blanks.
    """
    title = _WORDS.year.sub("", plain(table.title))
    if title:
        if _WORDS.function.search(title) and not _WORDS.economic.search(title):
            by = "function"
        elif _WORDS.economic.search(title) and by != "function":
            by = "economic"
        if (kind := _by_title(title, by)) is not None:
            return KindDecision(_corrected(kind, header_words, title), "title")
    if (kind := _by_header(table, header_words, by)) is not None:
        return KindDecision(kind, "header")
    return KindDecision("other", "none")


def _by_title(title: str, by: str) -> str | None:
    words = vocabulary.kinds()
    if not words.title_hint.search(title) and not _WORDS.says_what_follows.search(title):
        return None
    for rule in words.titles:
        if not rule.pattern.search(title):
            continue
        if rule.unless is not None and rule.unless.search(title):
            continue
        if rule.by is not None and rule.by != by:
            continue
        return rule.kind
    return None


def _corrected(kind: str, header: str, title: str) -> str:
    """Where the header must contradict the title: a 收支 head under a 支出 title, indicators under 项目支出."""
    if (
        not _WORDS.three_public.search(title)
        and _HEADS.reception.search(header)
        and _HEADS.travel.search(header)
        and kind in {"expenditure", "revenue", "other", "general_public_expenditure"}
    ):
        return "three_public"  # the first line of a long title can be lost: 会议费、培训费支出预算表（不含上年结转）
    if kind in {"project_expenditure", "expenditure"} and _HEADS.third_level.search(header):
        return "department_performance" if _WORDS.whole_body.search(title) else "project_performance"
    return kind


def _by_header(table: Table, header: str, by: str) -> str | None:
    """A table without a (telling) title: what its header and its short texts say."""
    body = "|".join([header, *_short_texts(table)])
    for rule in vocabulary.kinds().headers:
        if rule.by and by not in rule.by:
            continue
        found = all(p.search(header) for p in rule.all) and all(p.search(body) for p in rule.body)
        if found and not any(p.search(header) for p in rule.none) and not any(p.search(body) for p in rule.body_none):
            return rule.kind
    return None


def _short_texts(table: Table) -> Iterator[str]:
    for row in (*table.header, *table.rows[:_ROWS]):
        for cell in row.cells.values():
            if 1 < len(cell.text) <= _SHORT and not looks_like_amount(cell.text):
                yield plain(cell.text)


def keyed_by(classes: set[str], roles: set[str]) -> str:
    """What the rows are keyed by, from the classes and roles of the key columns."""
    if FUNCTION in classes:
        return "function"
    if DEPARTMENT in classes or GOVERNMENT in classes:
        return "economic"
    if "project" in roles or "project_code" in roles:
        return "project"
    if "unit_code" in roles or "unit_name" in roles:
        return "unit"
    return "item"
