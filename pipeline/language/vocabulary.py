"""The vocabulary as data: `schemas/vocabulary/*.yaml` read once and compiled."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pipeline.language.data import load_yaml
from pipeline.language.spelling import name_key, plain

FACETS = ("flow", "fund", "spending_kind", "stage", "three_public_item", "origin_year")


@dataclass(frozen=True, slots=True)
class FacetRule:
    """One vocabulary line: words → facets."""

    pattern: re.Pattern[str]
    values: tuple[tuple[str, str], ...]
    when: tuple[tuple[str, str], ...]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Words that make a column something else than an amount."""

    role: str
    pattern: re.Pattern[str]
    on_last: bool


@dataclass(frozen=True, slots=True)
class TitleRule:
    """Words of a title → table kind."""

    kind: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    by: str | None


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """Words of a whole header → table kind."""

    kind: str
    all: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]
    body: tuple[re.Pattern[str], ...]
    body_none: tuple[re.Pattern[str], ...]
    by: frozenset[str]


@dataclass(frozen=True, slots=True)
class ColumnVocabulary:
    """`columns.yaml`."""

    facets: tuple[FacetRule, ...]
    noise: re.Pattern[str]
    total: re.Pattern[str]
    money_ending: re.Pattern[str]
    roles: tuple[RoleRule, ...]
    classes: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class RowVocabulary:
    """`rows.yaml`."""

    total: re.Pattern[str]
    grand_total: re.Pattern[str]
    subtotal: re.Pattern[str]
    section: re.Pattern[str]
    count: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    unit: re.Pattern[str]
    stages: tuple[tuple[re.Pattern[str], str], ...]
    class_head: re.Pattern[str]
    classes: tuple[tuple[re.Pattern[str], str], ...]
    """Words of a project's class → kind of spending."""


@dataclass(frozen=True, slots=True)
class KindVocabulary:
    """`kinds.yaml`."""

    titles: tuple[TitleRule, ...]
    title_hint: re.Pattern[str]
    headers: tuple[HeaderRule, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """`classification_names.csv`: names of the official classifications, old and short names included."""

    codes: dict[str, dict[str, tuple[str, ...]]]
    """Classification → name key → codes that carry the name."""
    known: dict[str, frozenset[str]]
    """Classification → codes."""


def _pairs(mapping: dict[str, str] | None) -> tuple[tuple[str, str], ...]:
    return tuple((mapping or {}).items())


def _patterns(words: list[str] | None) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(w) for w in words or ())


@lru_cache(maxsize=1)
def columns() -> ColumnVocabulary:
    """Words of column headers."""
    data = load_yaml("columns.yaml")
    return ColumnVocabulary(
        facets=tuple(
            FacetRule(re.compile(r["words"]), _pairs(r["set"]), _pairs(r.get("when")), frozenset(r.get("kind", ())))
            for r in data["facets"]
        ),
        noise=re.compile(data["noise"]),
        total=re.compile(data["total"]),
        money_ending=re.compile(data["money_ending"]),
        roles=tuple(RoleRule(r["role"], re.compile(r.get("last") or r["path"]), "last" in r) for r in data["roles"]),
        classes=tuple((r["class"], re.compile(r["path"])) for r in data["classes"]),
    )


_ROW_WORDS = ("total", "grand_total", "subtotal", "section", "count", "opening", "closing", "class_head")


@lru_cache(maxsize=1)
def rows() -> RowVocabulary:
    """Words of row labels."""
    data = load_yaml("rows.yaml")
    compiled = {k: re.compile(data[k]) for k in _ROW_WORDS}
    return RowVocabulary(
        **compiled,
        unit=re.compile(data["unit"] + "$"),
        stages=tuple((re.compile(r["words"]), r["stage"]) for r in data["stages"]),
        classes=tuple((re.compile(r["words"]), r["spending_kind"]) for r in data["classes"]),
    )


@lru_cache(maxsize=1)
def kinds() -> KindVocabulary:
    """Words of table titles."""
    data = load_yaml("kinds.yaml")
    return KindVocabulary(
        titles=tuple(
            TitleRule(
                r["kind"], re.compile(r["words"]), re.compile(r["unless"]) if r.get("unless") else None, r.get("by")
            )
            for r in data["titles"]
        ),
        title_hint=re.compile(data["title_hint"]),
        headers=tuple(
            HeaderRule(
                kind=r["kind"],
                all=_patterns(r.get("all")),
                none=_patterns(r.get("none")),
                body=_patterns(r.get("body")),
                body_none=_patterns(r.get("body_none")),
                by=frozenset(r.get("by", ())),
            )
            for r in data["headers"]
        ),
    )


@lru_cache(maxsize=1)
def names() -> Names:
    """Official names → codes."""
    codes: dict[str, dict[str, list[str]]] = {}
    known: dict[str, set[str]] = {}
    text = files("schemas").joinpath("vocabulary", "classification_names.csv").read_text(encoding="utf-8")
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
    text = files("schemas").joinpath("vocabulary", "code_periods.csv").read_text(encoding="utf-8")
    return {
        (row["classification"], row["code"]): (int(row["since"] or 0), int(row["until"] or 9999))
        for row in csv.DictReader(text.splitlines())
    }
