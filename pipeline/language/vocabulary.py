"""The vocabulary as data: `schemas/vocabulary/*.yaml` read once and compiled."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import Field, model_validator

from pipeline.language.data import FACETS, Line, Pattern, Phrase, Strict, Words, load, one_of, read_text
from pipeline.language.parts import parts
from pipeline.language.spelling import name_key, plain
from schemas import allowed


def _check_facets(values: Mapping[str, str], *, is_prefix: bool = False) -> None:
    for facet, value in values.items():
        known = ("true",) if facet == "of_which" else FACETS.get(facet)
        if known is None:
            raise ValueError(f"unknown facet {facet}; known: {', '.join(FACETS)}, of_which")
        if not any(one.startswith(value) if is_prefix else one == value for one in known):
            raise ValueError(f"{value} is no {facet}; the schemas allow {', '.join(known)}")


Kind = Annotated[str, one_of(allowed.TABLE_KINDS, "table kind")]


class FacetRule(Phrase):
    """One vocabulary line: words → facets."""

    sets: dict[str, str] = Field(alias="set", min_length=1)
    when: dict[str, str] = Field(default_factory=dict)
    kinds: frozenset[Kind] = Field(frozenset(), alias="kind")

    @cached_property
    def values(self) -> tuple[tuple[str, str], ...]:
        """Facet and value, as the line sets them."""
        return tuple(self.sets.items())

    @cached_property
    def needs(self) -> tuple[tuple[str, str], ...]:
        """Facet and what its value must begin with, of the words before."""
        return tuple(self.when.items())

    @model_validator(mode="after")
    def _check_values(self) -> FacetRule:
        _check_facets(self.sets)
        _check_facets(self.when, is_prefix=True)
        return self


class RoleRule(Line):
    """Words that make a column something else than an amount; on the innermost word of its header or on the whole path."""

    role: Annotated[str, one_of(allowed.COLUMN_ROLES, "role of a column")]
    last: Pattern | None = None
    path: Pattern | None = None

    @model_validator(mode="after")
    def _check_place(self) -> RoleRule:
        if (self.last is None) == (self.path is None):
            raise ValueError("a role needs one of last and path")
        return self

    @property
    def on_last(self) -> bool:
        """It is about the innermost word alone."""
        return self.last is not None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words, wherever they must stand."""
        return self.last or self.path or re.compile("(?!)")


class ClassRule(Line):
    """Words of a header → classification of the column's codes and names."""

    classification: str = Field(alias="class")
    path: Pattern


class TitleRule(Phrase):
    """Words of a title → table kind."""

    kind: Kind
    unless: Pattern | None = None
    by: str | None = None


class HeaderRule(Line):
    """Words of a whole header → table kind."""

    kind: Kind
    all: tuple[Pattern, ...] = ()
    none: tuple[Pattern, ...] = ()
    body: tuple[Pattern, ...] = ()
    body_none: tuple[Pattern, ...] = ()
    by: frozenset[str] = frozenset()


class ColumnVocabulary(Strict):
    """`columns.yaml`."""

    facets: tuple[FacetRule, ...]
    noise: Words
    total: Words
    money_ending: Words
    roles: tuple[RoleRule, ...]
    classes: tuple[ClassRule, ...]


class StageRule(Phrase):
    """Words of a row → the moment it speaks of."""

    stage: Annotated[str, one_of(allowed.STAGES, "stage")]


class ProjectClassRule(Phrase):
    """Words of a project's class → kind of spending."""

    spending_kind: Annotated[str, one_of(allowed.SPENDING_KINDS, "kind of spending")]


class RowVocabulary(Strict):
    """`rows.yaml`."""

    total: Words
    grand_total: Words
    subtotal: Words
    section: Words
    count: Words
    opening: Words
    closing: Words
    unit: Words
    stages: tuple[StageRule, ...]
    fund_head: Words
    class_head: Words
    classes: tuple[ProjectClassRule, ...]


class KindVocabulary(Strict):
    """`kinds.yaml`."""

    titles: tuple[TitleRule, ...]
    title_hint: Words
    headers: tuple[HeaderRule, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """`classification_names.csv`: names of the official classifications, old and short names included."""

    codes: dict[str, dict[str, tuple[str, ...]]]
    """Classification → name key → codes that carry the name."""
    known: dict[str, frozenset[str]]
    """Classification → codes."""


@lru_cache(maxsize=1)
def columns() -> ColumnVocabulary:
    """Words of column headers."""
    return load("columns.yaml", ColumnVocabulary, parts())


@lru_cache(maxsize=1)
def rows() -> RowVocabulary:
    """Words of row labels."""
    return load("rows.yaml", RowVocabulary, parts())


@lru_cache(maxsize=1)
def kinds() -> KindVocabulary:
    """Words of table titles."""
    return load("kinds.yaml", KindVocabulary, parts())


@lru_cache(maxsize=1)
def names() -> Names:
    """Official names → codes."""
    codes: dict[str, dict[str, list[str]]] = {}
    known: dict[str, set[str]] = {}
    text = read_text("classification_names.csv")
    for row in csv.DictReader(text.splitlines()):
        keys = codes.setdefault(row["classification"], {})
        found = keys.setdefault(name_key(plain(row["name"])), [])
        if row["code"] not in found:
            found.append(row["code"])
        known.setdefault(row["classification"], set()).add(row["code"])
    return Names(
        {c: {k: tuple(v) for k, v in keys.items()} for c, keys in codes.items()},
        {c: frozenset(v) for c, v in known.items()},
    )


@lru_cache(maxsize=1)
def code_periods() -> dict[tuple[str, str], tuple[int, int]]:
    """(classification, code) → first and last year, of the codes that share their name with a successor (`code_periods.csv`)."""
    text = read_text("code_periods.csv")
    return {
        (row["classification"], row["code"]): (int(row["since"] or 0), int(row["until"] or 9999))
        for row in csv.DictReader(text.splitlines())
    }
