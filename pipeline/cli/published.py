"""Reading the published build: read-only, without access to files or the network."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from pipeline.cli.output import CommandError, UsageError
from pipeline.home import Home

MOST_MEMORY_MB = 2_000
"""Memory that a query may take."""
MOST_SECONDS = 120.0
"""Time by the clock that a query of a user may take; `mingzhang query --seconds` changes it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query."""

    columns: list[str]
    rows: list[tuple[object, ...]]

    def dicts(self) -> list[dict[str, object]]:
        """The rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@contextmanager
def open_published(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the current build.

    The connection cannot write, read files, load extensions or lift these limits: what analysts type is run here.

    Raises:
        CommandError: nothing was published yet, or the build cannot be opened.
    """
    if not home.current.exists():
        raise CommandError(
            f"Nothing is published in {home.root} yet. Run `mingzhang ingest PATH` first, or name the right folder with --home."
        )
    try:
        # the versioned file behind the link: one process may then hold an old build and open a new one (DuckDB caches by path)
        connection = duckdb.connect(str(home.current.resolve()), read_only=True)
    except duckdb.Error as error:
        raise CommandError(f"{home.current} cannot be opened: {first_line(error)}") from error
    try:
        for setting in ("autoinstall_known_extensions = false", "autoload_known_extensions = false"):
            connection.execute(f"SET {setting}")
        connection.execute(f"SET memory_limit = '{MOST_MEMORY_MB}MB'")
        connection.execute("SET max_temp_directory_size = '0B'")  # nothing is written to the disk either
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def ask(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()) -> Rows:
    """Run one of our own queries."""
    cursor = connection.execute(sql, list(parameters))
    return Rows([column[0] for column in cursor.description or []], cursor.fetchall())


def ask_as_user(connection: duckdb.DuckDBPyConnection, sql: str, seconds: float = MOST_SECONDS) -> Rows:
    """Run what the user typed.

    Args:
        connection: to the published build (`open_published`).
        sql: one statement.
        seconds: after which it is stopped.

    Raises:
        UsageError: DuckDB refuses it, or it takes too long or too much memory; the message says what to do.
    """
    if not sql.strip().strip(";").strip():
        raise UsageError('The query is empty. Try: mingzhang query "select * from mart_unit_year"')
    stop = threading.Timer(seconds, connection.interrupt)
    stop.daemon = True
    stop.start()
    try:
        return ask(connection, sql)
    except duckdb.InterruptException as error:
        raise UsageError(
            f"The query was stopped after {seconds:g} seconds: ask for less, or give --seconds."
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise UsageError(f"The query needs more than {MOST_MEMORY_MB:,} MB of memory: ask for less.") from error
    except duckdb.Error as error:
        raise UsageError(f"The query cannot be run. {_explain(error)}") from error
    finally:
        stop.cancel()


def _explain(error: duckdb.Error) -> str:
    lines = [line.rstrip() for line in str(error).splitlines() if line.strip()]
    text = lines[0] if lines else type(error).__name__
    hints = [line.strip() for line in lines[1:] if line.startswith(("Did you mean", "Candidate bindings"))]
    if "read-only" in text:
        hints.append("The published warehouse can only be read.")
    if "disabled" in text and ("file system" in text or "external access" in text):
        hints.append("Queries cannot read or write files; use --format csv, or `mingzhang export`.")
    return " ".join([text if text.endswith((".", "!", "?")) else f"{text}.", *hints])


def first_line(error: Exception) -> str:
    """The first line of an error's message."""
    return (str(error).splitlines() or [type(error).__name__])[0]
