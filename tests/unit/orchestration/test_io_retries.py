"""What the machine did is tried again; what a step did itself is not."""

import errno

import dagster as dg
import pytest

from pipeline.orchestration import io_retries
from pipeline.orchestration.io_retries import tried_again


def run(monkeypatch: pytest.MonkeyPatch, *errors: Exception | None) -> tuple[bool, int]:
    monkeypatch.setattr(io_retries, "SECONDS_BETWEEN", 0)
    waiting = list(errors)
    calls = []

    @dg.op
    def step() -> None:
        calls.append(1)
        with tried_again():
            if error := waiting.pop(0):
                raise error

    @dg.job
    def job() -> None:
        step()

    return job.execute_in_process(raise_on_error=False).success, len(calls)


def test_a_folder_that_came_back_costs_a_second_try(monkeypatch):
    assert run(monkeypatch, OSError(errno.EIO, "Input/output error"), None) == (True, 2)


def test_a_disk_that_stays_away_fails_after_a_few_tries(monkeypatch):
    assert run(monkeypatch, *[OSError(errno.ESTALE, "Stale file handle")] * 5) == (False, io_retries.TRIES)


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left"), PermissionError(errno.EACCES, "x"), ValueError("x")]
)
def test_what_does_not_pass_by_itself_fails_at_once(monkeypatch, error):
    assert run(monkeypatch, error, None) == (False, 1)
