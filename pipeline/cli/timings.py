"""`mingzhang ingest --timings`: what each stage of a run took, all processes counted.

Reading processes are children of a process of their own, which no `getrusage` of this one sees, so their pool counts them.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rich.table import Table

from pipeline.orchestration.listener import ProgressListener

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.extracting.documents import DocumentOutcome
    from pipeline.extracting.worker_pool import PoolUsage

_RSS_UNIT = 2**20 if sys.platform == "darwin" else 2**10
"""`ru_maxrss` is in bytes on macOS and in kB on Linux: getrusage(2)."""


@dataclass(slots=True)
class Stage:
    """One stage of a run; collections that are run one after the other are added up."""

    name: str
    seconds: float = 0.0
    """By the clock."""
    cpu_main: float = 0.0
    """CPU seconds of this process."""
    cpu_readers: float = 0.0
    """CPU seconds of the reading processes."""
    peak_mb: float = 0.0
    """Largest memory of one process until the end of the stage."""


class Timings(ProgressListener):
    """Passes everything on and takes the time; begins with what Python itself took to start."""

    def __init__(self, listener: ProgressListener, began: float):
        """Pass on to a listener; `began`: when the command began, by `time.perf_counter`."""
        self._listener = listener
        self._stages: dict[str, Stage] = {}
        self._enter("start")
        self._clock, self._cpu = began, 0.0

    def documents(self, outcome: DocumentOutcome, done: int, total: int) -> None:
        """Pass on."""
        self._listener.documents(outcome, done, total)

    def step(self, name: str) -> None:
        """End a stage and begin the next."""
        self._leave()
        self._enter(name)
        self._listener.step(name)

    def readers(self, usage: PoolUsage) -> None:
        """Add the reading processes to their stage."""
        self._now.cpu_readers += usage.cpu_seconds
        self._now.peak_mb = max(self._now.peak_mb, usage.peak_mb)

    def model(self, name: str, total: int) -> None:
        """Begin the stage of the models with the first of them."""
        if self._now.name != "build":
            self._leave()
            self._enter("build")
        self._listener.model(name, total)

    def stages(self) -> list[dict[str, object]]:
        """End the last stage; all stages in order with the columns of `Stage`, rounded."""
        self._leave()
        self._enter(self._now.name)
        return [
            {key: round(value, 2) if isinstance(value, float) else value for key, value in asdict(stage).items()}
            for stage in self._stages.values()
        ]

    def _enter(self, name: str) -> None:
        self._now = self._stages.setdefault(name, Stage(name))
        self._clock, self._cpu = time.perf_counter(), time.process_time()

    def _leave(self) -> None:
        self._now.seconds += time.perf_counter() - self._clock
        self._now.cpu_main += time.process_time() - self._cpu
        self._now.peak_mb = max(self._now.peak_mb, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _RSS_UNIT)


def print_stages(console: Console, stages: list[dict[str, object]]) -> None:
    """Print the stages for people, their sum last."""
    table = Table(box=None, padding=(0, 2), pad_edge=False)
    table.add_column("stage")
    for heading in ("seconds", "CPU s here", "CPU s readers", "peak MB"):
        table.add_column(heading, justify="right")
    figures = ("seconds", "cpu_main", "cpu_readers")
    for stage in stages:
        table.add_row(str(stage["name"]), *(f"{stage[key]:.2f}" for key in figures), f"{stage['peak_mb']:.0f}")
    sums = [sum(float(str(stage[key])) for stage in stages) for key in figures]
    peak = max((float(str(stage["peak_mb"])) for stage in stages), default=0.0)
    table.add_row("sum", *(f"{value:.2f}" for value in sums), f"{peak:.0f}")
    console.print(table)
