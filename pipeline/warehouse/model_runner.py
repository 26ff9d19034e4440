"""Computing models in the working database.

A model is computed again when its code version changed or when documents were loaded since; an `incremental` model then computes the rows of
those documents only, a `table` is rebuilt by one set-based statement, a `view` costs nothing. Each model is one transaction.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import duckdb

from pipeline.warehouse.batches import close_batch, current_load, file_of, open_batch
from pipeline.warehouse.model_comments import column_comments, comment_model
from pipeline.warehouse.remembered import remembered
from pipeline.warehouse.sql_models import FINDING, SqlModel
from schemas.declaration import describe
from schemas.registry import TABLES

if TYPE_CHECKING:
    from pipeline.warehouse.lineage import Lineage

logger = logging.getLogger(__name__)

FINDING_COLUMNS = tuple(
    column
    for column in describe(TABLES[FINDING]).columns
    if column.name not in {"severity", "rule_model", "disclosure_seq", "case_id"}
)
"""What a rule model selects; severity, rule_model and case_id are added."""

# One misprint makes several rules fail by one and the same difference. A round difference meets another by chance: it stands alone.
_CASE = """if(
    rows.outcome IN ('fail', 'detail_withheld'),
    'case:' || left(md5(concat_ws('|', rows.document_id, if(
        length(trim(replace(abs(rows.difference)::DECIMAL(20, 2)::VARCHAR, '.', ''), '0')) >= 3,
        abs(rows.difference)::DECIMAL(20, 2)::VARCHAR, concat_ws('|', rows.rule_id, rows.message)
    ))), 12),
    NULL
)"""

Scope = Literal["full", "batch", "unchanged"]


@dataclass(frozen=True, slots=True)
class ModelResult:
    """What a run of a model did."""

    name: str
    scope: Scope
    """`full`: computed over everything; `batch`: for the documents loaded since; `unchanged`: nothing to do."""
    row_count: int
    """Rows of the model now (for a rule model: its rows of `finding`)."""
    columns: tuple[tuple[str, str, str], ...]
    """(name, type, comment) of each column."""
    lineage: Lineage
    """Column → the (table, column) pairs it is computed from."""
    seconds: float


class ModelRunError(Exception):
    """A model could not be computed; the message names its file."""


def run_all(connection: duckdb.DuckDBPyConnection, models: Mapping[str, SqlModel]) -> list[ModelResult]:
    """Compute all models in order and drop what no model makes any more.

    Args:
        connection: the working database.
        models: as `load_models` gives them.

    Returns:
        one result per model.

    Raises:
        ModelRunError: a model failed; those before it are computed.
    """
    drop_leftovers(connection, models)
    return [run_model(connection, model, models) for model in models.values()]


def run_model(connection: duckdb.DuckDBPyConnection, model: SqlModel, models: Mapping[str, SqlModel]) -> ModelResult:
    """Compute one model whose upstream models are computed.

    Args:
        connection: the working database.
        model: what to compute.
        models: all models.

    Returns:
        what was done.

    Raises:
        ModelRunError: the SQL fails.
    """
    started = time.perf_counter()
    state = connection.execute(
        "SELECT code_version, load_no, lineage FROM state.model WHERE name = ?", [model.name]
    ).fetchone()
    until = current_load(connection)
    is_current = state is not None and state[0] == model.code_version
    scope: Scope
    if state is not None and is_current and (state[1] == until or model.materialization == "view"):
        scope = "unchanged"
    elif state is not None and is_current and model.materialization == "incremental":
        scope = "batch"
        _open_batch(connection, int(state[1]), models)
    else:
        scope = "full"
    connection.execute("BEGIN TRANSACTION")
    try:
        if scope == "full":
            _run_full(connection, model)
            _forget_batch_object(connection, model)
        elif scope == "batch":
            _run_batch(connection, model)
        if scope == "full" and not model.is_rule:
            comment_model(connection, model, models)
        lineage = json.loads(state[2]) if state is not None and is_current and state[2] else _lineage(connection, model)
        if scope != "unchanged" or (state and state[1] != until):
            connection.execute(
                "INSERT OR REPLACE INTO state.model VALUES (?, ?, ?, ?, ?)",
                [
                    model.name,
                    "finding" if model.is_rule else model.materialization,
                    model.code_version,
                    until,
                    json.dumps(lineage),
                ],
            )
        connection.execute("COMMIT")
    except duckdb.Error as problem:
        connection.execute("ROLLBACK")
        raise ModelRunError(f"{model.path.name}: {problem}") from problem
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return ModelResult(
        name=model.name,
        scope=scope,
        row_count=_row_count(connection, model),
        columns=_columns(connection, model, models),
        lineage={column: [(table, source) for table, source in pairs] for column, pairs in lineage.items()},
        seconds=time.perf_counter() - started,
    )


def drop_leftovers(connection: duckdb.DuckDBPyConnection, models: Mapping[str, SqlModel]) -> list[str]:
    """Remove tables, views and findings of models that no longer exist or changed their kind.

    Args:
        connection: the working database.
        models: all current models.

    Returns:
        names of what was removed.
    """
    dropped = []
    for name, kind in connection.execute("SELECT name, object_kind FROM state.model").fetchall():
        model = models.get(name)
        wanted = None if model is None else "finding" if model.is_rule else model.materialization
        if kind == wanted:
            continue
        if kind == "finding":
            connection.execute("DELETE FROM main.finding WHERE rule_model = ?", [name])
        else:
            connection.execute(f"DROP {'VIEW' if kind == 'view' else 'TABLE'} IF EXISTS main.{name} CASCADE")
        connection.execute("DELETE FROM state.model WHERE name = ?", [name])
        dropped.append(name)
    if dropped:
        close_batch(connection)
    return dropped


def finding_query(model: SqlModel) -> str:
    """The body of a rule model, cast to the columns of `finding`, with severity and the model's name."""
    plain = [column for column in FINDING_COLUMNS if column.name != "document_id"]
    selected = ", ".join(f"rows.{column.name}::{column.duckdb_type} AS {column.name}" for column in plain)
    key = "rows.document_id::VARCHAR"
    return (
        f"SELECT {file_of(key)} AS document_id, "  # noqa: S608
        f"coalesce(try_cast(split_part({key}, '#', 2) AS INTEGER), 1) AS disclosure_seq, {selected}, "
        f"{_CASE} AS case_id, coalesce(dim_rule.severity, 'error') AS severity, '{model.name}' AS rule_model "
        f"FROM ({model.sql}) AS rows LEFT JOIN main.dim_rule ON dim_rule.rule_id = rows.rule_id"
    )


def _run_full(connection: duckdb.DuckDBPyConnection, model: SqlModel) -> None:
    if model.is_rule:
        connection.execute("DELETE FROM main.finding WHERE rule_model = ?", [model.name])
        connection.execute(f"INSERT INTO main.finding BY NAME {finding_query(model)}")
    else:
        kind = "VIEW" if model.materialization == "view" else "TABLE"
        connection.execute(f"CREATE OR REPLACE {kind} main.{model.name} AS {model.sql}")


def _run_batch(connection: duckdb.DuckDBPyConnection, model: SqlModel) -> None:
    with _batch_path(connection):
        if model.is_rule:
            connection.execute(
                "DELETE FROM main.finding WHERE rule_model = ? AND document_id IN (FROM batch.batch_document)",
                [model.name],
            )
            connection.execute(f"INSERT INTO main.finding BY NAME {finding_query(model)}")
        else:
            connection.execute(f"CREATE OR REPLACE TABLE batch.{model.name} AS {model.sql}")
            in_batch = f"{file_of('document_id')} IN (FROM batch.batch_document)"
            connection.execute(f"DELETE FROM main.{model.name} WHERE {in_batch}")  # noqa: S608
            connection.execute(f"INSERT INTO main.{model.name} BY NAME FROM batch.{model.name}")


@contextmanager
def _batch_path(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    connection.execute("SET search_path = 'batch,main'")
    try:
        yield
    finally:
        connection.execute("SET search_path = 'main'")


def _open_batch(connection: duckdb.DuckDBPyConnection, since: int, models: Mapping[str, SqlModel]) -> None:
    computed = dict(connection.execute("SELECT name, code_version FROM state.model").fetchall())
    local = [
        model
        for model in models.values()
        if model.document_local and not model.is_rule and computed.get(model.name) == model.code_version
    ]
    connection.execute("BEGIN TRANSACTION")
    try:
        made = open_batch(connection, since, [model.name for model in local if model.materialization != "view"])
        if made:
            with _batch_path(connection):
                for model in local:
                    if model.materialization == "view":
                        connection.execute(f"CREATE VIEW batch.{model.name} AS {model.sql}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _forget_batch_object(connection: duckdb.DuckDBPyConnection, model: SqlModel) -> None:
    """After a full computation the batch's copy is out of date; the next model that needs one makes a new batch."""
    if model.document_local and not model.is_rule:
        close_batch(connection)


def _lineage(connection: duckdb.DuckDBPyConnection, model: SqlModel) -> Lineage:
    columns: dict[str, dict[str, str]] = {}
    rows = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND table_name IN "
        "(SELECT unnest(?::VARCHAR[])) ORDER BY table_name, column_index",
        [sorted(model.reads)],
    ).fetchall()
    for table, column, data_type in rows:
        columns.setdefault(table, {})[column] = data_type
    return dict(remembered("column lineage", lambda: _followed(model, columns), model.sql, json.dumps(columns)))


def _followed(model: SqlModel, columns: Mapping[str, Mapping[str, str]]) -> Lineage:
    from pipeline.warehouse.lineage import column_lineage  # noqa: PLC0415  sqlglot takes half a second to import

    return column_lineage(model.name, model.sql, columns)


def _row_count(connection: duckdb.DuckDBPyConnection, model: SqlModel) -> int:
    if model.is_rule:
        row = connection.execute("SELECT count(*) FROM main.finding WHERE rule_model = ?", [model.name]).fetchone()
    else:
        row = connection.execute(f"SELECT count(*) FROM main.{model.name}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0


def _columns(
    connection: duckdb.DuckDBPyConnection, model: SqlModel, models: Mapping[str, SqlModel]
) -> tuple[tuple[str, str, str], ...]:
    if model.is_rule:
        return tuple((column.name, column.duckdb_type, column.comment) for column in describe(TABLES[FINDING]).columns)
    found = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = ? ORDER BY column_index",
        [model.name],
    ).fetchall()
    comments = column_comments(model, models, [name for name, _ in found])
    return tuple((name, data_type, comments[name]) for name, data_type in found)
