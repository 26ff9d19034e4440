"""What has been loaded since a model was last computed, and the rows of just those documents.

Every load has a number. A model remembers the number up to which it is computed; the documents loaded later are its batch. Their rows are
copied into schema `batch` under the same table names, so that with `search_path = batch, main` an unchanged model body sees only them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb

from schemas.registry import DOCUMENT_TABLES


def current_load(connection: duckdb.DuckDBPyConnection) -> int:
    """Number of the last load; 0 before the first."""
    row = connection.execute("SELECT coalesce(max(load_no), 0) FROM state.load").fetchone()
    return int(row[0]) if row else 0


def record_load(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> int:
    """Note that these documents were loaded now, inside the caller's transaction.

    Args:
        connection: the working database.
        document_ids: documents whose rows were written; may be empty when only the list of files changed.

    Returns:
        the number of the load.
    """
    number = current_load(connection) + 1
    connection.execute("INSERT INTO state.load VALUES (?, ?)", [number, datetime.now(UTC).replace(tzinfo=None)])
    connection.execute(
        "INSERT OR REPLACE INTO state.document_load SELECT unnest(?::VARCHAR[]), ?", [list(document_ids), number]
    )
    return number


def documents_since(connection: duckdb.DuckDBPyConnection, load_no: int) -> list[str]:
    """Documents loaded after load `load_no`."""
    rows = connection.execute(
        "SELECT document_id FROM state.document_load WHERE load_no > ? ORDER BY document_id", [load_no]
    )
    return [row[0] for row in rows.fetchall()]


def open_batch(connection: duckdb.DuckDBPyConnection, since: int, local_tables: Sequence[str]) -> bool:
    """Make sure that schema `batch` holds the rows of all documents loaded after load `since`.

    Args:
        connection: the working database.
        since: number of the last load that is not part of the batch.
        local_tables: computed tables whose rows belong to one document, to be copied beside the raw tables.

    Returns:
        True when the batch was made now, False when it was already there.
    """
    wanted = (since, current_load(connection))
    if _open_range(connection) == wanted:
        return False
    close_batch(connection)
    connection.execute("CREATE SCHEMA batch")
    connection.execute(
        "CREATE TABLE batch.batch_document AS SELECT document_id FROM state.document_load WHERE load_no > ?", [since]
    )
    for table in (*DOCUMENT_TABLES, *local_tables):
        connection.execute(
            f"CREATE TABLE batch.{table} AS FROM main.{table} WHERE {file_of('document_id')} IN (FROM batch.batch_document)"
        )
    connection.execute("CREATE TABLE batch.batch_range AS SELECT ?::BIGINT AS since, ?::BIGINT AS until", list(wanted))
    return True


def file_of(key: str) -> str:
    """SQL for the file of a disclosure's key (`stg_disclosure.document_id`: the file's id, then # and a number from the second one on)."""
    return f"split_part({key}, '#', 1)"


def close_batch(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop schema `batch`."""
    connection.execute("DROP SCHEMA IF EXISTS batch CASCADE")


def _open_range(connection: duckdb.DuckDBPyConnection) -> tuple[int, int] | None:
    found = connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'batch' AND table_name = 'batch_range'"
    ).fetchone()
    row = connection.execute("SELECT since, until FROM batch.batch_range").fetchone() if found else None
    return (int(row[0]), int(row[1])) if row else None
