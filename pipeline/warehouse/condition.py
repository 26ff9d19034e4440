"""What an operator must know of a home: asked of the published build and the folders, without Dagster and without writing."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipeline.home import Home
from pipeline.intake.failures import read_failures
from pipeline.intake.inbox import list_collection, list_collections
from pipeline.intake.ledger import read_ledger

LEAST_FREE_BYTES = 2 * 2**30
"""A build of some thousand documents and its predecessor fit into this; below it a person should make room."""


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of a home."""

    build_id: str | None
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
    needs = []
    if build_id is None:
        needs.append("Nothing is published: run `mingzhang ingest`.")
    if failures:
        needs.append(f"{len(failures)} documents could not be read for want of time or memory: `mingzhang retry`.")
    if waiting and built_at is not None and (now - built_at).total_seconds() > 86_400:
        needs.append(
            f"{sum(waiting.values())} files wait and the last build is older than a day: is the daemon running?"
        )
    if free < LEAST_FREE_BYTES:
        needs.append(f"Only {free / 2**30:.1f} GB are free on the disk of {home.root}.")
    return Condition(build_id, built_at, documents, waiting, failures, free, tuple(needs))


def _published(home: Home) -> tuple[str | None, datetime | None, dict[str, int]]:
    if not home.current.exists():
        return None, None, {}
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        row = connection.execute("SELECT build_id, built_at FROM meta_build").fetchone()
        counts = connection.execute("SELECT status, count(*) FROM dim_document GROUP BY 1 ORDER BY 1").fetchall()
    if row is None:
        return None, None, dict(counts)
    return str(row[0]), row[1].replace(tzinfo=UTC), dict(counts)


def _not_seen(home: Home, collection: str) -> int:
    seen = {(file.file_name, file.byte_size, file.mtime_ns) for file in read_ledger(home, collection)}
    return sum((f.file_name, f.byte_size, f.mtime_ns) not in seen for f in list_collection(home, collection))


@dataclass(frozen=True, slots=True)
class BuildFile:
    """A published build on disk."""

    path: Path
    build_id: str
    built_at: datetime
    documents: int
    amounts: int
    is_current: bool


def builds(home: Home) -> list[BuildFile]:
    """Published builds, the newest first; a file that is no readable build is left out."""
    current = home.current.resolve() if home.current.exists() else None
    found = []
    for path in home.published.glob("*.duckdb"):
        if path.is_symlink():
            continue
        try:
            with duckdb.connect(str(path), read_only=True) as connection:
                row = connection.execute(
                    "SELECT build_id, built_at, document_count, amount_count FROM meta_build"
                ).fetchone()
        except duckdb.Error:
            continue
        if row:
            found.append(BuildFile(path, row[0], row[1].replace(tzinfo=UTC), row[2], row[3], path.resolve() == current))
    return sorted(found, key=lambda build: build.built_at, reverse=True)


def damaged_originals(home: Home) -> dict[Path, str]:
    """Stored originals whose content is not what their name says, or that are missing: path → what is wrong."""
    wrong = {}
    for path in sorted(home.store.glob("*/*.pdf")):
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != path.stem:
            wrong[path] = f"its content has SHA-256 {found}"
    if home.current.exists():
        with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
            rows = connection.execute("SELECT sha256 FROM dim_document WHERE amount_count > 0").fetchall()
        for (sha256,) in rows:
            if not home.stored_file(sha256).exists():
                wrong[home.stored_file(sha256)] = "it is missing"
    return wrong
