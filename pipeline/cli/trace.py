"""`mingzhang trace`: from a number, a failed rule or a row of a mart to the cells it was printed in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import UsageError, stdout
from pipeline.cli.pictures import Mark, draw
from pipeline.cli.published import open_published
from pipeline.cli.trace_finding import trace_rule
from pipeline.cli.trace_mart import trace_mart_row
from pipeline.home import Home
from pipeline.tracing.trace import Trace, TraceError, trace_amount


def trace(
    key: Annotated[
        str,
        typer.Argument(
            metavar="KEY",
            help="amount_id of fact_amount, DOCUMENT:RULE for a finding, or row_key of a mart.",
            show_default=False,
        ),
    ],
    column: Annotated[
        str | None,
        typer.Option("--column", metavar="COLUMN", help="With a row_key: this figure only.", show_default=False),
    ] = None,
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
    if key.startswith("mart_"):
        trace_mart_row(place, key, column, out)
        return
    if column is not None:
        raise UsageError("--column goes with the row_key of a mart.")
    document, colon, rule = key.rpartition(":")
    if colon:
        trace_rule(place, document, rule, out)
        return
    with open_published(place) as connection:
        try:
            cell = trace_amount(connection, key)
        except TraceError as error:
            raise UsageError(str(error)) from error
    console = stdout()
    _print(console, cell, place)
    if out is None:
        console.print("\nAdd -o FILE.png for a picture of the page with the cell marked.")
        return
    for picture in draw([Mark(cell.sha256, cell.document_id, cell.page, (cell.box,))], place, out):
        console.print(f"\nPicture: {picture}", soft_wrap=True)


def _print(console: Console, cell: Trace, place: Home) -> None:
    table = Table.grid(padding=(0, 2))
    for label, text in [*cell.lines(), ("amount_id", cell.key), ("original", str(place.stored_file(cell.sha256)))]:
        table.add_row(Text(label, style="bold"), Text(text))
    console.print(table)
