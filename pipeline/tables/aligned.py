"""Tables that no vertical line divides: columns from alignment, rows from baselines.

Three-line tables (rules over and under the header and at the end) and tables without any rule are turned into the same grids that ruled
tables give, so that everything behind this module is shared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.language.page_numbers import is_page_number
from pipeline.reading.model import Word
from pipeline.tables.captions import looks_like_title, unit_statement
from pipeline.tables.fragment import Fragment
from pipeline.tables.head_tree import read_heads
from pipeline.tables.ladders import begins_body, cell_edges, find_ladders, numbers_columns
from pipeline.tables.lattice import Segment
from pipeline.tables.open_layout import lay_out
from pipeline.tables.open_rows import OpenRow, group_rows
from pipeline.tables.phrases import HeaderBlock, Line, cut_line, header_levels
from pipeline.tables.text import cluster_lines

_SENTENCE = re.compile(r"[。；]|，.*，")
MIN_ROWS = 3
"""Fewer rows of aligned amounts are no table (unless rules frame them)."""
MAX_HEADER_LINES = 6
HEAD_GAP = 2.5
"""Lines of a header further apart than this many character heights are not one header …"""
WIDE_HEAD_GAP = 8.0
"""… unless the heads of all of them stand in the middle of what they span."""
SAME_START = 1.5
"""Texts of one column begin this close to each other, in points."""
MAX_STRAY_LINES = 3
"""So many lines that begin where no column does may stand between two rows."""


def find_aligned(page: int, words: Sequence[Word], lone_rules: Sequence[Segment]) -> list[Fragment]:
    """Find tables without vertical lines.

    Args:
        page: page number, from 1.
        words: words outside every ruled grid of the page.
        lone_rules: horizontal lines that touch no vertical one.

    Returns:
        fragments whose header cells span the columns they stand over, top to bottom.
    """
    lines = [cut_line(group) for group in cluster_lines(words)]
    fragments: list[Fragment] = []
    captions = [line.middle for line in lines if _is_no_header(line) and not _is_number_line(line)]
    for ladder in find_ladders(lone_rules, captions):
        inside = [line for line in lines if ladder[0].at - 1 <= line.top and line.bottom <= ladder[-1].at + 1]
        if (found := _between_rungs(page, inside, ladder, lone_rules)) is not None:
            fragments.append(found)
            lines = [line for line in lines if not any(line is other for other in inside)]
    floor = 0
    for first, end in _regions(lines, lone_rules):
        start = first
        body = lines[first:end]
        separators = _separators(body)
        if len(separators) < 3:
            continue
        if start > 0 and numbers_columns(lines[start - 1]):
            start -= 1
            body = lines[start:end]
        header, reading = _header_over(lines[floor:start], body, separators, lone_rules)
        if reading is not None:
            rows = group_rows(body, reading.xs)
            fragments.append(_laid(page, header, rows, reading))
        floor = end
    return sorted(fragments, key=lambda fragment: fragment.ys[0])


def _between_rungs(
    page: int, inside: Sequence[Line], ladder: Sequence[Segment], lone_rules: Sequence[Segment]
) -> Fragment | None:
    """A table whose rows are ruled and whose columns are not: what stands between two rules is one row, however many lines it takes."""
    bands = [[line for line in inside if top.at - 1 <= line.middle < bottom.at - 1] for top, bottom in pairwise(ladder)]
    bands = [band for band in bands if band]
    start = next((index for index, band in enumerate(bands) if any(begins_body(line) for line in band)), None)
    if start is None:
        return None
    header = [line for band in bands[:start] for line in band]
    rows = bands[start:]
    if any(sum(begins_body(line) for line in row) > 1 for row in rows):
        return None  # rules over header, body and total only: several rows stand between two of them
    body = [line for row in rows for line in row]
    reading = _read(header, body, _separators(body), lone_rules, ladder[0])
    if reading is None:
        return None
    return _laid(page, header, [OpenRow(row) for row in rows], reading)


def _laid(page: int, header: Sequence[Line], rows: Sequence[OpenRow], reading: _Reading) -> Fragment:
    return lay_out(
        page,
        header,
        rows,
        reading.xs,
        reading.levels,
        is_ruled=reading.is_sure,
        has_unsure_tree=reading.has_unsure_tree,
    )


@dataclass(slots=True)
class _Reading:
    """Columns and heads of a table."""

    xs: list[float]
    levels: Sequence[Sequence[HeaderBlock]]
    is_sure: bool
    has_unsure_tree: bool = False


def _read(
    header: Sequence[Line],
    body: Sequence[Line],
    separators: list[float],
    rules: Sequence[Segment],
    over: Segment | None,
) -> _Reading | None:
    """Columns from the heads and what stands under them; where those tell nothing, from the white gaps of the body.

    Args:
        header: lines over the body.
        body: lines of the body.
        separators: the white gaps of the body.
        rules: horizontal lines that touch no vertical one.
        over: the rule over the header, as wide as the table.

    Returns:
        None where neither shows two columns.
    """
    if (read := _read_heads(header, body, rules, over)) is not None:
        return read
    edges = cell_edges(header, rules, over.start, over.end) if over is not None else None
    xs = edges or separators
    if len(xs) < 3:
        return None
    levels = header_levels(header, xs, rules)
    is_divided = bool(header) and any(header[0].bottom - 1 < rule.at < header[-1].top + 1 for rule in rules)
    return _Reading(xs, levels, edges is not None, len(levels) > 1 and not is_divided)


def _read_heads(
    header: Sequence[Line], body: Sequence[Line], rules: Sequence[Segment], over: Segment | None
) -> _Reading | None:
    left, right = (over.start, over.end) if over is not None else (None, None)
    read = read_heads(header, body, rules, left, right)
    return _Reading(read[0].edges, read[1], read[0].is_sure) if read is not None else None


def _regions(lines: Sequence[Line], lone_rules: Sequence[Segment]) -> list[tuple[int, int]]:
    """Runs of lines that form table bodies: (first, one past last)."""
    regions: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if not lines[index].is_data:
            index += 1
            continue
        end, last = index + 1, index
        starts = [phrase.x0 for phrase in lines[index].phrases]
        while end < len(lines) and _fits(lines[end], lines[end - 1]):
            line = lines[end]
            is_row = all(any(abs(phrase.x0 - x) <= SAME_START for x in starts) for phrase in line.phrases)
            if line.is_data or (is_row and len(line.phrases) > 1):
                last = end
                starts += [phrase.x0 for phrase in line.phrases]
            elif not is_row and end - last > MAX_STRAY_LINES:
                break
            end += 1
        body = lines[index : last + 1]
        data = [line for line in body if line.is_data]
        framed = (
            sum(segment.at < lines[last].bottom + 30 and segment.at > lines[index].top - 60 for segment in lone_rules)
            >= 2
        )
        if (len(data) >= MIN_ROWS or framed) and _has_aligned_amounts(data):
            regions.append((index, last + 1))
        index = last + 1
    return regions


def _fits(line: Line, previous: Line) -> bool:
    """True when a line can belong to the table body that the line above it belongs to."""
    height = previous.bottom - previous.top
    if line.top - previous.bottom > 5.0 * height or looks_like_title(line.text) or unit_statement(line.text):
        return False
    return line.is_data or not (_SENTENCE.search(line.text) or is_page_number(line.text) or len(line.text) > 40)


def _has_aligned_amounts(data: Sequence[Line]) -> bool:
    """True when most rows print an amount whose right edge (or centre) stands under another row's."""
    edges = [[phrase.x1 for phrase in line.phrases if phrase.is_figure] for line in data]
    centres = [[(phrase.x0 + phrase.x1) / 2 for phrase in line.phrases if phrase.is_figure] for line in data]
    if len(data) == 1:
        return True
    for positions in (edges, centres):
        aligned = sum(
            any(abs(a - b) <= 3.0 for a in own for other in (*positions[:i], *positions[i + 1 :]) for b in other)
            for i, own in enumerate(positions)
        )
        if aligned >= 0.7 * len(data):
            return True
    return False


def _separators(body: Sequence[Line]) -> list[float]:
    """Column boundaries: white gaps that (nearly) no line of the body crosses, outer edges included.

    One line in 25 may cross a gap: a long total in bold runs into its neighbour's column.
    """
    phrases = [phrase for line in body for phrase in line.phrases]
    edges = sorted([(phrase.x0, 1) for phrase in phrases] + [(phrase.x1, -1) for phrase in phrases])
    allowed = len(body) // 25
    boundaries = [edges[0][0] - 2.0]
    depth = 0
    gap_start: float | None = None
    for x, step in edges:
        before = depth
        depth += step
        if step < 0 and before > allowed >= depth:
            gap_start = x
        elif step > 0 and before <= allowed < depth:
            if gap_start is not None and x - gap_start > 0.2:
                boundaries.append((gap_start + x) / 2)
            gap_start = None
    return [*boundaries, max(x for x, _ in edges) + 2.0]


def _header_over(
    above: Sequence[Line], body: Sequence[Line], separators: list[float], rules: Sequence[Segment]
) -> tuple[Sequence[Line], _Reading | None]:
    """The lines of the header and what they say.

    In a narrow header the heads of the first level stand far above the others: the highest lines are taken whose heads fit the body, and only
    where none do the lines that stand together.
    """
    usual = _header_start(above, body, rules, HEAD_GAP)
    for start in range(_header_start(above, body, rules, WIDE_HEAD_GAP), usual + 1):
        header = above[start:]
        reading = _read_heads(header, body, rules, _rule_over(header, rules))
        if reading is not None and (reading.is_sure or start == usual):
            return header, reading
    header = above[usual:]
    return header, _read(header, body, separators, rules, _rule_over(header, rules))


def _header_start(above: Sequence[Line], body: Sequence[Line], rules: Sequence[Segment], gap: float) -> int:
    """First line of the header among the lines `above` a body; its lines stand at most `gap` heights apart."""
    near = [segment.at for segment in rules if 0 < body[0].top - segment.at < 150]
    top_rule = min(near, default=None)
    index = len(above)
    # centred cells of several heights print their words on many baselines; a rule over the header bounds it
    most = MAX_HEADER_LINES if top_rule is None and gap == HEAD_GAP else 2 * MAX_HEADER_LINES
    while index > 0 and len(above) - index < most:
        line, under = above[index - 1], above[index] if index < len(above) else body[0]
        if _is_no_header(line) or (top_rule is not None and line.bottom < top_rule):
            break
        if under.top - line.bottom > gap * (line.bottom - line.top):
            break
        index -= 1
    return index


def _is_number_line(line: Line) -> bool:
    """`1 2 3 4`: numbers of columns, not of a page."""
    return len(line.phrases) > 1 and is_page_number(line.text)


def _rule_over(header: Sequence[Line], lone_rules: Sequence[Segment]) -> Segment | None:
    """The rule right over a header."""
    if not header:
        return None
    top, height = header[0].top, header[0].bottom - header[0].top
    near = [rule for rule in lone_rules if -1 <= top - rule.at < 2 * height]
    return max(near, key=lambda rule: rule.at, default=None)


def _is_no_header(line: Line) -> bool:
    text = line.text
    return bool(looks_like_title(text) or unit_statement(text) or is_page_number(text) or _SENTENCE.search(text))
