"""What a recogniser read, repaired by pattern only: separators of numbers, brackets, lookalikes in fixed words.

What a sum would like to see plays no part.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.data import Strict, Word, load

_WIDE = str.maketrans("０１２３４５６７８９，．－", "0123456789,.-")
_NUMBER = re.compile(r"[-+]?[\d.,:\s]*\d[\d.,:\s]*%?")
# thousands in threes and two (or more) decimals, whatever was read for the separators: 1.277.53  1,277,53  1,277.5312
_GROUPED = re.compile(r"([-+]?)(\d{1,3})((?:[.,]\d{3})+)[.,](\d{2}|\d{4,6})(%?)")
# a comma before exactly two final digits separates no thousands: 938,22
_COMMA_DECIMALS = re.compile(r"([-+]?\d+),(\d{2})(%?)")


_DIGITS_AND_MARKS = re.compile(r"[\d.,:;·'’‘`\-OoIl|\s]*\d[\d.,:;·'’‘`\-OoIl|\s]*%?")
_SOUND = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?|-\s*\d+\s*-|\d{1,2}(?:[.\-]\d{1,2})+|\d+-\d+")
_BRACKETS = re.compile(r"\(([^()（）]*)[)）]|（([^()（）]*)\)")


def is_doubtful_number(text: str) -> bool:
    """True for what is nearly a number and not quite: 192:11, 1,27.5, 41O.70."""
    return bool(_DIGITS_AND_MARKS.fullmatch(text)) and not _SOUND.fullmatch(text)


# a speck over the point: 192:11 (no time of day or ratio has three digits before it)
_COLON = re.compile(r"([-+]?\d{3,}):(\d{2})")


def repair_brackets(text: str) -> str:
    """Full-width brackets in Chinese text: the recogniser gives either width for the same print.

    >>> repair_brackets("(一)一般公共预算"), repair_brackets("f(x)")
    ('（一）一般公共预算', 'f(x)')
    """
    if not re.search(r"[一-鿿]", text):
        return text
    text = _BRACKETS.sub(lambda m: f"（{m[1] if m[1] is not None else m[2]}）", text)
    # a bracket whose partner stands on another line
    return text.replace("(", "（").replace(")", "）")


def repair_number(text: str) -> str:
    """The number with its separators put right; any other text unchanged.

    >>> repair_number("1.277.53"), repair_number("938,22"), repair_number("1,277.53"), repair_number("2.1.3 其他")
    ('1,277.53', '938.22', '1,277.53', '2.1.3 其他')
    """
    plain = text.translate(_WIDE)
    if not _NUMBER.fullmatch(plain):
        return text
    plain = re.sub(r"\s*([.,])\s*", r"\1", plain.strip())
    if " " in plain:
        return text
    grouped = _GROUPED.fullmatch(plain)
    if grouped:
        sign, first, groups, decimals, percent = grouped.groups()
        return f"{sign}{first}{groups.replace('.', ',')}.{decimals}{percent}"
    comma = _COMMA_DECIMALS.fullmatch(plain)
    if comma:
        return f"{comma[1]}.{comma[2]}{comma[3]}"
    colon = _COLON.fullmatch(plain)
    if colon:
        return f"{colon[1]}.{colon[2]}"
    return plain


class _RecognisedWords(Strict):
    """`recognised.yaml`."""

    lookalikes: tuple[Word, ...]
    terms: tuple[Word, ...]


@lru_cache(maxsize=1)
def _terms() -> tuple[dict[int, str], tuple[str, ...]]:
    """Lookalike → the character that stands for it; fixed words."""
    words = load("recognised.yaml", _RecognisedWords)
    return str.maketrans({other: group[0] for group in words.lookalikes for other in group[1:]}), words.terms


def repair_terms(text: str) -> str:
    """The text with lookalikes in fixed words put right; nothing else changes, no figure among them.

    A cover `2024年部门预算` came as `部内预算`, sure by 0.97, and the document had no kind.
    """
    likeness, terms = _terms()
    alike = text.translate(likeness)
    for term in terms:
        start = alike.find(term.translate(likeness))
        while start >= 0:
            text = text[:start] + term + text[start + len(term) :]
            start = alike.find(term.translate(likeness), start + len(term))
    return text
