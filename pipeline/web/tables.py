"""What a page shows, as CSV or XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from pipeline.spreadsheets import AS_IT_IS, csv_text


def as_csv(rows: Sequence[dict[str, Any]]) -> bytes:
    """Rows as CSV with a byte order mark, so that Excel shows Chinese; a text that Excel would run or take for a number stays a text."""
    buffer = io.StringIO()
    if rows:
        names = _columns(rows)
        writer = csv.writer(buffer)
        writer.writerow(names)
        writer.writerows([[_text(row.get(name)) for name in names] for row in rows])
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[dict[str, Any]]) -> bytes:
    """Rows as a workbook of one sheet: frozen head, filter, numbers as numbers, texts as texts."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **AS_IT_IS}) as book:
        sheet = book.add_worksheet("明账")
        names = _columns(rows) if rows else []
        sheet.write_row(0, 0, names, book.add_format({"bold": True}))
        money = book.add_format({"num_format": "#,##0.00"})
        for number, row in enumerate(rows, start=1):
            for column, name in enumerate(names):
                value = row.get(name)
                if isinstance(value, Decimal):
                    sheet.write_number(number, column, value, money)
                elif isinstance(value, bool) or not isinstance(value, int | float):
                    sheet.write_string(number, column, _plain(value))
                else:
                    sheet.write_number(number, column, value)
        if names:
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(rows), len(names) - 1)
            sheet.set_column(0, len(names) - 1, 18)
    return buffer.getvalue()


def _columns(rows: Sequence[dict[str, Any]]) -> list[str]:
    return [name for name, value in rows[0].items() if not isinstance(value, dict)]


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(value)


def _text(value: object) -> str:
    return _plain(value) if isinstance(value, int | float | Decimal) else csv_text(_plain(value))
