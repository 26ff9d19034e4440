"""A process pool in which one bad document cannot hurt the others.

`concurrent.futures.ProcessPoolExecutor` fails every waiting task when one worker dies, does not say which task killed it, and cannot stop a
task that hangs in a C library. Here each worker is watched by its own thread: a death or a timeout is the outcome of exactly the task that was
running, and a fresh worker takes the next one. The interface is that of `concurrent.futures.Executor`, so a cluster's client can take its place.
"""

from __future__ import annotations

import multiprocessing
import queue
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, NamedTuple, ParamSpec, TypeVar

from pipeline.extracting.process_usage import cpu_seconds, has_loaded, parent_of, peak_mb, resident_mb

P = ParamSpec("P")
T = TypeVar("T")


class WorkerLostError(Exception):
    """The process that ran the task was lost; the message says how, and fits into a sentence."""


class WorkerDiedError(WorkerLostError):
    """It ended without an answer (crash in a library, out of memory, killed)."""


class WorkerTimeoutError(WorkerLostError):
    """It took longer than allowed and was killed."""


class WorkerMemoryError(WorkerLostError):
    """It took more memory than allowed and was killed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take; its process is killed when it takes more."""

    cpu_seconds: float
    """Processor time: a call on a busy machine has as much as one on an idle machine. A call may ask for less (`need`)."""
    wall_factor: float = 20
    """Seconds by the clock per CPU second allowed: ends what hangs without computing."""
    memory_mb: float = 1000
    """Resident memory of a process that has not loaded any of `heavy_libraries`. The largest real disclosure needs some 400 MB."""
    heavy_factor: float = 3.5
    """How much more processor time than it asked for a process gets that has loaded one of `heavy_libraries`."""
    heavy_memory_mb: float = 2800
    """Resident memory of a process that has: models for character recognition take 1,200 to 1,900 MB."""
    heavy_libraries: tuple[str, ...] = ("faster_paddle", "onnxruntime")


@dataclass(frozen=True, slots=True)
class PoolUsage:
    """What the processes of a pool took, the one they are forked from included; zero where the system does not tell."""

    cpu_seconds: float
    peak_mb: float
    """Of the largest process."""


_COUNTED: dict[int, float] = {}
"""Processor time, already counted, of the process that all pools of this program fork from."""


class _Task(NamedTuple):
    future: Future[Any]
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class IsolatedProcessPool(Executor):
    """Runs calls in worker processes that are started once and replaced when they die, hang or grow old."""

    def __init__(self, workers: int, limits: Limits, preload: Sequence[str] = (), calls_per_worker: int = 200):
        """Prepare the pool; processes start with the first call.

        Args:
            workers: number of processes.
            limits: what one call may take.
            preload: modules to import once, before workers are forked from that state.
            calls_per_worker: a worker is replaced after so many calls, so that leaks of C libraries stay small.
        """
        # forkserver: forking this process itself would copy the locks of its threads (Dagster's, gRPC's) in whatever state they are
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        self._limits = limits
        self._calls_per_worker = calls_per_worker
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._closed = False
        self._lock = threading.Lock()
        self._ended: list[PoolUsage] = []
        self._threads = [
            threading.Thread(target=self._serve, name=f"worker-{n}", daemon=True) for n in range(max(1, workers))
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Schedule a call; function, arguments and result must be picklable.

        Returns:
            a future; its exception is `WorkerDiedError` or `WorkerTimeoutError` when the process was lost.

        Raises:
            RuntimeError: the pool was shut down.
        """
        with self._lock:
            if self._closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            future: Future[T] = Future()
            self._tasks.put(_Task(future, (fn, args, kwargs)))
            return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (Executor's signature)
        """Let the workers finish what was scheduled, then end them."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            if cancel_futures:
                self._cancel_waiting()
            for _ in self._threads:
                self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def __exit__(
        self, exc_type: type[BaseException] | None, exc_val: BaseException | None, exc_tb: TracebackType | None
    ) -> None:
        """Finish what was scheduled; after an exception (Ctrl-C, a cancelled run) only what is running."""
        self.shutdown(wait=True, cancel_futures=exc_type is not None)

    @property
    def usage(self) -> PoolUsage:
        """What the workers took that have ended: all of them after `shutdown`."""
        with self._lock:
            return PoolUsage(
                sum(one.cpu_seconds for one in self._ended), max((one.peak_mb for one in self._ended), default=0.0)
            )

    def _count(self, worker: _Worker) -> None:
        """Note what a worker took, and what the process took meanwhile that workers are forked from; call it before the worker ends."""
        usage, parent = worker.usage(), worker.forked_from() or 0
        with self._lock:
            forking = cpu_seconds(parent) or 0.0
            self._ended.append(PoolUsage(usage.cpu_seconds + forking - _COUNTED.get(parent, 0.0), usage.peak_mb))
            _COUNTED[parent] = forking

    def _cancel_waiting(self) -> None:
        while True:
            try:
                task = self._tasks.get_nowait()
            except queue.Empty:
                return
            if task is not None:
                task.future.cancel()

    def _serve(self) -> None:
        worker: _Worker | None = None
        while (task := self._tasks.get()) is not None:
            if not task.future.set_running_or_notify_cancel():
                continue
            if worker is None:
                worker = _Worker(self._context)
            try:
                result, error = worker.call(task.call, self._limits)
            except WorkerLostError as lost:
                self._count(worker)
                worker.kill()
                worker = None
                task.future.set_exception(lost)
                continue
            if error is not None:
                task.future.set_exception(error)
            else:
                task.future.set_result(result)
            if worker.calls >= self._calls_per_worker or worker.is_bloated(self._limits):
                self._count(worker)
                worker.stop()
                worker = None
        if worker is not None:
            self._count(worker)
            worker.stop()


_LOOK_EVERY = 0.1
"""Seconds between two looks at a process: a stream that unpacks to gigabytes grows by some 100 MB meanwhile."""


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: multiprocessing.context.ForkServerContext):
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self.calls = 0
        self._peak_mb = 0.0

    def call(
        self, call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]], limits: Limits
    ) -> tuple[Any, Exception | None]:
        """Run one call; returns (result, exception raised by the function)."""
        self.calls += 1
        try:
            self._pipe.send(call)
            return self._answer(limits)
        except (EOFError, ConnectionError) as error:
            self._process.join(timeout=5)
            raise WorkerDiedError(_how_it_ended(self._process.exitcode)) from error

    def _answer(self, limits: Limits) -> tuple[Any, Exception | None]:
        """Wait for the answer and watch what the process takes."""
        process = self._process.pid or 0
        began, cpu_before = time.monotonic(), cpu_seconds(process)
        needed = limits.cpu_seconds
        while True:
            if self._pipe.poll(_LOOK_EVERY):
                message: _Need | tuple[Any, Exception | None] = self._pipe.recv()
                if not isinstance(message, _Need):
                    self._peak_mb = max(self._peak_mb, peak_mb(process) or 0.0)  # the next call begins anew
                    return message
                needed = message.cpu_seconds
            wall = time.monotonic() - began
            cpu_now = cpu_seconds(process)
            # where the system does not tell, the clock has to do
            used = wall if cpu_now is None or cpu_before is None else cpu_now - cpu_before
            self._check_cpu(process, used, needed, limits)
            if wall > limits.cpu_seconds * limits.wall_factor:
                raise WorkerTimeoutError(f"stopped after {wall:,.0f} seconds by the clock without an end")
            self._check_memory(process, limits)

    def _check_cpu(self, process: int, used: float, needed: float, limits: Limits) -> None:
        if used <= needed and used <= limits.cpu_seconds:
            return
        if has_loaded(process, *limits.heavy_libraries):
            needed *= limits.heavy_factor
        allowed = min(needed, limits.cpu_seconds)
        if used > allowed:
            raise WorkerTimeoutError(f"stopped after {allowed:g} seconds of computing")

    def _check_memory(self, process: int, limits: Limits) -> None:
        taken = resident_mb(process)
        if taken is None or taken <= limits.memory_mb:
            return
        allowed = limits.heavy_memory_mb if has_loaded(process, *limits.heavy_libraries) else limits.memory_mb
        if taken > allowed:
            raise WorkerMemoryError(f"stopped because it needed more than {allowed:,.0f} MB of memory")

    def is_bloated(self, limits: Limits) -> bool:
        """Whether the process keeps so much memory that the next call would have too little."""
        process = self._process.pid or 0
        taken = resident_mb(process)
        if taken is None or taken < limits.memory_mb / 2:
            return False
        return taken > limits.heavy_memory_mb * 0.8 or not has_loaded(process, *limits.heavy_libraries)

    def usage(self) -> PoolUsage:
        """What the process took so far; zero when it is gone."""
        process = self._process.pid or 0
        return PoolUsage(cpu_seconds(process) or 0.0, max(self._peak_mb, peak_mb(process) or 0.0))

    def forked_from(self) -> int | None:
        """The process that it was forked from."""
        return parent_of(self._process.pid or 0)

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def stop(self) -> None:
        """Ask the process to end."""
        try:
            self._pipe.send(None)
        except OSError:
            self._process.kill()
        self._process.join()
        self._pipe.close()


class _Need(NamedTuple):
    """What a call says of itself once it knows how much there is to do."""

    cpu_seconds: float


_to_parent: Connection | None = None
"""In a worker process: the pipe to the one that started it."""


def need(cpu_seconds: float) -> None:
    """Say from inside a call how much processor time it may take at most; it is stopped beyond that. Outside of a worker nothing happens.

    Args:
        cpu_seconds: since the beginning of the call; more than `Limits.cpu_seconds` is not given.
    """
    if _to_parent is not None:
        _to_parent.send(_Need(cpu_seconds))


def _how_it_ended(exit_code: int | None) -> str:
    if exit_code is None:
        return "the reading process stopped answering"
    if exit_code < 0:
        return f"the reading process was killed by {signal.Signals(-exit_code).name}"
    return f"the reading process ended with status {exit_code}"


def _work(pipe: Connection) -> None:
    """Main loop of a worker process."""
    global _to_parent  # noqa: PLW0603 (one pipe per process, known to whatever runs in it)
    _to_parent = pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent, which ends its workers in order
    while True:
        try:
            call = pipe.recv()
        except EOFError:  # the parent is gone
            return
        if call is None:
            return
        fn, args, kwargs = call
        try:
            answer: tuple[Any, Exception | None] = (fn(*args, **kwargs), None)
        except Exception as error:  # noqa: BLE001 (whatever the function raised belongs to the caller)
            answer = (None, error)
        pipe.send(answer)
