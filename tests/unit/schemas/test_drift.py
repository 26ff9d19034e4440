"""The records that reading produces and the declared tables say the same."""

from __future__ import annotations

import types
import typing
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal

import duckdb
import polars as pl
import pytest

from pipeline.records import Extraction
from schemas.declaration import comment_statements, create_statement, describe, polars_schema
from schemas.registry import EXTRACTION_TABLES, TABLES

PYTHON_TYPE = {
    pl.String: str,
    pl.Int32: int,
    pl.Int64: int,
    pl.Float64: float,
    pl.Boolean: bool,
    pl.Decimal: Decimal,
    pl.Date: date,
    pl.Datetime: datetime,
}


@pytest.mark.parametrize("table", EXTRACTION_TABLES)
def test_a_declared_table_has_the_fields_of_its_record_in_order_with_type_and_nullability(table: str) -> None:
    _, record = EXTRACTION_TABLES[table]
    hints = typing.get_type_hints(record)
    from_record = []
    for field in fields(record):
        hint = hints[field.name]
        nullable = isinstance(hint, types.UnionType) and type(None) in typing.get_args(hint)
        python = next(a for a in typing.get_args(hint) if a is not type(None)) if nullable else hint
        from_record.append((field.name, python, nullable))
    declared = [(c.name, PYTHON_TYPE[type(c.polars_type)], c.nullable) for c in describe(TABLES[table]).columns]
    assert declared == from_record


def test_every_extraction_attribute_has_a_table() -> None:
    lists = {f.name for f in fields(Extraction) if str(f.type).startswith("list")}
    assert lists == {attribute for attribute, _ in EXTRACTION_TABLES.values()}


@pytest.mark.parametrize("table", TABLES)
def test_the_database_table_made_from_a_declaration_has_its_columns_types_and_comments(table: str) -> None:
    model = TABLES[table]
    with duckdb.connect() as connection:
        connection.execute(create_statement(model))
        for statement in comment_statements(model):
            connection.execute(statement)
        rows = connection.execute(
            "select column_name, data_type, is_nullable, comment from duckdb_columns() where table_name = ? order by column_index",
            [table],
        ).fetchall()
    expected = [(c.name, c.duckdb_type, c.nullable, c.comment) for c in describe(model).columns]
    assert rows == expected
    assert all("|" in comment for *_, comment in rows)


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_frame_of_the_declared_types_passes_pandera(table: str) -> None:
    model = TABLES[table]
    frame = pl.DataFrame(schema=polars_schema(model))
    assert model.to_schema().validate(frame).columns == list(describe(model).column_names)


def test_money_is_never_floating_point() -> None:
    for model in TABLES.values():
        for column in describe(model).columns:
            if "yuan" in (column.unit or "") or column.name.endswith("_yuan"):
                assert column.duckdb_type == "DECIMAL(20,2)", (model, column.name)
