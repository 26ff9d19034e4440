"""Names of public bodies as printed: what belongs to a name and what does not."""

from __future__ import annotations

import re

from pipeline.identity.vocabulary import vocabulary
from pipeline.language.terms import OWN_ACCOUNT

_OPEN, _CLOSE = "（(", "）)"
_MIN, _MAX = 3, 50
_CODED_VALUE = re.compile(r"^(?:\d{3,9}[-_－—]|[\[【(（]\d{3,9}[\]】)）])(?P<name>\D.+)$")


def clean_name(raw: str) -> str | None:
    """A name as printed, without what does not belong to it; None when it cannot be a name.

    Args:
        raw: text without blanks.

    Returns:
        the name: （本级） stays, （汇总） goes, a 部门 that only repeats the document's kind goes.
    """
    words = vocabulary()
    name = words.names.leading.sub("", raw).strip(':：、.,，“”"')
    name = words.name_tails.sub("", name)
    shorter = words.names.trailing_scope.sub("", name)
    if shorter != name and words.names.ending.search(shorter):
        name = shorter
    name = _closed(_own_account(name))
    if not _MIN <= len(name) <= _MAX or words.names.none.search(name) or words.placeholders.search(name):
        return None
    return name if words.names.ending.search(name) else None


def _own_account(name: str) -> str:
    """局本级, 局（（本级）） and 局（机关本级）are written 局（本级）: the accounts of the body itself, without those below it."""
    words = vocabulary().names
    match = words.own_account.match(name)
    if match is None or not words.ending.search(match.group("body")):
        return name
    return match.group("body") + OWN_ACCOUNT


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
    stop = words.name_stops.search(rest)
    if stop:
        rest = rest[: stop.start()]
    return value_name(rest)


def value_name(text: str) -> str | None:
    """The name in the cell beside a label; `340_某某局` and `[417]某某局` (江西) lose their code."""
    coded = _CODED_VALUE.match(text)
    return clean_name(coded.group("name") if coded else text)
