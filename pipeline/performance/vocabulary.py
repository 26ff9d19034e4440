"""The words of performance forms (`schemas/vocabulary/performance.yml`), compiled once per process."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Literal

from pipeline.language.data import AnyOf, Each, Phrase, Strict, Word, Words, load
from pipeline.language.parts import parts
from pipeline.language.spelling import folded

_REMARK = re.compile(r"\([^()]*\)")

Role = Literal["level1", "level2", "level3", "value", "comparator", "unit", "explanation"]
Sign = Literal[">=", "<=", ">", "<", "="]


class Parent(Phrase):
    """Where the national form puts a second-level group."""

    groups: tuple[str, ...]
    """First words of the first-level groups it belongs to."""


class ComparatorWords(Strict):
    """Printed comparators."""

    before_number: dict[Sign, tuple[Word, ...]]
    after: dict[Sign, AnyOf]
    """Comparator → pattern to `match` where the unit ends."""
    in_column: dict[Sign, tuple[Word, ...]]

    @cached_property
    def before(self) -> tuple[tuple[str, str], ...]:
        """(printed word, comparator), longest word first; literal."""
        pairs = [(folded(word), sign) for sign, words in self.before_number.items() for word in words]
        return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))

    @cached_property
    def column(self) -> dict[str, re.Pattern[str]]:
        """Comparator → what a column of comparators prints for it."""
        return {sign: re.compile("|".join(map(re.escape, words))) for sign, words in self.in_column.items()}


class TargetWords(Strict):
    """What a target prints beside its number."""

    date: Words
    another: Words
    """A second target in the same cell (西安: ≥150次；112户)."""
    unit_tail: Words
    """台(套), 册/人."""
    scale: Words
    """万 alone is no unit: 1.6万场, 3万册."""
    unit_ends: Words
    year: Word


class Vocabulary(Strict):
    """`performance.yml`; every pattern is meant for `fullmatch` on folded text unless its name says otherwise."""

    roles: dict[Role, AnyOf]
    weak: dict[Role, AnyOf]
    indicator: Word
    """指标, with which the name of a group may end."""
    best_name: Word
    """Of several columns that may hold the indicator, the one that says so holds it."""
    numbering: Words
    level1: AnyOf
    level2_lines: Each
    parents: tuple[Parent, ...]
    subjects: dict[Literal["code", "name", "unit_name"], AnyOf]
    context: AnyOf
    """Headers of columns that say what an indicator serves."""
    form: dict[Literal["project_name", "project_code", "head", "other"], AnyOf]
    comparators: ComparatorWords
    neutral_before: AnyOf
    targets: TargetWords
    units: AnyOf
    """For `match`; the longest alternative comes first."""
    title_generic: AnyOf
    """For `sub`."""
    title_project: Words
    project: Word
    office_end: Words
    """For `search`: a name of an office, which names no project."""

    @cached_property
    def level2(self) -> re.Pattern[str]:
        """Names of second-level groups."""
        return _any_of(self.level2_lines)

    @cached_property
    def level1_prefix(self) -> re.Pattern[str]:
        """For `match`: the name of a group with the word 指标."""
        return self._with_word(self.level1)

    @cached_property
    def level2_prefix(self) -> re.Pattern[str]:
        """For `match`: the name of a group with the word 指标."""
        return self._with_word(self.level2)

    @cached_property
    def level2_clipped(self) -> re.Pattern[str]:
        """For `match`: the name of a group whose word 指标 is cut off behind 指, or whole."""
        names = "|".join(line.pattern.removesuffix(f"({self.indicator})?") for line in self.level2_lines)
        return re.compile(f"(?P<group>{names}){self.indicator}?")

    def _with_word(self, pattern: re.Pattern[str]) -> re.Pattern[str]:
        return re.compile(f"(?:{pattern.pattern})(?<={self.indicator})")

    def role(self, text: str, *, weak: bool = False) -> str | None:
        """Role of a header text in the indicator grid, None when it has none."""
        bare = folded(text)
        table = self.weak if weak else self.roles
        for candidate in (bare, _REMARK.sub("", bare)):
            for role, pattern in table.items():
                if pattern.fullmatch(candidate):
                    return role
        return None

    def subject(self, text: str) -> str | None:
        """`code`, `name`, `unit_name` for a header that says who a row is about."""
        bare = folded(text)
        return next((kind for kind, pattern in self.subjects.items() if pattern.fullmatch(bare)), None)

    def form_label(self, text: str) -> str | None:
        """`project_name`, `project_code`, `head`, `other` for the label of a form cell; None for any other text."""
        bare = folded(text).rstrip(":")
        return next((kind for kind, pattern in self.form.items() if pattern.fullmatch(bare)), None)

    def parent_groups(self, level2: str) -> tuple[str, ...]:
        """First words of the first-level groups that a second-level group belongs to; empty when not known."""
        bare = folded(level2)
        return next((line.groups for line in self.parents if line.pattern.fullmatch(bare)), ())


def _any_of(patterns: tuple[re.Pattern[str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


@cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary that ships with the package."""
    return load("performance.yml", Vocabulary, parts())
