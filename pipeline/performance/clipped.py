"""Words too long for their cell: a group's name printed over by the name beside it, the last line of a name that hangs into the cell below."""

from __future__ import annotations

from dataclasses import replace

from pipeline.language.spelling import folded
from pipeline.performance.grid import Block
from pipeline.performance.vocabulary import Vocabulary
from pipeline.tables.model import TableCell, TableRow

_EDGE = 2.0
"""Points by which ink may cross the line of its cell."""
_TAIL, _FULL = 2, 0.9
"""Characters of a last line at most; share of its cell's width that a full line covers."""


def split_clipped(row: TableRow, block: Block, vocabulary: Vocabulary) -> TableRow:
    """Part a group from the name that runs into it: `服务对象满意度指学生满意度` (北京 预算表12, where 标 lies under 学).

    Both stand in one cell then, in the column of the one or of the other, and the other cell is blank.

    Args:
        row: a row of the grid.
        block: its columns.
        vocabulary: the names of groups.

    Returns:
        a row with both cells; the row itself where nothing is glued.
    """
    group, name = block.columns.get("level2"), block.columns["level3"]
    if group is None or group.first == name.first:
        return row
    there = group.cell(row) or name.cell(row)
    if there is None or (group.cell(row) is not None and name.cell(row) is not None) or not _runs_over(there):
        return row
    text = folded(there.text)
    found = vocabulary.level2_clipped.match(text)
    if found is None or found.end() == len(text):
        return row
    cells = {
        **row.cells,
        group.first: replace(there, text=found["group"] + vocabulary.indicator, column=group.first),
        name.first: replace(there, text=text[found.end() :], column=name.first),
    }
    return replace(row, cells=dict(sorted(cells.items())))


def hangs_from(cell: TableCell, above: TableCell | None) -> bool:
    """True for the end of the name above, whose cell is too low for its last line (西安 ff80a8, page 81: …；3：行政执法权威 | 性).

    Args:
        cell: a name without a target.
        above: the name in the row above.
    """
    if above is None or above.ink is None or len(folded(cell.text)) > _TAIL:
        return False
    return above.ink.x1 - above.ink.x0 > _FULL * (above.box.x1 - above.box.x0)


def _runs_over(cell: TableCell) -> bool:
    """True when the words begin or end outside their cell."""
    ink = cell.ink
    return ink is not None and (ink.x0 < cell.box.x0 - _EDGE or ink.x1 > cell.box.x1 + _EDGE)
