"""Words for the columns of models, so that the data dictionary travels inside the database file.

A column whose name a declared table already has means the same thing (one name, one meaning); only new names need words of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb
import yaml

from pipeline.warehouse.sql_models import ColumnText, SqlModel, column_text
from schemas.declaration import describe, quote_identifier, quote_literal
from schemas.registry import TABLES

SHARED_COLUMNS = Path(str(resources.files("dbt_like_sql"))) / "columns.yml"
"""Words for columns that many models have."""


@cache
def glossary() -> dict[str, str]:
    """Column name → comment: of declared tables (the first that declares a name explains it), and of columns that many models have."""
    words: dict[str, str] = {}
    for model in TABLES.values():
        for column in describe(model).columns:
            words.setdefault(column.name, column.comment)
    for name, text in yaml.safe_load(SHARED_COLUMNS.read_text(encoding="utf-8")).items():
        words.setdefault(name, text_of(column_text(SHARED_COLUMNS, name, text)))
    return words


def column_comments(model: SqlModel, models: Mapping[str, SqlModel], columns: Sequence[str]) -> dict[str, str]:
    """Comments of a model's columns.

    Args:
        model: the model.
        models: all models.
        columns: its columns as the database has them.

    Returns:
        column → comment; where neither the model, nor what it reads, nor the glossary explains the name, the name in words.
    """
    return {column: explain(column, model, models, set()) or column.replace("_", " ") for column in columns}


def explain(column: str, model: SqlModel, models: Mapping[str, SqlModel], seen: set[str]) -> str:
    """Words for one column: the model's own, else those of a model that it reads, else the glossary's."""
    own = model.columns.get(column)
    if own:
        return text_of(own)
    seen.add(model.name)
    for name in sorted(model.reads):
        upstream = models.get(name)
        if upstream and name not in seen:
            found = explain(column, upstream, models, seen)
            if found and column not in glossary():
                return found
    return glossary().get(column, "")


def text_of(text: ColumnText) -> str:
    """A comment in the form that declared columns have: term | description | unit | source."""
    parts = [text.term, text.description]
    parts.extend(f"{name}: {value}" for name, value in (("unit", text.unit), ("source", text.source)) if value)
    return " | ".join(part for part in parts if part)


def comment_model(connection: duckdb.DuckDBPyConnection, model: SqlModel, models: Mapping[str, SqlModel]) -> None:
    """Write the comments of a view or table just created, inside the caller's transaction."""
    kind = "VIEW" if model.materialization == "view" else "TABLE"
    connection.execute(f"COMMENT ON {kind} main.{model.name} IS {quote_literal(model.table_comment)}")
    found = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = ? ORDER BY column_index",
        [model.name],
    ).fetchall()
    for column, comment in column_comments(model, models, [row[0] for row in found]).items():
        if comment:
            connection.execute(
                f"COMMENT ON COLUMN main.{model.name}.{quote_identifier(column)} IS {quote_literal(comment)}"
            )
