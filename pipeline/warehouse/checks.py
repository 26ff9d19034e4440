"""Data checks: queries that return the rows that must not exist.

A check is plain data made from front matter (`not_null`, `unique`, `accepted_values`, `relationships`, `sql`), so that tests and the asset
checks of Dagster run the very same SQL.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from schemas.declaration import quote_identifier, quote_literal

SAMPLE_ROWS = 20
"""Failing rows that a result carries."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one model."""

    name: str
    """Unique inside the model; a valid identifier."""
    table: str
    severity: Literal["error", "warn"]
    sql: str
    """Returns the failing rows."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Outcome of a check."""

    passed: bool
    failing_rows: int
    columns: tuple[str, ...]
    sample: tuple[tuple[Any, ...], ...]
    """At most `SAMPLE_ROWS` of the failing rows."""


class CheckFormatError(Exception):
    """The front matter declares a check that does not exist; the message says which ones do."""


def checks_from_front_matter(path: Path, table: str, declared: Sequence[dict[str, Any]]) -> tuple[Check, ...]:
    """Turn the `checks` of a front matter into queries.

    Args:
        path: the model file, for messages.
        table: table that the model fills.
        declared: list of one-key mappings.

    Returns:
        checks with distinct names.

    Raises:
        CheckFormatError: a check is not of a known form.
    """
    checks: list[Check] = []
    for entry in declared:
        if not isinstance(entry, dict) or len(entry) != 1:
            raise CheckFormatError(f"{path}: a check is a mapping with one key; found {entry!r}.")
        ((kind, argument),) = entry.items()
        try:
            name, sql, severity = _build(kind, argument, table)
        except (KeyError, TypeError, ValueError) as problem:
            raise CheckFormatError(
                f"{path}: check {kind} is not understood ({problem}); known are not_null, unique, accepted_values, relationships, sql."
            ) from problem
        taken = sum(check.name == name or check.name.startswith(f"{name}__") for check in checks)
        checks.append(Check(f"{name}__{taken + 1}" if taken else name, table, severity, sql))
    return tuple(checks)


def _build(kind: str, argument: Any, table: str) -> tuple[str, str, Literal["error", "warn"]]:  # noqa: ANN401  YAML
    options: dict[str, Any] = argument if isinstance(argument, dict) else {"columns": argument}
    severity = options.get("severity", "error")
    if severity not in {"error", "warn"}:
        raise ValueError(f"severity {severity}")
    if kind == "not_null":
        condition = " OR ".join(f"{quote_identifier(name)} IS NULL" for name in options["columns"])
        return f"not_null_{'_'.join(options['columns'])}", f"SELECT * FROM {table} WHERE {condition}", severity  # noqa: S608
    if kind == "unique":
        names = ", ".join(quote_identifier(name) for name in options["columns"])
        sql = f"SELECT {names}, count(*) AS row_count FROM {table} GROUP BY ALL HAVING count(*) > 1"  # noqa: S608
        return f"unique_{'_'.join(options['columns'])}", sql, severity
    if kind == "accepted_values":
        column = quote_identifier(options["column"])
        values = ", ".join(quote_literal(str(value)) for value in options["values"])
        sql = f"SELECT * FROM {table} WHERE {column}::VARCHAR NOT IN ({values})"  # noqa: S608
        return f"accepted_values_{options['column']}", sql, severity
    if kind == "relationships":
        column = quote_identifier(options["column"])
        other_table, other_column = options["to"].split(".")
        sql = (
            f"SELECT * FROM {table} AS own WHERE own.{column} IS NOT NULL AND NOT EXISTS "  # noqa: S608
            f"(SELECT 1 FROM {other_table} AS other WHERE other.{quote_identifier(other_column)} = own.{column})"
        )
        return f"{options['column']}_is_in_{other_table}", sql, severity
    if kind == "sql":
        return str(options["name"]), str(options["query"]).strip().rstrip(";"), severity
    raise ValueError(f"unknown kind {kind}")


def run_check(connection: duckdb.DuckDBPyConnection, check: Check) -> CheckResult:
    """Run one check.

    Args:
        connection: a database with the model and everything the check names.
        check: what to run.

    Returns:
        how many rows fail, and some of them.

    Raises:
        duckdb.Error: the query itself is wrong.
    """
    result = connection.execute(f"SELECT *, count(*) OVER () AS failing_rows FROM ({check.sql}) LIMIT {SAMPLE_ROWS}")  # noqa: S608
    names = tuple(column[0] for column in result.description or ())
    rows = result.fetchall()
    return CheckResult(not rows, int(rows[0][-1]) if rows else 0, names[:-1], tuple(row[:-1] for row in rows))
