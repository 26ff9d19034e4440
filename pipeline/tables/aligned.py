"""Tables that no vertical line divides: columns from alignment, rows from baselines.

Three-line tables (rules over and under the header and at the end) and tables without any rule are turned into the same grids that ruled
tables give, so that everything behind this module is shared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.reading.model import Word
from pipeline.tables.captions import is_page_number, looks_like_title, unit_statement
from pipeline.tables.fragment import Fragment, FragmentCell, write
from pipeline.tables.head_tree import read_heads
from pipeline.tables.ladders import begins_body, cell_edges, find_ladders, numbers_columns
from pipeline.tables.lattice import Segment
from pipeline.tables.model import Box
from pipeline.tables.phrases import HeaderBlock, Line, cut_line, header_levels
from pipeline.tables.text import cluster_lines

_SENTENCE = re.compile(r"[。；]|，.*，")
MIN_ROWS = 3
"""Fewer rows of aligned amounts are no table (unless rules frame them)."""
MAX_HEADER_LINES = 6


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
    for first, end in _regions(lines, lone_rules):
        start = first
        body = lines[first:end]
        separators = _separators(body)
        if len(separators) < 3:
            continue
        if start > 0 and numbers_columns(lines[start - 1]):
            start -= 1
            body = lines[start:end]
        header = lines[_header_start(lines, start, lone_rules) : start]
        built = _build(page, header, _rows(body), separators, lone_rules, _rule_over(header, lone_rules))
        fragments += [built] if built is not None else []
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
    return _build(page, header, rows, _separators([line for row in rows for line in row]), lone_rules, ladder[0])


def _build(
    page: int,
    header: Sequence[Line],
    rows: Sequence[Sequence[Line]],
    separators: list[float],
    lone_rules: Sequence[Segment],
    over: Segment | None,
) -> Fragment | None:
    """Columns from the heads and what stands under them; where those tell nothing, from the white gaps of the body.

    Args:
        page: page number, from 1.
        header: lines over the body.
        rows: lines of the body, row by row.
        separators: the white gaps of the body.
        lone_rules: horizontal lines that touch no vertical one.
        over: the rule over the header, as wide as the table.

    Returns:
        None where neither shows two columns.
    """
    left, right = (over.start, over.end) if over is not None else (None, None)
    read = read_heads(header, [line for row in rows for line in row], lone_rules, left, right)
    if read is not None:
        columns, levels = read
        return _fragment(page, header, rows, columns.edges, levels, is_ruled=columns.is_sure)
    edges = cell_edges(header, lone_rules, over.start, over.end) if over is not None else None
    xs = edges or separators
    if len(xs) < 3:
        return None
    return _fragment(page, header, rows, xs, header_levels(header, xs, lone_rules), is_ruled=edges is not None)


def _regions(lines: Sequence[Line], lone_rules: Sequence[Segment]) -> list[tuple[int, int]]:
    """Runs of lines that form table bodies: (first, one past last)."""
    regions: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if not lines[index].is_data:
            index += 1
            continue
        end, last = index + 1, index
        while end < len(lines) and end - last <= 3 and _fits(lines[end], lines[last]):
            if lines[end].is_data:
                last = end
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
    """True when a line can belong to the table body above it."""
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


def _header_start(lines: Sequence[Line], start: int, lone_rules: Sequence[Segment]) -> int:
    """First line of the header over the body that starts at `start`."""
    near = [segment.at for segment in lone_rules if 0 < lines[start].top - segment.at < 150]
    top_rule = min(near, default=None)
    index = start
    # centred cells of several heights print their words on many baselines; a rule over the header bounds it
    most = MAX_HEADER_LINES if top_rule is None else 2 * MAX_HEADER_LINES
    while index > 0 and start - index < most:
        line, under = lines[index - 1], lines[index]
        if _is_no_header(line) or (top_rule is not None and line.bottom < top_rule):
            break
        if under.top - line.bottom > 2.5 * (line.bottom - line.top):
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


def _fragment(
    page: int,
    header: Sequence[Line],
    rows: Sequence[Sequence[Line]],
    separators: list[float],
    levels: Sequence[Sequence[HeaderBlock]],
    *,
    is_ruled: bool,
) -> Fragment:
    xs = list(separators)
    for line in header:
        xs[0] = min(xs[0], line.phrases[0].x0 - 2.0)
        xs[-1] = max(xs[-1], line.phrases[-1].x1 + 2.0)
    top = min([line.top for line in header] + [rows[0][0].top]) - 2.0
    begin = header[-1].bottom if header else top
    ys = [top + (begin - top) * level / len(levels) for level in range(len(levels))] if levels else []
    bottoms = [row[-1].bottom for row in rows]
    ys += [
        begin if levels else top,
        *((a + row[0].top) / 2 for a, row in zip(bottoms, rows[1:], strict=False)),
        bottoms[-1] + 2.0,
    ]
    cells = [_header_row(level, blocks, xs, ys) for level, blocks in enumerate(levels)]
    cells += [_body_row(index, row, xs, ys) for index, row in enumerate(rows, start=len(levels))]
    return Fragment(page, xs, ys, cells, is_ruled=is_ruled)


def _header_row(
    level: int, blocks: Sequence[HeaderBlock], xs: Sequence[float], ys: Sequence[float]
) -> list[FragmentCell]:
    cells: list[FragmentCell] = []
    column = 0
    for block in [*blocks, None]:
        first = block.first if block else len(xs) - 1
        cells += [
            FragmentCell(level, blank, 1, 1, Box(xs[blank], ys[level], xs[blank + 1], ys[level + 1]))
            for blank in range(column, first)
        ]
        if block is None:
            break
        column = block.last + 1
        cell = FragmentCell(level, first, 1, column - first, Box(xs[first], ys[level], xs[column], ys[level + 1]))
        write(cell, block.lines)
        cells.append(cell)
    return cells


def _body_row(index: int, row: Sequence[Line], xs: Sequence[float], ys: Sequence[float]) -> list[FragmentCell]:
    lines: list[list[list[Word]]] = [[] for _ in xs[1:]]
    for line in row:
        for column in range(len(lines)):
            words = [
                word for phrase in line.phrases for word in phrase.words if xs[column] <= word.centre < xs[column + 1]
            ]
            if words:
                lines[column].append(words)
    cells: list[FragmentCell] = []
    for column, own in enumerate(lines):
        cell = FragmentCell(index, column, 1, 1, Box(xs[column], ys[index], xs[column + 1], ys[index + 1]))
        write(cell, own)
        cells.append(cell)
    return cells


def _rows(body: Sequence[Line]) -> list[list[Line]]:
    """Group lines into rows: a line without figures that stands closer than usual is the wrapped rest of its neighbour."""
    pitches = [b.top - a.top for a, b in pairwise(body)]
    usual = median(pitches) if pitches else 0.0
    rows: list[list[Line]] = []
    for index, line in enumerate(body):
        figures = any(phrase.is_figure for phrase in line.phrases)
        if rows and not figures and pitches[index - 1] < 0.8 * usual:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows
