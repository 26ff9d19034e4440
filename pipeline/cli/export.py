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
    home: HomeOption = None,
) -> None:
    """Write every published table: Parquet, CSV for (Chinese) Excel, one XLSX workbook, or a Frictionless data package."""
    from pipeline.cli.exporting import export_tables
    from pipeline.cli.published import open_published

    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is a file: name a folder to write into.")
    with open_published(locate(home)) as connection:
        try:
            written = export_tables(connection, directory, form.value)
        except OSError as error:
            raise CommandError(f"{directory} cannot be written: {error.strerror or error}.") from error
    console = stdout()
    for path, rows in written:
        console.print(f"{path}  {rows:,} rows" if rows is not None else str(path))
