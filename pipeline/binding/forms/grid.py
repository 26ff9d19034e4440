"""The grid of a form: which cell covers which place, and which row of heads stands over a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.binding.words import words
from pipeline.language.meaning import path_meaning
from pipeline.language.numbers import parse_printed
from pipeline.language.spelling import plain
from pipeline.tables.model import TableCell, TableRow

_WORDS = words().forms


LONG = 60
"""Letters of a text that is no label any more."""


@dataclass(slots=True)
class Placed:
    """A cell with the grid area it covers."""

    row: int
    column: int
    row_end: int
    column_end: int
    cell: TableCell

    @property
    def plain(self) -> str:
        """Its text without blanks."""
        return plain(self.cell.text)

    @property
    def is_figure(self) -> bool:
        """True for a cell that prints a number or a dash."""
        return parse_printed(self.cell.text) is not None

    def overlap(self, column: int, end: int) -> int:
        """How many of the columns from `column` up to `end` it covers."""
        return min(self.column_end, end) - max(self.column, column)


def is_money(text: str) -> bool:
    """Whether a label or head names money."""
    bare = plain(text)
    return len(bare) <= LONG and bool(_WORDS.money.search(bare)) and not _WORDS.not_money.search(bare)


def is_score(text: str) -> bool:
    """Whether a head names points, weights or shares (分值, 得分, 执行率): its figures are no money."""
    bare = plain(text)
    return len(bare) <= LONG and bool(_WORDS.score.search(bare))


def is_stage(text: str) -> bool:
    """Whether a head says of which moment its amounts are: 年初预算数, 全年执行数（B）."""
    bare = plain(text)
    return bool(_WORDS.stage_head.search(bare)) or (
        is_money(bare) and path_meaning((bare,), "").facets().stage is not None
    )


@dataclass(slots=True)
class Heads:
    """The row of heads that rules a figure, and the heads over it."""

    row: int
    over: list[Placed]
    """Outermost first; empty when no head of the row stands over the figure, or two stand over it alike."""


class Grid:
    """The cells of a form by the rows they cover."""

    def __init__(self, rows: Sequence[TableRow]):
        self.rows = rows
        self._covering: dict[int, list[Placed]] = {}
        for i, row in enumerate(rows):
            for column, cell in row.cells.items():
                if not cell.text:
                    continue
                area = Placed(i, column, i + max(cell.row_span, 1), column + max(cell.column_span, 1), cell)
                for r in range(i, area.row_end):
                    self._covering.setdefault(r, []).append(area)
        for cells in self._covering.values():
            cells.sort(key=lambda p: p.column)

    def covering(self, row: int) -> list[Placed]:
        """The cells that cover a row, left to right."""
        return self._covering.get(row, [])

    def left(self, row: int, column: int) -> list[Placed]:
        """Label cells left of a cell, nearest first, up to the next figure."""
        chain: list[Placed] = []
        for area in reversed([p for p in self.covering(row) if p.column_end <= column]):
            if area.is_figure:
                if chain:
                    break
                continue
            chain.append(area)
        return chain

    def heads_over(self, row: int, column: int, end: int) -> Heads | None:
        """The heads over a figure; None where no row of heads rules it.

        A row of heads prints no figure right of the row labels, and says of what moment, in what points or, twice, whose money stands below.
        Between it and the figure stand figures only.
        """
        left = [p for p in self.covering(row) if p.column_end <= column and not p.is_figure]
        own = [p for p in left if p.row == row]
        beyond = own[0].column_end if own else max((p.column_end for p in left), default=0)
        for above in range(row - 1, -1, -1):
            cells = [p for p in self.covering(above) if p.column >= beyond and p.row_end <= row]
            stands_over = any(p.overlap(column, end) > 0 and not p.is_figure for p in cells)
            scores = any(is_score(p.plain) for p in cells) and not any(p.is_figure for p in cells)
            if self._are_heads(above, beyond, cells) or (stands_over and scores):
                return Heads(above, self._chain(beyond, cells, column, end))
            if stands_over:
                return None
        return None

    def is_head_row(self, row: int, column: int) -> bool:
        """Whether a row prints heads right of a cell: what stands in the cell belongs to none of them."""
        right = [p for p in self.covering(row) if p.row == row and p.column > column]
        return sum(is_stage(p.cell.text) or is_score(p.cell.text) for p in right) >= 2 and not any(
            p.is_figure for p in right
        )

    def _are_heads(self, row: int, beyond: int, cells: Sequence[Placed]) -> bool:
        if not cells or any(p.is_figure for p in cells):
            return False
        if any(p.row == row and p.column < beyond and _WORDS.fact.match(p.plain) for p in self.covering(row)):
            # 项目名称 | … and 主管部门 | … are followed by a value; over a list of projects stand at least two moments or points
            return sum(bool(_WORDS.stage_head.search(p.plain)) or is_score(p.plain) for p in cells) >= 2
        if any(_WORDS.stage_head.search(p.plain) for p in cells if len(p.plain) <= LONG):
            return True
        named = [p for p in cells if is_money(p.plain) and _WORDS.amount_head.search(p.plain)]
        return len(named) + sum(is_score(p.plain) for p in cells) >= 2

    def _chain(self, beyond: int, cells: Sequence[Placed], column: int, end: int) -> list[Placed]:
        over = sorted((p for p in cells if p.overlap(column, end) > 0), key=lambda p: -p.overlap(column, end))
        if not over or (len(over) > 1 and over[0].overlap(column, end) == over[1].overlap(column, end)):
            return []
        chain = [over[0]]
        while (outer := self._outer_head(chain[0], beyond)) is not None:
            chain.insert(0, outer)
        return chain

    def _outer_head(self, head: Placed, beyond: int) -> Placed | None:
        """The head over a head: 全年预算数（万元） over 总额 | 财政拨款 | 其他资金."""
        cells = [p for p in self.covering(head.row - 1) if p.column >= beyond and p.row_end == head.row]
        if any(p.is_figure for p in cells):
            return None
        if any(_WORDS.fact.match(p.plain) for p in self.covering(head.row - 1) if p.row_end == head.row):
            return None  # 部门（单位）名称 | 西安市财政局 over the heads
        outer = next((p for p in cells if p.column <= head.column and p.column_end >= head.column_end), None)
        if outer is None or is_score(outer.cell.text):
            return None
        return outer if is_money(outer.cell.text) or is_stage(outer.cell.text) else None
