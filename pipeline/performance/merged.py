"""Which printed label a row stands under, when labels are merged over many rows and cut by page breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.tables.model import TableCell, TableRow


@dataclass(frozen=True, slots=True)
class Label:
    """A label and the first row (index into the run) of the block it heads."""

    text: str
    start: int


def labels_of_rows(
    rows: Sequence[TableRow],
    cell_of: Callable[[TableRow], TableCell | None],
    prefers_next: Callable[[int, str, str], bool] | None = None,
) -> list[Label | None]:
    """Find the label of every row of a run.

    A printed label holds until the next one. Two things make that wrong where a page break cuts a merged cell whose
    text is printed on the later page only: the label before spans an exact number of rows and ends before the page
    does (北京, 长沙: names stand in the middle of a cell over three pages), or the caller knows by words that the next
    label fits the row and the last one does not. A label that is repeated on a new page continues its block.

    Args:
        rows: consecutive body rows.
        cell_of: the label's cell in a row, None when the row prints none.
        prefers_next: (row index, label before, next label) → True when only the next label can be right.

    Returns:
        one label per row; None before the first printed one.
    """
    printed = [cell_of(row) for row in rows]
    has_spans = any(cell is not None and cell.row_span > 1 for cell in printed)
    following = _next_printed(rows, printed)
    result: list[Label | None] = []
    current: Label | None = None
    covered_to = -1
    for index, cell in enumerate(printed):
        if cell is not None:
            if current is None or current.text != cell.text:
                current = Label(cell.text, index)
            covered_to = min(index + cell.row_span, len(rows)) - 1
        else:
            upcoming = following[index]
            if upcoming and (current is None or current.text != upcoming):
                ended = has_spans and index > covered_to >= 0 and rows[index].page == rows[covered_to].page
                by_words = bool(current and prefers_next and prefers_next(index, current.text, upcoming))
                if current is None or ended or by_words:
                    current = Label(upcoming, index)
        result.append(current)
    return result


def _next_printed(rows: Sequence[TableRow], cells: Sequence[TableCell | None]) -> list[str | None]:
    """For each row, the text of the next printed label when that label opens a later page; else None."""
    following: list[str | None] = [None] * len(cells)
    upcoming: int | None = None
    for index in range(len(cells) - 1, -1, -1):
        if upcoming is not None and rows[upcoming].page > rows[index].page and _opens_page(rows, upcoming):
            following[index] = cells[upcoming].text  # type: ignore[union-attr] # `upcoming` is set on printed cells only
        if cells[index] is not None:
            upcoming = index
    return following


def _opens_page(rows: Sequence[TableRow], index: int) -> bool:
    return index > 0 and rows[index - 1].page < rows[index].page
