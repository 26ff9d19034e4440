"""How a table is declared, and what can be asked of a declaration.

A table is a `WarehouseTable` subclass; a column is an annotated attribute built by `column`. The pandera model is the declaration:
types, order, nullability, allowed values and, as metadata, the words that people read. `describe` turns it into plain data from which
DDL, comments, Parquet types, Dagster schemas and the dictionary are generated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl


class WarehouseTable(pa.DataFrameModel):
    """Base of every declared table: exactly the declared columns, in the declared order."""

    class Config:
        """Pandera settings that all tables share."""

        strict = True
        ordered = True


@dataclass(frozen=True, slots=True)
class ColumnDeclaration:
    """One column as plain data."""

    name: str
    polars_type: pl.DataType
    duckdb_type: str
    nullable: bool
    description: str
    """English."""
    term: str
    """Chinese."""
    unit: str | None
    source: str | None
    """Where the value comes from, for people."""
    allowed: dict[str, str]
    """Allowed values with their Chinese terms; empty when any value may stand here."""

    @property
    def comment(self) -> str:
        """The text of `COMMENT ON COLUMN`: Chinese term, English description, values, unit, source."""
        parts = [self.term, self.description]
        if self.allowed:
            parts.append("values: " + ", ".join(f"{key} {term}" for key, term in self.allowed.items()))
        if self.unit:
            parts.append(f"unit: {self.unit}")
        if self.source:
            parts.append(f"source: {self.source}")
        return " | ".join(parts)


@dataclass(frozen=True, slots=True)
class TableDeclaration:
    """One table as plain data."""

    name: str
    term: str
    description: str
    grain: tuple[str, ...]
    columns: tuple[ColumnDeclaration, ...]

    @property
    def comment(self) -> str:
        """The text of `COMMENT ON TABLE`."""
        return f"{self.term} | {self.description} | grain: {', '.join(self.grain)}"

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names in declared order."""
        return tuple(column.name for column in self.columns)


def column(
    term: str,
    description: str,
    *,
    nullable: bool = False,
    allowed: dict[str, str] | None = None,
    unit: str | None = None,
    source: str | None = None,
    unique: bool = False,
    at_least: int | None = None,
    pattern: str | None = None,
) -> Any:  # noqa: ANN401  pandera reads the type from the annotation
    """Declare a column.

    Args:
        term: the Chinese term.
        description: what the value is, in English.
        nullable: whether NULL may stand here.
        allowed: allowed values with their Chinese terms.
        unit: unit of measure, such as `yuan` or `PDF points`.
        source: where the value comes from.
        unique: whether a value may stand only once in the table.
        at_least: smallest allowed number.
        pattern: regular expression that a text must match from its start.

    Returns:
        a pandera field.
    """
    return pa.Field(
        nullable=nullable,
        unique=unique,
        ge=at_least,
        isin=list(allowed) if allowed else None,
        str_matches=pattern,
        title=term,
        description=description,
        metadata={"unit": unit, "source": source, "allowed": allowed or {}},
    )


@cache
def describe(model: type[WarehouseTable]) -> TableDeclaration:
    """Turn a pandera model into plain data.

    Args:
        model: a declared table.

    Returns:
        its name, texts and columns in declared order.
    """
    schema = model.to_schema()
    table_metadata: dict[str, Any] = vars(model.Config)["metadata"]
    columns = []
    for name, declared in schema.columns.items():
        metadata: dict[str, Any] = declared.metadata or {}
        found_type = declared.dtype.type
        polars_type = found_type() if isinstance(found_type, type) else found_type
        columns.append(
            ColumnDeclaration(
                name=name,
                polars_type=polars_type,
                duckdb_type=duckdb_type(polars_type),
                nullable=declared.nullable,
                description=declared.description,
                term=declared.title,
                unit=metadata["unit"],
                source=metadata["source"],
                allowed=metadata["allowed"],
            )
        )
    return TableDeclaration(
        name=schema.name,
        term=schema.title,
        description=schema.description,
        grain=tuple(table_metadata["grain"]),
        columns=tuple(columns),
    )


_SIMPLE_TYPES: dict[type[pl.DataType], str] = {
    pl.String: "VARCHAR",
    pl.Int32: "INTEGER",
    pl.Int64: "BIGINT",
    pl.Float64: "DOUBLE",
    pl.Boolean: "BOOLEAN",
    pl.Date: "DATE",
    pl.Datetime: "TIMESTAMP",
}


def duckdb_type(polars_type: pl.DataType) -> str:
    """The DuckDB type that stores a polars type without loss.

    Args:
        polars_type: a type used in a declaration.

    Returns:
        the SQL type.

    Raises:
        TypeError: no table uses the type yet; add it here.
    """
    if isinstance(polars_type, pl.Decimal):
        return f"DECIMAL({polars_type.precision},{polars_type.scale})"
    if isinstance(polars_type, pl.List):
        inner = polars_type.inner
        return f"{duckdb_type(inner if isinstance(inner, pl.DataType) else inner())}[]"
    for known, name in _SIMPLE_TYPES.items():
        if isinstance(polars_type, known):
            return name
    raise TypeError(f"No DuckDB type is declared for {polars_type}; add it to schemas/declaration.py")


def polars_schema(model: type[WarehouseTable]) -> pl.Schema:
    """Polars (and so Parquet and Arrow) types by column name, in declared order."""
    return pl.Schema({declared.name: declared.polars_type for declared in describe(model).columns})


def quote_literal(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def quote_identifier(name: str) -> str:
    """A SQL identifier in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def create_statement(model: type[WarehouseTable], schema: str = "main") -> str:
    """DuckDB DDL of a table, nullability and allowed values included.

    Args:
        model: a declared table.
        schema: database schema to create it in.

    Returns:
        a `CREATE TABLE IF NOT EXISTS` statement.
    """
    table = describe(model)
    lines = []
    for declared in table.columns:
        line = f"  {quote_identifier(declared.name)} {declared.duckdb_type}"
        lines.append(line if declared.nullable else f"{line} NOT NULL")
    body = ",\n".join(lines)
    return f"CREATE TABLE IF NOT EXISTS {schema}.{table.name} (\n{body}\n)"


def comment_statements(model: type[WarehouseTable]) -> Iterable[str]:
    """`COMMENT ON` statements for the table and every column."""
    table = describe(model)
    yield f"COMMENT ON TABLE {table.name} IS {quote_literal(table.comment)}"
    for declared in table.columns:
        yield f"COMMENT ON COLUMN {table.name}.{quote_identifier(declared.name)} IS {quote_literal(declared.comment)}"


def column_schema(model: type[WarehouseTable]) -> list[tuple[str, str, str]]:
    """(name, DuckDB type, description) of every column: what a catalogue such as Dagster shows."""
    return [(declared.name, declared.duckdb_type, declared.comment) for declared in describe(model).columns]
