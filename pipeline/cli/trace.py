"""`mingzhang trace`: from a number, or from a failed rule, to the cells it was printed in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.cli.analyst import find_document
from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import CommandError, UsageError, stdout
from pipeline.cli.published import open_published
from pipeline.tracing.picture import PictureError, marked_page
from pipeline.tracing.trace import Trace, TraceError, render, trace_amount, trace_finding
from pipeline.warehouse.home import Home


def trace(
    key: Annotated[
        str,
        typer.Argument(
            metavar="AMOUNT_ID", help="amount_id of fact_amount, or DOCUMENT:RULE for a finding.", show_default=False
        ),
    ],
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
        found = _find(connection, key)
    console = stdout()
    for number, cell in enumerate(found):
        if number:
            console.print()
        _print(console, cell, place)
    if out is None:
        console.print("\nAdd -o FILE.png for a picture of the page with the cell marked.")
        return
    for picture in _draw(found, place, out):
        console.print(f"\nPicture: {picture}", soft_wrap=True)


def _find(connection: duckdb.DuckDBPyConnection, key: str) -> list[Trace]:
    document, colon, rule = key.rpartition(":")
    try:
        if not colon:
            return [trace_amount(connection, key)]
        found = trace_finding(connection, find_document(connection, document), rule)
    except TraceError as error:
        raise UsageError(str(error)) from error
    if not found:
        raise UsageError(
            f"Rule {rule} compared no single cells in {document}; `mingzhang findings {document} --all` shows what it says."
        )
    return found


def _print(console: Console, cell: Trace, place: Home) -> None:
    table = Table.grid(padding=(0, 2))
    for label, text in [*cell.lines(), ("amount_id", cell.key), ("original", str(place.stored_file(cell.sha256)))]:
        table.add_row(Text(label, style="bold"), Text(text))
    console.print(table)


def _draw(found: Sequence[Trace], place: Home, out: Path) -> list[Path]:
    """Write one picture per page; the page is added to the name when there are several."""
    pages = sorted({cell.page for cell in found})
    written = []
    try:
        for page in pages:
            cells = [cell for cell in found if cell.page == page]
            original = place.stored_file(cells[0].sha256)
            target = out if len(pages) == 1 else out.with_stem(f"{out.stem}-p{page}")
            render(cells[0], original, target)  # also makes sure that the original is the file that was read
            if len(cells) > 1:
                target.write_bytes(marked_page(original, page, [cell.box for cell in cells]))
            written.append(target)
    except (TraceError, PictureError) as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{out} cannot be written: {error.strerror or error}.") from error
    return written
