"""A statement that somebody else wrote, run with limits of time, rows and memory, in a process that can be killed."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

SECONDS = 8.0
"""Time of a statement, start of its process included; then it is killed."""
ROWS = 1000
"""Most rows of an answer."""
LONGEST_STATEMENT = 20_000
"""Characters."""


class StatementRefusedError(Exception):
    """The statement was not run to its end; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a statement gave."""

    columns: list[str]
    rows: list[list[object]]
    """Money as text with all its digits."""
    is_cut: bool
    """There were more rows than the limit."""


def run_locked(database: Path, statement: str, *, rows: int = ROWS, seconds: float = SECONDS) -> Found:
    """Run one SELECT on a build.

    Args:
        database: the published file.
        statement: as somebody else wrote it.
        rows: most rows to give.
        seconds: time until it is killed.

    Raises:
        StatementRefusedError: it is no plain SELECT on published tables, DuckDB refuses it, or it took too long.
    """
    if len(statement) > LONGEST_STATEMENT:
        raise StatementRefusedError(f"The statement is longer than {LONGEST_STATEMENT:,} characters.")
    request = {"database": str(database), "statement": statement, "rows": rows, "seconds": seconds}
    child = [sys.executable, "-I", str(resources.files("pipeline.answers") / "locked_child.py")]
    try:
        done = subprocess.run(  # noqa: S603  our own script
            child, input=json.dumps(request).encode("utf-8", "replace"), capture_output=True, env={}, cwd="/", timeout=seconds, check=False
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise StatementRefusedError(
            f"The statement took more than {seconds:g} seconds and was stopped: filter by document_id, unit_id, place or fiscal_year."
        ) from error
    if done.returncode != 0 or not done.stdout:
        raise StatementRefusedError("The statement needed more memory or time than it may have: ask for less.")
    given = json.loads(done.stdout)
    if "refused" in given:
        raise StatementRefusedError(given["refused"].replace(str(database), "the build"))
    return Found(given["columns"], given["rows"], given["is_cut"])
