"""The border between reading and the warehouse on disk: one folder of Parquet files per document.

A folder holds `document.json` (identity, page count, how the text was read) and one Parquet file per table that has rows. It appears by one
rename, so a folder that exists is complete, and any number of processes or machines can write beside each other. The folder's place names
the parser version and a fingerprint of the declared tables: other columns are another extraction.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.home import Home
from pipeline.intake.names import without_surrogates
from pipeline.records import DocumentIdentity, Extraction, QuarantineRecord
from pipeline.warehouse.frames import to_frame
from schemas.declaration import create_statement, polars_schema
from schemas.registry import EXTRACTION_TABLES, TABLES

HEADER_FILE = "document.json"


@dataclass(frozen=True, slots=True)
class ExtractionHeader:
    """What was read of the document as a whole."""

    document_id: str
    parser_version: str
    identity: DocumentIdentity
    page_count: int
    text_source: str
    rejected_reason: str | None
    content_digest: str | None


@cache
def schema_fingerprint() -> str:
    """Eight hex digits that change when a declared extraction table changes its columns or types."""
    ddl = "\n".join(create_statement(TABLES[name]) for name in EXTRACTION_TABLES)
    return hashlib.sha256(ddl.encode()).hexdigest()[:8]


def extraction_folder(home: Home, document_id: str, parser_version: str) -> Path:
    """Where the extraction of a document is kept."""
    return home.extraction(document_id, f"{parser_version}-{schema_fingerprint()}")


def has_extraction(home: Home, document_id: str, parser_version: str) -> bool:
    """Whether this version of the reading has already read the document."""
    return (extraction_folder(home, document_id, parser_version) / HEADER_FILE).exists()


def write_extraction(home: Home, extraction: Extraction, document_id: str, parser_version: str) -> Path:
    """Store what was read of one document.

    Args:
        home: the home folder.
        extraction: all records of the document.
        document_id: first 16 hex digits of the file's SHA-256.
        parser_version: version of the reading.

    Returns:
        the folder.

    Raises:
        OSError: the folder cannot be written.
    """
    folder = extraction_folder(home, document_id, parser_version)
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}")
    unfinished.mkdir()
    try:
        refused: list[QuarantineRecord] = []
        for table, (attribute, _) in EXTRACTION_TABLES.items():
            records: Sequence[object] = getattr(extraction, attribute)
            if table == "quarantine":
                records = [*records, *refused]
            if not records:
                continue
            frame, not_fitting = to_frame(records, TABLES[table], document_id)
            refused.extend(not_fitting)
            if not frame.is_empty():
                frame.write_parquet(unfinished / f"{table}.parquet", compression="zstd")
        header = ExtractionHeader(
            document_id=document_id,
            parser_version=parser_version,
            identity=extraction.identity,
            page_count=extraction.page_count,
            text_source=extraction.text_source,
            rejected_reason=extraction.rejected_reason,
            content_digest=content_digest(extraction),
        )
        (unfinished / HEADER_FILE).write_text(
            without_surrogates(json.dumps(asdict(header), ensure_ascii=False)), encoding="utf-8"
        )
        if folder.exists():
            shutil.rmtree(folder)
        unfinished.rename(folder)
    finally:
        if unfinished.exists():
            shutil.rmtree(unfinished)
    return folder


def content_digest(extraction: Extraction) -> str | None:
    """A hash of all figures of a document in reading order, the same for a file that was only saved again.

    Args:
        extraction: what was read.

    Returns:
        16 hex digits; None when no amount other than zero is printed (empty documents are not copies of each other).
    """
    if not any(amount.amount_yuan for amount in extraction.amounts):
        return None
    digest = hashlib.sha256()
    for amount in extraction.amounts:
        parts = (amount.table_kind, amount.column_path, amount.row_label, amount.printed, amount.printed_unit)
        digest.update("\x1f".join(parts).encode(errors="surrogatepass") + b"\x1e")
    for claim in extraction.claims:
        digest.update(f"{claim.item}\x1f{claim.value}\x1e".encode(errors="surrogatepass"))
    return digest.hexdigest()[:16]


def read_header(home: Home, document_id: str, parser_version: str) -> ExtractionHeader:
    """Read `document.json` of a stored extraction.

    Raises:
        FileNotFoundError: the document has not been read by this version.
    """
    path = extraction_folder(home, document_id, parser_version) / HEADER_FILE
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return ExtractionHeader(**{**stored, "identity": DocumentIdentity(**stored["identity"])})


def read_table(home: Home, document_ids: Sequence[str], parser_version: str, table: str) -> pl.DataFrame:
    """Read one table of many stored extractions.

    Args:
        home: the home folder.
        document_ids: documents that have an extraction.
        parser_version: version of the reading.
        table: name of an extraction table.

    Returns:
        all rows, in the order of the documents; empty with the declared types when there are none.
    """
    paths = [extraction_folder(home, document_id, parser_version) / f"{table}.parquet" for document_id in document_ids]
    frames = [pl.read_parquet(path) for path in paths if path.exists()]
    return pl.concat(frames) if frames else pl.DataFrame(schema=polars_schema(TABLES[table]))
