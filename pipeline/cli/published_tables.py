"""What a published build holds, for those who write it out."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from pipeline.warehouse.chinese_views import SCHEMA as CHINESE_SCHEMA
from pipeline.warehouse.sql_models import HELPER_PREFIXES

_GRAIN = re.compile(r"grain: ([^|]+)")


@dataclass(frozen=True, slots=True)
class PublishedColumn:
    """A column with its DuckDB type and comment."""

    name: str
    type: str
    comment: str | None


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table or view of the build."""

    schema: str
    name: str
    comment: str | None
    columns: tuple[PublishedColumn, ...]

    @property
    def sql(self) -> str:
        """The table's name for a query."""
        return f'"{self.schema}"."{self.name}"'

    @property
    def file_stem(self) -> str:
        """The table's name for a file."""
        return self.name if self.schema == "main" else f"{self.schema}.{self.name}"

    @property
    def grain(self) -> tuple[str, ...]:
        """Columns that tell its rows apart, as its comment says; none when the comment names something else."""
        found = _GRAIN.search(self.comment or "")
        names = tuple(name.strip() for name in found[1].split(",")) if found else ()
        return names if set(names) <= {column.name for column in self.columns} else ()


def published_tables(connection: duckdb.DuckDBPyConnection, *, chinese: bool) -> list[PublishedTable]:
    """All published tables and views.

    Args:
        connection: to the published build.
        chinese: with the views under Chinese names, which show the same figures again and are for people.
    """
    columns: dict[tuple[str, str], list[PublishedColumn]] = {}
    for schema, table, name, type_, comment in connection.execute(
        "select schema_name, table_name, column_name, data_type, comment from duckdb_columns() where not internal order by column_index"
    ).fetchall():
        columns.setdefault((schema, table), []).append(PublishedColumn(name, type_, comment))
    listed = connection.execute(
        """select schema_name, table_name, comment from duckdb_tables() where not internal
           union all select schema_name, view_name, comment from duckdb_views() where not internal order by 1, 2"""
    ).fetchall()
    return [
        PublishedTable(schema, name, comment, tuple(columns[schema, name]))
        for schema, name, comment in listed
        if not name.startswith(HELPER_PREFIXES) and (chinese or schema != CHINESE_SCHEMA)
    ]
