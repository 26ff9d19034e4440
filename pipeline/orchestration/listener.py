"""Who is told what happens during a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extracting.documents import DocumentOutcome
    from pipeline.extracting.worker_pool import PoolUsage


class ProgressListener:
    """Told about documents and steps; the command line draws a bar, the daemon needs nothing beyond the run's log."""

    def documents(self, outcome: DocumentOutcome, done: int, total: int) -> None:
        """A document was read; `done` of `total` are."""

    def step(self, name: str) -> None:
        """A step begins: `intake`, `extraction`, `load` or `publish`."""

    def readers(self, usage: PoolUsage) -> None:
        """The reading processes have ended."""

    def model(self, name: str, total: int) -> None:
        """The build comes to a model, one of `total`."""
