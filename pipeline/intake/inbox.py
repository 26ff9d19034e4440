"""The inbox: which files lie in it, and how files get into it."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.home import CORRECTIONS_NAME, EXPECTED_NAME, Home
from pipeline.intake.manifest import COLUMNS, MANIFEST_NAME, read_manifest

DEFAULT_COLLECTION = "default"


class InboxError(Exception):
    """A path or name that the user gave cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A PDF in the inbox as the directory shows it; nothing has been read from it."""

    collection: str
    file_name: str
    """Path below the collection's folder, with `/` as separator."""
    byte_size: int
    mtime_ns: int


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
    """Collections in the inbox, in order of name.

    Raises:
        OSError: the inbox cannot be read. A failed read is never an empty inbox.
    """
    return sorted(entry.name for entry in os.scandir(home.inbox) if entry.is_dir() and not entry.name.startswith("."))


def list_collection(home: Home, collection: str) -> list[ListedFile]:
    """PDFs of a collection, at any depth, in order of name.

    Hidden files and everything that is not named `.pdf` (manifests, half-finished downloads) are no documents.

    Raises:
        OSError: a folder of it cannot be read or does not exist.
    """
    folder = home.inbox / collection
    files = []
    for path in _pdfs_below(folder):
        try:
            status = path.stat()
        except FileNotFoundError:  # taken away between listing and looking: the next scan will see what is there then
            continue
        name = PurePosixPath(path.relative_to(folder).as_posix()).as_posix()
        files.append(ListedFile(collection, name, status.st_size, status.st_mtime_ns))
    return sorted(files, key=lambda file: file.file_name)


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
        found = [(file, file.relative_to(path).as_posix()) for file in _pdfs_below(path)]
        if not found:
            raise InboxError(f"{path} holds no .pdf file: give a folder with PDFs, or the PDFs themselves.")
        return found
    if not path.exists():
        raise InboxError(f"{path} does not exist: check the spelling.")
    if path.suffix.lower() != ".pdf":
        raise InboxError(f"{path} is not named .pdf: only PDF disclosures can be ingested.")
    inside = path.resolve().is_relative_to(target.resolve())
    return [(path, path.resolve().relative_to(target.resolve()).as_posix() if inside else path.name)]


def _pdfs_below(folder: Path) -> Iterator[Path]:
    def failed(error: OSError) -> None:
        raise error  # os.walk skips what it cannot read; a failed read must not look like an empty folder

    for parent, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if path.suffix.lower() == ".pdf" and not name.startswith(".") and path.is_file():
                yield path


def _copy(source: Path, target: Path, name: str) -> bool:
    destination = target / name
    if destination.exists():
        if destination.samefile(source) or _digest(destination) == _digest(source):
            return False
        destination = destination.with_name(f"{destination.stem}-{_digest(source)[:8]}{destination.suffix}")
        if destination.exists():
            return False
    destination.parent.mkdir(parents=True, exist_ok=True)
    scratch = destination.with_name(f".{destination.name}.part")
    shutil.copyfile(source, scratch)
    scratch.replace(destination)  # a watcher never sees half a file
    return True


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
    entries = {**read_manifest(target).entries, **incoming.entries}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, entry in entries.items():
        values = [getattr(entry, column) for column in COLUMNS[1:]]
        writer.writerow([name, *("" if value is None else value for value in values)])
    scratch = target / f".{MANIFEST_NAME}.part"
    scratch.write_text(text.getvalue(), encoding="utf-8")
    scratch.replace(target / MANIFEST_NAME)
