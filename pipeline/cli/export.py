"""`mingzhang export`: the published tables as files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import CommandError, UsageError, stdout


class ExportFormat(StrEnum):
    """File formats."""

    PARQUET = "parquet"
    CSV = "csv"
    XLSX = "xlsx"
    DATAPACKAGE = "datapackage"


def export(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to write into; created when missing.", show_default=False)
    ],
    form: Annotated[ExportFormat, typer.Option("--format", "-f", help="File format.")] = ExportFormat.PARQUET,
    *,
    view: Annotated[
        list[str] | None,
        typer.Option(
            "--view",
            help="XLSX: Chinese view for a sheet, several times; `all` writes every table.",
            show_default=False,
        ),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(
            "--place", help="XLSX: division code, its beginning, or part of a body's name.", show_default=False
        ),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="XLSX: fiscal year.", show_default=False)] = None,
    home: HomeOption = None,
) -> None:
    """Write the published tables: Parquet, CSV for (Chinese) Excel, a Frictionless data package, or as XLSX a few Chinese sheets."""
    from pipeline.cli.exporting import export_tables
    from pipeline.cli.published import open_published
    from pipeline.cli.workbook import EVERYTHING, Selection, UnknownViewError, write_workbook

    is_selection = form is ExportFormat.XLSX and (view or []) != [EVERYTHING]
    if (view or place or year) and form is not ExportFormat.XLSX:
        raise UsageError("--view, --place and --year choose sheets of a workbook: add --format xlsx.")

    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is a file: name a folder to write into.")
    with open_published(locate(home)) as connection:
        try:
            if is_selection:
                directory.mkdir(parents=True, exist_ok=True)
                path = directory / "明账.xlsx"
                rows = write_workbook(connection, path, Selection(view or (), place, year))
                written: list[tuple[Path, int | None]] = [(path, rows)]
            else:
                written = export_tables(connection, directory, form.value)
        except UnknownViewError as error:
            raise UsageError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{directory} cannot be written: {error.strerror or error}.") from error
    console = stdout()
    for file, count in written:
        console.print(f"{file}  {count:,} rows" if count is not None else str(file))
