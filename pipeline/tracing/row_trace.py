"""From a row of a mart to what stands behind its figures: printed cells, sentences, performance targets, files.

What belongs to which column is declared in the front matter of the mart (`pipeline.warehouse.evidence`); here the queries run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import duckdb

from pipeline.tables.model import Box
from pipeline.tracing.trace import TraceError, rows_of
from pipeline.warehouse.sql_models import SqlModel

Kind = Literal["amount", "claim", "indicator", "document"]


@dataclass(frozen=True, slots=True)
class Source:
    """One printed thing behind a figure."""

    kind: Kind
    locator: str
    """`amount_id`; `DOCUMENT#claim-N`; `DOCUMENT#indicator-TABLE-N`; the document's id."""
    document_id: str
    sha256: str
    collection: str
    file_name: str
    """Path below the collection, as dropped."""
    page: int | None
    box: Box | None
    """The cell, in PDF points from the top left of the page as displayed; sentences have none."""
    printed: str
    where: str
    """Row and column of a cell, the sentence of a claim, the name of a target, the unit of a file."""
    amount_yuan: Decimal | None = None
    """Of a cell: corrected where a correction by hand applies."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One column of a mart's row."""

    column: str
    value: object
    how: str
    """`sum of`, `read from` or `computed from`."""
    inputs: tuple[str, ...]
    """Columns that it is computed from."""
    sources: tuple[Source, ...]

    @property
    def adds_up(self) -> bool | None:
        """Whether the cells add up to the figure; None where it is no sum of cells."""
        spoken = any(source.kind != "amount" for source in self.sources)
        if self.how != "sum of" or spoken or not isinstance(self.value, Decimal):
            return None
        return self.value == sum((source.amount_yuan or Decimal(0) for source in self.sources), Decimal(0))


@dataclass(frozen=True, slots=True)
class RowTrace:
    """A row of a mart with the evidence of its figures."""

    mart: str
    key: str
    row: Mapping[str, Any]
    figures: tuple[Figure, ...]


_AMOUNT = """
    select
        a.amount_id as locator, a.document_id, a.page, a.x0, a.top, a.x1, a.bottom, trim(a.printed || ' ' || a.printed_unit) as printed,
        a.row_label || ' × ' || a.column_path as place, coalesce(c.corrected_yuan, a.amount_yuan) as amount_yuan
    from fact_amount as a left join stg_amount_correction as c on a.amount_id = c.amount_id and c.applies
    where list_contains($ids, a.amount_id)
    order by a.document_id, a.page, a.row_seq, a.column_seq"""
_CLAIM = """
    select
        document_id || '#claim-' || claim_seq as locator, document_id, page, null as x0, null as top, null as x1, null as bottom,
        printed, sentence as place, null as amount_yuan
    from fact_narrative_claim where document_id = $document and claim_seq = $claim"""
_INDICATOR = """
    select
        document_id || '#indicator-' || table_seq || '-' || indicator_seq as locator, document_id, page, x0, top, x1, bottom,
        coalesce(target_printed, '') as printed, concat_ws(' / ', level1, level2, level3) as place, null as amount_yuan
    from fact_performance_indicator where document_id = $document and table_seq = $table and indicator_seq = $indicator"""
_DOCUMENT = """
    select
        document_id as locator, document_id, null as page, null as x0, null as top, null as x1, null as bottom, '' as printed,
        concat_ws(' ', unit_name, fiscal_year, document_kind) as place, null as amount_yuan
    from dim_document where document_id = $document"""


def trace_row(
    con: duckdb.DuckDBPyConnection, models: Mapping[str, SqlModel], key: str, column: str | None = None
) -> RowTrace:
    """Find what stands behind a row of a mart.

    Args:
        con: the published build; it is only read.
        models: the marts, with their evidence.
        key: `row_key` of the row.
        column: one figure only; all when None.

    Returns:
        the row and its figures, those that are NULL left out.

    Raises:
        TraceError: no such mart, row or column in this build.
    """
    mart = key.partition(":")[0]
    model = models.get(mart)
    if model is None or not model.evidence:
        raise TraceError("unknown_id", f"There is no mart {mart!r}. A row key stands in the column row_key of a mart.")
    row = _one_row(con, mart, "row_key = ?", key)
    if row is None:
        raise TraceError(
            "unknown_id", f"{mart} has no row {key!r} in this build. The keys stand in its column row_key."
        )
    if column is not None and column not in model.evidence:
        raise TraceError(
            "unknown_id",
            f"Nothing is declared behind column {column!r} of {mart}; known are {', '.join(model.evidence)}.",
        )
    wanted = [column] if column else list(model.evidence)
    figures = tuple(_figure(con, models, model, row, name) for name in wanted if column or row[name] is not None)
    return RowTrace(mart, key, row, figures)


def _figure(
    con: duckdb.DuckDBPyConnection, models: Mapping[str, SqlModel], model: SqlModel, row: Mapping[str, Any], column: str
) -> Figure:
    evidence = model.evidence[column]
    if evidence.other:
        mart, name = evidence.other
        other = _one_row(con, mart, "disclosure_key = ?", row["disclosure_key"])
        found = _figure(con, models, models[mart], other, name) if other else Figure(name, None, "read from", (), ())
        return Figure(column, row[column], "read from" if found.sources else "computed from", (), found.sources)
    if evidence.query is None:
        return Figure(column, row[column], "computed from", evidence.columns, ())
    values = {name: column if name == "column" else row[name] for name in evidence.parameters}
    sources = tuple(_sources(con, rows_of(con, evidence.query, values)))
    return Figure(column, row[column], "sum of" if evidence.adds_up else "read from", (), sources)


def file_of_key(disclosure_key: str) -> str:
    """The file in which a disclosure stands: its key is the file's id, then `#` and a number from the second one on."""
    return disclosure_key.partition("#")[0]


def _sources(con: duckdb.DuckDBPyConnection, found: list[dict[str, Any]]) -> list[Source]:
    amounts = [row["amount_id"] for row in found if row.get("amount_id")]
    rows: list[tuple[Kind, dict[str, Any]]] = (
        [("amount", row) for row in rows_of(con, _AMOUNT, {"ids": amounts})] if amounts else []
    )
    for entry in found:
        if entry.get("amount_id") or entry.get("document_id") is None:
            continue
        document = {"document": file_of_key(entry["document_id"])}
        if entry.get("claim_seq") is not None:
            rows += [("claim", row) for row in rows_of(con, _CLAIM, document | {"claim": entry["claim_seq"]})]
        elif entry.get("indicator_seq") is not None:
            place = {"table": entry["table_seq"], "indicator": entry["indicator_seq"]}
            rows += [("indicator", row) for row in rows_of(con, _INDICATOR, document | place)]
        else:
            rows += [("document", row) for row in rows_of(con, _DOCUMENT, document)]
    files = {
        row["document_id"]: row
        for row in rows_of(
            con,
            "select document_id, sha256, collection, file_name from dim_document where list_contains($ids, document_id)",
            {"ids": [row["document_id"] for _, row in rows]},
        )
    }
    return [_source(kind, row, files[row["document_id"]]) for kind, row in rows]


def _source(kind: Kind, row: Mapping[str, Any], file: Mapping[str, Any]) -> Source:
    box = None
    if row["x0"] is not None:
        box = Box(float(row["x0"]), float(row["top"]), float(row["x1"]), float(row["bottom"]))
    return Source(
        kind=kind,
        locator=row["locator"],
        document_id=row["document_id"],
        sha256=file["sha256"],
        collection=file["collection"],
        file_name=file["file_name"],
        page=row["page"],
        box=box,
        printed=row["printed"],
        where=row["place"],
        amount_yuan=row["amount_yuan"],
    )


def _one_row(con: duckdb.DuckDBPyConnection, mart: str, condition: str, value: object) -> dict[str, Any] | None:
    rows = rows_of(con, f"select * from {mart} where {condition}", [value])  # noqa: S608 (a mart of ours, a fixed condition)
    return rows[0] if rows else None
