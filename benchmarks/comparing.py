"""Two published builds compared document by document: what trials of faults are judged by."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import duckdb

from pipeline.warehouse.sql_models import HELPER_PREFIXES

_ABOUT_THE_BUILD = ("meta_build", "meta_build_diff")
_KEY = "document_id"
_WHEN = ("ingested_at", "seen_at")
"""When a file was first seen differs between two homes that were filled one after the other."""


def differences(one: Path, other: Path, *, times: bool = True) -> dict[str, list[str]]:
    """Every table of both builds that is a result, compared row by row: helper tables number their rows as they come.

    Args:
        one: a build.
        other: another one.
        times: compare also when files were first seen.

    Returns:
        document (or `-` for tables that have none) → tables in which rows differ; empty when both say the same.
    """
    found: dict[str, list[str]] = defaultdict(list)
    with duckdb.connect() as connection:
        for name, path in (("one", one), ("other", other)):
            connection.execute(f"ATTACH '{path.resolve()}' AS {name} (READ_ONLY)")
        columns_of_one, columns_of_other = _columns(connection, "one"), _columns(connection, "other")
        for table in sorted(columns_of_one.keys() | columns_of_other.keys()):
            columns = columns_of_one.get(table)
            if columns is None or columns != columns_of_other.get(table):
                found["-"].append(table)
                continue
            names = ", ".join(
                f'list_sort("{column}")' if data_type.endswith("[]") else f'"{column}"'  # a list of ids is a set
                for column, data_type in columns.items()
                if times or column not in _WHEN
            )
            key = _KEY if _KEY in columns else "'-'"
            sides = [f"SELECT {key} AS document, {names} FROM {name}.main.{table}" for name in ("one", "other")]
            query = f"({sides[0]} EXCEPT ALL {sides[1]}) UNION ALL ({sides[1]} EXCEPT ALL {sides[0]})"
            for (document,) in connection.execute(f"SELECT DISTINCT document FROM ({query})").fetchall():
                found[str(document)].append(table)
    return dict(found)


def _columns(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, dict[str, str]]:
    rows = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = ? AND schema_name = 'main' "
        "AND NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables()) ORDER BY table_name, column_name",
        [database],
    ).fetchall()
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for table, column, data_type in rows:
        if table not in _ABOUT_THE_BUILD and not table.startswith(HELPER_PREFIXES):
            found[table][column] = data_type
    return dict(found)
