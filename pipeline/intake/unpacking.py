"""How much a PDF would unpack to, found out without keeping any of it and before a PDF library opens the file.

Deflate packs 1,032 bytes into one, twice over a million: a file of 4 KB can ask its reader for gigabytes. Only streams that could exceed a limit are
looked into, so an ordinary file costs a search for `stream`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MB = 2**20
_RATIO = 1032
"""Bytes that one byte of deflate can stand for at most (https://zlib.net/zlib_tech.html)."""
_BLOCK = 2**20
_HEAD = 2_000
"""Bytes before a stream in which its dictionary is looked for."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IS_PICTURE_OR_FONT = re.compile(rb"/Subtype\s*/(?:Image|CIDFontType0C|Type1C|OpenType)\b|/Length[123]\b|/FontFile")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")


@dataclass(frozen=True, slots=True)
class UnpackingLimits:
    """Megabytes; several times what the largest real disclosures need."""

    plain: int = 16
    """One stream that holds drawing operators, objects or an index: such streams are parsed, which takes many times their size."""
    heavy: int = 256
    """One picture or font: A3 at 600 dpi in colour has 209 MB."""
    whole: int = 8 * 1024
    """All streams that were looked into."""


def why_too_large_unpacked(data: bytes, limits: UnpackingLimits | None = None) -> str | None:
    """Say whether a file unpacks to more than a reader should be asked for.

    Args:
        data: the whole file.
        limits: how much is fine.

    Returns:
        one plain sentence with what to do; None when all is well. Streams that are encrypted or packed otherwise than by deflate are not looked into.
    """
    limits = limits or UnpackingLimits()
    whole = 0
    for found in _STREAM.finditer(data):
        start = found.end()
        if not _begins_like_deflate(data, start):
            continue
        head = data[max(0, found.start() - _HEAD) : found.start()]
        head = head[head.rfind(b" obj") + 1 :]
        layers = max(1, len(_FLATE.findall(head)))
        most = (limits.heavy if _IS_PICTURE_OR_FONT.search(head) else limits.plain) * _MB
        end = data.find(b"endstream", start)
        packed = memoryview(data)[start : end if end >= 0 else len(data)]
        if len(packed) * _RATIO**layers <= most:
            continue
        size = _unpacked_size(packed, layers, most)
        whole += size
        if size > most:
            return (
                f"The file unpacks to more than {most // _MB:,} MB in one place, as no disclosure does: ask the publisher for another copy, "
                "or print it to a new PDF."
            )
        if whole > limits.whole * _MB:
            return f"The file unpacks to more than {limits.whole // 1024:,} GB, which is not read: split it."
    return None


def _begins_like_deflate(data: bytes, at: int) -> bool:
    """Two bytes of a zlib stream: method 8, and a multiple of 31 (RFC 1950)."""
    return len(data) > at + 1 and data[at] & 15 == 8 and (data[at] * 256 + data[at + 1]) % 31 == 0


def _unpacked_size(packed: memoryview, layers: int, most: int) -> int:
    """Bytes after unpacking; counting ends beyond `most`, or where the data are damaged."""
    pieces: Iterable[bytes | memoryview] = [packed]
    for _ in range(layers):
        pieces = _inflated(pieces)
    size = 0
    try:
        for piece in pieces:
            size += len(piece)
            if size > most:
                break
    except zlib.error:
        pass
    return size


def _inflated(pieces: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for piece in pieces:
        rest: bytes | memoryview = piece
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, _BLOCK)
            rest = unpacker.unconsumed_tail
        if unpacker.eof:
            return
