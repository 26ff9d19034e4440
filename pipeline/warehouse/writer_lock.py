"""One writer per home folder, whoever starts the run: the daemon, the UI or the command line.

Dagster's pool only orders the runs of its queue; a run inside `mingzhang ingest` passes it by. An operating-system lock holds for both and ends
with its process, so a killed run never blocks the next one.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from pipeline.home import Home


@contextmanager
def writer_lock(home: Home, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the home's writer lock.

    Args:
        home: the home folder.
        on_wait: called once with the holder's description when the lock is taken and this call waits for it.
    """
    home.build.mkdir(parents=True, exist_ok=True)
    with (home.build / "writer.lock").open("a+", encoding="utf-8") as file:
        _acquire(file, on_wait)
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()} since {time.strftime('%Y-%m-%d %H:%M:%S')}")
        file.flush()
        yield


def writer(home: Home) -> str | None:
    """Who holds the home's writer lock right now, for people; None when nobody does."""
    path = home.build / "writer.lock"
    if not path.exists():
        return None
    with path.open("r", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read() or "another process"
    return None


def _acquire(file: TextIO, on_wait: Callable[[str], None] | None) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if on_wait:
            file.seek(0)
            on_wait(file.read() or "another process")
        fcntl.flock(file, fcntl.LOCK_EX)
