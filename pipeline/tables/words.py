"""The words of the layout (`schemas/vocabulary/layout.yaml`), compiled once per process."""

from __future__ import annotations

from functools import cache

from pipeline.language.data import Phrase, Strict, Word, Words, load
from pipeline.language.parts import parts


class CaptionWords(Strict):
    """What stands over and under a table."""

    label: Words
    label_at_end: Words
    unit: Words
    title: Words
    not_a_title: Words
    note: Words
    fact: Words
    introduces: Words
    table: Word
    joins: Words
    qualifies: Words
    repeated: Words
    no_running_head: Words


class HeaderWords(Strict):
    """What stands at the head of a table."""

    code: Words
    total: Words
    numbered: Words
    numbered_in_ladder: Words
    level: Words
    numbers_of_columns: Words
    grand_total: Word
    subtotal: Word
    fact: Words
    word: Words
    spaced: Words


class LayoutWords(Strict):
    """`layout.yaml`."""

    parts: dict[str, Phrase]
    captions: CaptionWords
    headers: HeaderWords


@cache
def words() -> LayoutWords:
    """Read and compile the words."""
    return load("layout.yaml", LayoutWords, parts())
