"""Horizontal rules of one width under each other: the rows of a table that no vertical line divides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.ordinals import CHAPTER, SECTION
from pipeline.tables.lattice import Segment
from pipeline.tables.phrases import Line, header_blocks, rule_below
from pipeline.tables.words import words

CENTRING = 4.0
"""Points by which a row of centred texts may miss the end of the table, all errors together."""
SAME_END = 3.0
"""Rules whose ends agree to this many points belong to one table."""
MAX_STEP = 90.0
"""Points between two rules of one table; the highest usual row."""
LEAST = 4
"""Rules that make a ladder: over the header, over and under each row."""
_BEGINS = re.compile(rf"(?:{CHAPTER}|{SECTION}|[235]\d{{2}}(?:\d{{2}}){{0,2}}$)")


def find_ladders(rules: Sequence[Segment], captions: Sequence[float]) -> list[list[Segment]]:
    """Group rules into ladders.

    Args:
        rules: horizontal lines that touch no vertical one.
        captions: heights of titles, unit statements and sentences; none stands inside a table.

    Returns:
        the rules of each ladder, top to bottom.
    """
    widest: list[list[Segment]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        group = next(
            (
                group
                for group in reversed(widest)
                if _same_ends(group[-1], rule)
                and rule.at - group[-1].at <= MAX_STEP
                and not any(group[-1].at < caption < rule.at for caption in captions)
            ),
            None,
        )
        if group is None:
            widest.append([rule])
        else:
            group.append(rule)
    return [group for group in widest if len(group) >= LEAST]


def _same_ends(a: Segment, b: Segment) -> bool:
    return abs(a.start - b.start) <= SAME_END and abs(a.end - b.end) <= SAME_END


def begins_body(line: Line) -> bool:
    """True for a line that no header holds: an amount, a code or a list item; the numbers of the columns end a header too."""
    figures = any(phrase.is_figure for phrase in line.phrases[1:])  # whole numbers count too, between rules
    return figures or numbers_columns(line) or bool(_BEGINS.match(line.phrases[0].text))


def numbers_columns(line: Line) -> bool:
    """True for a line that numbers the columns: 栏次 | 1 | 2 | 3 (类 | 款 | 项 alone is a level of the header)."""
    texts = [phrase.text for phrase in line.phrases]
    numbers = all(words().headers.numbered_in_ladder.fullmatch(text) for text in texts)
    return (
        len(texts) > 1
        and numbers
        and any(text.isdigit() or words().headers.numbers_of_columns.fullmatch(text) for text in texts)
    )


def cell_edges(header: Sequence[Line], rules: Sequence[Segment], left: float, right: float) -> list[float] | None:
    """Where the columns end, from header texts that stand in the middle of cells whose sides are not drawn.

    The texts that no rule parts from the body divide the width of the table among them: the first cell begins at the left end of the rules,
    and each text is as far from the end of its cell as from the beginning.

    Args:
        header: the lines of the header.
        rules: horizontal lines.
        left: where the table's rules begin.
        right: where they end.

    Returns:
        column boundaries, outer ones included; None where the texts are not centred like this.
    """
    blocks = header_blocks(header, (left, right), rules)
    foot = max((block.bottom for block in blocks), default=0.0)
    leaves = sorted((b for b in blocks if rule_below(b, foot, rules) is None), key=lambda b: b.x0 + b.x1)
    edges = [left]
    for leaf in leaves:
        end = leaf.x0 + leaf.x1 - edges[-1]
        if leaf.x0 < edges[-1] - 1 or end < leaf.x1 - 1:
            return None
        edges.append(end)
    if len(leaves) < 2 or abs(edges[-1] - right) > CENTRING:
        return None
    return edges
