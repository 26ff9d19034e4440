"""Units of money as documents print them: 元, 千元, 万元, 百万元, 亿元.

`schemas/classifications/unit.csv` lists them, a line each; SQL reads the same list as `ref_unit`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Final

from pipeline.language.data import Strict, Words, load
from pipeline.language.spelling import plain

YUAN: Final = "元"


def _factors() -> dict[str, Decimal]:
    text = files("schemas").joinpath("classifications", "unit.csv").read_text(encoding="utf-8")
    return {row["unit"]: Decimal(row["factor"]) for row in csv.DictReader(text.splitlines())}


FACTORS: Final = _factors()
"""Unit → yuan."""

USUAL: Final = (YUAN, "万元")
"""The units of nearly every disclosure; the others are looked for only where these explain nothing."""

_LONGEST_FIRST = sorted(FACTORS, key=len, reverse=True)
UNIT: Final = "|".join(_LONGEST_FIRST)
"""Alternatives for a regular expression, 百万元 before 万元 before 元."""
UNIT_CHARACTERS: Final = "".join(sorted(set("".join(FACTORS))))
"""What units are written with."""


class _Statements(Strict):
    """`units.yaml`."""

    statement: Words
    cut_statement: Words
    bracket: Words
    loose: Words
    behind: Words
    note: Words
    note_scope: Words


@lru_cache(maxsize=1)
def statements() -> _Statements:
    """The words of `units.yaml`."""
    large = [unit for unit in _LONGEST_FIRST if unit != YUAN]
    parts = {"unit": UNIT, "large": "|".join(large), "stem": "|".join(unit.removesuffix(YUAN) for unit in large)}
    return load("units.yaml", _Statements, parts)


def stated_unit(texts: Iterable[str]) -> str | None:
    """The unit that a caption states (`单位：万元`, `金额单位：元`), or None. `单位：某局` states none."""
    words = statements()
    for text in texts:
        bare = plain(text)
        for pattern in (words.statement, words.bracket, words.loose):
            found = pattern.search(bare)
            if found:
                return next(g for g in found.groups() if g)
        cut = words.cut_statement.search(bare)
        if cut:
            return cut.group(1) + YUAN
    return None


@dataclass(frozen=True, slots=True)
class UnitNote:
    """What a note under a table says of units."""

    unit: str
    for_all: bool
    """It speaks for every table of the document."""


def noted_unit(note: str) -> UnitNote | None:
    """The unit that a note under a table states (`注：金额单位均为元`), or None."""
    words = statements()
    found = words.note.search(plain(note))
    return UnitNote(found.group(1), bool(words.note_scope.search(found.string[: found.end()]))) if found else None


def unit_in_brackets(text: str) -> str | None:
    """The unit that a head or label carries: `项目金额（万元）` → 万元."""
    found = statements().bracket.search(plain(text))
    return found.group(1) if found else None


@lru_cache(maxsize=4096)
def unit_of_path(path: tuple[str, ...]) -> str | None:
    """The unit in the innermost segment of a header path that carries one."""
    return next((unit for segment in reversed(path) if (unit := unit_in_brackets(segment))), None)


@lru_cache(maxsize=65536)
def unit_behind(printed: str) -> str | None:
    """The unit behind the digits of a printed figure: `12.50万元` → 万元."""
    found = statements().behind.search(plain(printed))
    return found.group(1) if found else None
