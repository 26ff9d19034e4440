"""Writing the published tables as files. DuckDB itself may not touch files here, so rows travel through Arrow."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.format import Format

from pipeline.cli.output import as_text
from pipeline.warehouse.chinese_views import SCHEMA as CHINESE_SCHEMA

Written = list[tuple[Path, int | None]]

_XLSX_MAX_ROWS = 1_048_575  # below the header line
_XLSX_DIGITS = 15
_BATCH = 50_000
_FOR_READERS = ("csv", "xlsx")
"""Forms that people open in a spreadsheet; programs need no figure twice."""
_INTERNAL_PREFIX = "stg_"
"""Helpers of the models; they stay in the database for whoever follows a calculation, and are no result."""


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    type: str
    comment: str | None


@dataclass(frozen=True, slots=True)
class _Published:
    schema: str
    name: str
    comment: str | None
    columns: tuple[_Column, ...]

    @property
    def sql(self) -> str:
        """The table's name for a query."""
        return f'"{self.schema}"."{self.name}"'

    @property
    def file_stem(self) -> str:
        """The table's name for a file."""
        return self.name if self.schema == "main" else f"{self.schema}.{self.name}"


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
    tables = _tables(connection, chinese=form in _FOR_READERS)
    writers: dict[str, Callable[[duckdb.DuckDBPyConnection, list[_Published], Path], Written]] = {
        "parquet": _write_parquet,
        "csv": _write_csv_files,
        "xlsx": _write_xlsx,
        "datapackage": _write_data_package,
    }
    return writers[form](connection, tables, directory)


def _tables(connection: duckdb.DuckDBPyConnection, *, chinese: bool) -> list[_Published]:
    """All published tables and views; those under Chinese names show the same figures again and are for people."""
    columns: dict[tuple[str, str], list[_Column]] = {}
    for schema, table, name, type_, comment in connection.execute(
        "select schema_name, table_name, column_name, data_type, comment from duckdb_columns() where not internal order by column_index"
    ).fetchall():
        columns.setdefault((schema, table), []).append(_Column(name, type_, comment))
    listed = connection.execute(
        """select schema_name, table_name, comment from duckdb_tables() where not internal
           union all select schema_name, view_name, comment from duckdb_views() where not internal order by 1, 2"""
    ).fetchall()
    return [
        _Published(schema, name, comment, tuple(columns[schema, name]))
        for schema, name, comment in listed
        if not name.startswith(_INTERNAL_PREFIX) and (chinese or schema != CHINESE_SCHEMA)
    ]


def _write_parquet(connection: duckdb.DuckDBPyConnection, tables: list[_Published], directory: Path) -> Written:
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


def _write_csv_files(connection: duckdb.DuckDBPyConnection, tables: list[_Published], directory: Path) -> Written:
    return [_write_csv(connection, table, directory / f"{table.file_stem}.csv", "utf-8-sig") for table in tables]


def _write_csv(connection: duckdb.DuckDBPyConnection, table: _Published, path: Path, encoding: str) -> tuple[Path, int]:
    rows = 0
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        cursor = connection.execute(f"select * from {table.sql}")  # noqa: S608 (a name from the catalogue)
        while batch := cursor.fetchmany(_BATCH):
            writer.writerows([["" if value is None else as_text(value) for value in row] for row in batch])
            rows += len(batch)
    return path, rows


def _write_xlsx(connection: duckdb.DuckDBPyConnection, tables: list[_Published], directory: Path) -> Written:
    path = directory / "mingzhang.xlsx"
    total = 0
    with xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
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
    connection: duckdb.DuckDBPyConnection, table: _Published, name: str, book: xlsxwriter.Workbook, bold: Format
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
                elif (stored := _excel_number(value)) is not None:
                    sheet.write_number(line, number, stored)
                else:
                    sheet.write_string(line, number, as_text(value))
        rows += len(batch)
    return rows


def _excel_number(value: object) -> float | None:
    """The value as Excel stores it; None for what is no number, or has more than the 15 digits that Excel keeps."""
    if not isinstance(value, int | float | Decimal) or len(Decimal(value).normalize().as_tuple().digits) > _XLSX_DIGITS:
        return None
    return float(value)


def _sheet_names(tables: list[_Published]) -> dict[_Published, str]:
    """Names of at most 31 characters, all different whatever their case."""
    names: dict[_Published, str] = {}
    taken = {"dictionary"}
    for table in tables:
        name, number = table.file_stem[:31], 1
        while name.lower() in taken:
            number += 1
            name = f"{table.file_stem[:28]}~{number}"
        taken.add(name.lower())
        names[table] = name
    return names


def _dictionary(tables: list[_Published], names: dict[_Published, str]) -> list[list[str]]:
    lines = [["sheet", "table", "column", "type", "meaning"]]
    for table in tables:
        lines.append([names[table], table.file_stem, "", "", table.comment or ""])
        lines += [
            [names[table], table.file_stem, column.name, column.type, column.comment or ""] for column in table.columns
        ]
    return lines


def _write_data_package(connection: duckdb.DuckDBPyConnection, tables: list[_Published], directory: Path) -> Written:
    """A Frictionless data package: CSV files and `datapackage.json` (https://specs.frictionlessdata.io/tabular-data-package/)."""
    (directory / "data").mkdir(exist_ok=True)
    written: Written = []
    resources = []
    for table in tables:
        path, rows = _write_csv(connection, table, directory / "data" / f"{table.file_stem}.csv", "utf-8")
        written.append((path, rows))
        resources.append(_resource(table, path.relative_to(directory), path.stat().st_size))
    package = {
        "profile": "tabular-data-package",
        "name": "mingzhang",
        "title": "明账: figures of Chinese government budget disclosures",
        "resources": resources,
    }
    path = directory / "datapackage.json"
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [*written, (path, None)]


def _resource(table: _Published, path: Path, size: int) -> dict[str, object]:
    name = "".join(
        char if char.isascii() and (char.isalnum() or char in "._-") else f"u{ord(char):x}"
        for char in table.file_stem.lower()
    )
    fields = [
        {"name": c.name, "type": _frictionless_type(c.type), **({"description": c.comment} if c.comment else {})}
        for c in table.columns
    ]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path.as_posix(),
        "bytes": size,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"description": table.comment} if table.comment else {}),
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _frictionless_type(duckdb_type: str) -> str:
    base = duckdb_type.split("(", maxsplit=1)[0]
    if duckdb_type.endswith("[]"):
        return "array"
    if base.startswith(("STRUCT", "MAP")):
        return "object"
    if base.startswith("TIMESTAMP"):
        return "string"  # written with a blank and, for TIMESTAMPTZ, an offset, which Frictionless' datetime does not allow
    kinds = {"DECIMAL": "number", "DOUBLE": "number", "FLOAT": "number", "BOOLEAN": "boolean", "DATE": "date"}
    return kinds.get(base, "integer" if base.endswith(("INT", "INTEGER")) else "string")
