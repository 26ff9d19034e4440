"""The indicator grid: which columns of a table hold the levels, the target, its comparator, its unit and the rest.

A grid has one block (一级指标 … 指标值) or several side by side (成本/产出/效益/满意度 × 三级指标, 指标值).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.language.spelling import folded
from pipeline.performance.vocabulary import Vocabulary
from pipeline.tables.model import Table, TableCell, TableRow

_LEVELS = ("level1", "level2", "level3")


@dataclass(frozen=True, slots=True)
class Span:
    """Leaf columns under one header cell, `first` to `last`, and the unheaded ones up to `reach` beside it."""

    first: int
    last: int
    reach: int = 0

    def cells(self, row: TableRow) -> list[TableCell]:
        """Cells of a row that begin under the header cell, left to right; else those beside it.

        A page whose lines stand a few points further right has its cells in the next column (西安 2020, 表14).
        """
        own = self._between(row, self.first, self.last)
        return own or self._between(row, self.last + 1, self.reach)

    def text(self, row: TableRow) -> str:
        """Their texts, joined."""
        return "".join(cell.text for cell in self.cells(row))

    def cell(self, row: TableRow) -> TableCell | None:
        """The first of them that prints something."""
        return next((cell for cell in self.cells(row) if cell.text), None)

    @staticmethod
    def _between(row: TableRow, first: int, last: int) -> list[TableCell]:
        return [row.cells[seq] for seq in sorted(row.cells) if first <= seq <= last]


@dataclass(frozen=True, slots=True)
class Header:
    """A header cell above the grid: its texts outermost first, and the leaf columns below it."""

    path: tuple[str, ...]
    span: Span


@dataclass(slots=True)
class Block:
    """Columns that together describe one indicator per row."""

    columns: dict[str, Span] = field(default_factory=dict)
    """Role → columns."""
    others: list[tuple[str, Span]] = field(default_factory=list)
    """Header text and columns of everything else that belongs to the indicator (分值权重, 是否核心)."""
    contexts: list[tuple[str, Span]] = field(default_factory=list)
    """Columns before the groups that say what the indicator serves (活动), merged over several rows."""
    headers: dict[str, str] = field(default_factory=dict)
    """Role → header text."""
    level1: str | None = None
    """Group named in the header above the block instead of in a column."""
    level2: str | None = None


@dataclass(slots=True)
class Grid:
    """A grid as its header describes it."""

    blocks: list[Block]
    subjects: dict[str, Span]
    """`code`, `name`, `unit_name` columns that say whose indicators a row holds."""

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for a header and its repetition on a later page."""
        return tuple(tuple(sorted((role, span.first) for role, span in block.columns.items())) for block in self.blocks)


def grid_of_header(table: Table, vocabulary: Vocabulary) -> Grid | None:
    """The grid that the table's header declares; None when the header is that of a form or of something else."""
    for index in range(len(table.header) - 1, -1, -1):
        grid = _grid(_headers_at(table.header, index), vocabulary)
        if grid:
            return grid
    if table.header:
        return None
    return _grid([Header(column.path, Span(column.seq, column.seq)) for column in table.columns], vocabulary)


def grid_of_row(row: TableRow, vocabulary: Vocabulary) -> Grid | None:
    """The grid that a row inside a form declares (一级指标 | 二级指标 | 三级指标 | 指标值); None for any other row."""
    return _grid(_headers_at([row], 0), vocabulary)


def _headers_at(rows: Sequence[TableRow], index: int) -> list[Header]:
    """The header cells that reach into row `index`, left to right, each with the texts of the cells above it."""
    above = [(depth, cell) for depth, row in enumerate(rows[: index + 1]) for cell in row.cells.values() if cell.text]
    lowest = [cell for depth, cell in above if depth + cell.row_span > index]
    lowest.sort(key=lambda cell: cell.column)
    headers: list[Header] = []
    for cell, following in zip(lowest, [*lowest[1:], None], strict=True):
        last = cell.column + cell.column_span - 1
        reach = following.column - 1 if following else last + 1
        path = [other.text for _, other in above if other is not cell and _covers(other, cell)]
        headers.append(Header((*path, cell.text), Span(cell.column, last, reach)))
    return headers


def _covers(upper: TableCell, lower: TableCell) -> bool:
    return upper.column <= lower.column < upper.column + upper.column_span


def _grid(headers: Sequence[Header], vocabulary: Vocabulary) -> Grid | None:
    roles = _roles(headers, vocabulary)
    found = set(roles)
    if "level3" not in found or not found & {"value", "comparator"}:
        return None
    grid = Grid([], {})
    contexts: list[tuple[str, Span]] = []
    for header, role in zip(headers, roles, strict=True):
        leaf = header.path[-1] if header.path else ""
        subject = None if role else _subject(header, vocabulary)
        if role:
            _place(grid, role, header, vocabulary)
        elif subject:
            grid.subjects.setdefault(subject, header.span)
        elif leaf and grid.blocks:
            grid.blocks[-1].others.append((leaf, header.span))
        elif vocabulary.context.fullmatch(folded(leaf)):
            contexts.append((leaf, header.span))
    grid.blocks = [block for block in grid.blocks if "level3" in block.columns]
    _share_levels(grid.blocks)
    for block in grid.blocks:
        block.contexts = contexts
    return grid


def _place(grid: Grid, role: str, header: Header, vocabulary: Vocabulary) -> None:
    """Put a column into the last block, or into a new one when a level comes round again."""
    last = grid.blocks[-1] if grid.blocks else None
    if last is None or (role in _LEVELS and ("level3" in last.columns or role in last.columns)):
        last = _new_block(header, vocabulary)
        grid.blocks.append(last)
    if role not in last.columns:
        last.columns[role] = header.span
        last.headers[role] = header.path[-1]


def _roles(headers: Sequence[Header], vocabulary: Vocabulary) -> list[str | None]:
    roles: list[str | None] = [vocabulary.role(header.path[-1]) if header.path else None for header in headers]
    for wanted in ("level1", "level3", "value", "unit"):
        if wanted in roles:
            continue
        # 指标名称 (重庆), 绩效指标 (北京), 指标内容 (西安 2022) count only in a header that has no 三级指标
        candidates = [
            index
            for index, header in enumerate(headers)
            if header.path and vocabulary.weak[wanted].fullmatch(folded(header.path[-1]))
        ]
        if wanted == "level3" and len(candidates) > 1:
            names = [index for index in candidates if vocabulary.best_name in headers[index].path[-1]]
            candidates = names or candidates[-1:]
        for index in candidates:
            if roles[index] is None or wanted == "level3":
                roles[index] = wanted
    return roles


def _subject(header: Header, vocabulary: Vocabulary) -> str | None:
    if not header.path:
        return None
    return vocabulary.subject(header.path[-1]) or vocabulary.subject("".join(header.path[-2:]))


def _new_block(header: Header, vocabulary: Vocabulary) -> Block:
    block = Block()
    for text in header.path[:-1]:
        bare = folded(text)
        if block.level1 is None and vocabulary.level1.fullmatch(bare):
            block.level1 = text
        elif vocabulary.level2.fullmatch(bare):
            block.level2 = text
    return block


def _share_levels(blocks: Sequence[Block]) -> None:
    """Blocks side by side may share the group columns at their left."""
    for block in blocks[1:]:
        for level in ("level1", "level2"):
            own = block.level1 if level == "level1" else block.level2
            if level not in block.columns and own is None and level in blocks[0].columns:
                block.columns[level] = blocks[0].columns[level]


def find_level_columns(grid: Grid, rows: Sequence[TableRow], vocabulary: Vocabulary) -> None:
    """Find the group columns of a single block whose header does not name them, by the names of groups below.

    西安 2022 (表15) prints no 一级指标 above 产出指标; another form prints 一级指标二级指标 over the line between both.
    """
    if len(grid.blocks) != 1:
        return
    columns = grid.blocks[0].columns
    left = min(columns.get("level2", columns["level3"]).first, columns["level3"].first)
    taken = {span.first for span in grid.subjects.values()}
    free = [seq for seq in range(1, left) if seq not in taken]
    if "level2" not in columns and free:
        _adopt(columns, "level2", rows, (free, vocabulary.level2))
        free = [seq for seq in free if "level2" not in columns or seq < columns["level2"].first]
    if "level1" not in columns and free:
        _adopt(columns, "level1", rows, (free, vocabulary.level1))


def _adopt(
    columns: dict[str, Span], level: str, rows: Sequence[TableRow], where: tuple[Sequence[int], re.Pattern[str]]
) -> None:
    free, names = where
    for seq in reversed(free):
        texts = [folded(row.text(seq)) for row in rows if row.text(seq)]
        if texts and all(names.fullmatch(text) for text in texts):
            columns[level] = Span(seq, seq)
            return
