"""The words of performance forms, read once from `schemas/vocabulary/performance.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from pipeline.language.spelling import plain

_REMARK = re.compile(r"\([^()]*\)")


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _without_word(pattern: str) -> str:
    return pattern.removesuffix("(指标)?")


def _with_word(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{_any_of(patterns).pattern})(?<=指标)")


@dataclass(frozen=True)
class Vocabulary:
    """Compiled patterns; every pattern is meant for `fullmatch` on normalised text unless its name says otherwise."""

    roles: Mapping[str, re.Pattern[str]]
    weak: Mapping[str, re.Pattern[str]]
    level1: re.Pattern[str]
    level2: re.Pattern[str]
    level1_prefix: re.Pattern[str]
    """For `match`: the name of a group with the word 指标."""
    level2_prefix: re.Pattern[str]
    level2_clipped: re.Pattern[str]
    """For `match`: the name of a group whose word 指标 is cut off behind 指, or whole."""
    parents: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    subjects: Mapping[str, re.Pattern[str]]
    context: re.Pattern[str]
    """Headers of columns that say what an indicator serves."""
    form: Mapping[str, re.Pattern[str]]
    before: tuple[tuple[str, str], ...]
    """(printed word, comparator), longest word first; literal."""
    after: Mapping[str, re.Pattern[str]]
    """Comparator → pattern to `match` where the unit ends."""
    comparator_column: Mapping[str, re.Pattern[str]]
    neutral_before: re.Pattern[str]
    units: re.Pattern[str]
    """For `match`; the longest alternative comes first."""
    title_generic: re.Pattern[str]
    """For `sub`."""
    title_project: re.Pattern[str]

    def role(self, text: str, *, weak: bool = False) -> str | None:
        """Role of a header text in the indicator grid, None when it has none."""
        bare = plain(text)
        table = self.weak if weak else self.roles
        for candidate in (bare, _REMARK.sub("", bare)):
            for role, pattern in table.items():
                if pattern.fullmatch(candidate):
                    return role
        return None

    def subject(self, text: str) -> str | None:
        """`code`, `name`, `unit_name` for a header that says who a row is about."""
        bare = plain(text)
        return next((kind for kind, pattern in self.subjects.items() if pattern.fullmatch(bare)), None)

    def form_label(self, text: str) -> str | None:
        """`project_name`, `project_code`, `head`, `other` for the label of a form cell; None for any other text."""
        bare = plain(text).rstrip(":")
        return next((kind for kind, pattern in self.form.items() if pattern.fullmatch(bare)), None)

    def parent_groups(self, level2: str) -> tuple[str, ...]:
        """First words of the first-level groups that a second-level group belongs to; empty when not known."""
        bare = plain(level2)
        return next((groups for pattern, groups in self.parents if pattern.fullmatch(bare)), ())


@cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary that ships with the package."""
    source = files("schemas").joinpath("vocabulary/performance.yml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.safe_load(source)
    comparators = raw["comparators"]
    before = [(plain(word), sign) for sign, words in comparators["before"].items() for word in words]
    return Vocabulary(
        roles={role: _any_of(patterns) for role, patterns in raw["roles"].items()},
        weak={role: _any_of(patterns) for role, patterns in raw["weak"].items()},
        level1=_any_of(raw["level1"]),
        level2=_any_of(raw["level2"]),
        level1_prefix=_with_word(raw["level1"]),
        level2_prefix=_with_word(raw["level2"]),
        level2_clipped=re.compile(f"(?P<group>{'|'.join(_without_word(p) for p in raw['level2'])})指标?"),
        parents=tuple((re.compile(pattern), tuple(groups)) for pattern, groups in raw["parents"].items()),
        subjects={kind: _any_of(patterns) for kind, patterns in raw["subjects"].items()},
        context=_any_of(raw["context"]),
        form={kind: _any_of(patterns) for kind, patterns in raw["form"].items()},
        before=tuple(sorted(before, key=lambda pair: -len(pair[0]))),
        after={sign: _any_of(patterns) for sign, patterns in comparators["after"].items()},
        comparator_column={sign: _any_of(map(re.escape, words)) for sign, words in comparators["column"].items()},
        neutral_before=_any_of(raw["neutral_before"]),
        units=_any_of(raw["units"]),
        title_generic=_any_of(raw["title_generic"]),
        title_project=re.compile(raw["title_project"]),
    )
