"""Which printed label a row stands under, when labels are merged over many rows and cut by page breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.tables.model import TableCell, TableRow


@dataclass(slots=True)
class Label:
    """A label and the first row (index into the run) of the block it heads; the text grows when a page break cut it."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Held:
    """The label that holds for a row."""

    label: Label
    seen: int
    """The row, this one or an earlier one, where it was last printed (or from where it was inferred)."""

    @property
    def text(self) -> str:
        """The label's text."""
        return self.label.text

    @property
    def start(self) -> int:
        """First row of the label's block."""
        return self.label.start


def labels_of_rows(
    rows: Sequence[TableRow],
    cell_of: Callable[[TableRow], TableCell | None],
    *,
    fits: Callable[[int, str], bool | None] = lambda _index, _label: None,
    continues: Callable[[str, str], bool] = lambda _before, _text: False,
) -> list[Held | None]:
    """Find the label of every row of a run.

    A printed label holds until the next one. That is wrong where a page break cuts a merged cell whose text stands on
    the later page only (北京, 长沙, 西安: names stand in the middle of a cell over three pages). Two things tell: the
    label before spans an exact number of rows and ends before its page does, or the words of the row fit the next
    label and not the last one. A label that is repeated on a new page continues its block; one whose text the page
    break cut is put together again.

    Args:
        rows: consecutive body rows.
        cell_of: the label's cell in a row, None when the row prints none.
        fits: (row index, label) → whether the row's own words allow the label; None when they do not say.
        continues: (label before, text at the top of the next page) → True when the text only completes the label.

    Returns:
        one label per row; None before the first printed one, and where the text of the row's own cell was not found.
    """
    printed = [cell_of(row) for row in rows]
    has_spans = any(cell is not None and cell.row_span > 1 for cell in printed)
    following = _next_printed(rows, printed)
    result: list[Held | None] = []
    current: Held | None = None
    last_cell: TableCell | None = None
    covered_to = -1
    for index, cell in enumerate(printed):
        if cell is not None:
            if current and last_cell and covered_to == index - 1 and _opens_page(rows, index):
                whole = _rejoined(current.text, last_cell, cell, continues)
                current.label.text = whole or current.text
            else:
                whole = None
            same = current is not None and (whole is not None or current.text == cell.text)
            current = Held(current.label if current and same else Label(cell.text, index), index)
            covered_to = min(index + cell.row_span, len(rows)) - 1
            last_cell = cell
        elif index > covered_to or not has_spans:
            upcoming = following[index]
            unfit = current is not None and fits(index, current.text) is False
            ended = has_spans and covered_to >= 0 and rows[index].page == rows[covered_to].page
            if upcoming and (current is None or unfit or ended) and fits(index, upcoming) is not False:
                if current is None or current.text != upcoming:
                    current = Held(Label(upcoming, index), index)
            elif unfit or (ended and _blank_to_page_end(rows, printed, index)):
                current = None
        result.append(current)
    return result


def _rejoined(text: str, before: TableCell, after: TableCell, continues: Callable[[str, str], bool]) -> str | None:
    """A label in two parts put together; None when `after` is a label of its own.

    A page break through a line of text leaves that line on both pages (北京 预算表12); it is taken once.
    """
    if before.lines and after.lines and _plain(before.lines[-1]) and _plain(before.lines[-1]) == _plain(after.lines[0]):
        kept = "".join(before.lines[:-1]) if text == before.text else text[: -len(before.lines[-1])]
        return kept + "".join(after.lines)
    return text + after.text if continues(text, after.text) else None


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


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


def _blank_to_page_end(rows: Sequence[TableRow], cells: Sequence[TableCell | None], index: int) -> bool:
    """True when no label follows on the same page: the rest of the page belongs to a cell that goes on elsewhere."""
    page = rows[index].page
    return all(cell is None for row, cell in zip(rows[index:], cells[index:], strict=True) if row.page == page)


def _opens_page(rows: Sequence[TableRow], index: int) -> bool:
    return index > 0 and rows[index - 1].page < rows[index].page
