"""What a file uses that only a picture of the page can judge, found in its bytes before a page is read."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

_PACKED = re.compile(rb"/Type\s*/ObjStm\b.{0,400}?>>\s*stream\r?\n", re.DOTALL)
"""The head of a stream that holds objects in deflated form."""
MOST_BYTES = 16 * 1024 * 1024
"""Of one such stream that are looked at."""


@dataclass(frozen=True, slots=True)
class Features:
    """Both are rare (none of 146 disclosures of twelve places has one), so what they cost does not matter."""

    layers: bool = False
    """Optional content: parts of pages may be switched off."""
    patterns: bool = False
    """Fills by a tiling or a shading, for which PDFium gives no colour or that of paper."""


def find_features(path: Path) -> Features:
    """Look through a file. Where a packed object cannot be unpacked (an encrypted file), it may hold anything."""
    data = path.read_bytes()
    layers, patterns = _named(data)
    for head in _PACKED.finditer(data):
        if layers and patterns:
            break
        try:
            text = zlib.decompressobj().decompress(memoryview(data)[head.end() :], MOST_BYTES)
        except zlib.error:
            return Features(layers=True, patterns=True)
        more_layers, more_patterns = _named(text)
        layers, patterns = layers or more_layers, patterns or more_patterns
    return Features(layers, patterns)


def _named(data: bytes) -> tuple[bool, bool]:
    return b"/OCProperties" in data, b"/PatternType" in data
