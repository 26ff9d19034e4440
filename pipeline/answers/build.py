"""The published build as the pages see it: read-only, always the newest."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipeline.home import Home
from pipeline.tracing.trace import rows_of


class NothingPublishedError(Exception):
    """The home has no build yet; the message says what to do."""


class Published:
    """Queries of the current build; a new build is used from the next request on, without a restart."""

    def __init__(self, home: Home):
        """Args: home: whose `published/current.duckdb` is shown."""
        self.home = home
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None

    def connection(self) -> duckdb.DuckDBPyConnection:
        """The open build; ask for it anew for every page.

        Raises:
            NothingPublishedError: there is none.
        """
        with self._lock:
            if not self.home.current.exists():
                raise NothingPublishedError(
                    f"Nothing is published in {self.home.root} yet: run `mingzhang ingest` first."
                )
            path = self.home.current.resolve()
            if self._connection is None or path != self._path:
                self._connection = _locked(path)  # the one before closes when its last cursor is gone
                self._path = path
            return self._connection

    def rows(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> list[dict[str, Any]]:
        """The answer of a query, one dictionary a row."""
        return rows_of(self.connection(), sql, parameters)

    def one(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> dict[str, Any] | None:
        """The first row of an answer."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    @property
    def build_id(self) -> str:
        """Which build is shown."""
        row = self.one("select build_id from meta_build order by build_id desc limit 1")
        return str(row["build_id"]) if row else ""


_LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "lock_configuration": True,
}
"""Whatever is asked, the build can be read and nothing else. Given at connecting: a process that opens a file twice shares its settings."""


def _locked(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(path), read_only=True, config=_LOCKED)
