"""The working database: the one DuckDB file that the single writer owns.

Everything here is a build product: raw tables can be loaded again from the stored extractions, all else is computed from them.
Public tables live in schema `main`. Schema `state` remembers what was loaded and computed when, schema `batch` holds the rows of the documents
being worked on; neither is published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import duckdb
import yaml

import schemas
from pipeline.home import Home
from schemas.allowed import allowed_value_rows
from schemas.declaration import (
    comment_statements,
    create_statement,
    describe,
    quote_identifier,
    quote_literal,
)
from schemas.registry import TABLES

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""No extension is ever fetched from the network."""

CODE_LISTS = Path(schemas.__file__).parent / "classifications"
RULE_CATALOGUE = Path(schemas.__file__).parent / "rules" / "rule_catalogue.csv"
CODE_LIST_TEXTS = CODE_LISTS / "code_lists.yml"

ALLOWED_VALUES = "ref_allowed_value"

MACROS = Path(str(resources.files("dbt_like_sql"))) / "macros.sql"
"""Formulas that several models share, as DuckDB macros; they are published with the tables, since views call them."""

_NEUTRAL = {"VARCHAR": "''", "BOOLEAN": "false"}
"""What a column added by a new version holds in rows of the old one until the document is read again; numbers get 0."""

_STATE_TABLES = (
    "CREATE SCHEMA IF NOT EXISTS state",
    "CREATE TABLE IF NOT EXISTS state.document_load (document_id VARCHAR PRIMARY KEY, load_no BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS state.load (load_no BIGINT PRIMARY KEY, loaded_at TIMESTAMP NOT NULL)",
    "CREATE TABLE IF NOT EXISTS state.collection_load (collection VARCHAR PRIMARY KEY, state VARCHAR NOT NULL)",
    """CREATE TABLE IF NOT EXISTS state.model (name VARCHAR PRIMARY KEY, object_kind VARCHAR NOT NULL,
       code_version VARCHAR NOT NULL, load_no BIGINT NOT NULL, lineage VARCHAR)""",
    "CREATE TABLE IF NOT EXISTS state.code_list (name VARCHAR PRIMARY KEY, digest VARCHAR NOT NULL)",
)


class WarehouseError(Exception):
    """The warehouse cannot be opened, loaded or published; the message says what to do."""


@contextmanager
def working_connection(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the working database for writing, with all declared tables and code lists in place.

    Args:
        home: the home folder.

    Yields:
        the connection; it is closed in every case.

    Raises:
        WarehouseError: another process is writing, or the file cannot be read.
    """
    home.build.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(home.working_database, config=SETTINGS)
    except duckdb.IOException as problem:
        if "lock" in str(problem).lower():
            raise WarehouseError(
                "Another process is writing the warehouse; wait until its run has ended and start again."
            ) from problem
        raise WarehouseError(
            f"The working database {home.working_database} cannot be opened ({str(problem).splitlines()[0]}). "
            "Delete it; the next run builds it anew from the stored extractions."
        ) from problem
    try:
        prepare(connection)
        yield connection
    finally:
        connection.close()


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing: declared tables, state, code lists. Tables of an older declaration are carried over by column name."""
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("BEGIN TRANSACTION")  # one commit: each one waits for the disk
    try:
        for statement in _STATE_TABLES:
            connection.execute(statement)
        present = _present_columns(connection)
        for name, model in TABLES.items():
            declared = [(column.name, column.duckdb_type, not column.nullable) for column in describe(model).columns]
            if present.get(name) == declared:
                continue
            if name in present:
                _carry_over(connection, name, {column for column, _, _ in present[name]})
            else:
                connection.execute(create_statement(model))
            connection.execute(";\n".join(comment_statements(model)))
        load_code_lists(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _present_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str, bool]]]:
    rows = connection.execute(
        "SELECT table_name, column_name, data_type, NOT is_nullable FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index"
    ).fetchall()
    present: dict[str, list[tuple[str, str, bool]]] = {}
    for table, column, data_type, required in rows:
        present.setdefault(table, []).append((column, data_type, required))
    return present


def _carry_over(connection: duckdb.DuckDBPyConnection, name: str, old_columns: set[str]) -> None:
    model = TABLES[name]
    old_name = f"{name}__older"
    connection.execute(f"ALTER TABLE main.{name} RENAME TO {old_name}")
    connection.execute(create_statement(model))
    selected = []
    for column in describe(model).columns:
        target = quote_identifier(column.name)
        if column.name in old_columns:
            selected.append(f"{target}::{column.duckdb_type} AS {target}")
        elif not column.nullable:
            neutral = _NEUTRAL.get(column.duckdb_type, "0")
            selected.append(f"{neutral}::{column.duckdb_type} AS {target}")
    connection.execute(f"INSERT INTO main.{name} BY NAME SELECT {', '.join(selected)} FROM main.{old_name}")  # noqa: S608
    connection.execute(f"DROP TABLE main.{old_name}")


def load_code_lists(connection: duckdb.DuckDBPyConnection) -> None:
    """Load `schemas/classifications/*.csv` as `ref_…`, the rule catalogue as `dim_rule` and the macros, each only when its file changed."""
    texts = yaml.safe_load(CODE_LIST_TEXTS.read_text(encoding="utf-8")) if CODE_LIST_TEXTS.exists() else {}
    known = dict(connection.execute("SELECT name, digest FROM state.code_list").fetchall())
    texts_digest = hashlib.sha256(CODE_LIST_TEXTS.read_bytes()).hexdigest()[:8] if CODE_LIST_TEXTS.exists() else ""
    macros_digest = hashlib.sha256(MACROS.read_bytes()).hexdigest()[:16]
    if known.get(MACROS.stem) != macros_digest:
        create_macros(connection)
        connection.execute("INSERT OR REPLACE INTO state.code_list VALUES (?, ?)", [MACROS.stem, macros_digest])
    values_digest = hashlib.sha256(repr(allowed_value_rows()).encode()).hexdigest()[:16] + texts_digest
    if known.get(ALLOWED_VALUES) != values_digest:
        create_allowed_values(connection)
        _comment_code_list(connection, ALLOWED_VALUES, texts)
        connection.execute("INSERT OR REPLACE INTO state.code_list VALUES (?, ?)", [ALLOWED_VALUES, values_digest])
    for name, path in code_list_files().items():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16] + texts_digest
        if known.get(name) == digest:
            continue
        connection.execute(
            f"CREATE OR REPLACE TABLE main.{name} AS FROM read_csv(?, all_varchar = true, header = true, quote = '\"')",
            [str(path)],
        )
        _comment_code_list(connection, name, texts)
        connection.execute("INSERT OR REPLACE INTO state.code_list VALUES (?, ?)", [name, digest])


def create_reference(connection: duckdb.DuckDBPyConnection, left_out: Collection[str] = ()) -> None:
    """Create all that models read and that no document brings, in a database that remembers nothing: macros, allowed values, code lists.

    Args:
        connection: a database with the declared tables.
        left_out: code lists that are not wanted.
    """
    create_macros(connection)
    create_allowed_values(connection)
    for name, path in code_list_files().items():
        if name not in left_out:
            connection.execute(
                f"CREATE TABLE {name} AS FROM read_csv(?, all_varchar = true, header = true, quote = '\"')", [str(path)]
            )


def create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the formulas of `dbt_like_sql/macros.sql`."""
    connection.execute(MACROS.read_text(encoding="utf-8"))


def create_allowed_values(connection: duckdb.DuckDBPyConnection) -> None:
    """Create `ref_allowed_value` from the declared values (a few hundred rows)."""
    connection.execute(
        f"CREATE OR REPLACE TABLE {ALLOWED_VALUES} "
        "(column_name VARCHAR, value VARCHAR, term VARCHAR, parent_value VARCHAR, sort_order INTEGER)"
    )
    rows = allowed_value_rows()
    marks = ", ".join("(?, ?, ?, ?, ?)" for _ in rows)
    connection.execute(f"INSERT INTO {ALLOWED_VALUES} VALUES {marks}", [value for row in rows for value in row])  # noqa: S608


def code_list_files() -> dict[str, Path]:
    """Table name → CSV file of every code list and of the rule catalogue."""
    files = {f"ref_{path.stem}": path for path in sorted(CODE_LISTS.glob("*.csv"))}
    if RULE_CATALOGUE.exists():
        files["dim_rule"] = RULE_CATALOGUE
    return files


def code_lists_digest() -> str:
    """A hash over all code lists and macros; it changes when any of them does."""
    digest = hashlib.sha256(MACROS.read_bytes())
    for name, path in code_list_files().items():
        digest.update(name.encode() + path.read_bytes())
    digest.update(repr(allowed_value_rows()).encode())
    return digest.hexdigest()[:12]


def _comment_code_list(connection: duckdb.DuckDBPyConnection, name: str, texts: dict[str, dict[str, str]]) -> None:
    table_text = texts.get("tables", {}).get(name)
    if table_text:
        connection.execute(f"COMMENT ON TABLE main.{name} IS {quote_literal(table_text)}")
    columns = texts.get("columns", {})
    found = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = ?", [name]
    ).fetchall()
    for (column,) in found:
        if column in columns:
            connection.execute(
                f"COMMENT ON COLUMN main.{name}.{quote_identifier(column)} IS {quote_literal(columns[column])}"
            )
