"""What a home keeps without need: builds beyond the newest, what older parser versions read, what killed runs left half written.

The run history is Dagster's and pruned in `pipeline.orchestration.history`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.home import Home
from pipeline.warehouse.builds import BUILDS_KEPT, remove_old_builds
from pipeline.warehouse.extracts import HEADER_FILE, schema_fingerprint
from pipeline.warehouse.writer_lock import writer_lock


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was deleted."""

    builds: tuple[str, ...]
    extractions: int
    """Documents' sets of older parser versions."""
    leftovers: int
    """Half-written files and folders."""
    freed_bytes: int


def prune(home: Home, parser_version: str, keep: int = BUILDS_KEPT) -> Pruned:
    """Delete what nobody needs; waits for a run that is writing.

    What an older version read goes once the current version has read the same document, so a document that it fails on keeps what there was.

    Args:
        home: the home folder.
        parser_version: the current one.
        keep: published builds that stay; one that a reader has open stays too.

    Raises:
        OSError: something cannot be deleted.
    """
    with writer_lock(home):
        before = _bytes_below(home.published, home.extractions)
        builds = remove_old_builds(home, keep)
        leftovers = list(_leftovers(home))
        for path in leftovers:
            _delete(path)
        outdated = list(_outdated(home, f"v{parser_version}-{schema_fingerprint()}"))
        for path in outdated:
            shutil.rmtree(path)
        for folder in sorted(home.extractions.glob("v*"), reverse=True):
            _remove_empty(folder)
        return Pruned(builds, len(outdated), len(leftovers), before - _bytes_below(home.published, home.extractions))


def _leftovers(home: Home) -> Iterator[Path]:
    """Scratch files of writers; the writer lock is held, so their writers are gone. The inbox is its owners' affair."""
    yield from home.published.glob(".*.unfinished*")
    yield from home.published.glob(".current.*")
    yield from home.published.glob(".*.part")
    yield from home.store.glob(".*.part")
    yield from home.store.glob("*/.*.part")
    yield from home.build.glob(".*.part")
    yield from home.extractions.glob("v*/*/.*")


def _outdated(home: Home, current: str) -> Iterator[Path]:
    for header in home.extractions.glob(f"v*/*/*/{HEADER_FILE}"):
        folder = header.parent
        version = folder.parent.parent.name
        if (
            version != current
            and (home.extractions / current / folder.parent.name / folder.name / HEADER_FILE).exists()
        ):
            yield folder


def _remove_empty(folder: Path) -> None:
    for part in folder.iterdir():
        if not any(part.iterdir()):
            part.rmdir()
    if not any(folder.iterdir()):
        folder.rmdir()


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _bytes_below(*folders: Path) -> int:
    return sum(path.lstat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())
