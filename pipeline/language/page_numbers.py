"""The number of a page, at its head or foot."""

from __future__ import annotations

import re

from pipeline.language.spelling import squeezed

_RULES = r"[-—–－·.]*"
_COUNTED = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5})"
_PAGE = re.compile(rf"{_RULES}(?:第?{_COUNTED}页?|[ivxIVX]{{1,5}})(?:[,，/]?共?{_COUNTED}页?)?{_RULES}")


def is_page_number(text: str) -> bool:
    """True for a line that prints the number of a page and nothing else: `- 12 -`, `第3页，共20页`, `iv`."""
    return bool(_PAGE.fullmatch(squeezed(text)))
