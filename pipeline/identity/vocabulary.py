"""The words of identity (schemas/vocabulary/identity.yml), compiled once per process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class OtherPublisher:
    """A kind of publisher that is no department or unit, and by what its papers are known."""

    reason: str
    """Chinese, then English in brackets."""
    name: re.Pattern[str] | None
    name_decides: bool
    bodies: re.Pattern[str] | None
    """Where some body is named, title and tables count only when it is one of these."""
    title: re.Pattern[str] | None
    tables: tuple[re.Pattern[str], ...]
    tables_needed: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Compiled patterns; all work on text without blanks."""

    suffix: re.Pattern[str]
    """An organisation's name ends like this."""
    tail: re.Pattern[str]
    placeholder: re.Pattern[str]
    label: re.Pattern[str]
    """A label and, in group `name`, what stands behind it on its line."""
    bare_label: re.Pattern[str]
    """A cell that holds only a label."""
    stop: re.Pattern[str]
    table_titles: tuple[re.Pattern[str], ...]
    other_table_titles: tuple[re.Pattern[str], ...]
    statement_marks: tuple[re.Pattern[str], ...]
    other_publishers: tuple[OtherPublisher, ...]
    other_papers: tuple[tuple[re.Pattern[str], str], ...]


def _other_publisher(raw: dict[str, Any]) -> OtherPublisher:
    return OtherPublisher(
        reason=raw["reason"],
        name=re.compile(raw["name"]) if "name" in raw else None,
        name_decides=raw.get("name_decides", False),
        bodies=re.compile(raw["bodies"]) if "bodies" in raw else None,
        title=re.compile(raw["title"]) if "title" in raw else None,
        tables=tuple(re.compile(line) for line in raw.get("tables", ())),
        tables_needed=raw.get("tables_needed", 1),
    )


@cache
def vocabulary() -> Vocabulary:
    """Read and compile the vocabulary."""
    source = resources.files("schemas").joinpath("vocabulary", "identity.yml")
    raw = yaml.safe_load(source.read_text(encoding="utf-8"))
    labels = "|".join(raw["name_labels"])
    suffixes = "".join(str(raw["organisation_suffixes"]).split())
    return Vocabulary(
        suffix=re.compile(rf"(?:{suffixes})(?:[（(][^（()）]{{2,24}}[）)])?$"),
        tail=re.compile(rf"(?:{raw['name_tails']})$"),
        placeholder=re.compile(raw["placeholders"]),
        label=re.compile(rf"^[（(]?(?:{labels})[:：](?P<name>.*)$"),
        bare_label=re.compile(rf"^(?:{labels})[:：]?$"),
        stop=re.compile(raw["name_stops"]),
        table_titles=tuple(re.compile(line) for line in raw["table_titles"]),
        other_table_titles=tuple(re.compile(line) for line in raw["other_table_titles"]),
        statement_marks=tuple(re.compile(line) for line in raw["statement_marks"]),
        other_publishers=tuple(_other_publisher(kind) for kind in raw["other_publishers"]),
        other_papers=tuple((re.compile(paper["head"]), paper["reason"]) for paper in raw["other_papers"]),
    )
