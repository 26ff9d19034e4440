"""What an operator must know of a home: asked of the published build and the folders, without Dagster and without writing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime

import duckdb

from pipeline.home import Home
from pipeline.intake.failures import read_failures
from pipeline.intake.inbox import list_collection, list_collections
from pipeline.intake.ledger import read_ledger
from pipeline.operating.backup import restore_is_unfinished
from pipeline.warehouse.builds import newest_build, rollback_in_force

LEAST_FREE_BYTES = 2 * 2**30
"""A build of some thousand documents and its predecessor fit into this; below it a person should make room."""


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of a home."""

    build_id: str | None
    """What readers get."""
    built_at: datetime | None
    documents: dict[str, int] = field(default_factory=dict)
    """Status → documents of the published build."""
    not_seen: dict[str, int] = field(default_factory=dict)
    """Collection → files of the inbox that no run has looked at."""
    to_retry: dict[str, str] = field(default_factory=dict)
    """Document → why its reading was given up."""
    free_bytes: int = 0
    needs: tuple[str, ...] = ()
    """What needs a person, in words; empty when nothing does."""
    newer_build: str | None = None
    """The newest build, where an operator went back to an older one."""


def condition(home: Home, now: datetime | None = None) -> Condition:
    """Look at a home.

    Args:
        home: the home folder.
        now: with a zone; the clock when None.
    """
    now = now or datetime.now(UTC)
    build_id, built_at, documents = _published(home)
    waiting = {name: count for name in list_collections(home) if (count := _not_seen(home, name))}
    failures = {key: failure.reason for key, failure in sorted(read_failures(home).items())}
    free = shutil.disk_usage(home.root).free
    newest = newest_build(home)
    rolled_back = rollback_in_force(home)
    needs = []
    if restore_is_unfinished(home):
        needs.append("A restore was broken off: run the same `mingzhang restore` again.")
    if build_id is None:
        needs.append("Nothing is published: run `mingzhang ingest`.")
    if rolled_back and newest:
        needs.append(
            f"Readers get build {build_id} since {rolled_back.since}, not the newest {newest.stem}: "
            "`mingzhang rollback --undo` when it may be used again."
        )
    if failures:
        needs.append(f"{len(failures)} documents could not be read for want of time or memory: `mingzhang retry`.")
    if waiting and built_at is not None and (now - built_at).total_seconds() > 86_400:
        needs.append(
            f"{sum(waiting.values())} files wait and the last build is older than a day: is the daemon running?"
        )
    if free < LEAST_FREE_BYTES:
        needs.append(f"Only {free / 2**30:.1f} GB are free on the disk of {home.root}.")
    newer = newest.stem if rolled_back and newest else None
    return Condition(build_id, built_at, documents, waiting, failures, free, tuple(needs), newer)


def _published(home: Home) -> tuple[str | None, datetime | None, dict[str, int]]:
    if not home.current.exists():
        return None, None, {}
    build = home.current.resolve()
    with duckdb.connect(str(build), read_only=True) as connection:
        row = connection.execute("SELECT built_at FROM meta_build WHERE build_id = ?", [build.stem]).fetchone()
        counts = connection.execute("SELECT status, count(*) FROM dim_document GROUP BY 1 ORDER BY 1").fetchall()
    return build.stem, row[0].replace(tzinfo=UTC) if row else None, dict(counts)


def _not_seen(home: Home, collection: str) -> int:
    seen = {(file.file_name, file.byte_size, file.mtime_ns) for file in read_ledger(home, collection)}
    return sum((f.file_name, f.byte_size, f.mtime_ns) not in seen for f in list_collection(home, collection))
