"""Printed figures: one grammar of a printed number, and the narrower views of it that readers ask for by name.

Every view first writes the text the one way (`normal`): NFKC, no blanks, `-` for every sign of minus (△ and ▲ are the minus of accounts), no
currency sign. So what one reader takes for a number is no text to the next.

| view | asked by | a number is |
|---|---|---|
| `parse_printed` | binding: the figure of a cell | exact, or None: never a guess |
| `looks_like_amount` | counts of a body, coverage | the form of an amount, whole or not, unit behind it included |
| `is_number`, `stands_for_number` | tables: body or header | any number, percent signs and misplaced separators included; the place of one |
| `is_figure` | tables without lines: a phrase of a row | a well-grouped number, a percent, or a dash |
| `is_money` | tables: anchors of rows, ends of a header | separators are written: `1,234` or `0.50` |
| `hides_figure` | cells: not blank, yet no number | no number, and the place of one |
| `has_separator` | codes against money | a point or comma among digits |
| `is_piece` | tables: figures that a page break cut | what half a figure may look like |
| `split_run_together` | tables: figures that touch | several amounts with the same decimals |
| `IN_PROSE`, `COUNT_IN_PROSE`, `AMOUNT_END`, `AMOUNT_TAIL` | sentences | parts of larger patterns, on text of one width |
| `UNSIGNED` | targets of performance forms | a well-grouped number without sign |
| `LABELLED`, `DIGITS_AND_MARKS` | forms that print label and number in one cell | what is tried as a number |
| `WHOLE_AS_PRINTED` | reading, before any text is made plain | commas of either width |
| `typed_number` | the search page | digits with any commas |

`pipeline.language.recognised` has the view for numbers that a recogniser read: it repairs separators.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pipeline.language.units import UNIT

CENT = Decimal("0.01")
_LONGEST = 20
"""No budget needs more digits: a run of codes, not a figure."""

_BLANKS = re.compile(r"\s+")
_CURRENCY = re.compile("¥")
"""A sign of currency before the digits, after NFKC."""
_MINUS = re.compile(r"[−–—―－]|[△▲∆Δ](?=¥?\.?\d)")
"""After NFKC; a triangle that stands before no figure is a mark."""

GROUPED: Final = r"\d{1,3}(?:,\d{3})+"
"""Digits in threes."""
_WHOLE = rf"(?:{GROUPED}|\d+)"
UNSIGNED: Final = rf"{_WHOLE}(?:\.\d+)?"
"""A well-grouped number."""
_NO_TAIL = r"(?<![\d.])(?<!\d,)"
IN_PROSE: Final = rf"{_NO_TAIL}-?{UNSIGNED}"
"""A number in a sentence or behind a label, not the tail of a longer one."""
COUNT_IN_PROSE: Final = rf"{_NO_TAIL}{_WHOLE}"
"""A number of things in a sentence."""
AMOUNT_END: Final = rf"\d(?:{UNIT})"
"""Where an amount ends in a sentence: enough to know that it tells one."""
AMOUNT_TAIL: Final = rf"[\d.,]+(?:{UNIT})"
"""An amount, or what a line break left of one."""
LABELLED: Final = r"-?[\d,]+(?:\.\d+)?"
"""What stands for a number behind its label in one cell, misplaced separators included; `parse_printed` decides whether it is one."""
DIGITS_AND_MARKS: Final = r"[-\d,，.．]+"
"""Whatever of a number stands at the end of a label."""
WHOLE_AS_PRINTED: Final = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)"
"""The digits before the point, in text that nobody has normalised."""

_DASH = re.compile(r"[-_]+")
_TORN = re.compile(r"\d\s+\d")
_SPACED = re.compile(r"[+\-]?\d(\s+[\d,.])+")
_PARENTHESES = re.compile(r"\((.+)\)")
_FIGURE = re.compile(rf"([+-]?)({_WHOLE})?,?(\.\d+|\.)?(?:{UNIT})?")
# `73，924.43` with a separator in the wrong place (`1,23,456.00`) is kept only when the groups still end in three digits before the point.
_LOOSE = re.compile(r"([+-]?)(\d[\d,]*\d)(\.\d+)?")
_PERCENT = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)[%‰]")
_LIKE = re.compile(rf"\(?[+-]?\d[\d,]*(?:\.\d+)?(?:{UNIT})?\)?")
# a unit behind a whole number without separators (`50万元`, `12元`) is a target or a text as often as an amount
_NUMBER = re.compile(rf"[+-]?\(?[+-]?(?:[\d,]*\d(?:\.\d+)?[%‰]?|(?:{GROUPED}(?:\.\d+)?|\d+\.\d+)(?:{UNIT}))\)?[%‰]?")
_PHRASE = re.compile(rf"\(?[+-]?{_WHOLE}(?:\.\d{{1,6}})?(?:{UNIT})?\)?%?|-{{1,2}}")
_MONEY = {least: re.compile(rf"\(?[+-]?(?:{GROUPED}(?:\.\d+)?|\d+\.\d{{{least},6}})(?:{UNIT})?\)?") for least in (1, 2)}
_AS_PRINTED = r"(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d{2,})"
_RUN_IN = re.compile(rf"^-?{_AS_PRINTED}(?!\d)|(?<![\d,，.])-?{_AS_PRINTED}$")
_HIDDEN = re.compile(r"\s*(?:#{2,}|\ufffd[\ufffd\s]*)\s*")
_SEPARATOR = re.compile(r"\d[.,]\d")
_TYPED = re.compile(r",*\d[\d,]*(?:\.\d+)?")
_PIECE = re.compile(r"-?[\d,]+(?:\.\d*)?")
_NONZERO = re.compile(r"\d\.\d*[1-9]|[1-9][\d,]*\.\d")
_RUN_TOGETHER = tuple(re.compile(rf"-?{GROUPED}\.\d{{{places}}}|-?\d+\.\d{{{places}}}") for places in (2, 6, 4))
"""Amounts of one table have the same number of decimals: 万元 with 2 or 6, rarely 4."""


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
def normal(text: str) -> str:
    """The text as numbers are compared: NFKC, no blanks, one minus, no currency sign (`△ ￥５．００` → `-5.00`)."""
    return _CURRENCY.sub("", _MINUS.sub("-", _BLANKS.sub("", unicodedata.normalize("NFKC", text))))


@lru_cache(maxsize=65536)
def parse_printed(text: str) -> Printed | None:
    """Read one cell.

    Thousands separators, full-width digits, blanks inside the number (`25180591 .33`, a wrapped tail), parentheses, △ and a leading minus for
    negative figures, a currency sign before or a unit behind the digits, and a percent sign are understood. `1.416,80` and `(-5.00)` are not: what
    can be read in two ways is not read.

    Args:
        text: the cell as printed.

    Returns:
        the figure; None when the cell is blank or prints something else.
    """
    spaced = unicodedata.normalize("NFKC", text).strip()
    if _TORN.search(spaced) and not _SPACED.fullmatch(spaced):
        return None  # two digit runs with a blank between: a lost point or two figures, not a number to guess
    squeezed = normal(text)
    if not squeezed:
        return None
    if _DASH.fullmatch(squeezed):
        return Printed(Decimal(0), "dash")
    percent = _PERCENT.fullmatch(squeezed)
    if percent:
        return _figure(percent.group(1), is_percent=True)
    inner = _PARENTHESES.fullmatch(squeezed)
    if inner:
        squeezed = "-" + inner.group(1)
    found = _FIGURE.fullmatch(squeezed)
    if found and (found.group(2) or (found.group(3) and found.group(3) != ".")):
        return _figure(
            f"{found.group(1)}{found.group(2) or '0'}{'' if found.group(3) in (None, '.') else found.group(3)}"
        )
    loose = _LOOSE.fullmatch(squeezed)
    return _figure(squeezed) if loose and len(loose.group(2).rsplit(",", 1)[-1]) == 3 else None


def looks_like_amount(text: str) -> bool:
    """True for a string that has the form of an amount: separators, sign, currency sign and unit included."""
    return bool(_LIKE.fullmatch(normal(text)))


def is_number(text: str) -> bool:
    """True for any number, percent signs and misplaced separators included."""
    return bool(_NUMBER.fullmatch(normal(text)))


def is_figure(text: str) -> bool:
    """True for a well-grouped number, a percentage or a dash."""
    return bool(_PHRASE.fullmatch(normal(text)))


def is_money(text: str, least_decimals: int = 1) -> bool:
    """True for a number that is written as money is: digits in threes, or at least so many (1 or 2) and at most six decimals."""
    return bool(_MONEY[least_decimals].fullmatch(normal(text)))


def hides_figure(text: str) -> bool:
    """True for what stands in the place of a figure and does not say it: `########` of a column too narrow for it, ink that no text says (U+FFFD)."""
    return bool(_HIDDEN.fullmatch(text))


def stands_for_number(text: str) -> bool:
    """True for any number, and for what stands in the place of one that could not be printed or read."""
    return is_number(text) or hides_figure(text)


def has_separator(text: str) -> bool:
    """True where a point or comma stands among digits: money rather than a code or a count."""
    return bool(_SEPARATOR.search(normal(text)))


def is_piece(text: str) -> bool:
    """True for what may be a part of a figure that a page break cut: `1,2`, `34.`."""
    return bool(_PIECE.fullmatch(normal(text)))


def prints_money(text: str) -> bool:
    """True where a figure with decimals stands in the text that is not zero."""
    return bool(_NONZERO.search(normal(text)))


def typed_number(text: str) -> Decimal | None:
    """The number that a person typed, commas anywhere; None for any other text."""
    return Decimal(text.replace(",", "")) if _TYPED.fullmatch(text) else None


def split_run_together(text: str) -> list[str]:
    """The amounts of a word that holds several without a gap (`12.503.20`), one when it is one; empty when it is something else."""
    return next((found for pattern in _RUN_TOGETHER if "".join(found := pattern.findall(text)) == text), [])


def without_run_in_amount(text: str) -> str:
    """A header text without the amount of the row below that runs into its first or last line."""
    return _RUN_IN.sub("", text)


def _figure(digits: str, *, is_percent: bool = False) -> Printed | None:
    digits = digits.replace(",", "")
    if len(digits) > _LONGEST:
        return None
    value = Decimal(digits)
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Printed(value, "zero" if value == 0 else "value", is_percent, decimals)


def to_yuan(value: Decimal, scale: Decimal) -> Decimal:
    """The figure in yuan, to the cent (half up would invent nothing here: six decimals of 万元 are exact cents)."""
    return (value * scale).quantize(CENT)
