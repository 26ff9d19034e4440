"""From characters to words, the same for every engine."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from pipeline.reading.characters import ASCENT, DESCENT, Char
from pipeline.reading.crossing import cut_at_lines
from pipeline.reading.ink import luminance, same_ink
from pipeline.reading.model import Rule, Word

JOIN_GAP = 0.3
"""A gap of this many em or more separates words."""
OVERLAP = 0.6
"""A character that begins this many em before the last one ended does not continue it."""
BASELINE_SHIFT = 0.15
"""Baselines this many em apart are still one."""


@dataclass(slots=True)
class _Part:
    chars: list[Char]
    open_left: bool = True
    open_right: bool = True
    """False next to a printed space."""


def words_from_characters(chars: list[Char], rules: list[Rule]) -> list[Word]:
    """Join characters to words.

    Args:
        chars: upright characters in the order in which the page draws them, printed spaces included.
        rules: the page's ruling lines; a vertical one between two characters separates them.

    Returns:
        words; spaces are in none of them.
    """
    return [word_of(text) for text in texts_from_characters(chars, rules)]


def texts_from_characters(chars: list[Char], rules: list[Rule]) -> list[list[Char]]:
    """The characters of each word; see `words_from_characters`."""
    parts = _parts(_without_overprint(chars))
    parts = _join_neighbours(parts)
    verticals = sorted(((r.x0 + r.x1) / 2, r.top, r.bottom) for r in rules if not r.is_horizontal)
    xs = [v[0] for v in verticals]
    texts: list[list[Char]] = []
    for part in parts:
        run = part.chars
        first = bisect_left(xs, run[0].x0)
        if len(run) > 1 and first < len(xs) and xs[first] < run[-1].x1:
            texts.extend(cut_at_lines(run, verticals, first))
        else:
            texts.append(run)
    return texts


def word_of(chars: list[Char]) -> Word:
    """The word that some characters make."""
    first = chars[0]
    size = max(c.size for c in chars) if len(chars) > 1 else first.size
    base = first.baseline
    return Word(
        "".join([c.text for c in chars]),
        first.x0,
        base - ASCENT * size,
        max(c.x1 for c in chars),
        base + DESCENT * size,
        size,
    )


def _without_overprint(chars: list[Char]) -> list[Char]:
    """Drop characters printed again at (nearly) the same place: the fake bold of several producers."""
    order = sorted(range(len(chars)), key=lambda i: (chars[i].text, chars[i].baseline))
    dropped: set[int] = set()
    for at in range(1, len(order)):
        c = chars[order[at]]
        back = at - 1
        while back >= 0:
            other = chars[order[back]]
            if other.text != c.text or c.baseline - other.baseline > BASELINE_SHIFT * c.size:
                break
            if (
                order[back] not in dropped
                and abs(other.x0 - c.x0) < JOIN_GAP * min(c.size, c.x1 - c.x0)
                and abs(other.size - c.size) < 0.2 * c.size
            ):
                dropped.add(max(order[at], order[back], key=lambda i: (luminance(chars[i].ink), i)))
                break
            back -= 1
    return [c for i, c in enumerate(chars) if i not in dropped] if dropped else chars


def _follows(last: Char, c: Char) -> bool:
    size = max(last.size, c.size)
    gap = c.x0 - last.x1
    return (
        -OVERLAP * size < gap < JOIN_GAP * size
        and c.x0 > last.x0
        and abs(c.baseline - last.baseline) <= BASELINE_SHIFT * size
        and size <= 1.7 * min(last.size, c.size)
        and (last.ink == c.ink or same_ink(last.ink, c.ink) or not (last.text.isalnum() and c.text.isalnum()))
    )


def _parts(chars: list[Char]) -> list[_Part]:
    """Join characters in drawing order.

    PDFium orders the characters of lines that nearly coincide by their place, so two texts printed over each other come
    interleaved; each is continued on exactly its own baseline.
    """
    parts: list[_Part] = []
    by_baseline: dict[int, _Part] = {}
    current: _Part | None = None
    after_space: Char | None = None
    for c in chars:
        key = round(c.baseline * 20)
        if current is not None and abs(current.chars[-1].baseline - c.baseline) > 0.05:
            other = by_baseline.get(key)
            if other is not None and other.open_right and _follows(other.chars[-1], c):
                current = other
        follows = current is not None and _follows(current.chars[-1], c)
        if c.text.isspace():
            if current is not None and follows:
                current.open_right = False
            current = None
            after_space = c
            continue
        if current is not None and follows:
            current.chars.append(c)
        else:
            current = _Part([c], open_left=after_space is None or not _follows(after_space, c))
            parts.append(current)
        by_baseline[key] = current
        after_space = None
    return parts


def _join_neighbours(parts: list[_Part]) -> list[_Part]:
    """Join parts that stand side by side although the page draws something else between them."""
    order = sorted(parts, key=lambda p: p.chars[0].x0)
    starts = [p.chars[0].x0 for p in order]
    gone: set[int] = set()
    for i, part in enumerate(order):
        if i in gone or not part.open_right:
            continue
        at = i + 1
        while at < len(order):
            last = part.chars[-1]
            if starts[at] > last.x1 + JOIN_GAP * last.size * 1.7:
                break
            other = order[at]
            # strictly to the right: overlapping runs are two texts that collide, not one
            if (
                at not in gone
                and other.open_left
                and starts[at] > last.x1 - 0.1 * last.size
                and _follows(last, other.chars[0])
            ):
                part.chars.extend(other.chars)
                part.open_right = other.open_right
                gone.add(at)
                if not part.open_right:
                    break
            at += 1
    return [p for i, p in enumerate(order) if i not in gone] if gone else parts
