"""What spreadsheets make of texts and numbers, and how to keep them from it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LOOKS_LIKE_A_NUMBER = re.compile(r"^(?:0\d+|\d{12,}|\d+[eE]\d+)$")
"""Leading zeros, more digits than Excel keeps, and ids such as 12345678e9012345."""
_DIGITS = 15
"""Significant digits that Excel keeps of a number."""

AS_IT_IS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Options of a workbook in which a text stays a text."""


def csv_text(text: str) -> str:
    """A text for a CSV file that Excel opens by a double click.

    Excel takes 0123 for 123, a code of 21 digits for 1.1E+20 and a text that begins with = + - @ for a formula, which it runs. A tab before them
    keeps them what they are; Excel does not show it.
    """
    return f"\t{text}" if text.startswith(_FORMULA) or _LOOKS_LIKE_A_NUMBER.match(text) else text


def stored_number(value: object) -> float | None:
    """The value as Excel stores it; None for what is no number, or has more digits than Excel keeps."""
    if not isinstance(value, int | float | Decimal):
        return None
    return float(value) if len(Decimal(str(value)).normalize().as_tuple().digits) <= _DIGITS else None
