"""Names of public bodies as printed: what belongs to a name and what does not."""

from __future__ import annotations

import re

from pipeline.identity.vocabulary import vocabulary
from pipeline.language.ordinals import CHAPTER, PART

_TRAILING_SCOPE = re.compile(r"(?<=.)(?:部门|单位)$")
_LEADING = re.compile(rf"^(?:20\d{{2}}年?度?|附件?\d*[:：]?|{CHAPTER}|{PART}[:：]?|[:：、.])+")
_OWN_ACCOUNT = re.compile(r"^(?P<body>.{3,}?)[（(]*(?:机关)?本级[）)]*$")
_OPEN, _CLOSE = "（(", "）)"
_MIN, _MAX = 3, 50
_CODED_VALUE = re.compile(r"^(?:\d{3,9}[-_－—]|[\[【(（]\d{3,9}[\]】)）])(?P<name>\D.+)$")
_NO_NAME = re.compile(f"目录|{PART}|{CHAPTER}|名词解释|[。；;：:]")


def clean_name(raw: str) -> str | None:
    """A name as printed, without what does not belong to it; None when it cannot be a name.

    Args:
        raw: text without blanks.

    Returns:
        the name: （本级） stays, （汇总） goes, a 部门 that only repeats the document's kind goes.
    """
    words = vocabulary()
    name = _LEADING.sub("", raw).strip(':：、.,，“”"')
    name = words.tail.sub("", name)
    shorter = _TRAILING_SCOPE.sub("", name)
    if shorter != name and words.suffix.search(shorter):
        name = shorter
    name = _closed(_own_account(name))
    if not _MIN <= len(name) <= _MAX or _NO_NAME.search(name) or words.placeholder.search(name):
        return None
    return name if words.suffix.search(name) else None


def _own_account(name: str) -> str:
    """局本级, 局（（本级）） and 局（机关本级）are written 局（本级）: the accounts of the body itself, without those below it."""
    match = _OWN_ACCOUNT.match(name)
    if match is None or not vocabulary().suffix.search(match.group("body")):
        return name
    return f"{match.group('body')}（本级）"


def _closed(name: str) -> str:
    """Cut an unmatched bracket at either end."""
    opened = sum(name.count(mark) for mark in _OPEN)
    closed = sum(name.count(mark) for mark in _CLOSE)
    if opened > closed:
        cut = max(name.rfind(mark) for mark in _OPEN)
        return name[:cut]
    if closed > opened and name[-1:] in _CLOSE:
        return name[:-1]
    return name


def labelled_name(text: str) -> str | None:
    """The name behind a label (`部门名称：某某局 单位：万元`); None when the line has no such label or no name."""
    words = vocabulary()
    match = words.label.match(text)
    if not match:
        return None
    rest = match.group("name")
    stop = words.stop.search(rest)
    if stop:
        rest = rest[: stop.start()]
    return value_name(rest)


def value_name(text: str) -> str | None:
    """The name in the cell beside a label; `340_某某局` and `[417]某某局` (江西) lose their code."""
    coded = _CODED_VALUE.match(text)
    return clean_name(coded.group("name") if coded else text)
