"""Tables that no vertical line divides: columns from alignment, rows from baselines.

Three-line tables (rules over and under the header and at the end) and tables without any rule are turned into the same grids that ruled
tables give, so that everything behind this module is shared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.reading.model import Word
from pipeline.tables.captions import is_page_number, looks_like_title, unit_statement
from pipeline.tables.lattice import Grid, GridCell, Segment
from pipeline.tables.text import cluster_lines, join_words, squeeze

_AMOUNT = re.compile(r"[-−(（]?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d{1,6})[)）]?")
_FIGURE = re.compile(r"[-−(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d{1,6})?[)）]?[%％]?|[-—–]{1,2}")
_SENTENCE = re.compile(r"[。；]|，.*，")
PHRASE_GAP = 0.8
"""Words closer than this many character heights are one phrase; columns stand further apart."""
MIN_ROWS = 3
"""Fewer rows of aligned amounts are no table (unless rules frame them)."""
MAX_HEADER_LINES = 6


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
        return bool(_FIGURE.fullmatch(self.text))


@dataclass(slots=True)
class Line:
    """A printed line, cut into phrases."""

    phrases: list[Phrase]
    top: float
    bottom: float

    @property
    def is_data(self) -> bool:
        """True when the line reads as a table row: an amount that stands apart from other text."""
        return len(self.phrases) > 1 and any(_AMOUNT.fullmatch(phrase.text) for phrase in self.phrases)

    @property
    def text(self) -> str:
        """All text, squeezed."""
        return squeeze("".join(phrase.text for phrase in self.phrases))


def find_aligned(words: Sequence[Word], lone_rules: Sequence[Segment]) -> list[Grid]:
    """Find tables without vertical lines.

    Args:
        words: words outside every ruled grid of the page.
        lone_rules: horizontal lines that touch no vertical one.

    Returns:
        grids whose header cells span the columns they stand over, top to bottom.
    """
    lines = [_line(group) for group in cluster_lines(words)]
    grids: list[Grid] = []
    for start, end in _regions(lines, lone_rules):
        body = lines[start:end]
        separators = _separators(body)
        if len(separators) < 2:
            continue
        header_start = _header_start(lines, start, lone_rules, separators)
        grids.append(_grid(lines[header_start:start], body, separators))
    return grids


def _line(words: list[Word]) -> Line:
    groups: list[list[Word]] = [[words[0]]]
    for previous, word in pairwise(words):
        if word.x0 - previous.x1 > PHRASE_GAP * min(previous.bottom - previous.top, word.bottom - word.top):
            groups.append([])
        groups[-1].append(word)
    phrases = [
        Phrase(group, squeeze(join_words(group)), group[0].x0, max(word.x1 for word in group)) for group in groups
    ]
    return Line(phrases, min(word.top for word in words), max(word.bottom for word in words))


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
    """Column boundaries: the white gaps that no phrase of the body crosses, outer edges included."""
    spans = sorted((phrase.x0, phrase.x1) for line in body for phrase in line.phrases)
    merged: list[list[float]] = []
    for x0, x1 in spans:
        if merged and x0 <= merged[-1][1] + 1.0:
            merged[-1][1] = max(merged[-1][1], x1)
        else:
            merged.append([x0, x1])
    if len(merged) < 2:
        return []
    return [merged[0][0] - 2.0, *((a[1] + b[0]) / 2 for a, b in pairwise(merged)), merged[-1][1] + 2.0]


def _header_start(lines: Sequence[Line], start: int, lone_rules: Sequence[Segment], separators: Sequence[float]) -> int:
    """First line of the header over the body that starts at `start`."""
    index = start
    rules_above = sorted(segment.at for segment in lone_rules if segment.at < lines[start].top)
    limit = (
        next((at for at in reversed(rules_above[-3:]) if lines[start].top - at < 150), None) if rules_above else None
    )
    top_rule = min((at for at in rules_above if limit is not None and lines[start].top - at < 150), default=None)
    while index > 0 and start - index < MAX_HEADER_LINES:
        line = lines[index - 1]
        if (
            looks_like_title(line.text)
            or unit_statement(line.text)
            or is_page_number(line.text)
            or _SENTENCE.search(line.text)
        ):
            break
        if top_rule is not None and line.bottom < top_rule:
            break
        if lines[index].top - line.bottom > 2.5 * (line.bottom - line.top) or (
            len(line.phrases) == 1
            and top_rule is None
            and start - index > 0
            and line.phrases[0].x1 - line.phrases[0].x0 > 0.6 * (separators[-1] - separators[0])
        ):
            break
        index -= 1
    return index


def _grid(header: Sequence[Line], body: Sequence[Line], separators: list[float]) -> Grid:
    rows = _rows(body)
    xs = [
        min(separators[0], *(phrase.x0 - 2 for line in header for phrase in line.phrases)) if header else separators[0],
        *separators[1:],
    ]
    if header:
        xs[-1] = max(xs[-1], *(phrase.x1 + 2 for line in header for phrase in line.phrases))
    tops = [line.top for line in header] + [row[0].top for row in rows]
    bottoms = [line.bottom for line in header] + [row[-1].bottom for row in rows]
    ys = [tops[0] - 2.0, *((a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)), bottoms[-1] + 2.0]
    ys = [max(ys[: i + 1]) for i in range(len(ys))]
    columns = len(xs) - 1
    cells: list[GridCell] = []
    for row, line in enumerate(header):
        cells.extend(_header_cells(row, line, header[row + 1 :], xs))
    cells.extend(GridCell(len(header) + row, column) for row in range(len(rows)) for column in range(columns))
    return Grid(xs, ys, cells)


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


def _header_cells(row: int, line: Line, below: Sequence[Line], xs: Sequence[float]) -> list[GridCell]:
    """Cells of one header line: a phrase spans the columns it stands over, and those beside it that only lower lines name."""
    columns = len(xs) - 1
    owner: list[int | None] = [None] * columns
    for number, phrase in enumerate(line.phrases):
        first = min(max(bisect_right(xs, phrase.x0 + 1) - 1, 0), columns - 1)
        last = min(max(bisect_right(xs, phrase.x1 - 1) - 1, first), columns - 1)
        for column in range(first, last + 1):
            owner[column] = number
    named_below = [
        any(phrase.x0 < xs[column + 1] and phrase.x1 > xs[column] for lower in below for phrase in lower.phrases)
        for column in range(columns)
    ]
    if below:
        for column in range(columns):
            if owner[column] is None and named_below[column]:
                middle = (xs[column] + xs[column + 1]) / 2
                candidates = [
                    number
                    for number, phrase in enumerate(line.phrases)
                    if any(owner[c] == number and named_below[c] for c in range(columns))
                ]
                if candidates:
                    owner[column] = min(
                        candidates, key=lambda n: abs((line.phrases[n].x0 + line.phrases[n].x1) / 2 - middle)
                    )
    cells: list[GridCell] = []
    column = 0
    while column < columns:
        span = 1
        while column + span < columns and owner[column] is not None and owner[column + span] == owner[column]:
            span += 1
        cells.append(GridCell(row, column, 1, span))
        column += span
    return cells
