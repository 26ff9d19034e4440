"""Copies of a home in a folder elsewhere, and the way back.

A backup folder holds every content once, named by its SHA-256 (`content/`), and one list per backup (`backups/*.json`: path → content). The list
appears last and by one rename, so a backup that exists is complete, and one that broke off is nothing but contents for the next one. Inbox and
store hold the same bytes and cost them once; the next backup costs what is new.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.home import Home, write_whole
from pipeline.warehouse.builds import build_paths
from pipeline.warehouse.writer_lock import writer_lock

_BLOCK = 1 << 20
_UNFINISHED = ".restoring"
_FOLDERS = ("published", "inbox", "intake", "store", "extractions")
"""What cannot be made again, and `extractions/` because reading takes long. In the order of restoring: the published build comes first, so that a
run on a home that is half restored is stopped by the guard against shrinking. `build/` is loaded from the extractions, `dagster/` is history."""


class BackupError(Exception):
    """The backup or restore cannot be done; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Saved:
    """One file of a backup."""

    path: str
    """Below the home, with `/`; bytes that are no text as lone surrogates (PEP 383)."""
    sha256: str
    """Empty for a link."""
    byte_size: int
    mtime_ns: int
    link: str | None = None
    """Where a symbolic link points to."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A complete backup."""

    name: str
    """The time it was made, which is how backups sort."""
    files: tuple[Saved, ...]
    new_bytes: int
    """Written by it; the rest was in the folder already."""


def back_up(home: Home, folder: Path) -> Backup:
    """Copy a home; runs wait meanwhile, readers do not.

    Args:
        home: the home folder.
        folder: empty, missing, or with earlier backups.

    Returns:
        the new backup.

    Raises:
        BackupError: the folder holds something else, or lies in the home.
        OSError: something cannot be read or written.
    """
    if folder.resolve().is_relative_to(home.root.resolve()):
        raise BackupError(f"{folder} lies in the home: choose a folder on another disk.")
    if folder.exists() and any(folder.iterdir()) and not _lists(folder).is_dir():
        raise BackupError(f"{folder} is neither empty nor a folder of backups: choose another one.")
    _lists(folder).mkdir(parents=True, exist_ok=True)
    with writer_lock(home):
        saved: list[Saved] = []
        new_bytes = 0
        for path in _files(home):
            one, written = _save(home, path, folder)
            saved.append(one)
            new_bytes += written
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z"
    lines = [json.dumps({slot: getattr(one, slot) for slot in Saved.__slots__}) for one in saved]
    write_whole(_lists(folder) / f"{name}.json", "\n".join(lines))
    return Backup(name, tuple(saved), new_bytes)


def list_backups(folder: Path) -> list[str]:
    """Names of the complete backups in a folder, the newest first."""
    return sorted((path.stem for path in _lists(folder).glob("*.json")), reverse=True)


def restore(folder: Path, home: Home, name: str | None = None) -> Backup:
    """Put a backup into an empty home, or finish a restore that broke off. Every file is compared with its hash on the way.

    Args:
        folder: a folder of backups.
        home: where to put it.
        name: which backup; the newest when None.

    Returns:
        what was restored. The next run loads the warehouse from it.

    Raises:
        BackupError: there is no such backup, a content is damaged, or the home is not empty.
        OSError: something cannot be read or written.
    """
    known = list_backups(folder)
    if not known or (name is not None and name not in known):
        raise BackupError(f"{folder} has no backup{f' {name}' if name else ''}; it has: {', '.join(known) or 'none'}.")
    chosen = name or known[0]
    files = _read_list(_lists(folder) / f"{chosen}.json")
    marker = home.root / _UNFINISHED
    if not marker.exists() and _holds_something(home):
        raise BackupError(
            f"{home.root} is not empty: restore into a new folder, and let --home name that from then on."
        )
    if marker.exists() and marker.read_text(encoding="ascii") != chosen:
        raise BackupError(f"{home.root} holds a part of backup {marker.read_text(encoding='ascii')}: empty it first.")
    home.root.mkdir(parents=True, exist_ok=True)
    marker.write_text(chosen, encoding="ascii")
    new_bytes = sum(_put_back(folder, home, one) for one in files)
    home.ensure()
    marker.unlink()
    return Backup(chosen, files, new_bytes)


def restore_is_unfinished(home: Home) -> bool:
    """Whether a restore into this home was broken off."""
    return (home.root / _UNFINISHED).exists()


def _lists(folder: Path) -> Path:
    return folder / "backups"


def _content(folder: Path, sha256: str) -> Path:
    return folder / "content" / sha256[:2] / sha256


def _files(home: Home) -> Iterator[Path]:
    """Files and links to be saved. Of the builds only those that readers may be given: the current and the newest one."""
    wanted_builds = {path.name for path in build_paths(home)[:1]} | {home.current.resolve().name}
    for top in _FOLDERS:
        for parent, folders, names in os.walk(home.root / top):
            folders.sort()
            links = [name for name in folders if Path(parent, name).is_symlink()]
            for name in sorted([*names, *links]):
                is_other_build = top == "published" and name.endswith(".duckdb") and name not in wanted_builds
                if name.endswith(".part") or (is_other_build and name != home.current.name):
                    continue
                yield Path(parent, name)
    yield from (path for path in sorted(home.root.iterdir()) if path.is_file() and not path.name.startswith("."))


def _save(home: Home, path: Path, folder: Path) -> tuple[Saved, int]:
    name = path.relative_to(home.root).as_posix()
    status = path.lstat()
    if path.is_symlink():
        return Saved(name, "", 0, status.st_mtime_ns, str(path.readlink())), 0
    scratch = folder / ".content.part"
    sha256 = _copy(path, scratch)
    target = _content(folder, sha256)
    written = scratch.stat().st_size
    saved = Saved(name, sha256, written, status.st_mtime_ns)
    if target.exists() and target.stat().st_size == written:
        scratch.unlink()
        return saved, 0
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch.replace(target)
    return saved, written


def _put_back(folder: Path, home: Home, one: Saved) -> int:
    if Path(one.path).is_absolute() or ".." in Path(one.path).parts:
        raise BackupError(f"The backup names `{one.path}`, which lies outside of a home: it was not made by mingzhang.")
    target = home.root / one.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if one.link is not None:
        target.unlink(missing_ok=True)
        target.symlink_to(one.link)
        return 0
    if target.is_file() and target.stat().st_size == one.byte_size and target.stat().st_mtime_ns == one.mtime_ns:
        return 0  # an earlier attempt brought it, and sets the time last
    scratch = home.root / f"{_UNFINISHED}.part"
    content = _content(folder, one.sha256)
    if not content.exists() or _copy(content, scratch) != one.sha256:
        scratch.unlink(missing_ok=True)
        raise BackupError(f"{content} is damaged or missing, so {one.path} cannot be restored: choose another backup.")
    os.utime(scratch, ns=(one.mtime_ns, one.mtime_ns))
    scratch.replace(target)
    return one.byte_size


def _copy(source: Path, target: Path) -> str:
    """Copy a file; the SHA-256 of what was written."""
    digest = hashlib.sha256()
    with source.open("rb") as file, target.open("wb") as copy:
        while block := file.read(_BLOCK):
            digest.update(block)
            copy.write(block)
    return digest.hexdigest()


def _read_list(path: Path) -> tuple[Saved, ...]:
    return tuple(Saved(**json.loads(line)) for line in path.read_text(encoding="ascii").splitlines())


def _holds_something(home: Home) -> bool:
    """Whether there is any file; empty folders, as `Home.ensure` makes them, are nothing."""
    return any(names for _, _, names in os.walk(home.root))
