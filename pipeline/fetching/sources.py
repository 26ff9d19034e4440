"""`sources.yml` of a home: where the disclosures of a collection are published.

```yaml
sources:
  - collection: 410802-2024          # folder of the inbox
    pages:                           # every link to a PDF on these pages is fetched
      - https://czj.example.gov.cn/yjsgk/index.html
    files:                           # and these, wherever they are linked
      - https://czj.example.gov.cn/upload/2024/a.pdf
    links: 预算|决算                  # only links whose text or address matches (a regular expression)
    follow: 下一页|下页                # links of further pages of the list
    most_pages: 20                   # pages of one list that are looked at
```
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from pipeline.home import Home
from pipeline.intake.inbox import InboxError, check_collection_name

SOURCES_NAME = "sources.yml"
_KEYS = frozenset({"collection", "pages", "files", "links", "follow", "most_pages"})


class SourcesError(Exception):
    """`sources.yml` cannot be used; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """What one entry names."""

    collection: str
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    links: re.Pattern[str] | None = None
    follow: re.Pattern[str] | None = None
    most_pages: int = 20


def sources_file(home: Home) -> Path:
    """Where the list is."""
    return home.root / SOURCES_NAME


def read_sources(home: Home) -> list[Source]:
    """Read the list.

    Returns:
        its entries; none when there is no list.

    Raises:
        SourcesError: an entry cannot be used. Half a list would look like a site without news, so it is used as a whole or not at all.
    """
    path = sources_file(home)
    if not path.exists():
        return []
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path} is no YAML in UTF-8: {str(error).splitlines()[0]}.") from error
    entries = content.get("sources") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise SourcesError(f"{path} must begin with `sources:` and a list.")
    return [_source(entry, f"{SOURCES_NAME}, entry {number}") for number, entry in enumerate(entries, 1)]


def _source(entry: object, where: str) -> Source:
    if not isinstance(entry, dict):
        raise SourcesError(f"{where}: write `collection:`, `pages:` and `files:`.")
    if unknown := sorted(set(map(str, entry)) - _KEYS):
        raise SourcesError(f"{where}: unknown {', '.join(unknown)}; known are {', '.join(sorted(_KEYS))}.")
    try:
        collection = check_collection_name(str(entry.get("collection") or ""))
    except InboxError as error:
        raise SourcesError(f"{where}: {error}") from error
    most_pages = entry.get("most_pages", 20)
    if not isinstance(most_pages, int) or most_pages < 1:
        raise SourcesError(f"{where}: most_pages must be a number from 1 up.")
    pages, files = _addresses(entry, "pages", where), _addresses(entry, "files", where)
    if not pages and not files:
        raise SourcesError(f"{where}: names neither pages nor files.")
    return Source(
        collection, pages, files, _pattern(entry, "links", where), _pattern(entry, "follow", where), most_pages
    )


def _addresses(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    given = entry.get(key) or []
    if not isinstance(given, list):
        raise SourcesError(f"{where}: {key} must be a list of addresses.")
    for address in given:
        parts = urlsplit(str(address))
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise SourcesError(f"{where}: `{address}` is no address that begins with http:// or https://.")
    return tuple(map(str, given))


def _pattern(entry: Mapping[str, Any], key: str, where: str) -> re.Pattern[str] | None:
    if not (text := entry.get(key)):
        return None
    try:
        return re.compile(str(text))
    except re.error as error:
        raise SourcesError(f"{where}: {key} is no regular expression ({error}).") from error
