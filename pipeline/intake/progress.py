"""Which collections still need work: a stamp per collection says what state of it has reached the warehouse.

Intake's ledger alone cannot tell: a run may end between scanning and loading. The stamp is written after loading and names what was loaded, so a
collection whose files, manifest or reader have changed since then is work to do.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.home import CORRECTIONS_NAME, EXPECTED_NAME, Home
from pipeline.intake import ledger
from pipeline.intake.inbox import list_collection, list_collections
from pipeline.intake.manifest import MANIFEST_NAME
from pipeline.intake.watch import FileKey, Footprint


def mark_loaded(home: Home, collection: str, reader_version: str) -> None:
    """Remember that the collection as last scanned is in the warehouse, read by this version of the reader."""
    path = _stamp_file(home, collection)
    scratch = path.with_suffix(".part")
    scratch.write_text(_state(home, collection, reader_version), encoding="utf-8")
    scratch.replace(path)


def is_loaded(home: Home, collection: str, reader_version: str) -> bool:
    """Whether the collection as last scanned is in the warehouse, read by this version of the reader."""
    path = _stamp_file(home, collection)
    return path.exists() and path.read_text(encoding="utf-8") == _state(home, collection, reader_version)


def known_files(home: Home, reader_version: str) -> dict[FileKey, Footprint]:
    """Files that need no further run: those of collections that are loaded, as they were when they were scanned."""
    return {
        (collection, file.file_name): (file.byte_size, file.mtime_ns)
        for collection in ledger.known_collections(home)
        if is_loaded(home, collection, reader_version)
        for file in ledger.read_ledger(home, collection).values()
    }


def collections_with_work(home: Home, reader_version: str) -> list[str]:
    """Collections of the inbox with a file, manifest or reader that the warehouse has not seen.

    Raises:
        OSError: the inbox cannot be read.
    """
    known = known_files(home, reader_version)
    return [
        collection
        for collection in list_collections(home)
        if not is_loaded(home, collection, reader_version)
        or any(
            known.get((collection, f.file_name)) != (f.byte_size, f.mtime_ns) for f in list_collection(home, collection)
        )
    ]


def _stamp_file(home: Home, collection: str) -> Path:
    return ledger.ledger_file(home, collection).with_suffix(".loaded")


def _state(home: Home, collection: str, reader_version: str) -> str:
    digest = hashlib.sha256(reader_version.encode())
    folder = home.inbox / collection
    beside = (MANIFEST_NAME, CORRECTIONS_NAME, EXPECTED_NAME)
    for path in (ledger.ledger_file(home, collection), *(folder / name for name in beside)):
        digest.update(path.read_bytes() if path.exists() else b"-")
    return digest.hexdigest()


def not_published(home: Home, models_version: str) -> str | None:
    """Identify what has changed since the last published build: loads, or the models that compute it.

    Args:
        home: the home folder.
        models_version: changes when a model does.

    Returns:
        a key of the state to be published; None when the published build has everything, or nothing was ever loaded.
    """
    stamps = sorted(ledger.ledger_folder(home).glob("*.loaded"))
    if not stamps:
        return None
    loads = "".join(f"{path.name} {path.stat().st_mtime_ns}\n" for path in stamps)
    state = hashlib.sha256(f"{models_version}\n{loads}".encode()).hexdigest()[:16]
    published = _published_file(home)
    return None if published.exists() and published.read_text(encoding="utf-8") == state else state


def mark_published(home: Home, state: str | None) -> None:
    """Remember that a build of this state (`not_published` before the build began) is published."""
    if state is not None:
        _published_file(home).write_text(state, encoding="utf-8")


def _published_file(home: Home) -> Path:
    return ledger.ledger_folder(home) / "published.state"
