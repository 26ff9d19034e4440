"""Schema `zh`: the tables of the warehouse under Chinese names, with Chinese columns and values.

    select 单位名称, 科目名称, 金额_万元 from zh.一般公共预算支出

One file of `dbt_like_sql/zh/` per view, in the format of all models; the file name is the view's name. A view may read tables and models
(schema `main`) and, as `zh.…`, other Chinese views. They are views only, made when a build is published, and cost nothing to maintain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from importlib import resources
from pathlib import Path

import duckdb

from pipeline.warehouse.model_comments import text_of
from pipeline.warehouse.sql_models import ModelError, SqlModel, read_model
from schemas.declaration import quote_identifier, quote_literal

SCHEMA = "zh"


def load_chinese_views(folder: Path | None = None) -> dict[str, SqlModel]:
    """Read the view files.

    Args:
        folder: a folder of `*.sql` files; the project's own when None.

    Returns:
        views by name, every one after the views that it reads.

    Raises:
        ModelError: a file is not as `dbt_like_sql/README.md` says, or views read each other in a circle.
    """
    root = folder or Path(str(resources.files("dbt_like_sql"))) / SCHEMA
    views = {path.stem: read_model(path, "marts") for path in sorted(root.glob("*.sql"))}
    graph = {name: sorted(view.reads & views.keys() - {name}) for name, view in views.items()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as problem:
        raise ModelError(
            f"These Chinese views read each other in a circle: {' → '.join(problem.args[1])}."
        ) from problem
    return {name: views[name] for name in order}


def chinese_views_version(views: Mapping[str, SqlModel]) -> str:
    """A hash over all views; it changes when one of them does."""
    text = " ".join(
        f"{name}:{views[name].code_version}:{views[name].table_comment}:{sorted(views[name].columns.items())}"
        for name in sorted(views)
    )
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def create_chinese_views(connection: duckdb.DuckDBPyConnection, views: Mapping[str, SqlModel]) -> None:
    """Make schema `zh` anew, with a `COMMENT` on every view and on the columns that its file explains.

    Args:
        connection: a database in which all models are computed.
        views: as `load_chinese_views` gives them.

    Raises:
        ModelError: a view does not fit the tables; the message names its file.
    """
    connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    connection.execute(f"CREATE SCHEMA {SCHEMA}")
    for view in views.values():
        name = f"{SCHEMA}.{quote_identifier(view.name)}"
        try:
            connection.execute(f"CREATE VIEW {name} AS {view.sql}")
            connection.execute(f"COMMENT ON VIEW {name} IS {quote_literal(view.table_comment)}")
            for column, text in view.columns.items():
                connection.execute(
                    f"COMMENT ON COLUMN {name}.{quote_identifier(column)} IS {quote_literal(text_of(text))}"
                )
        except duckdb.Error as problem:
            raise ModelError(f"{view.path.name}: {problem}") from problem
