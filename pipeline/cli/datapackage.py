"""`datapackage.json`: the exported CSV files as a Frictionless tabular data package that is a Fiscal Data Package too.

https://specs.frictionlessdata.io/tabular-data-package/ and https://specs.frictionlessdata.io/fiscal-data-package/ (1.0.0rc1): columns of the
facts carry a `columnType` of the budget taxonomy, by which tools such as OpenSpending know which one is the amount, the body, the function.

"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipeline.cli.published_tables import PublishedTable
from schemas.declaration import quote_identifier

TAXONOMY = "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json"
COLUMN_TYPES = {
    "amount_id": "budget-line-id",
    "amount_yuan": "value",
    "fiscal_year": "date:fiscal-year",
    "flow": "direction",
    "stage": "phase:id",
    "fund": "fin-source:generic:code",
    "spending_kind": "expenditure-type:code",
    "division_code": "geo:source:code",
    "unit_code": "administrative-classification:generic:code",
    "unit_name": "administrative-classification:generic:label",
    "function_code": "functional-classification:generic:code",
    "department_economic_code": "economic-classification:generic:code",
    "project_code": "activity:generic:project:code",
    "project_name": "activity:generic:project:label",
}
"""Column of a fact → type of the budget taxonomy, each at most once in a table."""
_CURRENCY = {"name": "currency", "type": "string", "constant": "CNY", "columnType": "value-currency:code"}


def describe_package(connection: duckdb.DuckDBPyConnection, tables: Sequence[PublishedTable], directory: Path) -> str:
    """The text of `datapackage.json`.

    Args:
        connection: the published build.
        tables: those that stand in `directory/data/<file_stem>.csv`.
        directory: of the package.
    """
    package = {
        "profile": "tabular-data-package",
        "name": "mingzhang",
        "title": "明账: figures of Chinese government budget disclosures",
        "columnTypes": TAXONOMY,
        "resources": [_resource(connection, table, directory, tables) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(
    connection: duckdb.DuckDBPyConnection, table: PublishedTable, directory: Path, tables: Sequence[PublishedTable]
) -> dict[str, Any]:
    path = Path("data") / f"{table.file_stem}.csv"
    is_fact = table.name.startswith("fact_") and any(column.name == "amount_yuan" for column in table.columns)
    fields = []
    for column in table.columns:
        field = {"name": column.name, "type": _frictionless_type(column.type)}
        if column.comment:
            field["description"] = column.comment
        if is_fact and column.name in COLUMN_TYPES:
            field["columnType"] = COLUMN_TYPES[column.name]
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if is_fact:
        schema["extraFields"] = [_CURRENCY]
    if _is_key(connection, table):
        schema["primaryKey"] = list(table.grain)
    names = {column.name for column in table.columns}
    if "document_id" in names and table.name != "dim_document" and any(t.name == "dim_document" for t in tables):
        reference = {"resource": "dim_document", "fields": ["document_id"]}
        schema["foreignKeys"] = [{"fields": ["document_id"], "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": _resource_name(table.file_stem),
        "path": path.as_posix(),
        "bytes": (directory / path).stat().st_size,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"description": table.comment} if table.comment else {}),
        "schema": schema,
    }


def _is_key(connection: duckdb.DuckDBPyConnection, table: PublishedTable) -> bool:
    """Whether the grain tells all rows apart and is never NULL: a primary key as the specification asks for."""
    if not table.grain:
        return False
    names = [quote_identifier(name) for name in table.grain]
    filled = " and ".join(f"{name} is not null" for name in names)
    query = f"select count(*), count(distinct ({', '.join(names)})), count(*) filter (where {filled}) from {table.sql}"  # noqa: S608 (names from the catalogue)
    rows, distinct, whole = connection.execute(query).fetchone() or (0, 0, 0)
    return bool(rows == distinct == whole)


def _resource_name(stem: str) -> str:
    return "".join(
        char if char.isascii() and (char.isalnum() or char in "._-") else f"u{ord(char):x}" for char in stem.lower()
    )


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
