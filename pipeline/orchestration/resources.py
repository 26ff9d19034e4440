"""Resources: where the home folder is and how to read documents.

https://docs.dagster.io/guides/build/external-resources
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property

import dagster as dg
import duckdb
from pydantic import Field, PrivateAttr

from pipeline.extracting.documents import DEFAULT_TIMEOUT
from pipeline.extracting.worker_pool import Limits
from pipeline.home import HOME_VARIABLE, Home
from pipeline.intake.watch import SETTLE_SECONDS
from pipeline.orchestration.abandoned import note_process
from pipeline.warehouse.database import working_connection
from pipeline.warehouse.writer_lock import writer_lock


class HomeFolder(dg.ConfigurableResource["HomeFolder"]):
    """The home folder. A run that uses it holds the home's writer lock from its first step to its last."""

    root: str = Field(default="", description=f"Path of the home folder; empty: ${HOME_VARIABLE}, else ./data.")

    allow_shrink: bool = Field(
        default=False, description="Publish also when documents or amounts of the published build would be missing."
    )

    _run: ExitStack = PrivateAttr(default_factory=ExitStack)
    _connection: duckdb.DuckDBPyConnection | None = PrivateAttr(default=None)

    @cached_property
    def home(self) -> Home:
        """The home, its folders created."""
        return Home.locate(self.root or None).ensure()

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[HomeFolder]:
        """Hold the lock while the run lasts, and close the database at its end."""
        log = context.log

        def waiting(holder: str) -> None:
            if log:
                log.info(f"Waiting for the writer of this home folder ({holder}).")

        if context.instance and context.run and context.instance.has_run(context.run.run_id):
            note_process(context.instance, context.run.run_id)
        with writer_lock(self.home, waiting):
            try:
                yield self
            finally:
                self.close_working_database()

    def working_database(self) -> duckdb.DuckDBPyConnection:
        """The working database, opened once per run: opening it for each of a hundred models would cost more than most of them.

        Raises:
            WarehouseError: another process is writing, or the file cannot be read.
        """
        if self._connection is None:
            self._connection = self._run.enter_context(working_connection(self.home))
        return self._connection

    def close_working_database(self) -> None:
        """Close it, so that its file can be copied."""
        self._run.close()
        self._connection = None


class ReaderSettings(dg.ConfigurableResource["ReaderSettings"]):
    """How documents are read."""

    engine: str = Field(default="auto", description="Reading engine: auto, pdfium, pdfplumber or ocr.")
    workers: int = Field(default=0, description="Worker processes; 0: one per core.")
    timeout_seconds: float = Field(
        default=DEFAULT_TIMEOUT, description="CPU seconds after which the reading of one document is given up."
    )
    settle_seconds: float = Field(
        default=0, description="Files that changed within the last so many seconds are left for the next run."
    )
    memory_mb: float = Field(default=Limits(0).memory_mb, description="Memory of a process that reads text.")
    ocr_memory_mb: float = Field(default=Limits(0).heavy_memory_mb, description="Memory of one that recognises it.")

    @property
    def limits(self) -> Limits:
        """What the reading of one document may take."""
        return Limits(self.timeout_seconds, memory_mb=self.memory_mb, heavy_memory_mb=self.ocr_memory_mb)

    @classmethod
    def from_environment(cls, settle_seconds: float = SETTLE_SECONDS) -> ReaderSettings:
        """Settings of `MINGZHANG_ENGINE`, `_WORKERS`, `_TIMEOUT`, `_MEMORY` and `_OCR_MEMORY`, for the daemon and the command line alike.

        Args:
            settle_seconds: 0 for a person who waits: files are taken as they are.
        """
        limits = Limits(0)
        return cls(
            engine=os.environ.get("MINGZHANG_ENGINE", "auto"),
            workers=int(os.environ.get("MINGZHANG_WORKERS", "0")),
            timeout_seconds=float(os.environ.get("MINGZHANG_TIMEOUT", str(DEFAULT_TIMEOUT))),
            memory_mb=float(os.environ.get("MINGZHANG_MEMORY", str(limits.memory_mb))),
            ocr_memory_mb=float(os.environ.get("MINGZHANG_OCR_MEMORY", str(limits.heavy_memory_mb))),
            settle_seconds=settle_seconds,
        )
