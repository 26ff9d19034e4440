"""Dagster's SQLite event log with its connections kept open, its questions about the tables asked once, and its batches written as one transaction.

Dagster opens and closes a connection for every event and every look at an asset's last one: some 10,000 times in a build of one small document,
which was 45 % of its time (dagster 1.13, profiled over `mingzhang ingest`); asking for every event which tables and columns there are was another
tenth. The files, tables and queries are Dagster's own; a home changes freely between this storage and Dagster's.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import get_ident
from typing import Any, Self

from dagster._core.events.log import EventLogEntry
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.event_log.sqlite.sqlite_event_log import INDEX_SHARD_NAME
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

KEPT = 8
"""Files kept open: the index, the run under way, and those the UI is looking at. There is one file per run."""


class KeptConnectionEventLogStorage(SqliteEventLogStorage):
    """Event log whose connections live until `dispose`; used through `event_log_storage` of `dagster.yaml`."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None):
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        self._batch: tuple[int, Mapping[str, Connection]] = (0, {})
        """The thread that writes a batch, and its transactions by shard."""
        self._tables: set[str] = set()
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> Self:
        """As Dagster makes every storage of its settings."""
        return cls(inst_data=inst_data, **config_value)

    def store_event(self, event: EventLogEntry) -> None:
        """Store an event, and tell the UI: it watches the run's file, which SQLite leaves alone while its write-ahead log is open."""
        super().store_event(event)
        os.utime(self.path_for_shard(event.run_id))

    def delete_events(self, run_id: str) -> None:
        """Delete the events of a run with its file, which Dagster would leave behind."""
        super().delete_events(run_id)
        with self._db_lock:
            if (engine := self._engines.pop(run_id, None)) is not None:
                engine.dispose()
            self._initialized_dbs.discard(run_id)
        path = Path(self.path_for_shard(run_id))
        for file in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            file.unlink(missing_ok=True)

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        """Store events, all or none: one transaction in the file of each run and one in the index."""
        runs = list(dict.fromkeys(event.run_id for event in events))
        with self._db_lock, ExitStack() as open_ones:
            batch = {shard: open_ones.enter_context(self._transaction(shard)) for shard in [*runs, INDEX_SHARD_NAME]}
            self._batch = (get_ident(), batch)
            try:
                for event in events:
                    super().store_event(event)
            finally:
                self._batch = (0, {})
        for run in runs:
            os.utime(self.path_for_shard(run))

    def has_table(self, table_name: str) -> bool:
        """Whether the index has a table; once it is there it stays."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def _has_asset_key_index_cols_on_connection(self, conn: Connection) -> bool:  # noqa: ARG002  Dagster's signature
        """The columns came with dagster 0.12; a home of ours is younger."""
        return True

    def wipe(self) -> None:
        """Delete all events."""
        self._close_all()
        super().wipe()

    def dispose(self) -> None:
        """Close every file; the next use opens it again."""
        self._close_all()
        super().dispose()

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        """One transaction in the file of a run, or of the index; that of the batch which this thread writes. One thread at a time."""
        thread, batch = self._batch
        if thread == get_ident():
            yield batch[shard]
            return
        with self._db_lock, self._transaction(shard) as connection:
            yield connection

    @contextmanager
    def _transaction(self, shard: str) -> Iterator[Connection]:
        with self._engine(shard).connect() as connection, connection.begin():
            yield connection

    def _engine(self, shard: str) -> Engine:
        engine = self._engines.get(shard)
        if engine is None:
            engine = create_engine(
                self.conn_string_for_shard(shard),
                poolclass=StaticPool,
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            event.listen(engine, "connect", _sync_at_checkpoints)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            self._engines[shard] = engine
        self._engines.move_to_end(shard)
        while len(self._engines) > KEPT:
            self._engines.popitem(last=False)[1].dispose()
        return engine

    def _close_all(self) -> None:
        with self._db_lock:
            while self._engines:
                self._engines.popitem()[1].dispose()


def _sync_at_checkpoints(connection: Any, _record: object) -> None:  # noqa: ANN401  a DB-API connection has no type
    """In write-ahead mode a crash can then lose the newest events and never breaks the file: https://www.sqlite.org/pragma.html#pragma_synchronous."""
    connection.execute("PRAGMA synchronous = NORMAL")
