"""`mingzhang report`: how the documents were read, for people who improve the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import CommandError, UsageError, stderr, stdout


def report(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to write into; created when missing.", show_default=False)
    ],
    document: Annotated[
        list[str] | None,
        typer.Option("--document", "-d", metavar="ID", help="Only this document (repeatable).", show_default=False),
    ] = None,
    pictures: Annotated[
        int, typer.Option(min=0, help="Draw page pictures for so many documents, worst first; grids for all.")
    ] = 20,
    home: HomeOption = None,
) -> None:
    """Write an HTML report on the reading: pages with the detected grid, headers with their meaning, what was lost or fails."""
    from pipeline.cli.published import open_published
    from pipeline.tracing.report import ReportError, write_report

    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is a file: name a folder to write into.")
    place = locate(home)
    notes = stderr()

    def progress(done: int, of: int, name: str) -> None:
        notes.print(f"[{done}/{of}] {name}", markup=False)

    with open_published(place) as connection:
        try:
            written = write_report(
                connection,
                place.stored_file,
                directory,
                documents=document or (),
                pictures=pictures,
                progress=progress,
            )
        except ReportError as error:
            raise UsageError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{directory} cannot be written: {error.strerror or error}.") from error
    stdout().print(f"{written.documents} documents, {written.with_pictures} with page pictures: {written.index}")
