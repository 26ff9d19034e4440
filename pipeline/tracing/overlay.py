"""The detected grid of a page as SVG, to lie over the page's picture."""

from __future__ import annotations

from html import escape

from pipeline.reading.model import Page
from pipeline.tables.model import Box, Table, TableCell
from pipeline.tracing.coverage import Coverage
from pipeline.tracing.report_data import DocumentFacts, Row


def page_overlay(page: Page, tables: list[Table], facts: DocumentFacts, coverage: Coverage) -> str:
    """Draw a page's tables: their frames, header and body cells, and what became of every number.

    Returns:
        an `<svg>` in page coordinates; each shape says in its tooltip what was read there.
    """
    shapes: list[str] = []
    records = {row["table_seq"]: row for row in facts.tables}
    for table in tables:
        if page.number not in table.boxes:
            continue
        record = records.get(table.seq, {})
        shapes += [
            _cell(cell, "head", " / ".join(cell.lines or (cell.text,))) for cell in _cells(table, page, head=True)
        ]
        paths = {column.seq: "/".join(column.path) for column in table.columns}
        shapes += [
            _cell(cell, "cell", f"{cell.text}\n{paths.get(cell.column, '')}")
            for cell in _cells(table, page, head=False)
        ]
        status = record.get("status", "missing")
        shapes.append(_box(table.boxes[page.number], f"table {status}", f"{table.seq} {record.get('table_kind', '')}"))
    for kind, rows in (("amount", facts.amounts), ("quantity", facts.quantities), ("quarantine", facts.quarantine)):
        shapes += [_record(row, kind) for row in rows if row["page"] == page.number and row["x0"] is not None]
    shapes += [
        _box(cell.ink or cell.box, "lost", f"{cell.text}\nnot loaded")
        for cell in coverage.lost
        if cell.page == page.number
    ]
    shapes += [
        _box(Box(word.x0, word.top, word.x1, word.bottom), "outside", f"{word.text}\nin no table")
        for word in coverage.outside.get(page.number, ())
    ]
    return f'<svg viewBox="0 0 {page.width:.1f} {page.height:.1f}" preserveAspectRatio="none">{"".join(shapes)}</svg>'


def _cells(table: Table, page: Page, *, head: bool) -> list[TableCell]:
    rows = table.header if head else table.rows
    return [cell for row in rows for cell in row.cells.values() if cell.page == page.number]


def _cell(cell: TableCell, kind: str, title: str) -> str:
    return _box(cell.box, kind, title)


def _record(row: Row, kind: str) -> str:
    if kind == "amount":
        meaning = [row["row_label"], row["column_path"]]
        meaning += [str(row[name]) for name in ("flow", "fund", "spending_kind", "stage", "function_code") if row[name]]
        title = f"{row['printed']} {row['printed_unit']} = {row['amount_yuan']} 元\n" + "\n".join(meaning)
    elif kind == "quantity":
        title = f"{row['printed']} ({row['quantity']})\n{row['row_label']}\n{row['column_path']}"
    else:
        title = f"{row['printed']}\n{row['reason_code']}: {row['reason']}"
    return _box(Box(row["x0"], row["top"], row["x1"], row["bottom"]), kind, title)


def _box(box: Box, kind: str, title: str) -> str:
    return (
        f'<rect class="{kind}" x="{box.x0:.1f}" y="{box.top:.1f}" width="{max(box.x1 - box.x0, 0.5):.1f}"'
        f' height="{max(box.bottom - box.top, 0.5):.1f}"><title>{escape(title)}</title></rect>'
    )
