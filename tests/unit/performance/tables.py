"""Small tables for tests, written the way they are printed."""

from pipeline.tables.model import Box, Table, TableCell, TableColumn, TableRow

Printed = str | tuple[str, int, int] | None
"""A cell's text, (text, columns it spans, rows it spans), or None where a merged cell from above or the left stands."""


def row(seq: int, cells: list[Printed], page: int = 1) -> TableRow:
    placed: dict[int, TableCell] = {}
    for column, cell in enumerate(cells, start=1):
        if not cell:
            continue
        text, wide, high = (cell, 1, 1) if isinstance(cell, str) else cell
        box = Box(10.0 * column, 10.0 * seq, 10.0 * (column + wide), 10.0 * (seq + high))
        placed[column] = TableCell(text, page, box, column, wide, high)
    return TableRow(seq, page, 10.0 * seq, 10.0 * seq + 10, placed)


def table(
    body: list[list[Printed]],
    *,
    paths: list[str] | None = None,
    pages: list[int] | None = None,
    title: str = "",
    captions: tuple[str, ...] = (),
    seq: int = 1,
) -> Table:
    width = max(len(cells) for cells in body)
    paths = paths or [""] * width
    numbers = pages or [1] * len(body)
    columns = [
        TableColumn(i, tuple(part for part in path.split("/") if part), 10.0 * i, 10.0 * i + 10)
        for i, path in enumerate(paths, start=1)
    ]
    rows = [row(i, cells, page) for i, (cells, page) in enumerate(zip(body, numbers, strict=True), start=1)]
    return Table(seq, title, None, None, captions, numbers[0], numbers[-1], columns, [], rows)
