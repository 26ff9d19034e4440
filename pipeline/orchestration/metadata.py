"""Metadata that the Dagster UI renders: Markdown tables, column schemas, column lineage.

https://docs.dagster.io/guides/build/assets/metadata-and-tags
"""

from __future__ import annotations

from collections.abc import Sequence

import dagster as dg


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
