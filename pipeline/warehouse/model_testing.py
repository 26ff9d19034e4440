"""Give rows, expect rows: unit tests for SQL models.

    rows = run_model("mart_three_public", given={"fact_amount": [{"document_id": "d", "amount_yuan": "27200.00"}]})

Tables that are not given are empty, columns that are not given are NULL or, where NULL may not stand, neutral.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import duckdb

from pipeline.warehouse.checks import CheckResult, run_check
from pipeline.warehouse.database import SETTINGS, code_list_files, create_reference
from pipeline.warehouse.model_runner import finding_query
from pipeline.warehouse.sql_models import SqlModel, load_models, upstream_models
from schemas.declaration import create_statement, describe, quote_identifier
from schemas.registry import TABLES

Rows = Sequence[Mapping[str, Any]]

_NEUTRAL: dict[str, Any] = {
    "VARCHAR": "",
    "BOOLEAN": False,
    "DATE": "2024-01-01",
    "TIMESTAMP": "2024-01-01",
    "VARCHAR[]": [],
}


@cache
def project_models() -> dict[str, SqlModel]:
    """The project's models, read once per process."""
    return load_models()


def run_model(
    name: str, given: Mapping[str, Rows], models: Mapping[str, SqlModel] | None = None
) -> list[dict[str, Any]]:
    """Compute a model over given rows.

    Args:
        name: the model.
        given: table or model → rows; a model that is given is not computed.
        models: all models; the project's own when None.

    Returns:
        its rows (for a rule model: its rows of `finding`) as dictionaries, in the order in which the model gives them.

    Raises:
        KeyError: no model has the name, or a given column does not exist.
        duckdb.Error: the SQL fails.
    """
    with computed(name, given, models) as connection:
        model = (models or project_models())[name]
        query = "FROM finding WHERE rule_model = ?" if model.is_rule else f"FROM {name} WHERE ? IS NOT NULL"
        result = connection.execute(f"SELECT * {query}", [name])
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def run_checks(
    name: str, given: Mapping[str, Rows], models: Mapping[str, SqlModel] | None = None
) -> dict[str, CheckResult]:
    """Compute a model over given rows and run its checks.

    Args:
        name: the model.
        given: table or model → rows.
        models: all models; the project's own when None.

    Returns:
        check name → result.
    """
    with computed(name, given, models) as connection:
        return {check.name: run_check(connection, check) for check in (models or project_models())[name].checks}


def computed(
    name: str, given: Mapping[str, Rows], models: Mapping[str, SqlModel] | None = None
) -> duckdb.DuckDBPyConnection:
    """A database in memory in which the model and all it depends on are computed from given rows."""
    known = models or project_models()
    wanted = _with_upstream(known[name], known)
    connection = duckdb.connect(config=SETTINGS)
    read = set().union(*(known[model].reads for model in wanted)) | {"dim_rule"}
    for table in TABLES:
        connection.execute(create_statement(TABLES[table]))
        _insert(connection, table, given.get(table, ()))
    create_reference(connection, left_out=code_list_files().keys() - read)
    for table in code_list_files().keys() & given.keys():
        connection.execute(f"TRUNCATE {table}")
        _insert(connection, table, given[table])
    for model in (known[other] for other in known if other in wanted):
        if model.name in given:
            _create_as_given(connection, model.name, model.sql, given[model.name])
        elif model.is_rule:
            connection.execute(f"INSERT INTO finding BY NAME {finding_query(model)}")
        else:
            connection.execute(f"CREATE TABLE {model.name} AS {model.sql}")
    return connection


def _with_upstream(model: SqlModel, models: Mapping[str, SqlModel]) -> set[str]:
    wanted = {model.name}
    for name in upstream_models(model, models):
        wanted |= _with_upstream(models[name], models)
    return wanted


def _create_as_given(connection: duckdb.DuckDBPyConnection, table: str, query: str, rows: Rows) -> None:
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM ({query}) LIMIT 0")  # noqa: S608
    _insert(connection, table, rows)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    required: dict[str, Any] = {}
    if table in TABLES:
        required = {
            column.name: _NEUTRAL.get(column.duckdb_type, 0)
            for column in describe(TABLES[table]).columns
            if not column.nullable
        }
    for row in rows:
        values = {**required, **row}
        names = ", ".join(quote_identifier(name) for name in values)
        marks = ", ".join("?" for _ in values)
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))  # noqa: S608
