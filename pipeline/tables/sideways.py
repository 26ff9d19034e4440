"""Tables too wide for a page: the columns on the right are printed on the next page."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.numbers import stands_for_number
from pipeline.tables.fragment import Fragment
from pipeline.tables.part import Part

SAME_HEIGHT = 2.0
"""Row boundaries of the two pages agree within this many points."""


def goes_on_to_the_right(group: Sequence[Part], part: Part) -> bool:
    """True when `part` holds the right-hand columns of the rows that `group` has just begun.

    The next page then prints a net with the same row boundaries, no other title, and no text column to tell its rows apart
    (beijing 收入总表 over two pages: 其他收入 | 上年结转结余).
    """
    if len(group) != 1 or not part.is_first_on_page or not _is_under_the_same_title(group[0], part):
        return False
    left, right = group[0].fragment, part.fragment
    if right.page != left.page + 1 or len(left.ys) < 3:
        return False
    ys = left.ys[len(left.ys) - len(right.ys) :] if len(left.ys) >= len(right.ys) else []
    if not ys or any(abs((a - ys[0]) - (b - right.ys[0])) > SAME_HEIGHT for a, b in zip(ys, right.ys, strict=True)):
        return False
    if abs(left.ys[-1] - right.ys[-1]) > 4 * SAME_HEIGHT:
        return False
    body = [cells for cells in right.rows if any(stands_for_number(cell.plain) for cell in cells if cell.text)]
    firsts = [next(cell for cell in cells if cell.text).plain for cells in body]
    # a whole number at the left is a code or a sequence number
    return bool(body) and all(stands_for_number(text) and not text.isdigit() for text in firsts)


def _is_under_the_same_title(left: Part, right: Part) -> bool:
    """No title of its own, or the left page's: a title cell that spans all columns is printed on both pages."""
    return right.caption.title in {"", left.caption.title} and right.caption.label in {None, left.caption.label}


def append_columns(left: Fragment, right: Fragment) -> None:
    """Put the columns of `right` beside those of `left`, row by row from the bottom."""
    shift = left.xs[-1] - right.xs[0]
    offset = len(left.rows) - len(right.rows)
    count = left.column_count
    left.xs.extend(x + shift for x in right.xs[1:])
    left.open_top += right.open_top
    left.open_bottom += right.open_bottom
    for index, cells in enumerate(right.rows):
        for cell in cells:
            cell.column += count
            cell.row += offset
            cell.page = right.page
        left.rows[index + offset].extend(cells)
