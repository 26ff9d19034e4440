"""What table finding gives: tables with a header tree and body rows, and the prose around them. Knows nothing of budgets.

Lengths are PDF points from the top left of the page as displayed; pages and sequence numbers count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of running text outside every table, words joined with single spaces where a gap is printed."""

    page: int
    text: str
    box: Box
    size: float = 0.0


@dataclass(slots=True)
class TableCell:
    """A printed cell. A merged cell appears once, in its first row and first column; its spans say how far it reaches."""

    text: str
    """As printed, wrapped lines joined without a space, outer blanks removed."""
    page: int
    box: Box
    """The cell (not the ink)."""
    column: int
    """Leaf column `seq` where the cell begins."""
    column_span: int = 1
    row_span: int = 1
    lines: tuple[str, ...] = ()
    """The printed lines, top to bottom."""
    indent: float = 0.0
    """Distance from the cell's left edge to the first word of its first line, in points (a hierarchy is often printed by indentation)."""
    ink: Box | None = None
    """The box of the printed words; None for a blank cell."""
    confidence: float = 1.0
    is_piece: bool = False
    """A page break seems to have cut this figure, and nothing printed proves what the other piece is."""


@dataclass(slots=True)
class TableColumn:
    """A leaf column."""

    seq: int
    path: tuple[str, ...]
    """Header texts outermost first, wrapped words re-joined, inner blanks removed, one entry per distinct header cell."""
    x0: float
    x1: float


@dataclass(slots=True)
class TableRow:
    """A printed row; `cells` by leaf column `seq`, blank cells left out."""

    seq: int
    page: int
    top: float
    bottom: float
    cells: dict[int, TableCell] = field(default_factory=dict)

    def text(self, column: int) -> str:
        """Text of the cell that begins in `column`, or an empty string."""
        cell = self.cells.get(column)
        return cell.text if cell else ""


@dataclass(slots=True)
class Table:
    """One table, stitched over its pages."""

    seq: int
    title: str
    """As printed, inner blanks removed; empty when none was found."""
    label: str | None
    """The table's number as printed: 预算03表, 公开表10, 表9, 一."""
    unit_text: str | None
    """The printed statement of the amount unit (`单位：万元`), from above, beside or inside the table; None when there is none."""
    captions: tuple[str, ...]
    """All lines printed directly above the table, top to bottom (部门名称：…, dates, label, title, unit)."""
    page_first: int
    page_last: int
    columns: list[TableColumn]
    header: list[TableRow]
    """The header rows of the first page, raw, with spans."""
    rows: list[TableRow]
    """Body rows over all pages; repeated headers, column-number rows and blank ruled rows are left out."""
    notes: tuple[str, ...] = ()
    """Lines below the table that belong to it (注：…)."""
    boxes: dict[int, Box] = field(default_factory=dict)
    """Where the table stands on each of its pages."""
    is_ruled: bool = True
    """False when no vertical lines divide it and the columns were found by alignment: its header is a reading that sums should confirm."""
    has_unsure_tree: bool = False
    """Its heads have several levels, and nothing printed tells which columns the upper ones span; no sum tells either."""


@dataclass(slots=True)
class DocumentLayout:
    """The whole document, seen as tables and prose."""

    tables: list[Table]
    prose: list[TextLine]
    """In reading order over all pages; page numbers, running heads and the captions of tables included."""
