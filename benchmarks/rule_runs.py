"""Many documents that exist only in memory, and what the rules of one document say of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from pipeline.records import Extraction
from pipeline.warehouse.database import SETTINGS, create_reference
from pipeline.warehouse.sql_models import SqlModel, upstream_models
from schemas.declaration import create_statement, describe, polars_schema
from schemas.registry import EXTRACTION_TABLES, TABLES

RESULT = "finding_in_document"
"""The model that holds what every rule of one document says."""


@dataclass(frozen=True)
class Said:
    """A rule's outcome on a document."""

    document_id: str
    rule_id: str
    severity: str
    outcome: str
    message: str


def said_by_rules(
    documents: Mapping[str, Extraction],
    models: Mapping[str, SqlModel],
    outcomes: Collection[str] = ("fail",),
) -> list[Said]:
    """Run the rules over documents.

    Args:
        documents: document id → its records.
        models: all SQL models.
        outcomes: what is wanted.

    Returns:
        one entry per rule and place, as `finding_in_document` gives them; the severity is the catalogue's.
    """
    with duckdb.connect(config=SETTINGS) as connection:
        _load(connection, documents)
        create_reference(connection)
        wanted = upstream(RESULT, models)
        for name in (n for n in models if n in wanted):
            connection.execute(f"CREATE TABLE {name} AS {models[name].sql}")
        rows = connection.execute(
            f"SELECT document_id, rule_id, coalesce(severity, 'error'), outcome, message FROM {RESULT}"
            " LEFT JOIN dim_rule USING (rule_id) WHERE list_contains(?, outcome) ORDER BY ALL",
            [list(outcomes)],
        ).fetchall()
    return [Said(*row) for row in rows]


def _load(connection: duckdb.DuckDBPyConnection, documents: Mapping[str, Extraction]) -> None:
    for declared in TABLES.values():
        connection.execute(create_statement(declared))
    frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for document_id, extraction in documents.items():
        frames["document"].append(_document_frame(document_id, extraction))
        for table, (attribute, _) in EXTRACTION_TABLES.items():
            schema = polars_schema(TABLES[table])
            records = getattr(extraction, attribute)
            frames[table].append(
                pl.DataFrame([[getattr(r, name) for name in schema] for r in records], schema=schema, orient="row")
            )
    for table, parts in frames.items():
        connection.register("incoming", pl.concat(parts).to_arrow())
        connection.execute(f"INSERT INTO {table} BY NAME FROM incoming")
        connection.unregister("incoming")


def _document_frame(document_id: str, extraction: Extraction) -> pl.DataFrame:
    """One row of raw `document` with what the rules read of it."""
    known: dict[str, Any] = {
        "document_id": document_id,
        "sha256": hashlib.sha256(document_id.encode()).hexdigest(),
        "page_count": extraction.page_count,
        **dataclasses.asdict(extraction.identity),
    }
    neutral = {
        "VARCHAR": "",
        "INTEGER": 0,
        "BIGINT": 0,
        "BOOLEAN": False,
        "TIMESTAMP": dt.datetime(2024, 1, 1, tzinfo=None),  # noqa: DTZ001
    }
    values = {
        column.name: [known.get(column.name, None if column.nullable else neutral.get(column.duckdb_type))]
        for column in describe(TABLES["document"]).columns
    }
    return pl.DataFrame(values, schema=polars_schema(TABLES["document"]))


def upstream(name: str, models: Mapping[str, SqlModel]) -> set[str]:
    """A model and all models it reads, directly or not."""
    wanted = {name}
    for other in upstream_models(models[name], models):
        wanted |= upstream(other, models)
    return wanted
