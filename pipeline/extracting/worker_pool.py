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
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class WorkerDiedError(Exception):
    """The process that ran the task ended without an answer (crash in a library, out of memory, killed)."""


class WorkerTimeoutError(Exception):
    """The task took longer than allowed; its process was killed."""


class _Task(NamedTuple):
    future: Future[Any]
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class IsolatedProcessPool(Executor):
    """Runs calls in worker processes that are started once and replaced when they die, hang or grow old."""

    def __init__(self, workers: int, timeout: float, preload: Sequence[str] = (), calls_per_worker: int = 200):
        """Prepare the pool; processes start with the first call.

        Args:
            workers: number of processes.
            timeout: seconds that one call may take.
            preload: modules to import once, before workers are forked from that state.
            calls_per_worker: a worker is replaced after so many calls, so that leaks of C libraries stay small.
        """
        # forkserver: forking this process itself would copy the locks of its threads (Dagster's, gRPC's) in whatever state they are
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        self._timeout = timeout
        self._calls_per_worker = calls_per_worker
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._closed = False
        self._lock = threading.Lock()
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
                result, error = worker.call(task.call, self._timeout)
            except (WorkerDiedError, WorkerTimeoutError) as lost:
                worker.kill()
                worker = None
                task.future.set_exception(lost)
                continue
            if error is not None:
                task.future.set_exception(error)
            else:
                task.future.set_result(result)
            if worker.calls >= self._calls_per_worker:
                worker.stop()
                worker = None
        if worker is not None:
            worker.stop()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: multiprocessing.context.ForkServerContext):
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self.calls = 0

    def call(
        self, call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]], timeout: float
    ) -> tuple[Any, Exception | None]:
        """Run one call; returns (result, exception raised by the function)."""
        self.calls += 1
        try:
            self._pipe.send(call)
            if not self._pipe.poll(timeout):
                raise WorkerTimeoutError(f"stopped after {timeout:g} seconds")
            answer: tuple[Any, Exception | None] = self._pipe.recv()
        except (EOFError, ConnectionError) as error:
            self._process.join(timeout=5)
            raise WorkerDiedError(_how_it_ended(self._process.exitcode)) from error
        return answer

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


def _how_it_ended(exit_code: int | None) -> str:
    if exit_code is None:
        return "the reading process stopped answering"
    if exit_code < 0:
        return f"the reading process was killed by {signal.Signals(-exit_code).name}"
    return f"the reading process ended with status {exit_code}"


def _work(pipe: Connection) -> None:
    """Main loop of a worker process."""
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
