"""`mingzhang trace ROW_KEY`: what stands behind the figures of a row of a mart."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from pipeline.cli.output import CommandError, UsageError, as_text, print_table, stdout
from pipeline.cli.pictures import Mark, draw
from pipeline.cli.published import open_published
from pipeline.home import Home
from pipeline.tracing.row_trace import Figure, RowTrace, Source, trace_row
from pipeline.tracing.sentence import statement_boxes
from pipeline.tracing.trace import TraceError, stored_original
from pipeline.warehouse.sql_models import load_marts

_WHO = ("place", "unit_name", "fiscal_year", "document_kind", "stage", "measure", "file_name")


def trace_mart_row(place: Home, key: str, column: str | None, out: Path | None) -> None:
    """Print the evidence of a row, or the cells of one figure; with `out`, write pictures of their pages.

    Raises:
        UsageError: no such row or column.
        CommandError: a picture cannot be made.
    """
    try:
        with open_published(place) as connection:
            found = trace_row(connection, load_marts(), key, column)
    except TraceError as error:
        raise UsageError(str(error)) from error
    console = stdout()
    who = " ".join(as_text(found.row[name]) for name in _WHO if found.row.get(name) is not None)
    console.print(Text(f"{key}  {who}", style="bold"), soft_wrap=True)
    if column:
        _print_figure(console, found.figures[0])
    else:
        _print_summary(console, found)
    if out is not None:
        marks = _marks(place, [source for figure in found.figures for source in figure.sources])
        if not marks:
            raise CommandError("No printed page stands directly behind this; ask for one of its inputs with --column.")
        for picture in draw(marks, place, out):
            console.print(f"Picture: {picture}", soft_wrap=True)


def _print_summary(console: Console, found: RowTrace) -> None:
    rows = []
    for figure in found.figures:
        pages = sorted({source.page for source in figure.sources if source.page})
        where = "p" + ", ".join(map(str, pages)) if pages else ", ".join(figure.inputs)
        rows.append([figure.column, figure.value, figure.how, len(figure.sources) or "", where])
    print_table(["figure", "value", "is", "printed figures", "where"], rows, numeric=[False, True, False, True, False])
    console.print("Add --column FIGURE for the single cells, and -o FILE.png for pictures of their pages.")


def _print_figure(console: Console, figure: Figure) -> None:
    console.print(f"{figure.column} = {as_text(figure.value)}, {figure.how} {', '.join(figure.inputs)}")
    if figure.adds_up is False:
        console.print("The cells do not add up to it in this build: run `mingzhang ingest` to build it again.")
    print_table(
        ["page", "printed", "row × column, or sentence", "locator", "file"],
        [[source.page, source.printed, source.where, source.locator, source.file_name] for source in figure.sources],
        numeric=[True, True, False, False, False],
    )


def _marks(place: Home, sources: list[Source]) -> list[Mark]:
    marks = []
    for source in sources:
        if source.page is None:
            continue
        boxes = [source.box] if source.box else []
        if source.kind == "claim":
            original = stored_original(place.stored_file(source.sha256), source.sha256)
            boxes = statement_boxes(original, source.page, source.where, source.printed)
        marks.append(Mark(source.sha256, source.document_id, source.page, tuple(boxes)))
    return marks
