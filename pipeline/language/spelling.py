"""One spelling for what documents print in many, and the narrower spellings that readers ask for by name.

| spelling | asked by | what it makes equal |
|---|---|---|
| `plain` | labels, headers, names: all comparisons of words | width of characters (NFKC), blanks, kinds of quotes |
| `folded` | performance: names of projects are taken from it | width and blanks; quotes stay |
| `squeezed` | layout: words are put together again | blanks only; the text stays as printed |
| `squeezed_with_year` | titles and names | blanks; a year in Chinese or full-width digits |
| `aligned` | sentences: a place in the text is a place in the print | width of marks and digits, one character for one |
| `name_key` | names of the classifications | besides `plain`: marks, 的, and the endings that offices leave out |
| `body_key` | names of bodies | besides NFKC: blanks, quotes and marks |
| `typed` | what a person types into a search | width, letters of either case |
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_BLANKS = re.compile(r"\s+")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "〝": '"', "〞": '"', "﹒": "."})


def folded(text: str) -> str:
    """The text in NFKC without any blank, quotes as printed: what may be shown again as a name."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text in NFKC without any blank, one kind of quotes: `本　年 收入` → `本年收入`, `（一）` → `(一)`."""
    return folded(text).translate(_QUOTES)


_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
_CHINESE_YEAR = re.compile(r"[二２2][〇零○０0][〇零○一二三四五六七八九０-９]{2}(?=年)")
_ALIGNED = str.maketrans(
    "（）［］【】〔〕，：；％＋－﹣—“”‟„＂「」『』．０１２３４５６７８９", '()[][](),:;%+---""""""""".0123456789'
)
_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉()（）\[\]【】〔〕,，.。、:：;；·\-—_]")


HAN: Final = "一-鿿"
"""Chinese characters, for a class of a regular expression."""


def is_chinese(character: str) -> bool:
    """True for a Chinese character (no punctuation)."""
    return HAN[0] <= character <= HAN[-1]


def squeezed(text: str) -> str:
    """The text without any white space (本 年 收 入 → 本年收入)."""
    return _BLANKS.sub("", text)


def squeezed_with_year(text: str) -> str:
    """The text without blanks, a year written in Chinese or full-width digits turned into plain ones (二〇二四年 → 2024年)."""
    return _CHINESE_YEAR.sub(lambda found: found.group(0).translate(_CHINESE_DIGITS), squeezed(text))


def aligned(printed: str) -> str:
    """Plain brackets, quotes, digits and punctuation; as many characters as before, so that positions stay what they are."""
    return printed.translate(_ALIGNED)


def body_key(name: str) -> str:
    """The name of a body without blanks, punctuation and width differences."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


def typed(text: str) -> str:
    """What a person typed, or what it is compared with: one width, lower case, inner blanks kept."""
    return unicodedata.normalize("NFKC", text).strip().lower()


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


_NAMED_YEAR = re.compile(r"20\d\d年")


def names_year(text: str) -> bool:
    """True where a year is printed with its word (2024年), anywhere in the text."""
    return bool(_NAMED_YEAR.search(text))


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
