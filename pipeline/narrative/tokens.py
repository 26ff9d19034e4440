"""A sentence as tokens: items, amounts, shares, counts, comparisons, and the words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.language.units import FACTORS
from pipeline.narrative.vocabulary import vocabulary
from pipeline.narrative.words import words


@dataclass(frozen=True, slots=True)
class Token:
    """Something that carries meaning, and where it stands in the sentence."""

    kind: str
    """A name of `_KINDS`, such as `item`, `code`, `amount`, `percent`, `count`, `base`, `up`, `down`, `same`, `share`, `reason`, `none`."""
    text: str
    start: int
    end: int
    value: Decimal | None = None
    """Amount in yuan, percent, or count."""
    year: int | None = None


@cache
def scanner() -> re.Pattern[str]:
    """The one pattern that finds every token."""
    kinds = [f"(?P<{line.name}>{line.pattern.pattern})" for line in words().tokens]
    named = [f"(?P<code>{words().code.pattern})", f"(?P<item>{vocabulary().pattern})"]
    before = _KINDS.index(_BEFORE_NAMES) + 1
    return re.compile("|".join([*kinds[:before], *named, *kinds[before:]]))


def tokens(text: str) -> list[Token]:
    """Tokens of a normal sentence, in order; what lies between two tokens is the gap."""
    found: list[Token] = []
    for match in scanner().finditer(text):
        kind = match.lastgroup or ""
        # nested groups (number, scale …) may close last: take the outer alternative
        kind = next(name for name in _KINDS if match.group(name) is not None) if kind not in _KINDS else kind
        found.append(_token(kind, match))
    return found


_KINDS = (*(line.name for line in words().tokens), "code", "item")
_BEFORE_NAMES = "done"
"""The last kind of token that is tried before codes and names."""


def _token(kind: str, match: re.Match[str]) -> Token:
    value: Decimal | None = None
    year: int | None = None
    text = match.group(0)
    if kind == "amount":
        value = Decimal(match.group("number").replace(",", "")) * FACTORS[match.group("scale")]
    elif kind == "zero":
        kind, value = "amount", Decimal(0)
    elif kind == "percent":
        value = Decimal(match.group("rate").replace(",", ""))
    elif kind == "count":
        value = Decimal(match.group("many").replace(",", ""))
    elif kind in {"year", "date"}:
        year = int(text[:4])
    elif kind == "base":
        printed = re.search(r"20\d{2}", text)
        year = int(printed.group(0)) if printed else None
    elif kind == "code":
        text = match.group("code_behind") or match.group("code_before")
    return Token(kind, text, match.start(), match.end(), value, year)
