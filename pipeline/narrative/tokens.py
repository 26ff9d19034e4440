"""A sentence as tokens: items, amounts, shares, counts, comparisons, and the words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.language.numbers import COUNT_IN_PROSE, IN_PROSE
from pipeline.language.units import FACTORS, UNIT
from pipeline.narrative.vocabulary import vocabulary

_YEARS = r"(?:上年|去年|上一年|前一年|20\d{2}年|20\d{2}(?!\d))(?:度)?"
_COMPARED = (
    r"(?:年初|同期)?(?:部门|单位)?(?:财政拨款)?(?:[\"]三公[\"]经费)?(?:年初)?(?:收支|收入|支出)?总?(?:预算|决算)?(?:执行|完成)?"
    r"总?(?:数|额|安排|情况|相比)?(?:相比较|相比|对比|比较|比|同期)?[,]?"
)
_REASON = (
    r"(?:增减|增长|增加|减少|下降|变动|变化|持平)?的?(?:其)?(?:主要)?原因(?:是|为|:|在于|系(?!统))*|"
    r"主要(?:是|系)?用于|主要(?:是|系(?!统)|为)(?:由于|因(?!公))?|主要包括|用于|(?<=,)(?:系(?!统)|由于|属于)"
)
_PATTERNS = (
    ("date", r"20\d{2}年\d{1,2}月(?:\d{1,2}日|底|末|份)?"),
    (
        "base",
        rf"(?:比|较|与|同|相比于)(?:{_YEARS}){_COMPARED}",
    ),
    ("against", r"(?:决算数)?(?:比|较|与)(?:年初|全年)?预算数?(?:相比)?[,]?(?!\d)"),
    ("share", r"占[^,。;、\d]{0,26}?(?=\d)"),
    (
        "done",
        r"(?:为|完成|占)?(?:了)?(?:年初|全年|调整|年度|当年)?(?:部门)?(?:预算|预算数)(?:数)?的(?=\d)|完成率(?:为)?(?=\d)",
    ),
    ("amount", rf"(?P<number>{IN_PROSE})(?P<scale>{UNIT})(?!/)"),
    ("zero", r"(?<=为)0(?:\.0+)?(?=[;,。)、])"),
    ("percent", rf"(?P<rate>{IN_PROSE})%"),
    (
        "count",
        rf"(?P<many>{COUNT_IN_PROSE})(?P<counter>个|项|辆|台|人次|人|批次|次|批|家|套|件|名)",
    ),
    ("year", r"(?P<year>20\d{2})年(?:度|初|底|末)?|20\d{2}期末"),
    ("adjusted", r"(?:全年|调整|调整后)预算数?(?:安排)?(?:为|是)?(?=\d)"),
    ("budget", r"(?:年初|当年)?预算数?(?:安排)?(?:为|是)?(?=\d)"),
    ("final", r"(?:支出|收入)?决算(?:数)?(?:为|是)?(?=\d)"),
    ("about", r"(?:基本|大致|大体|总体)(?:上|保持)?(?:持平|一致|不变|相同|无变化|没有变化)"),
    ("same", r"持平|无增减变化|无增减|无变化|没有变化|未发生变化|没有增减|保持不变|不变|一致|相同"),
    ("up", r"增加|增长|上升|提高|增幅(?:为)?|上涨|上调|多(?=\d)|升高"),
    ("down", r"减少|下降|降低|降幅(?:为)?|压减|压缩|下调|少(?=\d)|减低"),
    (
        "open",
        r"(?:主要用于|主要包括|具体包括|包括|用于)?(?:以下|如下|下列)(?:几个)?方面:?|主要用于:|其中|具体包括|包括|具体为",
    ),
    (
        "reason",
        _REASON,
    ),
    ("none", r"没有|未使用|未安排|未发生|不涉及|无(?!人|线|害|障|偿|烟|形|锡|为|主)"),
)


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


_CODE = r"\((?P<code_behind>[2-5]\d{2}(?:\d{2}){0,2})\)|(?P<code_before>2\d{2}(?:\d{2}){1,2})-?[一-鿿()、]{2,40}?(?=\d)"


@cache
def scanner() -> re.Pattern[str]:
    """The one pattern that finds every token."""
    parts = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS[:5])
    rest = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS[5:] if name != "year")
    years = next(pattern for name, pattern in _PATTERNS if name == "year").replace("(?P<year>20\\d{2})", "20\\d{2}")
    return re.compile(f"{parts}|(?P<code>{_CODE})|(?P<item>{vocabulary().pattern})|{rest}|(?P<year>{years})")


def tokens(text: str) -> list[Token]:
    """Tokens of a normal sentence, in order; what lies between two tokens is the gap."""
    found: list[Token] = []
    for match in scanner().finditer(text):
        kind = match.lastgroup or ""
        # nested groups (number, scale …) may close last: take the outer alternative
        kind = next(name for name in _KINDS if match.group(name) is not None) if kind not in _KINDS else kind
        found.append(_token(kind, match))
    return found


_KINDS = (*(name for name, _ in _PATTERNS), "code", "item")


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
