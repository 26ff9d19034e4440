"""Small text helpers shared by the binding modules: one spelling for what documents print in many."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BLANKS = re.compile(r"\s+")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "〝": '"', "〞": '"', "﹒": "."})

_ORDINALS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(r"第?([一二三四五六七八九十百]+)[、,.:]")),
    (1, re.compile(r"\(([一二三四五六七八九十百]+)\)[、,.]?")),
    (2, re.compile(r"(\d{1,2})[、,.](?!\d)")),
    (3, re.compile(r"\((\d{1,2})\)[、,.]?")),
    (3, re.compile(r"(\d{1,2})\)[、,.]?")),
    (4, re.compile(r"([①-⑳])")),
)
# NFKC turns ① into a plain 1, so circled numbers are looked for in the text as printed.
_CIRCLED = re.compile(r"\s*([①-⑳])")
_OF_WHICH = re.compile(r"^(?:#|\(?其中[:：、]?\)?)")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text in NFKC without any blank: `本　年 收入` → `本年收入`, `（一）` → `(一)`."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES)


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
    for level, pattern in _ORDINALS:
        found = pattern.match(rest)
        if found and found.end() < len(rest):
            return found.group(1), level, rest[found.end() :]
    return None, None, rest


def strip_of_which(text: str) -> str:
    """`其中：财政拨款` → `财政拨款`."""
    return _OF_WHICH.sub("", text)


def is_of_which(text: str) -> bool:
    """True for a label that begins with 其中 (a part of a figure printed beside it)."""
    return bool(_OF_WHICH.match(plain(text)))


# Disclosure began in 2008, with the years from 2007 on.
_YEAR = re.compile(
    r"(?<!\d)(?P<named>20(?:0[7-9]|[1-4]\d))年|(?<![\d.,])(?P<bare>20(?:0[7-9]|[1-4]\d))(?![\d年]|[.,]\d)"
)


def year_in(text: str) -> int | None:
    """The first year that a plain text prints; a piece of an amount or of a longer number is none (`1,620.200000`).

    Args:
        text: in NFKC without blanks.
    """
    found = _YEAR.search(text)
    return int(found["named"] or found["bare"]) if found else None


def name_key(text: str) -> str:
    """A classification name reduced to what stays the same when offices shorten it.

    `农林水事务`, `农林水支出` and `农林水` are one 类; punctuation and blanks say nothing.
    """
    return _name_key(plain(text))


_NAME_NOISE = re.compile(r"[()、,，.·\"':：\-—/]")


@lru_cache(maxsize=16384)
def _name_key(text: str) -> str:
    key = _NAME_NOISE.sub("", text).replace("的", "")
    for ending in ("支出", "事务", "等"):
        if key.endswith(ending) and len(key) > len(ending) + 1:
            key = key[: -len(ending)]
    return key
