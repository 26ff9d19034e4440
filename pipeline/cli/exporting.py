"""Writing the published tables as files. DuckDB itself may not touch files here, so rows travel through Arrow."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.format import Format

from pipeline.cli.datapackage import describe_package
from pipeline.cli.output import as_text
from pipeline.cli.published_tables import PublishedTable, published_tables
from pipeline.spreadsheets import AS_IT_IS, csv_text, stored_number

Written = list[tuple[Path, int | None]]

_XLSX_MAX_ROWS = 1_048_575  # below the header line
_BATCH = 50_000
_FOR_READERS = ("csv", "xlsx")
"""Forms that people open in a spreadsheet; programs need no figure twice."""


def export_tables(connection: duckdb.DuckDBPyConnection, directory: Path, form: str) -> Written:
    """Write every table and view of the published build.

    Args:
        connection: to the published build.
        directory: created when missing; files of the same names are replaced.
        form: `parquet`, `datapackage`, and with the Chinese views `csv` (UTF-8 with byte order mark, as Excel needs it for Chinese) and `xlsx`.

    Returns:
        files and their number of rows (None for files that are no table).

    Raises:
        OSError: the folder cannot be written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    tables = published_tables(connection, chinese=form in _FOR_READERS)
    writers: dict[str, Callable[[duckdb.DuckDBPyConnection, list[PublishedTable], Path], Written]] = {
        "parquet": _write_parquet,
        "csv": _write_csv_files,
        "xlsx": _write_xlsx,
        "datapackage": _write_data_package,
    }
    return writers[form](connection, tables, directory)


def _write_parquet(connection: duckdb.DuckDBPyConnection, tables: list[PublishedTable], directory: Path) -> Written:
    written: Written = []
    for table in tables:
        path = directory / f"{table.file_stem}.parquet"
        reader = connection.execute(f"select * from {table.sql}").to_arrow_reader(_BATCH)  # noqa: S608 (a name from the catalogue)
        rows = 0
        with pq.ParquetWriter(path, reader.schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_batch(batch)
                rows += batch.num_rows
        written.append((path, rows))
    return written


def _write_csv_files(connection: duckdb.DuckDBPyConnection, tables: list[PublishedTable], directory: Path) -> Written:
    return [
        _write_csv(connection, table, directory / f"{table.file_stem}.csv", "utf-8-sig", for_excel=True)
        for table in tables
    ]


def _write_csv(
    connection: duckdb.DuckDBPyConnection, table: PublishedTable, path: Path, encoding: str, *, for_excel: bool = False
) -> tuple[Path, int]:
    rows = 0
    text = excel_text if for_excel else as_text
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        cursor = connection.execute(f"select * from {table.sql}")  # noqa: S608 (a name from the catalogue)
        while batch := cursor.fetchmany(_BATCH):
            writer.writerows([["" if value is None else text(value) for value in row] for row in batch])
            rows += len(batch)
    return path, rows


def excel_text(value: object) -> str:
    """A value for a CSV file that Excel opens by a double click."""
    return csv_text(value) if isinstance(value, str) else as_text(value)


def _write_xlsx(connection: duckdb.DuckDBPyConnection, tables: list[PublishedTable], directory: Path) -> Written:
    path = directory / "mingzhang.xlsx"
    total = 0
    with xlsxwriter.Workbook(path, {"constant_memory": True, **AS_IT_IS}) as book:
        bold = book.add_format({"bold": True})
        names = _sheet_names(tables)
        contents = book.add_worksheet("dictionary")
        lines = _dictionary(tables, names)
        for number, line in enumerate(lines):
            contents.write_row(number, 0, line, bold if number == 0 else None)
        for table in tables:
            total += _write_sheets(connection, table, names[table], book, bold)
    return [(path, total)]


def _write_sheets(
    connection: duckdb.DuckDBPyConnection, table: PublishedTable, name: str, book: xlsxwriter.Workbook, bold: Format
) -> int:
    """One sheet, or as many as Excel's limit of rows asks for."""
    cursor = connection.execute(f"select * from {table.sql}")  # noqa: S608 (a name from the catalogue)
    rows, part = 0, 1
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, [column.name for column in table.columns], bold)
    line = 0
    while batch := cursor.fetchmany(_BATCH):
        for row in batch:
            if line == _XLSX_MAX_ROWS:
                part, line = part + 1, 0
                sheet = book.add_worksheet(f"{name[:27]}~{part}")
                sheet.write_row(0, 0, [column.name for column in table.columns], bold)
            line += 1
            for number, value in enumerate(row):
                if isinstance(value, str) or value is None:
                    sheet.write_string(line, number, value or "")
                elif isinstance(value, bool):
                    sheet.write_boolean(line, number, value)
                elif (stored := stored_number(value)) is not None:
                    sheet.write_number(line, number, stored)
                else:
                    sheet.write_string(line, number, as_text(value))
        rows += len(batch)
    return rows


def _sheet_names(tables: list[PublishedTable]) -> dict[PublishedTable, str]:
    """Names of at most 31 characters, all different whatever their case."""
    names: dict[PublishedTable, str] = {}
    taken = {"dictionary"}
    for table in tables:
        name, number = table.file_stem[:31], 1
        while name.lower() in taken:
            number += 1
            name = f"{table.file_stem[:28]}~{number}"
        taken.add(name.lower())
        names[table] = name
    return names


def _dictionary(tables: list[PublishedTable], names: dict[PublishedTable, str]) -> list[list[str]]:
    lines = [["sheet", "table", "column", "type", "meaning"]]
    for table in tables:
        lines.append([names[table], table.file_stem, "", "", table.comment or ""])
        lines += [
            [names[table], table.file_stem, column.name, column.type, column.comment or ""] for column in table.columns
        ]
    return lines


def _write_data_package(
    connection: duckdb.DuckDBPyConnection, tables: list[PublishedTable], directory: Path
) -> Written:
    """CSV files below `data/`, and `datapackage.json` that describes them."""
    (directory / "data").mkdir(exist_ok=True)
    written: Written = [
        _write_csv(connection, table, directory / "data" / f"{table.file_stem}.csv", "utf-8") for table in tables
    ]
    path = directory / "datapackage.json"
    path.write_text(describe_package(connection, tables, directory), encoding="utf-8")
    return [*written, (path, None)]
