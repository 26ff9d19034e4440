"""Which edition of a disclosure this is: the day it is dated, and whether it says that it corrects or adjusts an earlier one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.identity.titles import Title
from pipeline.identity.vocabulary import vocabulary
from pipeline.language.spelling import squeezed_with_year
from pipeline.tables.model import TextLine

_COVER_LINES = 25
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Edition:
    """What the print says about the edition."""

    printed_on: date | None
    is_revision: bool


def find_edition(lines: Sequence[TextLine], titles: Sequence[Title]) -> Edition:
    """Date and revision mark of a disclosure.

    Args:
        lines: lines of its first pages, as printed.
        titles: its titles.

    Returns:
        the date on the cover (a month alone is its first day), None where none or several are printed; whether cover or title say 更正, 修订 or 调整.
    """
    words = vocabulary().editions
    texts = [squeezed_with_year(line.text) for line in lines]
    first = lines[0].page if lines else 1
    cover = [text for text, line in zip(texts, lines, strict=True) if line.page == first][:_COVER_LINES]
    dates = {found for text in cover if (found := _day(words.dated.match(text)))}
    dates = dates or {found for text in texts if (found := _day(words.labelled.search(text)))}
    heads = [text for text in cover if len(text) <= _TITLE_LENGTH and "。" not in text]
    heads += [title.text for title in titles if title.what]
    return Edition(dates.pop() if len(dates) == 1 else None, any(words.revised.search(text) for text in heads))


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        return date(int(match.group(1)), int(match.group(2)), int(match.group(3) or 1))
    except ValueError:
        return None
