"""Lines cut into phrases, and header blocks: the parts that tables without vertical lines are made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.language.numbers import is_figure, is_money
from pipeline.language.spelling import squeezed
from pipeline.reading.model import Word
from pipeline.tables.lattice import Segment
from pipeline.tables.text import join_words
from pipeline.tables.words import words

PHRASE_GAP = 0.8
"""Words closer than this many character heights are one phrase; columns stand further apart."""
NARROW_GAP = 0.25
"""The same in a header."""
FIGURE_GAP = 0.15
"""Two numbers this many character heights apart are two figures: in narrow columns they nearly touch."""
CENTRED = 1.5
"""Wrapped lines of one header text are centred to this many points, also where a body column begins under one of them."""
SAME_LEVEL_GAP = 0.6
"""Header lines closer than this many character heights are one wrapped text."""


@dataclass(slots=True)
class Phrase:
    """Words that belong together on one line."""

    words: list[Word]
    text: str
    x0: float
    x1: float

    @property
    def is_figure(self) -> bool:
        """True for a number, a percentage or a dash."""
        return is_figure(self.text)


@dataclass(slots=True)
class Line:
    """A printed line, cut into phrases."""

    phrases: list[Phrase]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Vertical centre."""
        return (self.top + self.bottom) / 2

    @property
    def is_data(self) -> bool:
        """True when the line reads as a table row: an amount that stands apart from other text."""
        return len(self.phrases) > 1 and any(is_money(phrase.text) for phrase in self.phrases)

    @property
    def text(self) -> str:
        """All text, squeezed."""
        return squeezed("".join(phrase.text for phrase in self.phrases))


def cut_line(words: list[Word]) -> Line:
    """Cut the words of one line (left to right) into phrases."""
    return Line(_phrases(words, PHRASE_GAP), min(word.top for word in words), max(word.bottom for word in words))


def head_phrases(line: Line) -> list[Phrase]:
    """The phrases of a line of a header: the heads of narrow columns fill their cells and nearly touch."""
    return _phrases([word for phrase in line.phrases for word in phrase.words], NARROW_GAP)


def _phrases(words: list[Word], least: float) -> list[Phrase]:
    """Words of one line, left to right, cut where a gap is wider than `least` character heights."""
    groups: list[list[Word]] = [[words[0]]]
    for previous, word in pairwise(words):
        gap = word.x0 - previous.x1
        height = min(previous.bottom - previous.top, word.bottom - word.top)
        # a right-aligned amount can end where the next column's text begins
        is_amount_end = gap > 0 and is_money(previous.text) and not word.text[0].isascii()
        if gap > least * height or is_amount_end or (gap > FIGURE_GAP * height and _are_figures(previous, word)):
            groups.append([])
        groups[-1].append(word)
    groups = _join_spaced_pairs(groups)
    return [Phrase(group, squeezed(join_words(group)), group[0].x0, max(w.x1 for w in group)) for group in groups]


def _are_figures(left: Word, right: Word) -> bool:
    """Two complete numbers, not the pieces of one."""
    return is_figure(left.text) and is_figure(right.text)


def _join_spaced_pairs(groups: list[list[Word]]) -> list[list[Word]]:
    """Join letter-spaced headings: 收　　入, 项　目 (类 款 项 stay apart)."""
    joined: list[list[Word]] = []
    for group in groups:
        if (
            joined
            and len(joined[-1]) == 1
            and len(group) == 1
            and words().headers.spaced.fullmatch(joined[-1][0].text + group[0].text)
        ):
            joined[-1].extend(group)
        else:
            joined.append(group)
    return joined


@dataclass(slots=True)
class HeaderBlock:
    """A header text, wrapped lines together, and the columns it stands over (first and last, from 0)."""

    lines: list[list[Word]]
    x0: float
    x1: float
    top: float
    bottom: float
    first: int = 0
    last: int = 0
    level: int = 0
    under: list[HeaderBlock] = field(default_factory=list)


def header_levels(header: Sequence[Line], xs: Sequence[float], rules: Sequence[Segment]) -> list[list[HeaderBlock]]:
    """Header lines → blocks by level, outermost first, each level from left to right.

    Args:
        header: the lines over the body, top to bottom.
        xs: column boundaries of the body.
        rules: horizontal lines; one that stands between two texts separates two levels, and one under a text shows what it spans.

    Returns:
        levels; blocks of one level do not share columns.
    """
    blocks = header_blocks(header, xs, rules)
    if not _ruled_leaves(blocks, len(xs) - 1, rules):
        _number_leaves(blocks, len(xs) - 1)
        for block in blocks:
            _widen_by_rule(block, xs, rules)
        _head_subtotals(blocks)
    levels: list[list[HeaderBlock]] = []
    for block in sorted(blocks, key=lambda block: block.top):
        over = [
            other
            for other in blocks
            if other.bottom <= block.top + 1 and other.first <= block.last and block.first <= other.last
        ]
        block.level = max((other.level + 1 for other in over), default=0)
        while len(levels) <= block.level:
            levels.append([])
        levels[block.level].append(block)
    for level, below in pairwise(levels):
        _widen_over(level, below)
    for level in levels:
        level.sort(key=lambda block: block.first)
        for left, right in pairwise(level):
            right.first = max(right.first, left.last + 1)
            right.last = max(right.last, right.first)
    return [[block for block in level if block.first < len(xs) - 1] for level in levels]


def header_blocks(header: Sequence[Line], xs: Sequence[float], rules: Sequence[Segment]) -> list[HeaderBlock]:
    """Header lines → texts, wrapped lines joined; arguments as for `header_levels`."""
    blocks: list[HeaderBlock] = []
    for line in header:
        for phrase in line.phrases:
            _place(phrase, line, blocks, xs, rules)
    return blocks


def _place(
    phrase: Phrase, line: Line, blocks: list[HeaderBlock], xs: Sequence[float], rules: Sequence[Segment]
) -> None:
    columns = len(xs) - 1
    first = min(max(bisect_right(xs, phrase.x0 + 1) - 1, 0), columns - 1)
    last = min(max(bisect_right(xs, phrase.x1 - 1) - 1, first), columns - 1)
    height = line.bottom - line.top
    for block in reversed(blocks):
        overlap = min(block.x1, phrase.x1) - max(block.x0, phrase.x0)
        if overlap < 0.5 * min(block.x1 - block.x0, phrase.x1 - phrase.x0) or block.bottom > line.top + 0.5 * height:
            continue
        is_centred = abs((block.x0 + block.x1) - (phrase.x0 + phrase.x1)) <= 2 * CENTRED
        if line.top - block.bottom > SAME_LEVEL_GAP * height:
            break
        if (block.first, block.last) != (first, last) and not is_centred:
            break
        if any(
            block.bottom - 1 < rule.at < line.top + 1 and rule.start < phrase.x1 and rule.end > phrase.x0
            for rule in rules
        ):
            break
        block.lines.append(phrase.words)
        block.x0, block.x1 = min(block.x0, phrase.x0), max(block.x1, phrase.x1)
        block.bottom = line.bottom
        return
    blocks.append(HeaderBlock([phrase.words], phrase.x0, phrase.x1, line.top, line.bottom, first, last))


def _ruled_leaves(blocks: Sequence[HeaderBlock], columns: int, rules: Sequence[Segment]) -> bool:
    """Name the columns by the texts that no rule parts from the body, and let a text over a rule span what stands under that rule.

    Header texts are centred in cells that no vertical line shows, figures stand at their right edge: where they stand says little about
    which column they name, the rules between the levels say it exactly.

    Args:
        blocks: header texts; `first` and `last` are set where the rules tell.
        columns: number of columns of the body.
        rules: horizontal lines.

    Returns:
        False when there are no such rules or the texts below them are not as many as the columns; nothing is changed then.
    """
    foot = max((block.bottom for block in blocks), default=0.0)
    below = {id(block): rule_below(block, foot, rules) for block in blocks}
    leaves = sorted((block for block in blocks if below[id(block)] is None), key=lambda block: block.x0 + block.x1)
    if len(leaves) != columns or len(leaves) == len(blocks):
        return False
    shares: dict[int, tuple[Segment, list[HeaderBlock]]] = {}
    for block in blocks:
        if (rule := below[id(block)]) is not None:
            shares.setdefault(id(rule), (rule, []))[1].append(block)
    for column, leaf in enumerate(leaves):
        leaf.first = leaf.last = column
    centres = [(leaf.x0 + leaf.x1) / 2 for leaf in leaves]
    for rule, over in shares.values():
        under = [
            column
            for column, leaf in enumerate(leaves)
            if leaf.top > rule.at - 1 and rule.start - 1 <= centres[column] <= rule.end + 1
        ]
        _share(sorted(over, key=lambda block: block.x0), under, centres, rule)
    return True


def rule_below(block: HeaderBlock, foot: float, rules: Sequence[Segment]) -> Segment | None:
    """The first rule between a header text and the body, other header texts standing under it."""
    centre = (block.x0 + block.x1) / 2
    near = [r for r in rules if block.bottom - 1 < r.at < foot - 1 and r.start <= centre <= r.end]
    return min(near, key=lambda rule: rule.at, default=None)


def _share(over: Sequence[HeaderBlock], under: Sequence[int], centres: Sequence[float], rule: Segment) -> None:
    """Divide the columns under one rule among the texts over it; each text stands in the middle of its cell."""
    edge = rule.start
    for block, following in zip(over, [*over[1:], None], strict=True):
        middle = (block.x0 + block.x1) / 2
        end = 2 * middle - edge
        if following is None:
            end = rule.end + 2
        elif not block.x1 <= end <= following.x0:  # not centred: half way to the next text
            end = (block.x1 + following.x0) / 2
        own = [column for column in under if edge - 1 <= centres[column] < end]
        if own:
            block.first, block.last = own[0], own[-1]
        edge = end


def _head_subtotals(blocks: Sequence[HeaderBlock]) -> None:
    """Let the text over the middle of its columns reach the 小计 at their left and as far to the right: a 小计 always stands under a head."""
    for block in blocks:
        if squeezed("".join(word.text for line in block.lines for word in line)) != words().headers.subtotal:
            continue
        beside = [b for b in blocks if abs(b.bottom - block.bottom) <= 3.0]
        over = [b for b in blocks if b.bottom <= block.top + 1 and any(_covers(b, under) for under in beside)]
        covering = next((b for b in over if _covers(b, block)), None)
        head = covering or min((b for b in over if b.first > block.last), key=lambda b: b.first, default=None)
        if head is None or any(b.first in range(block.last + 1, head.first) and b not in beside for b in blocks):
            continue
        reach = head.x0 + head.x1 - (block.x0 + block.x1) / 2
        under = [
            b for b in beside if b.first >= block.first and (b.x0 + b.x1) / 2 <= reach + 0.5 * (block.x1 - block.x0)
        ]
        head.first = min(head.first, block.first)
        head.last = max([head.last, *(b.last for b in under)])


def _covers(over: HeaderBlock, under: HeaderBlock) -> bool:
    return over is not under and over.bottom <= under.top + 1 and over.first <= under.first and under.last <= over.last


def _number_leaves(blocks: Sequence[HeaderBlock], columns: int) -> None:
    """Where as many texts have nothing under them as there are columns, they name the columns in order."""
    leaves = [
        block
        for block in blocks
        if not any(other.top >= block.bottom - 1 and other.x0 < block.x1 and block.x0 < other.x1 for other in blocks)
    ]
    if len(leaves) == columns:
        for column, block in enumerate(sorted(leaves, key=lambda block: block.x0 + block.x1)):
            block.first = block.last = column


def _widen_by_rule(block: HeaderBlock, xs: Sequence[float], rules: Sequence[Segment]) -> None:
    """A rule that runs under a text and ends before the table does shows the columns the text spans."""
    for rule in rules:
        is_under = -1 < rule.at - block.bottom < 1.2 * (block.bottom - block.top)
        if (
            is_under
            and rule.start <= block.x0 + 2
            and rule.end >= block.x1 - 2
            and rule.end - rule.start < 0.9 * (xs[-1] - xs[0])
        ):
            inside = [
                column for column in range(len(xs) - 1) if rule.start <= (xs[column] + xs[column + 1]) / 2 <= rule.end
            ]
            if inside:
                block.first, block.last = inside[0], inside[-1]


def _widen_over(level: Sequence[HeaderBlock], below: Sequence[HeaderBlock]) -> None:
    """Let a text that has texts under it span the neighbouring columns that only the lower level names."""
    parents = [
        block for block in level if any(block.first <= under.first and under.last <= block.last for under in below)
    ]
    for under in below:
        if not parents or any(block.first <= under.last and under.first <= block.last for block in level):
            continue
        nearest = min(parents, key=lambda block: abs((block.x0 + block.x1) - (under.x0 + under.x1)))
        between = range(min(nearest.first, under.first), max(nearest.last, under.last) + 1)
        if any(block is not nearest and block.first in between for block in level):
            continue
        nearest.first, nearest.last = between[0], between[-1]
