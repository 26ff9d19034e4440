"""Metadata that the Dagster UI renders: Markdown tables, column schemas, column lineage.

https://docs.dagster.io/guides/build/assets/metadata-and-tags
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import dagster as dg
from dagster import MetadataValue

RawMetadataValue = MetadataValue[Any] | int | str | float
"""What an asset's metadata may hold here."""


def markdown_table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], total: int | None = None
) -> dg.MarkdownMetadataValue:
    """A Markdown table.

    Args:
        columns: header.
        rows: values.
        total: how many rows there are when `rows` shows only the first ones; the rest is then counted below the table.
    """
    if not rows:
        return dg.MetadataValue.md("none")
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    if total is not None and total > len(rows):
        lines += ["", f"… and {total - len(rows):,} more"]
    return dg.MetadataValue.md("\n".join(lines))


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")


class DescribedColumn(Protocol):
    """A column with its type and the words that people read."""

    @property
    def name(self) -> str:
        """Name in the table."""
        ...

    @property
    def duckdb_type(self) -> str:
        """SQL type."""
        ...

    @property
    def comment(self) -> str:
        """Chinese term, description, unit, source."""
        ...


def column_schema(columns: Iterable[DescribedColumn]) -> dg.TableSchema:
    """The column schema that the UI shows beside an asset."""
    return dg.TableSchema(
        [dg.TableColumn(column.name, column.duckdb_type, column.comment or None) for column in columns]
    )
