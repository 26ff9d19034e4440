"""Is what we have what we read? Stored originals against their hashes, warehouse against extractions, inbox against warehouse."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator

import duckdb

from pipeline.home import Home
from pipeline.intake.ledger import known_collections, read_ledger
from pipeline.warehouse.extracts import extraction_folder, has_extraction
from schemas.declaration import describe, quote_identifier
from schemas.registry import EXTRACTION_TABLES, TABLES

_FILES_AT_ONCE = 500
_REFUSED = "quarantine"
"""Gets rows of its own while loading, for what the declared tables refuse; every stored row must be there all the same."""


def verify(home: Home) -> dict[str, str]:
    """Everything that does not agree.

    Args:
        home: the home folder; nothing is written to it.

    Returns:
        what (a path, a document, a table of a document) → what is wrong with it and what to do; empty when all is well.
    """
    wrong = damaged_originals(home)
    if home.current.exists():
        with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
            wrong |= missing_originals(home, connection)
            wrong |= files_without_a_row(home, connection)
            wrong |= documents_unlike_their_extraction(home, connection)
    return wrong


def damaged_originals(home: Home) -> dict[str, str]:
    """Stored originals whose content is not what their name says."""
    wrong = {}
    for path in sorted(home.store.glob("*/*.pdf")):
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != path.stem:
            wrong[str(path)] = f"its content has SHA-256 {found}: put the file back with `mingzhang ingest`"
    return wrong


def missing_originals(home: Home, build: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Originals of documents with figures that are not in the store."""
    rows = build.execute("SELECT sha256 FROM dim_document WHERE amount_count > 0 ORDER BY 1").fetchall()
    return {
        str(path): "it is missing: put the file back with `mingzhang ingest`"
        for (sha256,) in rows
        if not (path := home.stored_file(sha256)).exists()
    }


def files_without_a_row(home: Home, build: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Files that intake has seen and the published build does not know."""
    known = set(build.execute("SELECT collection, file_name FROM document_file").fetchall())
    return {
        f"{collection}/{file.file_name}": "seen by intake and not in the published build: run `mingzhang ingest`"
        for collection in known_collections(home)
        for file in read_ledger(home, collection)
        if not file.former and (collection, file.file_name) not in known
    }


def documents_unlike_their_extraction(home: Home, build: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Documents whose rows in a raw table are not those that were read, value by value.

    Documents without a stored extraction (never read, or of a parser version that `prune` removed) have nothing to be compared with.
    """
    readers = dict(
        build.execute("SELECT document_id, parser_version FROM document WHERE rejected_reason IS NULL").fetchall()
    )
    by_version: dict[str, list[str]] = defaultdict(list)
    for document_id, version in sorted(readers.items()):
        if has_extraction(home, document_id, version):
            by_version[version].append(document_id)
    wrong = {}
    for version, documents in by_version.items():
        for start in range(0, len(documents), _FILES_AT_ONCE):
            chunk = documents[start : start + _FILES_AT_ONCE]
            for table in EXTRACTION_TABLES:
                for document_id in _unlike(home, build, table, chunk, version):
                    wrong[f"{table} of {document_id}"] = (
                        "the published rows are not those that were read: delete build/warehouse.duckdb and run `mingzhang ingest`"
                    )
    return wrong


def _unlike(
    home: Home, build: duckdb.DuckDBPyConnection, table: str, documents: list[str], version: str
) -> Iterator[str]:
    folders = (extraction_folder(home, document_id, version) for document_id in documents)
    paths = [str(path) for folder in folders if (path := folder / f"{table}.parquet").exists()]
    columns = describe(TABLES[table]).columns
    names = ", ".join(quote_identifier(column.name) for column in columns)
    typed = ", ".join(
        f"{quote_identifier(column.name)}::{column.duckdb_type} AS {quote_identifier(column.name)}"
        for column in columns
    )
    published = f"SELECT {names} FROM main.{table} WHERE document_id IN (SELECT unnest($documents::VARCHAR[]))"  # noqa: S608
    stored = (
        f"SELECT {typed} FROM read_parquet($paths)"  # noqa: S608
        if paths
        else f"SELECT {names} FROM main.{table} WHERE $paths::VARCHAR[] IS NULL"  # noqa: S608
    )
    differences = [f"({stored} EXCEPT ALL {published})"]
    if table != _REFUSED:
        differences.append(f"({published} EXCEPT ALL {stored})")
    query = f"SELECT DISTINCT document_id FROM ({' UNION ALL '.join(differences)}) ORDER BY 1"  # noqa: S608
    yield from (row[0] for row in build.execute(query, {"documents": documents, "paths": paths or ["-"]}).fetchall())
