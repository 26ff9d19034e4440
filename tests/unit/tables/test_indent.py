"""How far a label is indented."""

from __future__ import annotations

from pipeline.reading.model import Word
from pipeline.tables.fragment import FragmentCell, write
from pipeline.tables.model import Box, TableRow
from pipeline.tables.stitch import _put


def word(text: str, x0: float, top: float) -> Word:
    return Word(text, x0, top, x0 + 8.0 * len(text), top + 8.0, size=8.0)


def test_the_first_line_of_a_wrapped_label_says_how_far_it_is_indented() -> None:  # 深圳 33d95084cb page 115
    cell = FragmentCell(0, 0, 1, 1, Box(20, 100, 120, 130))
    write(cell, [[word("深圳市水务局（本", 45, 102)], [word("级）", 25, 116)]])
    row = TableRow(1, 1, 100, 130)
    _put(row, [cell], [0], 1)
    assert (row.cells[1].text, row.cells[1].indent) == ("深圳市水务局（本级）", 25.0)
