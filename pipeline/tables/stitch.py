"""Fragments of several pages → tables."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pipeline.language.numbers import stands_for_number
from pipeline.language.spelling import squeezed
from pipeline.tables.breaks import join_cut_cells, mark_pieces
from pipeline.tables.captions import is_note
from pipeline.tables.columns import harmonise
from pipeline.tables.cut_rows import join_cut_rows
from pipeline.tables.fragment import Fragment, FragmentCell
from pipeline.tables.header import (
    LIST_ITEM,
    caption_rows,
    column_paths,
    header_texts,
    is_number_row,
    repeated_header,
    split_header,
)
from pipeline.tables.model import Box, Table, TableCell, TableColumn, TableRow
from pipeline.tables.part import Part
from pipeline.tables.words import words

SAME_EDGE = 4.0
"""Column boundaries of two pages closer than this (after alignment of the left edges) are the same."""


def same_columns(a: Fragment, b: Fragment) -> bool:
    """True when two fragments have the same column boundaries, up to a shift."""
    if a.column_count != b.column_count:
        return False
    shift = b.xs[0] - a.xs[0]
    return all(abs(x - shift - y) <= SAME_EDGE for x, y in zip(b.xs, a.xs, strict=True))


def continues(previous: Part, part: Part, header: Sequence[Sequence[str]]) -> bool:
    """True when `part` goes on with the table that `previous` is the latest part of."""
    a, b = previous.fragment, part.fragment
    caption, before = part.caption, previous.caption
    if caption.label and before.label and caption.label != before.label:
        return False
    repeats = repeated_header(b, header) > caption_rows(b)
    if previous.place == part.place:
        # A table drawn in two nets: nothing stands between them.
        return not b.above and b.ys[0] - a.ys[-1] < 20.0 and same_columns(a, b) and not _starts_header(b)
    if part.place != previous.place + 1 or not part.is_first_on_page or not previous.is_last_on_page:
        return False
    if caption.has_own_title:
        return repeats and (_same_title(caption.title, before.title) or _is_overprinted(caption.title, previous))
    if repeats:
        return True
    if same_columns(a, b):
        return not (caption.title and caption.unit_text and _starts_header(b))
    return not caption.title and not caption.unit_text and not _has_amount_columns_of_its_own(b)


def _same_title(a: str, b: str) -> bool:
    extra = words().captions.repeated
    return extra.sub("", a) == extra.sub("", b)


def _is_overprinted(title: str, previous: Part) -> bool:
    """True for the title of the page before, run together with hidden text of a cell that the page break cuts.

    In beijing-d345f76d4b, page 19, 济性、效率性、 of the cell at the foot of page 18 stands before 预算表12项目支出绩效目标表.
    """
    before = previous.caption
    if not before.title or not title.endswith(before.title):
        return False
    extra = title.removesuffix(before.title).removesuffix(before.label or "")
    drawn = [cell.plain for cells in previous.fragment.rows for cell in cells]
    return any(extra in text for text in (*drawn, *(word.text for word in previous.fragment.around)))


def _starts_header(fragment: Fragment) -> bool:
    """True when the fragment begins with a header of several levels or a row of column numbers."""
    split = split_header(fragment)
    return split.end - split.first >= 2 or any(
        is_number_row(cells) for cells in fragment.rows[split.first : split.body]
    )


def is_same_form(a: Fragment, b: Fragment) -> bool:
    """True when two fragments begin with the same printed label: one form filled in several times under one title."""
    if not same_columns(a, b):
        return False
    first = [next((cell.plain for cells in fragment.rows for cell in cells if cell.text), "") for fragment in (a, b)]
    return bool(first[0]) and first[0] == first[1]


def _has_amount_columns_of_its_own(fragment: Fragment) -> bool:
    """True when the fragment has a header over columns of amounts: a table of its own whose title is not printed as text."""
    split = split_header(fragment)
    if split.end - split.first < 1 or not _starts_header(fragment):
        return False
    headed = {
        column
        for cells in fragment.rows[split.first : split.end]
        for cell in cells
        if cell.text and not stands_for_number(cell.plain)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    body = fragment.rows[split.body :]
    amounts = [cell for cells in body for cell in cells if "." in cell.text and stands_for_number(cell.plain)]
    return bool(amounts) and len({cell.column for cell in amounts} & headed) >= 2


def build_table(seq: int, parts: Sequence[Part]) -> Table:
    """Put the parts of one table together.

    Args:
        seq: sequence number of the table in its document, from 1.
        parts: at least one, in reading order; the first one's header and caption are the table's.

    Returns:
        the table with harmonised leaf columns.
    """
    first = parts[0]
    split = split_header(first.fragment)
    known = header_texts(first.fragment.rows[split.first : split.end])
    starts = [split.body, *(repeated_header(part.fragment, known) for part in parts[1:])]
    cut = join_cut_cells(parts, starts)
    bodies: list[tuple[Fragment, list[list[FragmentCell]]]] = [
        (part.fragment, [cells for cells in part.fragment.rows[start:] if any(cell.text for cell in cells)])
        for part, start in zip(parts, starts, strict=True)
    ]
    header = first.fragment.rows[split.first : split.end]
    leaf = harmonise(first.fragment, header, bodies)
    paths = column_paths(header, first.fragment.column_count)
    columns = [TableColumn(i + 1, leaf.path(i, paths), *leaf.extent(i)) for i in range(leaf.count)]
    rows: list[TableRow] = []
    firsts: set[int] = set()
    for number, (fragment, body) in enumerate(bodies):
        if number not in cut:
            firsts.add(len(rows))
        for cells in body:
            row = TableRow(
                0,
                fragment.page,
                cells[0].box.top,
                max(cell.box.bottom for cell in cells if cell.row_span == 1)
                if any(cell.row_span == 1 for cell in cells)
                else cells[0].box.bottom,
            )
            _put(row, cells, leaf.mapping[number], fragment.page)
            rows.append(row)
    rows, firsts = join_cut_rows(rows, firsts)
    rows = _join_tails(rows, firsts)
    mark_pieces(rows)
    header_rows = [
        TableRow(i + 1, first.fragment.page, cells[0].box.top, cells[0].box.bottom)
        for i, cells in enumerate(header)
        if cells
    ]
    for row, cells in zip(header_rows, [cells for cells in header if cells], strict=True):
        _put(row, cells, leaf.mapping[0], first.fragment.page)
    notes = _take_notes(rows) + tuple(line.text for line in parts[-1].fragment.below[:6])
    boxes: dict[int, Box] = {}
    for part in parts:
        box, old = part.fragment.box, boxes.get(part.fragment.page)
        boxes[part.fragment.page] = (
            box
            if old is None
            else Box(min(old.x0, box.x0), min(old.top, box.top), max(old.x1, box.x1), max(old.bottom, box.bottom))
        )
    return Table(
        seq=seq,
        title=first.caption.title,
        label=first.caption.label,
        unit_text=next((part.caption.unit_text for part in parts if part.caption.unit_text), None),
        captions=first.caption.lines,
        page_first=first.fragment.page,
        page_last=parts[-1].fragment.page,
        columns=columns,
        header=header_rows,
        rows=rows,
        notes=notes,
        boxes=boxes,
        is_ruled=all(part.fragment.is_ruled for part in parts),
        has_unsure_tree=first.fragment.has_unsure_tree,
    )


def _take_notes(rows: list[TableRow]) -> tuple[str, ...]:
    """Take the notes that are printed in the last ruled rows (注：…) out of the body."""
    notes: list[str] = []
    while rows and len(rows[-1].cells) == 1 and is_note(squeezed(next(iter(rows[-1].cells.values())).text)):
        notes.insert(0, next(iter(rows.pop().cells.values())).text)
    return tuple(notes)


def _join_tails(rows: Sequence[TableRow], starts: AbstractSet[int]) -> list[TableRow]:
    """Give the rest of a row that a page break cut back to that row, and number the rows.

    Args:
        rows: all body rows.
        starts: which of them are the first of a page, as far as it is not known what the page break cut.
    """
    texts = {(column, squeezed(cell.text)) for row in rows for column, cell in row.cells.items()}
    joined: list[TableRow] = []
    for index, row in enumerate(rows):
        if index in starts and joined and (_is_tail(joined[-1], row) or _is_tail_of_several(joined[-1], row, texts)):
            _append_tail(joined[-1], row)
        else:
            joined.append(row)
    for index, row in enumerate(joined):
        row.seq = index + 1
    return joined


def _is_tail(last: TableRow, row: TableRow) -> bool:
    """True when the first row of a page is the rest of a row that the page break cut: one running text that did not end."""
    if len(row.cells) != 1 or len(last.cells) < 2:
        return False
    ((column, cell),) = row.cells.items()
    before = last.cells.get(column)
    return (
        column > 1
        and before is not None
        and len(before.lines) > 1
        and not LIST_ITEM.match(cell.text)
        and not before.text.endswith(("。", "；", ";"))
        and not stands_for_number(squeezed(cell.text))
    )


def _is_tail_of_several(last: TableRow, row: TableRow, texts: AbstractSet[tuple[int, str]]) -> bool:
    """True when a page break cut several cells of a row, and two pieces together are a text that the column prints elsewhere.

    A word processor breaks 深圳市水务局（本|级）, 水务行业业务管|理 and the goal beside them, and leaves the figures above (shenzhen-33d95084cb,
    page 43). Without the repeated text, a row without figures may as well be a heading.
    """
    if len(row.cells) < 2 or not row.cells.keys() < last.cells.keys():
        return False
    if any(stands_for_number(squeezed(cell.text)) or LIST_ITEM.match(cell.text) for cell in row.cells.values()):
        return False
    if not any(stands_for_number(squeezed(last.text(column))) for column in last.cells.keys() - row.cells.keys()):
        return False
    return any((column, squeezed(last.text(column) + cell.text)) in texts for column, cell in row.cells.items())


def _append_tail(last: TableRow, row: TableRow) -> None:
    for column, cell in row.cells.items():
        before = last.cells[column]
        before.text += cell.text
        before.lines += cell.lines


def _own_column(cell: FragmentCell) -> int:
    """Atomic column a cell belongs to: its first, but a figure in a merged cell belongs to the column it stands in.

    A cell merged from the last name column and the total column (beijing 支出总表) prints the total at its right.
    """
    if cell.ink is None or not stands_for_number(cell.plain):
        return cell.column
    left = cell.ink.x0 + 2.0
    return cell.column + sum(edge <= left for edge in cell.edges)


def _put(row: TableRow, cells: Sequence[FragmentCell], mapping: Sequence[int], page: int) -> None:
    """Write cells into a row by leaf column; two cells that share a leaf column are joined."""
    for cell in cells:
        if not cell.text:
            continue
        start = mapping[_own_column(cell)]
        end = mapping[cell.column + cell.column_span - 1]
        # of the first line: the lines below it go back to the edge (深圳 表5)
        indent = cell.words[0][0].x0 - cell.box.x0 if cell.words else 0.0
        made = TableCell(
            cell.text,
            cell.page or page,
            cell.box,
            start + 1,
            end - start + 1,
            cell.row_span,
            cell.lines,
            indent,
            cell.ink,
            cell.confidence,
        )
        there = row.cells.get(start + 1)
        if there is not None:
            made.text = there.text + " " + made.text
            made.lines = there.lines + made.lines
            made.box = Box(
                there.box.x0, min(there.box.top, made.box.top), made.box.x1, max(there.box.bottom, made.box.bottom)
            )
            made.indent = there.indent
        row.cells[start + 1] = made
