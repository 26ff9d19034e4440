"""Builds `Table` objects the way table finding does, for tests of binding."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.tables.model import Box, Table, TableCell, TableColumn, TableRow


def make_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: str = "",
    seq: int = 1,
    unit: str | None = "单位：万元",
    label: str | None = None,
    pages: Sequence[int] | None = None,
    indents: Sequence[Sequence[float]] | None = None,
    spans: dict[tuple[int, int], int] | None = None,
) -> Table:
    """A table from header paths (`a|b|c`) and rows of texts; `pages` per row, `spans` (row, column) → row_span."""
    heads = [
        TableColumn(i + 1, tuple(p for p in c.split("|") if p), 50.0 * i, 50.0 * i + 50) for i, c in enumerate(columns)
    ]
    body = []
    for r, texts in enumerate(rows):
        page = pages[r] if pages else 1
        cells = {}
        for c, text in enumerate(texts):
            if text == "":
                continue
            indent = indents[r][c] if indents else 2.0 + 5 * (len(text) - len(text.lstrip(" 　")))
            cells[c + 1] = TableCell(
                text=text.strip(),
                page=page,
                box=Box(50.0 * c, 20.0 * r, 50.0 * c + 50, 20.0 * r + 20),
                column=c + 1,
                row_span=(spans or {}).get((r, c), 1),
                indent=indent,
            )
        body.append(TableRow(r + 1, page, 20.0 * r, 20.0 * r + 20, cells))
    first = min((r.page for r in body), default=1)
    return Table(seq, title, label, unit, (), first, max((r.page for r in body), default=first), heads, [], body)


def tables_of_truth(path: Path) -> list[Table]:
    """The tables of a sample disclosure from its truth file."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    tables = []
    for i, t in enumerate(truth["tables"], start=1):
        rows = [r["cells"] for r in t["rows"]]
        merged = {(n, c) for n, r in enumerate(t["rows"]) for c in r.get("merged_down", ())}
        texts = [["" if (n, c) in merged else x for c, x in enumerate(row)] for n, row in enumerate(rows)]
        spans: dict[tuple[int, int], int] = {}
        for n, c in sorted(merged):
            top = n
            while (top, c) in merged:
                top -= 1
            spans[top, c] = max(spans.get((top, c), 1), n - top + 1)
        pages = [r["page"] for r in t["rows"]] or None
        table = make_table(
            t["columns"],
            texts,
            title=t["title"],
            seq=i,
            unit=f"单位：{t['amount_unit']}",
            label=t["label"],
            pages=pages,
            spans=spans,
        )
        table.page_first, table.page_last = t["pages"][0], t["pages"][-1]
        tables.append(table)
    return tables
