"""Ordinals before headings and row labels: one grammar of 一、 （一） 1. （1） ①, and the parts of it that larger patterns are built from.

The parts match text as printed and text in NFKC alike, so brackets, points and digits of either width.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline.language.spelling import plain

NUMERAL: Final = "[一二三四五六七八九十百]+"
"""A number in Chinese digits."""
EITHER: Final = r"[\d一二三四五六七八九十百]+"
"""A number in digits of either kind: the number of a table."""
PART: Final = rf"第(?:{NUMERAL}|\d{{1,2}})部分"
CHAPTER: Final = f"{NUMERAL}、"
SECTION: Final = f"[（(]{NUMERAL}[）)]"
_NO_POINT = r"(?!\d(?!\d{3}年))"
ITEM: Final = rf"\d{{1,2}}[.、．]{_NO_POINT}"
"""`1.` and `1、`; the begin of `1.5` is none, that of `1.2024年` is one."""
SUBITEM: Final = r"[（(]\d{1,2}[）)]"
HEADING: Final = f"{CHAPTER}|{SECTION}|{ITEM}"
"""What stands before the name of a unit or of a chapter."""
ANY: Final = f"{HEADING}|{SUBITEM}"

_LEVELS: Final[tuple[tuple[int, re.Pattern[str]], ...]] = (
    (0, re.compile(f"第?({NUMERAL})[、,.:]")),
    (1, re.compile(rf"\(({NUMERAL})\)[、,.]?")),
    (2, re.compile(rf"(\d{{1,2}})[、,.]{_NO_POINT}")),
    (3, re.compile(r"\((\d{1,2})\)[、,.]?")),
    (3, re.compile(r"(\d{1,2})\)[、,.]?")),
    (4, re.compile(r"([①-⑳])")),
)
# NFKC turns ① into a plain 1, so circled numbers are looked for in the text as printed.
_CIRCLED = re.compile(r"\s*([①-⑳])")
_OF_WHICH = re.compile(r"^(?:#|\(?其中[:：、]?\)?)")


@lru_cache(maxsize=16384)
def split_ordinal(text: str) -> tuple[str | None, int | None, str]:
    """Take the printed ordinal off a row label.

    Args:
        text: the label as printed.

    Returns:
        the ordinal as printed (`一`, `（二）` → `二`, `1`) or None; its level (0 一、 · 1 （一） · 2 1. · 3 （1） · 4 ①) or None;
        the label without 其中, ordinal and blanks.
    """
    circled = _CIRCLED.match(text)
    if circled:
        return circled.group(1), 4, plain(text[circled.end() :])
    rest = strip_of_which(plain(text))
    for level, pattern in _LEVELS:
        found = pattern.match(rest)
        if found and found.end() < len(rest):
            return found.group(1), level, rest[found.end() :]
    return None, None, rest


_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九十", start=1)}
_TEN = "十"


def ordinal_value(ordinal: str | None) -> int | None:
    """The number of an ordinal as `split_ordinal` gives it, up to 十九 and of any size in figures; None where it is none."""
    if ordinal is None:
        return None
    if ordinal.isdigit():
        return int(ordinal)
    if len(ordinal) == 1:
        return _DIGITS.get(ordinal)
    if ordinal[0] == _TEN and len(ordinal) == 2:
        return 10 + _DIGITS.get(ordinal[1], 0)
    return None


def strip_of_which(text: str) -> str:
    """`其中：财政拨款` → `财政拨款`."""
    return _OF_WHICH.sub("", text)


def is_of_which(text: str) -> bool:
    """True for a label that begins with 其中 (a part of a figure printed beside it)."""
    return bool(_OF_WHICH.match(plain(text)))
