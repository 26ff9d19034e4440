"""Fiscal year and kind of a disclosure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.identity.text import Evidence, Snippet
from pipeline.identity.titles import Title
from pipeline.identity.vocabulary import vocabulary
from pipeline.language.terms import BUDGET, DEPARTMENT, FINAL_ACCOUNTS, UNIT, YEAR

_MIN_MENTIONS = 5
_DOMINANCE = 3


def find_year(evidence: Evidence, titles: Sequence[Title]) -> tuple[int, str] | None:
    """The fiscal year and where it was read.

    Tried in this order: the document's title, 年度 labels and titles of tables, the sentences that state totals, and at last a year
    that the whole text speaks of far more often than of any other. Within one step the most frequent year wins; a tie is no answer.
    """
    words = vocabulary().years
    with_kind = [title for title in titles if title.what and title.year]
    for page_limit in (2, 10_000):
        on_cover = [title for title in with_kind if title.page <= page_limit]
        if on_cover:
            largest = max(
                on_cover, key=lambda title: (title.size if title.page <= 2 else 0.0, -title.page, -title.position)
            )
            return _as_found(largest.year, largest.page, largest.text)
    tables = Counter[int]()
    where: dict[int, Snippet] = {}
    for snippet in (*evidence.titles, *evidence.captions, *(s for s in evidence.lines if len(s.text) < 45)):
        for pattern in (words.of_table, words.in_brackets, words.labelled):
            match = pattern.search(snippet.text)
            if match:
                year = int(match.group(match.lastindex or 1))
                tables[year] += 1
                where.setdefault(year, snippet)
    for counter in (tables, _count(words.of_document, evidence, where), _count(words.of_statement, evidence, where)):
        winner = _winner(counter)
        if winner is not None:
            return _as_found(winner, where[winner].page, where[winner].text)
    everywhere = _count(words.any, evidence, where)
    ranked = everywhere.most_common(2)
    if ranked and ranked[0][1] >= _MIN_MENTIONS and (len(ranked) == 1 or ranked[0][1] >= _DOMINANCE * ranked[1][1]):
        return ranked[0][0], f"{ranked[0][1]} mentions of {ranked[0][0]}{YEAR}"
    return None


def _as_found(year: int | None, page: int, text: str) -> tuple[int, str] | None:
    return None if year is None else (year, f"page {page}: {text[:60]}")


def _count(pattern: re.Pattern[str], evidence: Evidence, where: dict[int, Snippet]) -> Counter[int]:
    counted = Counter[int]()
    for snippet in evidence.everything():
        for match in pattern.finditer(snippet.text):
            year = int(match.group(1))
            counted[year] += 1
            where.setdefault(year, snippet)
    return counted


def _winner(counter: Counter[int]) -> int | None:
    ranked = counter.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def find_kind(evidence: Evidence, titles: Sequence[Title]) -> tuple[str, str] | None:
    """`department_budget`, `unit_budget`, `department_final_accounts` or `unit_final_accounts`, and where it was read.

    The cover decides. Without a cover the words 部门/单位 and 预算/决算 are counted in titles, captions and text: final accounts speak of
    预算 too (年初预算, 预算绩效), budgets hardly of 决算, so tables named 决算 outweigh the word 预算.
    """
    named = [title for title in titles if title.what and title.page <= 3]
    named.sort(key=lambda title: (-title.size, title.page, title.position))
    for title in named:
        if title.scope in {DEPARTMENT, UNIT}:
            return kind_name(title.scope, title.what or ""), f"page {title.page}: {title.text[:60]}"
    if not evidence.titles and not any(title.what for title in titles):
        return None  # a notice or a rule speaks of 部门预算 too
    scope, what, where = _count_kind_words(evidence)
    if named:
        what[named[0].what or ""] += 20
    if not what or scope[DEPARTMENT] == scope[UNIT]:
        return None
    kind = FINAL_ACCOUNTS if what[FINAL_ACCOUNTS] >= what[BUDGET] else BUDGET
    best = DEPARTMENT if scope[DEPARTMENT] > scope[UNIT] else UNIT
    seen = where.get(kind)
    return kind_name(best, kind), f"page {seen.page}: {seen.text[:60]}" if seen else f"words of {kind}"


def _count_kind_words(evidence: Evidence) -> tuple[Counter[str], Counter[str], dict[str, Snippet]]:
    scope, what = Counter[str](), Counter[str]()
    where: dict[str, Snippet] = {}
    for snippet in evidence.everything():
        for match in vocabulary().kinds.words.finditer(snippet.text):
            scope[match.group(1)] += 3
            what[match.group(2)] += 3
            where.setdefault(match.group(2), snippet)
    for snippet in (*evidence.titles, *evidence.captions):
        _weigh_heading(snippet, scope, what, where)
    if not what:
        for snippet in evidence.lines:
            _weigh_heading(snippet, scope, what, where)
    return scope, what, where


def _weigh_heading(snippet: Snippet, scope: Counter[str], what: Counter[str], where: dict[str, Snippet]) -> None:
    words = vocabulary().kinds
    if words.final_table.search(snippet.text):
        what[FINAL_ACCOUNTS] += 4
        where.setdefault(FINAL_ACCOUNTS, snippet)
    elif words.budget_table.search(snippet.text):
        what[BUDGET] += 2
        where.setdefault(BUDGET, snippet)
    if words.of_department.search(snippet.text):
        scope[DEPARTMENT] += 1
    elif words.of_unit.search(snippet.text):
        scope[UNIT] += 1


def kind_name(scope: str, what: str) -> str:
    """`document_kind` of 部门 or 单位 and 预算 or 决算."""
    return ("department" if scope == DEPARTMENT else "unit") + ("_budget" if what == BUDGET else "_final_accounts")
