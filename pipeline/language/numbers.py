"""Printed figures: what a cell says, as an exact decimal and the state in which it was printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.language.units import UNIT

CENT = Decimal("0.01")

_BLANKS = re.compile(r"\s+")
_DASH = re.compile(r"^[-—–―－_]+$")
_NUMBER = re.compile(r"^([+\-−－]?)[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)?,?(\.\d+|\.)?(?:" + UNIT + r")?$")
# `73，924.43` with a separator in the wrong place (`1,23,456.00`) is kept only when the groups still end in three digits before the point.
_LOOSE = re.compile(r"^([+\-−－]?)(\d[\d,]*\d)(\.\d+)?$")
_TORN = re.compile(r"\d\s+\d")
_SPACED = re.compile(r"^[+\-]?\d(\s+[\d,.])+$")
_PARENTHESES = re.compile(r"^\((.+)\)$")
_PERCENT = re.compile(r"^([+\-−－]?\d[\d,]*(?:\.\d+)?)(?:%|‰)$")
_LIKE = re.compile(r"^\(?[+\-−－]?\d[\d,]*(?:\.\d+)?\)?$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed."""

    value: Decimal
    state: str
    """`value`, `zero` (a printed 0 or 0.00) or `dash`."""
    is_percent: bool = False
    decimals: int = 0
    """Printed digits after the point."""


@lru_cache(maxsize=65536)
def parse_printed(text: str) -> Printed | None:
    """Read one cell.

    Thousands separators, full-width digits, blanks inside the number (`25180591 .33`, a wrapped tail), parentheses and a leading minus for
    negative figures, a currency sign or unit behind the digits, and a percent sign are understood.

    Args:
        text: the cell as printed.

    Returns:
        the figure; None when the cell is blank or prints something else.
    """
    normal = unicodedata.normalize("NFKC", text).strip()
    if _TORN.search(normal) and not _SPACED.match(normal):
        return None  # two digit runs with a blank between: a lost point or two figures, not a number to guess
    squeezed = _BLANKS.sub("", normal)
    if not squeezed:
        return None
    if _DASH.match(squeezed):
        return Printed(Decimal(0), "dash")
    percent = _PERCENT.match(squeezed)
    if percent:
        value = _decimal(percent.group(1))
        return None if value is None else _figure(value, is_percent=True)
    negative = False
    inner = _PARENTHESES.match(squeezed)
    if inner:
        negative, squeezed = True, inner.group(1)
    found = _NUMBER.match(squeezed)
    if found and (found.group(2) or (found.group(3) and found.group(3) != ".")):
        value = _decimal(
            f"{found.group(1)}{found.group(2) or '0'}{'' if found.group(3) in (None, '.') else found.group(3)}"
        )
    elif (loose := _LOOSE.match(squeezed)) and len(loose.group(2).rsplit(",", 1)[-1]) == 3:
        value = _decimal(squeezed)
    else:
        return None
    if value is None:
        return None
    return _figure(-value if negative else value)


def looks_like_amount(text: str) -> bool:
    """True for a string that has the form of a number, separators and sign included."""
    squeezed = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    return bool(_LIKE.match(squeezed))


def _decimal(text: str) -> Decimal | None:
    text = text.replace(",", "").replace("−", "-").replace("－", "-")
    if len(text) > 20:  # no budget needs twenty digits: a run of codes or of figures, which the scale would carry beyond exact arithmetic
        return None
    return Decimal(text)


def _figure(value: Decimal, *, is_percent: bool = False) -> Printed:
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Printed(value, "zero" if value == 0 else "value", is_percent, decimals)


def to_yuan(value: Decimal, scale: Decimal) -> Decimal:
    """The figure in yuan, to the cent (half up would invent nothing here: six decimals of 万元 are exact cents)."""
    return (value * scale).quantize(CENT)
