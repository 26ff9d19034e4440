"""`mingzhang report`: the reading report, for people who improve the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.analyst import find_document
from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import CommandError, UsageError, stderr, stdout
from pipeline.cli.published import open_published


def report(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to write into; created when missing.", show_default=False)
    ],
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document",
            metavar="DOCUMENT",
            help="Only this document (id or file name); may be repeated.",
            show_default=False,
        ),
    ] = None,
    pictures: Annotated[int, typer.Option(help="Documents whose pages are drawn, worst first.", min=0)] = 20,
    home: HomeOption = None,
) -> None:
    """Write HTML that shows how documents were read: pages with the detected grid, headers and their meaning, failed sums."""
    from pipeline.tracing.report import ReportError, write_report

    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is a file: name a folder to write into.")
    place = locate(home)
    console = stderr()

    def progress(done: int, total: int, name: str) -> None:
        console.print(f"[{done}/{total}] {name}", markup=False, soft_wrap=True)

    with open_published(place) as connection:
        chosen = [find_document(connection, text) for text in document or []]
        try:
            summary = write_report(
                connection, place.stored_file, directory, documents=chosen, pictures=pictures, progress=progress
            )
        except ReportError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or directory}: {error.strerror or error}.") from error
    stdout().print(
        f"{summary.index}  {summary.documents:,} documents, {summary.with_pictures:,} with pictures", soft_wrap=True
    )
