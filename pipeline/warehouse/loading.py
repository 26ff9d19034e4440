"""Stored extractions and intake records → raw tables, one transaction per batch.

Loading a document replaces its rows; a document that is already loaded unchanged costs nothing. The work depends on the batch, not on what the
warehouse already holds.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import duckdb
import polars as pl

from pipeline.home import Home
from pipeline.intake.model import IntakeRecord
from pipeline.records import DocumentIdentity, QuarantineRecord
from pipeline.warehouse.batches import record_load
from pipeline.warehouse.corrections import write_corrections
from pipeline.warehouse.expected import write_expected
from pipeline.warehouse.extracts import ExtractionHeader, has_extraction, read_header, read_table
from pipeline.warehouse.frames import to_frame
from pipeline.warehouse.loaded import record_collections
from pipeline.warehouse.validation import validate
from pipeline.warehouse.versions import unit_identity
from schemas.declaration import describe, polars_schema
from schemas.registry import DOCUMENT_TABLES, EXTRACTION_TABLES, TABLES

DOCUMENTS_AT_ONCE = 200
"""Documents held in memory at a time; all chunks of a batch still share its transaction."""


@dataclass(slots=True)
class LoadSummary:
    """What a batch changed."""

    loaded: list[str] = field(default_factory=list)
    """Documents whose rows were written, rejected ones included."""
    unchanged: list[str] = field(default_factory=list)
    rejected: dict[str, str] = field(default_factory=dict)
    """Document → reason, of those written."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows written by raw table."""


def load_batch(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    intake_records: Sequence[IntakeRecord],
    parser_version: str,
    failures: Mapping[str, str] | None = None,
    *,
    collections: Collection[str] = (),
    former: Sequence[IntakeRecord] = (),
    states: Mapping[str, str] | None = None,
    reload: bool = False,
) -> LoadSummary:
    """Load a batch of files.

    Args:
        connection: the working database (`working_connection`).
        home: where the extractions are.
        intake_records: every file of the batch, duplicates and rejected ones included.
        parser_version: version of the reading whose extractions are loaded.
        failures: document → why its reading broke off, for documents without an extraction.
        collections: collections of the batch, for their corrections and lists of expected disclosures; those of the files are always among them.
        former: contents whose file name holds another content by now: their documents are loaded, they have no row as files.
        states: collection → its state that is loaded by this batch (`pipeline.warehouse.loaded`).
        reload: write documents even when nothing about them changed.

    Returns:
        what was written.

    Raises:
        duckdb.Error, pandera.errors.SchemaErrors: the load failed as a whole; nothing of the batch was written.
    """
    summary = LoadSummary()
    own = [record for record in (*former, *intake_records) if record.status != "duplicate"]
    connection.execute("BEGIN TRANSACTION")
    try:
        files_changed = _write_files(connection, intake_records)
        files_changed |= _forget_places(connection, intake_records, collections)
        for start in range(0, len(own), DOCUMENTS_AT_ONCE):
            rows = _document_rows(home, own[start : start + DOCUMENTS_AT_ONCE], parser_version, failures or {})
            present = {} if reload else _present_documents(connection, rows)
            changed = {key: row for key, row in rows.items() if present.get(key) != row}
            summary.unchanged.extend(key for key in rows if key not in changed)
            _load_documents(connection, home, changed, parser_version, summary)
        batch = {*collections, *(record.collection for record in intake_records)}
        corrected = write_corrections(connection, home, batch)
        expected_changed = write_expected(connection, home, batch)
        if files_changed or summary.loaded or corrected is not None or expected_changed:
            record_load(connection, sorted({*summary.loaded, *(corrected or ())}))
        record_collections(connection, states or {})
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return summary


def _document_rows(
    home: Home, records: Sequence[IntakeRecord], parser_version: str, failures: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    rows = {}
    for record in records:
        header = None
        if record.status == "new" and has_extraction(home, record.document_id, parser_version):
            header = read_header(home, record.document_id, parser_version)
        rows[record.document_id] = document_row(record, header, failures.get(record.document_id), parser_version)
    return rows


def _load_documents(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    documents: dict[str, dict[str, Any]],
    parser_version: str,
    summary: LoadSummary,
) -> None:
    if not documents:
        return
    readable = [key for key, row in documents.items() if row["rejected_reason"] is None]
    frames = {"document": pl.DataFrame(list(documents.values()), schema=polars_schema(TABLES["document"]))}
    for table in EXTRACTION_TABLES:
        # a rejected document keeps how its pages were read and what was refused, and has no figures
        wanted = list(documents) if table in {"document_page", "quarantine"} else readable
        frames[table] = read_table(home, wanted, parser_version, table)
    _write_documents(connection, frames, list(documents), summary)
    summary.loaded.extend(documents)
    summary.rejected.update({key: row["rejected_reason"] for key, row in documents.items() if row["rejected_reason"]})


def document_row(
    record: IntakeRecord, header: ExtractionHeader | None, failure: str | None, parser_version: str
) -> dict[str, Any]:
    """The `document` row of a file: what is printed wins, the manifest fills the gaps, both stay visible.

    Args:
        record: the file as intake saw it.
        header: what was read of it, or None.
        failure: why the reading broke off, or None.
        parser_version: version of the reading.

    Returns:
        column → value, in declared order.
    """
    identity = header.identity if header else DocumentIdentity()
    rejected: str | None
    if record.status == "rejected":
        rejected = record.reason or "The file cannot be read as a PDF."
    elif header:
        rejected = header.rejected_reason
    else:
        rejected = failure or "The reading gave no result; run ingest again."
    division = identity.division_code or record.division_code
    unit_code = identity.unit_code or record.unit_code
    unit_name = identity.unit_name or record.unit_name
    return {
        "document_id": record.document_id,
        "sha256": record.sha256,
        "collection": record.collection,
        "file_name": record.file_name,
        "byte_size": record.byte_size,
        "source_url": record.source_url,
        "published_on": record.published_on,
        "page_count": header.page_count if header else 0,
        "text_source": header.text_source if header else "none",
        "document_kind": identity.document_kind,
        "fiscal_year": identity.fiscal_year or record.fiscal_year,
        "division_code": division,
        "unit_code": unit_code,
        "unit_name": unit_name,
        "printed_fiscal_year": identity.fiscal_year,
        "printed_division_code": identity.division_code,
        "printed_unit_code": identity.unit_code,
        "printed_unit_name": identity.unit_name,
        "manifest_fiscal_year": record.fiscal_year,
        "manifest_division_code": record.division_code,
        "manifest_unit_code": record.unit_code,
        "manifest_unit_name": record.unit_name,
        "identity_evidence": json.dumps(identity.evidence, ensure_ascii=False, sort_keys=True),
        "unit_identity": unit_identity(division, unit_code, unit_name, record.collection),
        "content_digest": header.content_digest if header else None,
        "rejected_reason": rejected,
        "parser_version": parser_version,
        "ingested_at": _utc(record.seen_at),
    }


def _utc(moment: datetime) -> datetime:
    """UTC without a zone, as the warehouse stores time."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _present_documents(
    connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]
) -> dict[str, dict[str, Any]]:
    columns = describe(TABLES["document"]).column_names
    found = connection.execute(
        f"SELECT {', '.join(columns)} FROM main.document WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608
        [list(document_ids)],
    ).fetchall()
    return {row[0]: dict(zip(columns, row, strict=True)) for row in found}


def _write_documents(
    connection: duckdb.DuckDBPyConnection,
    frames: dict[str, pl.DataFrame],
    document_ids: list[str],
    summary: LoadSummary,
) -> None:
    refused: list[QuarantineRecord] = []
    for table in DOCUMENT_TABLES:  # quarantine is the last of them
        frame, not_valid = validate(frames[table], TABLES[table])
        refused.extend(not_valid)
        if table == "quarantine" and refused:
            more, _ = to_frame(refused, TABLES["quarantine"], "")
            frame = pl.concat([frame, more])
        connection.execute(
            f"DELETE FROM main.{table} WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608
            [document_ids],
        )
        _insert(connection, table, frame)
        summary.rows[table] = summary.rows.get(table, 0) + frame.height


def _write_files(connection: duckdb.DuckDBPyConnection, records: Sequence[IntakeRecord]) -> bool:
    """Bring `document_file` up to date; True when it changed."""
    names = describe(TABLES["document_file"]).column_names
    rows = []
    for record in records:
        row = {name: getattr(record, name) for name in names}
        row["stored_path"] = str(record.stored_path) if record.stored_path else None
        row["seen_at"] = _utc(record.seen_at)
        rows.append(row)
    frame = pl.DataFrame(rows, schema=polars_schema(TABLES["document_file"]))
    connection.register("incoming_file", frame)
    try:
        columns = ", ".join(names)
        query = f"SELECT count(*) FROM (SELECT {columns} FROM incoming_file EXCEPT SELECT {columns} FROM main.document_file)"  # noqa: S608
        (new,) = connection.execute(query).fetchone() or (0,)
        if new:
            connection.execute(
                "DELETE FROM main.document_file AS known USING incoming_file AS incoming "
                "WHERE known.collection = incoming.collection AND known.file_name = incoming.file_name"
            )
            connection.execute("INSERT INTO main.document_file BY NAME SELECT * FROM incoming_file")
        return bool(new)
    finally:
        connection.unregister("incoming_file")


def _forget_places(
    connection: duckdb.DuckDBPyConnection, records: Sequence[IntakeRecord], collections: Collection[str]
) -> bool:
    """Take out files that were never opened (links, files beside the collections) and are gone: they were no documents."""
    present = {(record.collection, record.file_name) for record in records}
    known = connection.execute(
        "SELECT collection, file_name, document_id FROM main.document_file WHERE status = 'rejected' "
        "AND stored_path IS NULL AND list_contains(?::VARCHAR[], collection)",
        [list(collections)],
    ).fetchall()
    gone = [row[2] for row in known if (row[0], row[1]) not in present]
    for table in ("document_file", *DOCUMENT_TABLES) if gone else ():
        connection.execute(f"DELETE FROM main.{table} WHERE document_id IN (SELECT unnest(?::VARCHAR[]))", [gone])  # noqa: S608
    return bool(gone)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    if frame.is_empty():
        return
    connection.register("incoming_rows", frame)
    try:
        connection.execute(f"INSERT INTO main.{table} BY NAME SELECT * FROM incoming_rows")  # noqa: S608
    finally:
        connection.unregister("incoming_rows")
