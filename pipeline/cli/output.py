"""How commands speak: tables, CSV and JSON on standard output; progress, notes and errors on standard error."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.intake.names import harmless

TABLE_ROWS = 500
"""Most rows that a table on the terminal shows; CSV and JSON are never cut."""


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class CommandError(Exception):
    """What went wrong and what to do, in one or two lines; ends the command with `status`."""

    def __init__(self, message: str, status: int = 1):
        super().__init__(message)
        self.status = status


class UsageError(CommandError):
    """The user gave something that cannot be used (exit status 2)."""

    def __init__(self, message: str):
        super().__init__(message, status=2)


def stdout() -> Console:
    """Console for results; keeps its width when the output is not a terminal."""
    console = Console(highlight=False, soft_wrap=False)
    return console if console.is_terminal else Console(highlight=False, width=200)


def stderr() -> Console:
    """Console for everything that is not the result."""
    return Console(stderr=True, highlight=False)


def print_rows(
    columns: Sequence[str], rows: Sequence[Sequence[object]], form: Format, title: str | None = None
) -> None:
    """Print rows on standard output.

    Args:
        columns: names.
        rows: values, in the order of the columns.
        form: `csv` and `json` print every row; `table` stops after `TABLE_ROWS` and says so.
        title: shown above a table only.
    """
    if form is Format.CSV:
        write_csv(sys.stdout, columns, rows)
    elif form is Format.JSON:
        names = list(columns)
        lines = [to_json(dict(zip(names, row, strict=True))) for row in rows]
        print("[" + ",\n ".join(lines) + "]")
    else:
        print_table(columns, rows, title)


def print_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    title: str | None = None,
    numeric: Sequence[bool] | None = None,
) -> None:
    """Print rows as a table for people.

    Args:
        columns: names.
        rows: values.
        title: shown above.
        numeric: which columns are aligned right; None to see it from the values.
    """
    table = Table(
        title=title, title_justify="left", title_style="bold", header_style="bold", box=SIMPLE_HEAD, pad_edge=False
    )
    for number, name in enumerate(columns):
        right = numeric[number] if numeric else any(isinstance(row[number], int | float | Decimal) for row in rows[:50])
        table.add_column(Text(name), justify="right" if right else "left", overflow="fold")
    for row in rows[:TABLE_ROWS]:
        table.add_row(*(Text(as_text(value)) for value in row))
    console = stdout()
    console.print(table)
    if len(rows) > TABLE_ROWS:
        console.print(f"… {len(rows) - TABLE_ROWS:,} more rows; use --format csv to see all {len(rows):,}.")


def write_csv(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write RFC 4180 CSV; lists are written as JSON."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if value is None else as_text(value) for value in row])


def as_text(value: object) -> str:
    """A value for people and for CSV: decimals keep their printed places, a control character in a file's name is shown and not obeyed."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, list | tuple | dict):
        return to_json(value)
    return harmless(str(value))


def to_json(value: object) -> str:
    """JSON text of a value; decimals become number literals with every digit (the standard encoder would need floats)."""
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else "null"
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    if isinstance(value, datetime | date | Path):
        return json.dumps(value.isoformat() if isinstance(value, date) else str(value), ensure_ascii=False)
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(f"{json.dumps(str(key), ensure_ascii=False)}: {to_json(item)}" for key, item in value.items())
            + "}"
        )
    if isinstance(value, list | tuple | set):
        return "[" + ", ".join(to_json(item) for item in value) + "]"
    if value is None or isinstance(value, str | bool | int | float):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(str(value), ensure_ascii=False)


def thousands(yuan: Decimal | None) -> str:
    """An amount in yuan as people write it; empty for none."""
    return "" if yuan is None else f"{yuan:,.2f}"
