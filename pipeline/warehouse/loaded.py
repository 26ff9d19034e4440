"""Which collections are in the warehouse: the warehouse itself says so, in the transaction that loads them.

The sensor and the command line ask while another process may be writing, when DuckDB lets nobody open the file. So what the warehouse says is
copied beside it after each load. The copy names the file that it speaks of; without that very file it says nothing, and everything is loaded again,
which costs little for what is there unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from pipeline.home import Home
from pipeline.warehouse.batches import current_load


@dataclass(frozen=True, slots=True)
class Loaded:
    """What has reached the warehouse."""

    load_no: int
    """Of the last load that changed anything; another number is another content."""
    collections: Mapping[str, str]
    """Collection → state of it that is loaded."""


_NOTHING = Loaded(0, {})


def record_collections(connection: duckdb.DuckDBPyConnection, states: Mapping[str, str]) -> None:
    """Note which state of these collections is loaded, inside the caller's transaction."""
    for collection, state in states.items():
        connection.execute("INSERT OR REPLACE INTO state.collection_load VALUES (?, ?)", [collection, state])


def ask_warehouse(connection: duckdb.DuckDBPyConnection) -> Loaded:
    """What the open warehouse says."""
    rows = connection.execute("SELECT collection, state FROM state.collection_load ORDER BY collection").fetchall()
    return Loaded(current_load(connection), dict(rows))


def copy_answer(connection: duckdb.DuckDBPyConnection, home: Home) -> Loaded:
    """Write beside the warehouse what it says."""
    loaded = ask_warehouse(connection)
    text = json.dumps({"file": _identity(home.working_database), **asdict(loaded)}, ensure_ascii=False, indent=1)
    scratch = _copy_file(home).with_suffix(".part")
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(_copy_file(home))
    return loaded


def read_answer(home: Home) -> Loaded:
    """The last copied answer; nothing when it speaks of another file than the warehouse that is there now."""
    try:
        stored = json.loads(_copy_file(home).read_text(encoding="utf-8"))
        if stored["file"] != _identity(home.working_database):
            return _NOTHING
        return Loaded(stored["load_no"], stored["collections"])
    except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError):
        return _NOTHING


def _copy_file(home: Home) -> Path:
    return home.build / "loaded.json"


def _identity(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_dev, status.st_ino]
