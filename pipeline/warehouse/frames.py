"""Records to typed frames: the step where a Python value becomes a warehouse value or is refused.

A value that its declared type cannot hold (a number of 20 digits before the point, a text where a page number belongs) must not take the
rest of its table with it: that row is handed back as a quarantine record.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

import polars as pl

from pipeline.intake.names import without_surrogates
from pipeline.records import QuarantineRecord
from schemas.declaration import WarehouseTable, describe, polars_schema

SCHEMA_REASON = "schema"
"""`reason_code` of rows that the declared schema refuses."""


def to_frame(
    records: Sequence[object], model: type[WarehouseTable], document_id: str
) -> tuple[pl.DataFrame, list[QuarantineRecord]]:
    """Turn records of one table into a frame of the declared types.

    Args:
        records: dataclass instances with one attribute per declared column.
        model: the table.
        document_id: document the records belong to, for the quarantine.

    Returns:
        the frame, and one quarantine record per row that does not fit.
    """
    schema = polars_schema(model)
    try:
        return _frame(records, schema), []
    except (pl.exceptions.PolarsError, TypeError, OverflowError, ValueError):
        pass
    good: list[object] = []
    refused: list[QuarantineRecord] = []
    for found in records:
        record = _writable(found)
        try:
            _frame([record], schema)
        except (pl.exceptions.PolarsError, TypeError, OverflowError, ValueError) as problem:
            first_line = str(problem).splitlines()[0]
            refused.append(
                quarantined(record, describe(model).name, document_id, f"does not fit the table: {first_line}")
            )
        else:
            good.append(record)
    return _frame(good, schema), refused


def _writable(record: object) -> object:
    """A record without lone surrogates and with None for numbers that are none: a mutated font yields both, in text and in boxes."""
    assert is_dataclass(record) and not isinstance(record, type)  # noqa: S101, PT018 (narrows the type for mypy)
    changed: dict[str, Any] = {}
    for item in fields(record):
        value = getattr(record, item.name)
        if isinstance(value, str) and value != (clean := without_surrogates(value)):
            changed[item.name] = clean
        elif isinstance(value, float) and not math.isfinite(value):
            changed[item.name] = None
    return replace(record, **changed) if changed else record


def _frame(records: Sequence[object], schema: pl.Schema) -> pl.DataFrame:
    columns = {
        name: pl.Series(name, [getattr(record, name) for record in records], dtype=dtype, strict=True)
        for name, dtype in schema.items()
    }
    return pl.DataFrame(columns)


def quarantined(row: object, target_table: str, document_id: str, reason: str) -> QuarantineRecord:
    """Describe a row that could not be loaded, with its cell as far as the row knows it.

    Args:
        row: a record, or a dictionary of column values.
        target_table: table it was meant for.
        document_id: its document.
        reason: for people.

    Returns:
        the quarantine record.
    """

    def value(name: str, kind: type[Any]) -> Any:  # noqa: ANN401  the caller names the type
        found = row.get(name) if isinstance(row, dict) else getattr(row, name, None)
        return found if isinstance(found, kind) and not isinstance(found, bool) else None

    printed = next(
        (
            text
            for name in ("printed", "target_printed", "row_label", "title")
            if (text := value(name, str)) is not None
        ),
        None,
    )
    page = value("page", int)
    return QuarantineRecord(
        document_id=document_id,
        table_seq=value("table_seq", int),
        page=page if page is not None else value("page_first", int),
        row_seq=value("row_seq", int),
        column_seq=value("column_seq", int),
        x0=value("x0", float),
        top=value("top", float),
        x1=value("x1", float),
        bottom=value("bottom", float),
        printed=printed,
        target_table=target_table,
        reason_code=SCHEMA_REASON,
        reason=reason,
    )
