"""Where a published number comes from: file, page, cell, printed text, and a picture of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipeline.tables.model import Box
from pipeline.tracing.picture import Framing, PictureError, marked_page


class TraceError(Exception):
    """Why a trace is impossible and what to do, in one or two sentences; `code` is stable."""

    def __init__(self, code: Literal["unknown_id", "file_missing", "file_changed", "no_picture"], message: str):
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Trace:
    """The cell behind a number."""

    key: str
    """The amount's id."""
    document_id: str
    sha256: str
    collection: str
    file_name: str
    """Path below the collection, as dropped."""
    page: int
    box: Box
    """The cell, in PDF points from the top left of the page as displayed."""
    printed: str
    printed_unit: str
    cell_state: str
    amount_yuan: Decimal
    table_seq: int
    table_kind: str
    table_title: str
    table_label: str | None
    row_seq: int
    column_seq: int
    row_label: str
    column_path: str
    meaning: dict[str, str] = field(default_factory=dict)
    """What the cell was understood to mean: column of `fact_amount` → value, those that are set."""
    document_unit: str | None = None
    fiscal_year: int | None = None
    """Of the document."""

    def lines(self) -> list[tuple[str, str]]:
        """The trace as label and text, for printing."""
        title = " ".join(part for part in (self.table_label, self.table_title) if part)
        amount = f"{self.amount_yuan:,.2f} 元"
        return [
            ("amount", f"{amount} ({self.cell_state})"),
            ("printed", f"{self.printed} {self.printed_unit}".strip()),
            ("file", f"{self.collection}/{self.file_name}"),
            ("sha256", self.sha256),
            ("document", " ".join(filter(None, (self.document_id, self.document_unit, str(self.fiscal_year or ""))))),
            ("table", f"{self.table_seq}: {title} ({self.table_kind})"),
            ("page", str(self.page)),
            ("row", f"{self.row_seq}: {self.row_label}"),
            ("column", f"{self.column_seq}: {self.column_path}"),
            ("cell", f"x {self.box.x0:.1f}–{self.box.x1:.1f}, y {self.box.top:.1f}–{self.box.bottom:.1f} pt"),
            ("meaning", ", ".join(f"{name}={value}" for name, value in self.meaning.items())),
        ]


_MEANING = (
    "row_kind",
    "unit_code",
    "unit_name",
    "function_code",
    "department_economic_code",
    "government_economic_code",
    "local_code",
    "project_code",
    "project_name",
    "flow",
    "fund",
    "spending_kind",
    "three_public_item",
    "stage",
    "fiscal_year",
)

_AMOUNT = """
select a.*, d.sha256, d.collection, d.file_name, d.unit_name as document_unit, d.fiscal_year as document_year,
       t.title as table_title, t.label as table_label
from fact_amount as a
join dim_document as d using (document_id)
left join document_table as t using (document_id, table_seq)
where a.amount_id = ?
"""


def trace_amount(con: duckdb.DuckDBPyConnection, amount_id: str) -> Trace:
    """Find the cell behind an amount.

    Args:
        con: the published build; it is only read.
        amount_id: `fact_amount.amount_id`.

    Raises:
        TraceError: no such amount in this build.
    """
    rows = rows_of(con, _AMOUNT, [amount_id])
    if not rows:
        raise TraceError(
            "unknown_id",
            f"There is no amount {amount_id!r} in the published build. The ids stand in the column amount_id of fact_amount.",
        )
    return _trace(rows[0])


def render(trace: Trace, pdf_path: Path, out: Path, *, dpi: int = 110, framing: Framing = "page") -> Path:
    """Write a PNG of the page with the cell marked.

    Args:
        trace: the cell.
        pdf_path: the stored original (`Home.stored_file(trace.sha256)`).
        out: file to write; missing folders are made.
        dpi: resolution of the picture.
        framing: the whole `page`, or only the `row` with its surroundings.

    Returns:
        `out`.

    Raises:
        TraceError: the original is gone or has other content, or the page cannot be drawn.
    """
    png = picture(trace, pdf_path, dpi=dpi, framing=framing)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(png)
    return out


def picture(trace: Trace, pdf_path: Path, *, dpi: int = 110, framing: Framing = "page") -> bytes:
    """PNG of the page with the cell marked; raises like `render`."""
    original = stored_original(pdf_path, trace.sha256, f"{trace.collection}/{trace.file_name}")
    try:
        return marked_page(original, trace.page, [trace.box], dpi=dpi, framing=framing)
    except PictureError as error:
        raise TraceError("no_picture", f"Page {trace.page} of {trace.file_name} cannot be drawn: {error}") from error


def stored_original(pdf_path: Path, sha256: str, name: str = "the document") -> Path:
    """The file itself, once it is sure that it is the one that was read.

    Args:
        pdf_path: the stored original (`Home.stored_file(sha256)`).
        sha256: of the file that was read.
        name: what to call it in an error.

    Raises:
        TraceError: it is gone, or has other content.
    """
    if not pdf_path.is_file():
        raise TraceError(
            "file_missing",
            f"The stored original of {name} is missing ({pdf_path}). Put the PDF back with `mingzhang ingest PATH`.",
        )
    with pdf_path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise TraceError(
            "file_changed",
            f"{pdf_path} is not the file that was read: its SHA-256 is {found}, expected {sha256}. "
            "Restore the original; a picture of another file would prove nothing.",
        )
    return pdf_path


def rows_of(
    con: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] | Mapping[str, object]
) -> list[dict[str, Any]]:
    """The answer of a query as dictionaries."""
    cursor = con.cursor().execute(sql, parameters)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _trace(row: dict[str, Any]) -> Trace:
    return Trace(
        key=row["amount_id"],
        document_id=row["document_id"],
        sha256=row["sha256"],
        collection=row["collection"],
        file_name=row["file_name"],
        page=row["page"],
        box=Box(float(row["x0"]), float(row["top"]), float(row["x1"]), float(row["bottom"])),
        printed=row["printed"],
        printed_unit=row["printed_unit"],
        cell_state=row["cell_state"],
        amount_yuan=row["amount_yuan"],
        table_seq=row["table_seq"],
        table_kind=row["table_kind"],
        table_title=row["table_title"] or "",
        table_label=row["table_label"],
        row_seq=row["row_seq"],
        column_seq=row["column_seq"],
        row_label=row["row_label"],
        column_path=row["column_path"],
        meaning={name: str(row[name]) for name in _MEANING if row.get(name) is not None},
        document_unit=row["document_unit"],
        fiscal_year=row["document_year"],
    )
