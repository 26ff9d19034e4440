"""`mingzhang trace`: from a number to the cell it was printed in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.table import Table
from rich.text import Text

from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import CommandError, UsageError, stdout
from pipeline.cli.published import open_published
from pipeline.tracing.trace import Trace, TraceError, render, trace_amount


def trace(
    amount_id: Annotated[str, typer.Argument(help="amount_id of fact_amount.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE.png", help="Write a picture of the page, the cell marked.", show_default=False
        ),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Show where a number comes from: file, page, cell, printed text and, with -o, a picture of the page."""
    if out is not None and out.suffix.lower() != ".png":
        raise UsageError(f"{out}: the picture is a PNG, name it FILE.png.")
    place = locate(home)
    with open_published(place) as connection:
        found = _find(connection, amount_id)
    table = Table.grid(padding=(0, 2))
    for label, text in found.lines():
        table.add_row(Text(label, style="bold"), Text(text))
    table.add_row(Text("original", style="bold"), Text(str(place.stored_file(found.sha256))))
    console = stdout()
    console.print(table)
    if out is None:
        console.print("\nAdd -o FILE.png for a picture of the page with the cell marked.")
        return
    try:
        render(found, place.stored_file(found.sha256), out)
    except TraceError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{out} cannot be written: {error.strerror or error}.") from error
    console.print(f"\nPicture: {out}")


def _find(connection: duckdb.DuckDBPyConnection, amount_id: str) -> Trace:
    try:
        return trace_amount(connection, amount_id)
    except TraceError as error:
        raise UsageError(str(error)) from error
