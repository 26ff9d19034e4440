"""Layouts for the tests of identity: lines of text, one under the other, and small tables."""

from __future__ import annotations

from pipeline.tables.model import Box, DocumentLayout, Table, TableCell, TableColumn, TableRow, TextLine


def line(text: str, page: int = 1, size: float = 12.0, top: float = 100.0, x0: float = 70.0) -> TextLine:
    return TextLine(page, text, Box(x0, top, x0 + size * len(text), top + size), size)


def layout(*texts: str, page: int = 1, tables: tuple[Table, ...] = ()) -> DocumentLayout:
    return DocumentLayout(list(tables), [line(text, page, top=100.0 + 20 * i) for i, text in enumerate(texts)])


def table(
    title: str,
    *rows: tuple[str, ...],
    captions: tuple[str, ...] = (),
    header: tuple[str, ...] = (),
    seq: int = 1,
    page: int = 2,
) -> Table:
    width = max([len(header), *map(len, rows)], default=1)
    columns = [
        TableColumn(i + 1, (header[i],) if i < len(header) else (), 60.0 * i, 60.0 * (i + 1)) for i in range(width)
    ]
    body = [
        TableRow(
            number,
            page,
            100.0 + 20 * number,
            120.0 + 20 * number,
            {
                i + 1: TableCell(text, page, Box(60.0 * i, 100.0, 60.0 * (i + 1), 120.0), i + 1)
                for i, text in enumerate(row)
                if text
            },
        )
        for number, row in enumerate(rows, start=1)
    ]
    return Table(seq, title, None, None, captions, page, page, columns, [], body)
