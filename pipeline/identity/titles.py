"""Document titles: `2024年某某局部门预算公开`, `某某局2024年度部门决算`, a cover in three lines, a heading of a part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.identity.organisation import clean_name
from pipeline.identity.text import Snippet
from pipeline.language.ordinals import CHAPTER, HEADING, NUMERAL, PART, SECTION

_YEAR = r"(?P<year>20\d{2})(?:年(?:度|(?!度))|(?=(?:部门|单位)))"
_MANNER = "(?:(?:收支)?综合|整体|汇总|收支|财务收支|年度|财政)?"
_KIND = rf"(?P<scope>部门|单位|本级)?{_MANNER}(?P<what>预算|决算)"
_YEAR_AND_KIND = rf"20\d{{2}}年?度?(?:部门|单位|本级)?{_MANNER}(?:预算|决算)"
_REST = (
    r"(?:及?(?:[“\"]?三公[”\"]?经费)?(?:预算|决算)?(?:信息)?(?:公开|公示|情况|编制|有关|相关|的|总体|草案|批复|文本|文字|报表|"
    r"附表|说明|报告|表|材料|目录|事项|汇总|[（(][^（）()]{1,12}[）)]))*[:：]?"
)
_BEFORE = rf"(?:附件?\d*[:：.、]?|{PART}[:：、]?|关于(?:公开|公布|公示|做好|批复)?|{CHAPTER}|{SECTION}|[（(]公开(?:{NUMERAL})?[）)])*"
_UNIT = r"(?P<unit>[一-鿿（）()“”·、A-Za-z0-9〇]{3,50}?)"
_LEVEL = r"(?P<level>区级|市级|县级|省级|旗级|州级|镇级|乡级|本级|自治区级)"

_PATTERNS = tuple(
    re.compile(f"^{_BEFORE}{body}$")
    for body in (
        rf"(?P<area>[一-鿿]{{2,20}}?){_YEAR}{_LEVEL}{_KIND}{_REST}",
        rf"{_YEAR}{_UNIT}{_KIND}{_REST}",
        rf"(?P<place>[一-鿿]{{2,16}}(?:省|市|县|区|州|旗)){_YEAR}{_UNIT}{_KIND}{_REST}",
        rf"{_UNIT}{_YEAR}{_KIND}{_REST}",
        rf"{_UNIT}{_KIND}{_REST}[（(]?{_YEAR}[）)]?{_REST}",
        rf"{_YEAR}{_KIND}{_REST}",
    )
)
_TWO_IN_ONE = re.compile(rf"^{_BEFORE}{_UNIT}{_YEAR_AND_KIND}{_REST}(?:和|与|及|以及|暨|、){_YEAR_AND_KIND}{_REST}$")
"""A cover over two disclosures (某某局2023年度部门决算和2024年部门预算) names the body, but neither year nor kind."""
_OVERVIEW = re.compile(rf"^{_BEFORE}{_UNIT}(?:概况|基本情况|部门概况|单位概况)$")
_PROSE = re.compile(r"[。；;！？?]|[，,].*[，,]")
_PAGE_NUMBER = re.compile(r"^[-—–－·.\s]*(?:第?\d{1,4}页?|[ivxIVX]{1,5})[-—–－·.\s]*$")
_DOCUMENT = re.compile("公开|说明|报告|报表")
_STARTS_LIKE_A_TITLE = re.compile(r"预算|决算|概况|基本情况")
_NEW_ENTRY = re.compile(rf"目录|{PART}|{HEADING}|20\d{{2}}年\d{{1,2}}月")
"""How a line begins that continues no title."""
_MAX_LINES = 5
_MAX_LENGTH = 90
_COVER_PAGES = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A document title, taken apart."""

    text: str
    page: int
    size: float
    position: int
    """Index among the lines of its page, from 0."""
    unit: str | None = None
    year: int | None = None
    scope: str | None = None
    """`部门`, `单位`, `本级`, or None."""
    what: str | None = None
    """`预算`, `决算`, or None for a mere heading (某某局概况)."""
    area: str | None = None
    """The government before 区级, 市级 … (上海市2026年市级单位预算)."""


def find_titles(lines: Sequence[Snippet]) -> Iterator[Title]:
    """Titles and headings that name the document.

    A title may be wrapped at any character, or printed as year, name and kind on three lines, so windows of neighbouring lines are
    joined. Covers are tried with every window, later pages only with lines that speak of 预算, 决算 or 概况 (a part's heading).

    Args:
        lines: running text in reading order.

    Yields:
        every match, longest window first at each place.
    """
    by_page: dict[int, list[Snippet]] = {}
    for line in lines:
        if not _PAGE_NUMBER.match(line.text):
            by_page.setdefault(line.page, []).append(line)
    for page, printed in by_page.items():
        for index, line in enumerate(printed):
            if len(line.text) > _MAX_LENGTH or _PROSE.search(line.text):
                continue
            yield from _windows_at(printed, index, is_cover=page <= _COVER_PAGES)


def _windows_at(printed: Sequence[Snippet], index: int, *, is_cover: bool) -> Iterator[Title]:
    joined = ""
    texts: list[str] = []
    limit = _MAX_LINES if is_cover else 3
    for line in printed[index : index + limit]:
        if _PROSE.search(line.text) or (texts and _NEW_ENTRY.match(line.text)):
            break
        joined += line.text
        if len(joined) > _MAX_LENGTH:
            break
        texts.append(joined)
    for text in reversed(texts):
        if not _STARTS_LIKE_A_TITLE.search(text):
            return
        title = parse_title(text, printed[index], index)
        if title is not None:
            yield title
            return


def parse_title(text: str, line: Snippet, position: int = 0) -> Title | None:
    """Take one joined text apart.

    Args:
        text: without blanks.
        line: its first line, for page and size.
        position: index of the line on its page.

    Returns:
        None when the text is no title.
    """
    for pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            found = match.groupdict()
            unit = clean_name(found["unit"]) if found.get("unit") else None
            if found.get("unit") and (unit is None or (found.get("scope") is None and not _DOCUMENT.search(text))):
                continue
            return Title(
                text=text,
                page=line.page,
                size=line.size,
                position=position,
                unit=unit,
                year=int(found["year"]),
                scope=found.get("scope"),
                what=found.get("what"),
                area=found.get("area"),
            )
    match = _TWO_IN_ONE.match(text) or _OVERVIEW.match(text)
    unit = clean_name(match.group("unit")) if match else None
    if unit is None:
        return None
    return Title(text=text, page=line.page, size=line.size, position=position, unit=unit)
