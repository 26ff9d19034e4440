"""The inbox: which files lie in it, and how files get into it."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.home import CORRECTIONS_NAME, EXPECTED_NAME, Home
from pipeline.intake.manifest import MANIFEST_NAME, read_manifest, write_entries
from pipeline.intake.names import as_unicode, escaped

DEFAULT_COLLECTION = "default"
LOOSE_FILES = "(no collection)"
"""Stands for the files that lie in the inbox itself, beside the collections; none of them is read."""

_LISTS = frozenset({MANIFEST_NAME, CORRECTIONS_NAME, EXPECTED_NAME})
"""Names that say something about the documents of a collection and are none."""
_BEING_WRITTEN = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart")
_ABANDONED_AFTER = 24 * 3600
"""Seconds without a change after which a half-written file is taken for what it is."""
_LONGEST_NAME = 255
"""Bytes; of every file system in use."""

Footprint = tuple[int, int, int]
"""Size in bytes, modification time and change time in nanoseconds. The change time cannot be set, so a file that was replaced by another one of the
same size and time (`rsync -t`, `cp -p`) has another footprint."""


class InboxError(Exception):
    """A path or name that the user gave cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file in the inbox as the directory shows it; nothing has been read from it."""

    collection: str
    file_name: str
    """Path below the collection's folder as text (`pipeline.intake.names.as_unicode`), with `/` as separator."""
    byte_size: int
    mtime_ns: int
    ctime_ns: int = 0
    path: Path | None = None
    """Where it lies; its name need not be text."""
    obstacle: str | None = None
    """Why it is not even opened, for people; None for a file that is."""

    @property
    def footprint(self) -> Footprint:
        """Changes whenever the content does."""
        return (self.byte_size, self.mtime_ns, self.ctime_ns)


@dataclass(frozen=True, slots=True)
class CopyResult:
    """What `copy_into_inbox` did."""

    collection: str
    copied: int
    already_there: int


def check_collection_name(name: str) -> str:
    """Return the name when it can be a folder and a partition key.

    Raises:
        InboxError: it cannot.
    """
    if (
        not name
        or name != name.strip()
        or name.startswith(".")
        or any(char in name for char in '/\\:*?"<>|,\n\r\t')
        or "..." in name
    ):
        raise InboxError(f"`{name}` cannot name a collection: use a plain folder name such as 410802-2024.")
    return name


def list_collections(home: Home) -> list[str]:
    """Collections in the inbox, in order of name; `LOOSE_FILES` among them when files lie beside the folders.

    Raises:
        OSError: the inbox cannot be read. A failed read is never an empty inbox.
    """
    loose = [LOOSE_FILES] if list_collection(home, LOOSE_FILES) else []
    return sorted([*_folders(home), *loose])


def collection_folder(home: Home, collection: str) -> Path:
    """The folder of a collection, also when its name on the disk is not text.

    Args:
        home: the home folder.
        collection: as `list_collections` names it.
    """
    if collection == LOOSE_FILES:
        return home.inbox
    folder = home.inbox / collection
    if folder.exists() or not home.inbox.exists():
        return folder
    return home.inbox / _folders(home).get(collection, collection)


def _folders(home: Home) -> dict[str, str]:
    names = sorted(entry.name for entry in os.scandir(home.inbox) if entry.is_dir() and not entry.name.startswith("."))
    return _by_text(names)


def _by_text(names: Sequence[str]) -> dict[str, str]:
    """Text → name; where two names would have the same text, the one that is not UTF-8 is escaped."""
    found = {name: name for name in names if as_unicode(name) == name}
    for name in names:
        if (text := as_unicode(name)) != name:
            found[escaped(name) if text in found else text] = name
    return found


def list_collection(home: Home, collection: str) -> list[ListedFile]:
    """Every file of a collection, at any depth, in order of name, whatever it is called.

    Left out are hidden files and folders, the lists about the documents, and files whose name says that they are being written (`.part`), unless
    nobody has written to them for a day. Links are listed and never followed out of the inbox.

    Raises:
        OSError: a folder of it cannot be read or does not exist.
    """
    folder = collection_folder(home, collection)
    paths = list(_files_in(folder)) if collection == LOOSE_FILES else list(_files_below(folder))
    by_text = _by_text([path.relative_to(folder).as_posix() for path in paths])
    files = []
    for text, name in sorted(by_text.items()):
        try:
            listed = _listed(home, collection, text, folder / name)
        except FileNotFoundError:  # taken away between listing and looking: the next scan will see what is there then
            continue
        if listed is not None:
            files.append(listed)
    return files


def _listed(home: Home, collection: str, text: str, path: Path) -> ListedFile | None:
    status = path.lstat()
    obstacle = None
    if stat.S_ISLNK(status.st_mode):
        target = path.resolve() if _resolves(path) else None
        if target is not None and target.is_relative_to(home.inbox.resolve()) and target.is_file():
            status = target.stat()
            path = target
        else:
            obstacle = "The file is a link that leads out of the inbox or nowhere, and is not followed: put the file itself there."
    elif not stat.S_ISREG(status.st_mode):
        return None  # pipes, sockets and devices hold no document
    if text.lower().endswith(_BEING_WRITTEN) and time.time() - status.st_mtime < _ABANDONED_AFTER:
        return None
    if collection == LOOSE_FILES:
        obstacle = (
            f"The file lies in no collection: move it into a folder of the inbox, such as inbox/{DEFAULT_COLLECTION}/."
        )
    return ListedFile(collection, text, status.st_size, status.st_mtime_ns, status.st_ctime_ns, path, obstacle)


def _resolves(path: Path) -> bool:
    try:
        path.resolve(strict=True)
    except (OSError, RuntimeError):  # dangling, or a loop
        return False
    return True


def copy_into_inbox(home: Home, paths: Sequence[Path], collection: str) -> CopyResult:
    """Copy PDFs into `inbox/<collection>/`; copying the same files again changes nothing.

    A folder is taken with its sub-folders, its `manifest.csv`, `corrections.yml` and `expected.csv`. A file whose name is taken by another content
    gets its hash into its name.

    Args:
        home: the home folder.
        paths: PDFs and folders.
        collection: name of the batch.

    Raises:
        InboxError: a path does not exist, is no PDF by name, or a folder holds no PDF.
        OSError: something cannot be read or written.
    """
    target = home.inbox / check_collection_name(collection)
    sources: list[tuple[Path, str]] = []
    for path in paths:
        sources.extend(_sources(path, target))
    copied = 0
    for source, name in sources:
        copied += _copy(source, target, name)
    for path in paths:
        if path.is_dir() and path.resolve() != target.resolve():
            if (path / MANIFEST_NAME).exists():
                _merge_manifest(path, target)
            for name in (CORRECTIONS_NAME, EXPECTED_NAME):
                if (path / name).exists():
                    _copy_list(path / name, target / name)
    return CopyResult(collection, copied, len(sources) - copied)


def _sources(path: Path, target: Path) -> list[tuple[Path, str]]:
    if path.is_dir():
        found = [(file, file.relative_to(path).as_posix()) for file in _files_below(path) if file.is_file()]
        if not found:
            raise InboxError(f"{path} holds no file: give a folder with PDFs, or the PDFs themselves.")
        return found
    if not path.exists():
        raise InboxError(f"{path} does not exist: check the spelling.")
    if path.suffix.lower() != ".pdf":
        raise InboxError(f"{path} is not named .pdf: only PDF disclosures can be ingested.")
    inside = path.resolve().is_relative_to(target.resolve())
    return [(path, path.resolve().relative_to(target.resolve()).as_posix() if inside else path.name)]


def _files_below(folder: Path) -> Iterator[Path]:
    """Everything that is no folder, links to folders included; hidden names and the lists of the folder itself are left out."""

    def failed(error: OSError) -> None:
        raise error  # os.walk skips what it cannot read; a failed read must not look like an empty folder

    for parent, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(parent, name).is_symlink()]
        for name in sorted([*names, *links]):
            if not name.startswith(".") and not (name in _LISTS and Path(parent) == folder):
                yield Path(parent, name)


def _files_in(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        if not entry.name.startswith(".") and not entry.is_dir():
            yield Path(entry.path)


def _copy(source: Path, target: Path, name: str) -> bool:
    destination = target / name
    if destination.exists():
        if destination.samefile(source) or _digest(destination) == _digest(source):
            return False
        destination = _with_mark(destination, _digest(source)[:8])
        if destination.exists():
            return False
    destination.parent.mkdir(parents=True, exist_ok=True)
    scratch = destination.with_name(f".{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}.part")
    shutil.copyfile(source, scratch)
    scratch.replace(destination)  # a watcher never sees half a file
    return True


def _with_mark(path: Path, mark: str) -> Path:
    """The path with a mark in its name, shortened where the name would be too long for the disk."""
    stem = path.stem
    while len(os.fsencode(f"{stem}-{mark}{path.suffix}")) > _LONGEST_NAME:
        stem = stem[:-1]
    return path.with_name(f"{stem}-{mark}{path.suffix}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_list(new: Path, old: Path) -> None:
    """Take over a list of a delivered folder (corrections, expected disclosures); two different ones are for people to merge."""
    if old.exists() and old.read_bytes() != new.read_bytes():
        raise InboxError(
            f"{old} says something else than {new}: put the entries of both into the first, and remove the second."
        )
    shutil.copyfile(new, old)


def _merge_manifest(source: Path, target: Path) -> None:
    """Add the lines of one manifest to another; a file described twice keeps the newer line."""
    incoming = read_manifest(source)
    if incoming.problems or not (target / MANIFEST_NAME).exists():
        shutil.copyfile(
            source / MANIFEST_NAME, target / MANIFEST_NAME
        )  # faulty lines are reported by the scan, not lost here
        return
    write_entries(target, incoming.entries)
