"""File names as text: what an operating system hands over need not be text at all.

ZIP archives and FTP mirrors of Chinese offices leave names in GBK on Linux. Such a name cannot be stored, printed or sent to the UI as it is,
so every name gets a text that says the same; the file itself keeps its name.
"""

from __future__ import annotations

import os
import unicodedata
from urllib.parse import quote_from_bytes

_PRINTED = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) != "%")
_DIRECTION = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Marks that reverse the direction of what follows: `fdp.exe` can be shown as `exe.pdf`."""


def as_unicode(name: str) -> str:
    """A path below the inbox as text, part by part: UTF-8 as it is, else GB 18030, else with `%XX` for what is neither.

    Args:
        name: as the operating system gives it (bytes that are not UTF-8 are lone surrogates, PEP 383).
    """
    return "/".join(_part(part) for part in name.split("/"))


def escaped(name: str) -> str:
    """A path with `%XX` for every byte that is not plain ASCII; never the same for two names."""
    return quote_from_bytes(os.fsencode(name), safe=_PRINTED)


def _part(part: str) -> str:
    if _is_unicode(part):
        return part
    try:
        text = os.fsencode(part).decode("gb18030")
    except UnicodeDecodeError:
        return escaped(part)
    return text if text.isprintable() else escaped(part)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for every lone surrogate, which no file, database or terminal can hold."""
    return text if _is_unicode(text) else text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def harmless(text: str) -> str:
    r"""The text as a terminal may show it: control characters and marks of direction as `\x1b` and `\u202e`; line ends and tabs stay."""
    if text.isprintable() and not _DIRECTION.intersection(map(ord, text)):
        return text
    return "".join(_visible(char) for char in without_surrogates(text))


def _visible(char: str) -> str:
    code = ord(char)
    if char in "\n\t" or not (unicodedata.category(char) == "Cc" or code in _DIRECTION):
        return char
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
