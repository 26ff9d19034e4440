"""What a publisher's page says: its links, and on which day something was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DAY = re.compile(r"(20\d\d)\s*[-/.年]\s*(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)")
_DAY_IN_ADDRESS = re.compile(r"(?:/t|/)(20\d\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])_\d+")
"""The address form of the content system that most sites of Chinese offices use: `…/202402/t20240219_12345.html`."""
_DATE_NAMES = frozenset({"pubdate", "publishdate", "publish_date", "firstpublishedtime", "article:published_time"})
"""Names of `<meta>` elements; `PubDate` is that of the national standard for government sites."""
_BLOCKS = frozenset({"li", "tr", "p", "div", "td", "dd", "dt", "ul", "table", "h1", "h2", "h3"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page."""

    address: str
    """Absolute, without a fragment."""
    text: str
    published_on: date | None
    """The day beside it, else that of the page."""

    @property
    def is_pdf(self) -> bool:
        """Whether the address says so; what it is in truth its first bytes will tell."""
        return urlsplit(self.address).path.lower().endswith(".pdf")


def links_of(html: bytes, address: str, charset: str | None = None) -> list[Link]:
    """Links of a page, each once, in their order.

    Args:
        html: the page.
        address: where it came from; relative links are meant from there.
        charset: what the server said; pages in GB 18030 often say nothing or say it only themselves.
    """
    reader = _Reader()
    reader.feed(_text(html, charset))
    reader.end_block()
    of_page = reader.published_on or day_in_address(address)
    found: dict[str, Link] = {}
    for href, text, day in reader.links:
        try:
            target = urldefrag(urljoin(reader.base or address, href.strip())).url
            scheme = urlsplit(target).scheme
        except ValueError:  # such as a bracket that is no IPv6 address
            continue
        if scheme in {"http", "https"} and target not in found:
            found[target] = Link(target, text, day or day_in_address(target) or of_page)
    return list(found.values())


def day_in_address(address: str) -> date | None:
    """The day in an address such as `…/t20240219_12345.html`."""
    found = _DAY_IN_ADDRESS.search(address)
    return _day(found) if found else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(*(int(part) for part in found.groups()[:3]))
    except ValueError:  # 30 February
        return None


def _text(html: bytes, charset: str | None) -> str:
    said = _CHARSET.search(html[:4096])
    for encoding in (charset, said[1].decode("ascii") if said else None, "utf-8"):
        name = "gb18030" if encoding and encoding.lower() in {"gb2312", "gbk"} else encoding
        try:
            return html.decode(name or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return html.decode("gb18030", errors="replace")


class _Reader(HTMLParser):
    """Collects links with the text of their block, in which lists print the day."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str, date | None]] = []
        self.published_on: date | None = None
        self.base: str | None = None
        self._open: list[tuple[str, list[str]]] = []
        self._block: list[tuple[str, list[str]]] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and said.get("href"):
            link = (said["href"], [said.get("title", "")])
            self._open.append(link)
            self._block.append(link)
        elif tag == "base" and said.get("href"):
            self.base = said["href"]
        elif tag == "meta" and (said.get("name") or said.get("property", "")).lower() in _DATE_NAMES:
            found = _DAY.search(said.get("content", ""))
            self.published_on = self.published_on or (_day(found) if found else None)
        elif tag in _BLOCKS:
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag == "a" and self._open:
            self._open.pop()
        elif tag in _BLOCKS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        """Text."""
        self._words.append(data)
        if self._open:
            self._open[-1][1].append(data)

    def end_block(self) -> None:
        """All links of a block have the day that stands in it, when there is one only."""
        days = {day for found in _DAY.finditer("".join(self._words)) if (day := _day(found))}
        day = days.pop() if len(days) == 1 else None
        self.links += [(href, " ".join(" ".join(words).split()), day) for href, words in self._block]
        self._block, self._words = [], []
