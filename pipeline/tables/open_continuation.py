"""A page that goes on with a table without vertical lines and prints no heads: its columns are those of the page before.

Alone, such a page shows only the gaps between what it prints, and a column that is blank on it is lost.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from pipeline.tables.fragment import Fragment, FragmentCell, write
from pipeline.tables.model import Box
from pipeline.tables.text import cluster_lines

INK = 1.0
"""Points by which words may seem to leave their column."""


def with_columns_of(previous: Fragment, fragment: Fragment) -> Fragment | None:
    """Lay the rows of a page out in the columns of the page before.

    Args:
        previous: the last part of the table on the page before.
        fragment: what stands first on the page.

    Returns:
        None where the page has heads or vertical lines of its own, or words that cross the columns of the page before.
    """
    if fragment.heads != 0 or previous.heads is None:
        return None
    xs = previous.xs
    rows: list[list[FragmentCell]] = []
    for cells in fragment.rows:
        laid: dict[int, FragmentCell] = {}
        top, bottom = fragment.ys[len(rows)], fragment.ys[len(rows) + 1]
        for cell in cells:
            for word in (word for line in cell.words for word in line):
                column = bisect_right(xs, word.centre) - 1
                if not 0 <= column < len(xs) - 1 or word.x0 < xs[column] - INK or word.x1 > xs[column + 1] + INK:
                    return None
                box = Box(xs[column], top, xs[column + 1], bottom)
                own = laid.setdefault(column, FragmentCell(cell.row, column, cell.row_span, 1, box))
                own.words.append([word])
        for own in laid.values():
            write(own, cluster_lines(word for line in own.words for word in line))
        rows.append([laid[column] for column in sorted(laid)])
    return replace(fragment, xs=list(xs), rows=rows, is_ruled=previous.is_ruled, heads=previous.heads)
