"""Calls for the worker pool's tests; worker processes import them by name."""

import os
import signal
import time

from pipeline.extracting.process_usage import forget_peak
from pipeline.extracting.worker_pool import need


def double(number: int) -> int:
    return number * 2


def process_id(_number: int) -> int:
    return os.getpid()


def die(_number: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave(_number: int) -> None:
    os._exit(3)


def hang(_number: int) -> None:
    time.sleep(60)


def fail(_number: int) -> None:
    raise KeyError("no such header")


def sleep(seconds: float) -> float:
    """Wait without computing."""
    time.sleep(seconds)
    return seconds


def compute(seconds: float) -> None:
    """Use the processor."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def allocate(megabytes: int) -> int:
    """Hold memory for a moment."""
    held = bytearray(b"x") * (megabytes * 2**20)
    time.sleep(1)
    return len(held) // 2**20


def ask_and_compute(needed: float, seconds: float) -> float:
    """Say how much processor time is needed, then use some."""
    need(needed)
    compute(seconds)
    return seconds


def forget(_number: int) -> None:
    """Begin to measure memory anew, as every document does."""
    forget_peak()
