"""Heads of a table whose cells no line divides → which of them name columns, and which columns each of the others stands over.

A head stands in the middle of what it spans, across and down. So a head over several others is told from its abscissa: from where it begins to the
edge that is as far on the other side. What is not told in exactly one way is not told at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pipeline.tables.centred import Columns, find_columns
from pipeline.tables.lattice import Segment
from pipeline.tables.phrases import CENTRED, SAME_LEVEL_GAP, HeaderBlock, Line, Phrase, head_phrases, rule_below

MIDDLE = 2.0
"""Points by which a head misses the middle of the columns it spans."""
LEVEL = 0.4
"""Heads whose middles differ by less than this share of a character's height stand on one level."""
MOST_OPEN = 7
"""More heads of which it is open whether they name a column are not tried."""


def read_heads(
    header: Sequence[Line],
    body: Sequence[Line],
    rules: Sequence[Segment],
    left: float | None = None,
    right: float | None = None,
) -> tuple[Columns, list[list[HeaderBlock]]] | None:
    """Read the header of a table without vertical lines.

    Args:
        header: the lines over the body.
        body: the lines of the body.
        rules: horizontal lines.
        left: where the table begins, when a rule shows it.
        right: where it ends, when a rule shows it.

    Returns:
        the columns, and the heads by level, outermost first, each with the columns it spans; None where the positions tell nothing or several
        things.
    """
    blocks = head_blocks(header, rules)
    found: list[tuple[Columns, list[list[HeaderBlock]]]] = []
    for parents in _choices(blocks, rules):
        own = [replace(block) for block in blocks]
        over = [block for block, original in zip(own, blocks, strict=True) if any(original is p for p in parents)]
        leaves = sorted(
            (block for block in own if not any(block is p for p in over)), key=lambda block: block.x0 + block.x1
        )
        for columns in find_columns(leaves, body, left, right):
            levels = _tree(leaves, over, columns.edges)
            if levels is not None:
                found.append((columns, levels))
                break
    if not found:
        return None
    most = max(columns.agreeing for columns, _ in found)
    best = [each for each in found if each[0].agreeing == most]
    return best[0] if len(best) == 1 else None


def head_blocks(header: Sequence[Line], rules: Sequence[Segment]) -> list[HeaderBlock]:
    """The texts of a header, wrapped lines joined: lines of one text are centred under each other, and no rule stands between them."""
    blocks: list[HeaderBlock] = []
    phrases = sorted((phrase for line in header for phrase in head_phrases(line)), key=_top)
    for phrase in phrases:
        top, bottom = _top(phrase), max(word.bottom for word in phrase.words)
        block = next((b for b in reversed(blocks) if _goes_on(b, phrase, top, bottom - top, rules)), None)
        if block is None:
            blocks.append(HeaderBlock([phrase.words], phrase.x0, phrase.x1, top, bottom))
            continue
        block.lines.append(phrase.words)
        block.x0, block.x1, block.bottom = min(block.x0, phrase.x0), max(block.x1, phrase.x1), bottom
    return blocks


def _top(phrase: Phrase) -> float:
    return min(word.top for word in phrase.words)


def _goes_on(block: HeaderBlock, phrase: Phrase, top: float, height: float, rules: Sequence[Segment]) -> bool:
    return (
        -0.3 * height <= top - block.bottom <= SAME_LEVEL_GAP * height
        and abs((block.x0 + block.x1) - (phrase.x0 + phrase.x1)) <= 2 * CENTRED
        and not any(
            block.bottom - 1 < rule.at < top + 1 and rule.start < phrase.x1 and rule.end > phrase.x0 for rule in rules
        )
    )


def _choices(blocks: Sequence[HeaderBlock], rules: Sequence[Segment]) -> Iterator[list[HeaderBlock]]:
    """The ways to take some heads for heads of several columns."""
    foot = max((block.bottom for block in blocks), default=0.0)
    ruled = [block for block in blocks if rule_below(block, foot, rules) is not None]
    if ruled:
        yield ruled
        return
    sure: list[HeaderBlock] = []
    open_: list[HeaderBlock] = []
    for block in blocks:
        below = [other for other in blocks if other.top >= block.bottom - 1]
        if any(other.x0 < block.x1 and block.x0 < other.x1 for other in below):
            sure.append(block)
        elif _stands_over_a_gap(block, blocks):
            open_.append(block)
    if len(open_) > MOST_OPEN:
        return
    for count in range(len(open_) + 1):
        for more in combinations(open_, count):
            yield [*sure, *more]


def _stands_over_a_gap(block: HeaderBlock, blocks: Sequence[HeaderBlock]) -> bool:
    """True when the heads next to it on both sides stand lower: it may span both."""
    others = [other for other in blocks if other is not block and other.bottom > block.top + 1]
    left = max((other for other in others if other.x1 <= block.x0), key=lambda other: other.x1, default=None)
    right = min((other for other in others if other.x0 >= block.x1), key=lambda other: other.x0, default=None)
    return all(other is not None and other.top >= block.bottom - 1 for other in (left, right))


def _tree(
    leaves: Sequence[HeaderBlock], over: Sequence[HeaderBlock], edges: Sequence[float]
) -> list[list[HeaderBlock]] | None:
    """Levels, outermost first; None where the heads over others fit in no way or in several."""
    for column, leaf in enumerate(leaves):
        leaf.first = leaf.last = column
    ways = _best(list(_cover(0, len(leaves), list(over), leaves, edges)), leaves)
    if len(ways) != 1:
        return None
    for parent, first, end in ways[0]:
        parent.first, parent.last = first, end - 1
    return _levels([*over, *leaves])


_Way = list[tuple[HeaderBlock, int, int]]
"""Heads with the columns they span: first, one past last."""


def _cover(
    first: int,
    end: int,
    parents: list[HeaderBlock],
    leaves: Sequence[HeaderBlock],
    edges: Sequence[float],
) -> Iterator[_Way]:
    """Every way to lay all `parents` over the columns from `first` on."""
    if not parents:
        yield []
        return
    if first >= end:
        return
    for parent in parents:
        stop = _end(parent, first, end, edges)
        if stop is None or any(leaf.top < parent.bottom - 1 for leaf in leaves[first:stop]):
            continue
        others = [other for other in parents if other is not parent]
        inside = [o for o in others if edges[first] - 1 <= o.x0 and o.x1 <= edges[stop] + 1]
        if any(o.top < parent.bottom - 1 for o in inside):
            continue
        outside = [o for o in others if not any(o is i for i in inside)]
        for within in _cover(first, stop, inside, leaves, edges):
            for beyond in _cover(stop, end, outside, leaves, edges):
                yield [(parent, first, stop), *within, *beyond]
    yield from _cover(first + 1, end, parents, leaves, edges)


def _end(parent: HeaderBlock, first: int, end: int, edges: Sequence[float]) -> int | None:
    """One past the last column of a head that begins at `first`."""
    wanted = parent.x0 + parent.x1 - edges[first]
    stop = min(range(first + 1, end + 1), key=lambda k: abs(edges[k] - wanted))
    fits = abs(edges[stop] - wanted) <= 2 * MIDDLE and edges[first] <= parent.x0 + 1 and parent.x1 <= edges[stop] + 1
    return stop if fits else None


def _best(ways: Sequence[_Way], leaves: Sequence[HeaderBlock]) -> list[_Way]:
    """The ways that agree best with the heights of the heads: those with as many heads over them stand on one level, the others do not.

    Of ways that differ in nothing else, the one that reaches further is not better: both are kept.
    """
    if len(ways) < 2:
        return list(ways)
    height = min(line[0].bottom - line[0].top for leaf in leaves for line in leaf.lines)
    middles = [(leaf.top + leaf.bottom) / 2 for leaf in leaves]

    def disagreeing(way: _Way) -> int:
        depths = [sum(first <= column < end for _, first, end in way) for column in range(len(leaves))]
        lone = sum(end - first < 2 for _, first, end in way)
        return lone + sum(
            any(d > depth and abs(m - middle) < LEVEL * height for d, m in zip(depths, middles, strict=True))
            for depth, middle in zip(depths, middles, strict=True)
        )

    scores = [disagreeing(way) for way in ways]
    return [way for way, score in zip(ways, scores, strict=True) if score == min(scores)]


def _levels(blocks: Sequence[HeaderBlock]) -> list[list[HeaderBlock]]:
    levels: list[list[HeaderBlock]] = []
    for block in sorted(blocks, key=lambda block: (block.first - block.last, block.top)):
        over = [o for level in levels for o in level if o.first <= block.first and block.last <= o.last]
        block.level = max((o.level + 1 for o in over), default=0)
        while len(levels) <= block.level:
            levels.append([])
        levels[block.level].append(block)
    for level in levels:
        level.sort(key=lambda block: block.first)
    return levels
