"""The published builds on disk: which there are, which one readers get, and which may go.

`current.duckdb` points to the newest build unless an operator went back to an older one. That choice is a file beside the builds
(`rolled_back.json`), so it outlives runs and restarts: later builds are written and wait until the choice is undone.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from pipeline.home import Home, write_whole

BUILDS_KEPT = 5
"""Published builds that stay on disk, the newest ones; more only while a reader or a rollback holds them."""

_STAMP = "%Y%m%dT%H%M%S%f"
_NAMES = "*Z_*.duckdb"


@dataclass(frozen=True, slots=True)
class BuildFile:
    """A published build on disk."""

    path: Path
    build_id: str
    built_at: datetime
    documents: int
    amounts: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Rollback:
    """An operator's choice of an older build."""

    build_id: str
    since: str
    """ISO 8601, UTC."""


class NoSuchBuildError(Exception):
    """The build that was asked for is not on disk; the message says what to do."""


def build_paths(home: Home) -> list[Path]:
    """Files of the published builds, the newest first: names sort by time, also where the clock was set back (`next_stamp`)."""
    return sorted((path for path in home.published.glob(_NAMES) if not path.is_symlink()), reverse=True)


def newest_build(home: Home) -> Path | None:
    """The build that was published last, whether readers get it or not; None before the first."""
    return next(iter(build_paths(home)), None)


def next_stamp(home: Home, now: datetime) -> str:
    """The time in the name of a new build: now, or just after the newest build where the clock was set back since.

    Args:
        home: the home folder.
        now: in UTC.
    """
    newest = newest_build(home)
    if newest is not None:
        last = datetime.strptime(newest.name.split("Z_")[0], _STAMP).replace(tzinfo=UTC)
        now = max(now, last + timedelta(microseconds=1))
    return f"{now.strftime(_STAMP)}Z"


def list_builds(home: Home) -> list[BuildFile]:
    """Published builds, the newest first; a file that is no readable build is left out."""
    return list(_readable_builds(home))


def _readable_builds(home: Home) -> Iterator[BuildFile]:
    current = home.current.resolve() if home.current.exists() else None
    for path in build_paths(home):
        try:
            with duckdb.connect(str(path), read_only=True) as connection:
                row = connection.execute(
                    "SELECT built_at, document_count, amount_count FROM meta_build WHERE build_id = ?", [path.stem]
                ).fetchone()
        except duckdb.Error:
            continue
        if row:
            yield BuildFile(path, path.stem, row[0].replace(tzinfo=UTC), row[1], row[2], path.resolve() == current)


def point_current_to(home: Home, build: Path) -> None:
    """Let `current.duckdb` point to a build: one rename, so there is always exactly one target.

    Args:
        home: the home folder.
        build: a file in `published/`.
    """
    link = home.published / f".current.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(build.name)
    link.replace(home.current)


def rollback_in_force(home: Home) -> Rollback | None:
    """The operator's choice of an older build; None when there is none, or its build is gone."""
    try:
        chosen = Rollback(**json.loads(_choice_file(home).read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return None
    return chosen if (home.published / f"{chosen.build_id}.duckdb").exists() else None


def roll_back(home: Home, build: str) -> Path:
    """Give readers an older build from now on, also when newer ones are published, until `undo_rollback`.

    Args:
        home: the home folder.
        build: its id, or the beginning of it.

    Returns:
        the build's file.

    Raises:
        NoSuchBuildError: none or several builds begin so, or it cannot be opened.
    """
    found = [path for path in build_paths(home) if path.stem.startswith(build)]
    if len(found) != 1:
        what = "No build begins" if not found else f"{len(found)} builds begin"
        raise NoSuchBuildError(f"{what} with `{build}`: `mingzhang builds` lists those on disk.")
    if found[0] not in [known.path for known in _readable_builds(home)]:
        raise NoSuchBuildError(f"{found[0]} cannot be opened: choose another build.")
    choice = Rollback(found[0].stem, datetime.now(UTC).isoformat(timespec="seconds"))
    write_whole(
        _choice_file(home), json.dumps(asdict(choice))
    )  # before the link: whoever publishes meanwhile must know
    point_current_to(home, found[0])
    return found[0]


def undo_rollback(home: Home) -> Path | None:
    """Give readers the newest build again.

    Returns:
        its file; None when nothing was rolled back.
    """
    newest = newest_build(home)
    if not _choice_file(home).exists() or newest is None:
        return None
    _choice_file(home).unlink()
    point_current_to(home, newest)
    return newest


def remove_old_builds(home: Home, keep: int = BUILDS_KEPT) -> tuple[str, ...]:
    """Delete all but the newest builds; the current one and those that a reader has open stay until the next time.

    Args:
        home: the home folder.
        keep: how many of the newest stay in any case.

    Returns:
        ids of the builds deleted.
    """
    current = home.current.resolve()
    removed = []
    for build in build_paths(home)[keep:]:
        if build.resolve() == current or is_held(build):
            continue
        build.unlink(missing_ok=True)
        for kept_beside in home.published.glob(f"{build.stem}.diff.*"):
            kept_beside.unlink(missing_ok=True)
        removed.append(build.stem)
    return tuple(removed)


def is_held(build: Path) -> bool:
    """Whether another process has the build open: DuckDB's readers hold a shared lock on the file."""
    try:
        with build.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _choice_file(home: Home) -> Path:
    return home.published / "rolled_back.json"
