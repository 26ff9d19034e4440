"""Heads and labels printed in Chinese and in a second language: 合计 Total, or in the scripts of Tibet, Xinjiang, Inner Mongolia, Yanbian."""

from __future__ import annotations

import re
from functools import lru_cache

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WORD = r"[A-Za-zÀ-ɏ0-9'’.&,/-]*[a-zà-ɏ]{2,}[A-Za-zÀ-ɏ0-9'’.&,/-]*"
_SCRIPTS = (
    r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff\u0f00-\u0fff\u1800-\u18af\ua000-\ua4cf\uac00-\ud7af]+"
)
_SECOND = re.compile(rf"(?:(?:{_WORD}|{_SCRIPTS})\s*)+")
"""Words in small letters or in another script; abbreviations (PPP, ID, A3) and units (km) beside digits are Chinese usage."""
_EMPTY = re.compile(r"[(（\[]\s*[)）\]]")


@lru_cache(maxsize=16384)
def chinese_of(text: str) -> str:
    """The Chinese part of a bilingual text; a text in one language stays as it is."""
    if not _CHINESE.search(text) or not _SECOND.search(text):
        return text
    return _EMPTY.sub("", _SECOND.sub(" ", text)).strip(" /|　")
