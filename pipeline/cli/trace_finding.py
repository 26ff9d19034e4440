"""`mingzhang trace DOCUMENT:RULE`: what a rule says, and where both sides are printed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.text import Text

from pipeline.cli.analyst import find_document
from pipeline.cli.output import CommandError, UsageError, stdout
from pipeline.cli.pictures import Mark, draw
from pipeline.cli.published import open_published
from pipeline.home import Home
from pipeline.tables.model import Box
from pipeline.tracing.finding_trace import FindingTrace, Statement, trace_finding
from pipeline.tracing.sentence import statement_boxes
from pipeline.tracing.trace import Trace, TraceError, stored_original

SHOWN = 12
"""Cells printed of one side; a total over 300 rows is told by its table."""


def trace_rule(place: Home, document: str, rule: str, out: Path | None) -> None:
    """Print message and cells of every failed place of a rule; with `out`, write pictures with both sides marked.

    Args:
        place: the home.
        document: id, beginning of an id, or file name.
        rule: rule id.
        out: PNG to write, or None.

    Raises:
        UsageError: no such document or finding.
        CommandError: a picture cannot be made.
    """
    with open_published(place) as connection:
        try:
            found = trace_finding(connection, find_document(connection, document), rule)
        except TraceError as error:
            raise UsageError(str(error)) from error
    console = stdout()
    for number, finding in enumerate(found):
        if number:
            console.print()
        _print(console, finding)
    if out is None:
        console.print("\nAdd -o FILE.png for pictures of the pages: the first side is marked red, the second blue.")
        return
    marks = [mark for finding in found for mark in _marks(place, finding)]
    if not marks:
        raise CommandError(f"Rule {rule} speaks of no single place on a page.")
    for picture in draw(marks, place, out):
        console.print(f"Picture: {picture}", soft_wrap=True)


def _print(console: Console, finding: FindingTrace) -> None:
    console.print(Text(finding.message, style="bold"), soft_wrap=True)
    for statement in finding.statements:
        console.print(Text(f"  p{statement.page}  “{statement.printed}”  {statement.sentence}"), soft_wrap=True)
    for side, cells in (("first", finding.left), ("second", finding.right)):
        for cell in cells[:SHOWN]:
            console.print(Text(f"  {side}  {_where(cell)}"), soft_wrap=True)
        if len(cells) > SHOWN:
            console.print(f"  {side}  … {len(cells) - SHOWN} more cells of the same side")


def _where(cell: Trace) -> str:
    printed = f"{cell.printed} {cell.printed_unit}"
    return f"p{cell.page}  {printed}  《{cell.table_title}》 {cell.row_label} × {cell.column_path}  {cell.key}"


def _marks(place: Home, finding: FindingTrace) -> Iterable[Mark]:
    for statement in finding.statements:
        yield Mark(statement.sha256, statement.document_id, statement.page, tuple(_boxes(place, statement)))
    for is_second, cells in ((False, finding.left), (True, finding.right)):
        for cell in cells:
            yield Mark(cell.sha256, cell.document_id, cell.page, (cell.box,), is_second=is_second)


def _boxes(place: Home, statement: Statement) -> list[Box]:
    original = stored_original(place.stored_file(statement.sha256), statement.sha256)
    return statement_boxes(original, statement.page, statement.sentence, statement.printed)
