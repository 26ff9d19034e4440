"""Stamps and watermarks: print in another ink that lies behind or over a table and belongs to none of its cells.

An ink other than that of most text is a stamp's when its words lie where no cell's text can: across a ruling line or into words of another
ink. Then all its words are, those in blank cells too: a pale 20240315 printed over a whole table would else be the amount of every blank cell
it meets. Coloured headings, red figures and grey notes meet nothing and stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.reading.characters import ASCENT, DESCENT, Char
from pipeline.reading.ink import is_pale, same_ink
from pipeline.reading.model import Rule, Word
from pipeline.reading.words import texts_from_characters, word_of

SHARE = 0.3
"""Share of its words that a dark colour has where no cell's text can be, to be a stamp's; for a pale one, one is enough."""
BAND = (0.15, 0.55)
"""Em above the baseline between which a line strikes through the text; an underline runs below, an edge above."""
INTO = 0.25
"""Share of a character's width and of its height by which it stands in another to collide with it."""
MOST = 0.5
"""Share of a page's characters up to which a dark colour can be a stamp's; a pale one may be printed all over it."""

Text = list[Char]
"""Characters of one word."""


def printed_words(chars: list[Char], rules: list[Rule]) -> tuple[list[Word], list[Word]]:
    """The words of a page, and those of its stamps.

    Args:
        chars: upright characters in the order in which the page draws them, printed spaces included.
        rules: the page's ruling lines.
    """
    texts = texts_from_characters(chars, rules)
    stamps = stamp_inks(texts, rules)
    words = [word_of(text) for text in texts if text[0].ink not in stamps]
    return words, [word_of(text) for text in texts if text[0].ink in stamps]


def stamp_inks(words: Sequence[Text], rules: Sequence[Rule]) -> set[int]:
    """The inks of a page that are those of stamps.

    Args:
        words: the characters of all words of the page.
        rules: its ruling lines.
    """
    counts: Counter[int] = Counter()
    for word in words:
        counts[word[0].ink] += len(word)
    if len(counts) < 2:
        return set()
    main = max(counts, key=lambda ink: (not is_pale(ink), counts[ink]))
    most = MOST * sum(counts.values())
    result = set()
    for ink in counts:
        alike = sum(count for other, count in counts.items() if same_ink(ink, other))
        if same_ink(ink, main) or (alike > most and not is_pale(ink)):
            continue
        own = [word for word in words if same_ink(word[0].ink, ink)]
        others = [word for word in words if not same_ink(word[0].ink, ink)]
        struck = sum(_is_struck(word, rules, pale=is_pale(ink)) or _collides(word, others) for word in own)
        if struck and (is_pale(ink) or struck >= SHARE * len(own)):
            result.add(ink)
    return result


def _is_struck(word: Text, rules: Sequence[Rule], *, pale: bool) -> bool:
    """True when a level line runs through it; for pale print an upright one too, which may also mean that a text overflows its cell."""
    first, last = word[0], word[-1]
    low, high = first.baseline - BAND[1] * first.size, first.baseline - BAND[0] * first.size
    for rule in rules:
        if rule.is_horizontal:
            struck = low < rule.top < high and rule.x0 < last.x1 and rule.x1 > first.x0
        else:
            inside = pale and first.x0 + INTO * first.size < rule.x0 < last.x1 - INTO * last.size
            struck = inside and rule.top < first.baseline - INTO * first.size and rule.bottom > first.baseline
        if struck:
            return True
    return False


def _collides(word: Text, others: Sequence[Text]) -> bool:
    """True when some of its characters stand in those of another word."""
    first, last = word[0], word[-1]
    top, bottom = _height(first)
    for other in others:
        over, under = _height(other[0])
        least = INTO * min(bottom - top, under - over)
        if min(bottom, under) - max(top, over) < least or other[0].x0 > last.x1 or other[-1].x1 < first.x0:
            continue
        for c in word:
            if any(min(c.x1, d.x1) - max(c.x0, d.x0) > INTO * min(c.x1 - c.x0, d.x1 - d.x0) for d in other):
                return True
    return False


def _height(c: Char) -> tuple[float, float]:
    return c.baseline - (ASCENT - DESCENT) * c.size, c.baseline
