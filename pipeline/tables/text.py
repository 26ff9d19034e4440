"""Words → lines of text."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.reading.model import Word
from pipeline.tables.model import Box


def cluster_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Group words that stand on one line.

    Returns:
        lines top to bottom, the words of each from left to right.
    """
    lines: list[list[Word]] = []
    middle = height = 0.0
    for word in sorted(words, key=lambda word: word.middle):
        tall = word.bottom - word.top
        if lines and word.middle - middle <= 0.5 * min(height, tall):
            lines[-1].append(word)
            count = len(lines[-1])
            middle += (word.middle - middle) / count
            height = min(height, tall) if tall > 0 else height
        else:
            lines.append([word])
            middle, height = word.middle, tall
    for line in lines:
        line.sort(key=lambda word: word.x0)
    return lines


def join_words(line: list[Word], gap: float = 0.3) -> str:
    """Text of one line; a blank where the printed gap is wider than `gap` of the character height."""
    if len(line) == 1:
        return line[0].text
    parts: list[str] = []
    previous: Word | None = None
    for word in line:
        if previous is not None and word.x0 - previous.x1 > gap * min(
            previous.bottom - previous.top, word.bottom - word.top
        ):
            parts.append(" ")
        parts.append(word.text)
        previous = word
    return "".join(parts)


def ink_box(words: Iterable[Word]) -> Box:
    """Box around the words (at least one)."""
    words = list(words)
    return Box(
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
