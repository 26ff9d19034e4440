"""Which collections are in the warehouse: the warehouse itself says so, in the transaction that loads them."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from pipeline.home import Home
from pipeline.intake.loaded import Loaded, write_answer
from pipeline.warehouse.batches import current_load


def record_collections(connection: duckdb.DuckDBPyConnection, states: Mapping[str, str]) -> None:
    """Note which state of these collections is loaded, inside the caller's transaction."""
    for collection, state in states.items():
        connection.execute("INSERT OR REPLACE INTO state.collection_load VALUES (?, ?)", [collection, state])


def ask_warehouse(connection: duckdb.DuckDBPyConnection) -> Loaded:
    """What the open warehouse says."""
    rows = connection.execute("SELECT collection, state FROM state.collection_load ORDER BY collection").fetchall()
    return Loaded(current_load(connection), dict(rows))


def copy_answer(connection: duckdb.DuckDBPyConnection, home: Home) -> Loaded:
    """Write beside the warehouse what it says (`pipeline.intake.loaded` reads it)."""
    loaded = ask_warehouse(connection)
    write_answer(home, loaded)
    return loaded
