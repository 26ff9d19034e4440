"""Which collections still need work: what they are now against what the warehouse says of them (`pipeline.intake.loaded`).

Intake's ledger alone cannot tell: a run may end between scanning and loading, and a warehouse can be lost while the ledger stays.
"""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path

from pipeline.home import CORRECTIONS_NAME, EXPECTED_NAME, Home
from pipeline.intake import ledger
from pipeline.intake.inbox import LOOSE_FILES, Footprint, collection_folder, list_collection, list_collections
from pipeline.intake.loaded import read_answer
from pipeline.intake.manifest import MANIFEST_NAME

logger = logging.getLogger(__name__)

FileKey = tuple[str, str]
"""Collection and file name."""


def state_of(home: Home, collection: str, reader_version: str) -> str:
    """Names everything that a load of the collection as last scanned depends on."""
    digest = hashlib.sha256(reader_version.encode())
    folder = collection_folder(home, collection)
    beside = (MANIFEST_NAME, CORRECTIONS_NAME, EXPECTED_NAME)
    for path in (ledger.ledger_file(home, collection), *(folder / name for name in beside)):
        digest.update(path.read_bytes() if path.exists() else b"-")
    return digest.hexdigest()


def is_loaded(home: Home, collection: str, reader_version: str) -> bool:
    """Whether the collection as last scanned is in the warehouse, read by this version of the reader."""
    return read_answer(home).collections.get(collection) == state_of(home, collection, reader_version)


def known_files(home: Home, reader_version: str) -> dict[FileKey, Footprint]:
    """Files that need no further run: those of collections that are loaded, as they were when they were scanned."""
    loaded = read_answer(home).collections
    return {
        (collection, file.file_name): (file.byte_size, file.mtime_ns, file.ctime_ns)
        for collection in ledger.known_collections(home)
        if loaded.get(collection) == state_of(home, collection, reader_version)
        for file in ledger.read_ledger(home, collection)
        if not file.former
    }


def all_collections(home: Home) -> list[str]:
    """Collections of the inbox; the files beside them too while the ledger still has some that are gone.

    Raises:
        OSError: the inbox cannot be read.
    """
    names = list_collections(home)
    if LOOSE_FILES not in names and ledger.read_ledger(home, LOOSE_FILES):
        names.append(LOOSE_FILES)
    return names


def collections_with_work(home: Home, reader_version: str) -> list[str]:
    """Collections of the inbox with a file, manifest or reader that the warehouse has not seen.

    A collection that cannot be looked at is among them: its run will say why, and the others go on.

    Raises:
        OSError: the inbox itself cannot be read.
    """
    known = known_files(home, reader_version)
    return [name for name in all_collections(home) if _has_work(home, name, known, reader_version)]


def _has_work(home: Home, collection: str, known: dict[FileKey, Footprint], reader_version: str) -> bool:
    try:
        if not is_loaded(home, collection, reader_version):
            return True
        listing = list_collection(home, collection)
    except (OSError, ValueError) as problem:
        logger.warning("Collection %s cannot be looked at: %s", collection, problem)
        return True
    gone = collection == LOOSE_FILES and not listing
    return gone or any(known.get((collection, file.file_name)) != file.footprint for file in listing)


def not_published(home: Home, models_version: str) -> str | None:
    """Identify what has changed since the last published build: loads, or the models that compute it.

    Args:
        home: the home folder.
        models_version: changes when a model does.

    Returns:
        a key of the state to be published; None when the published build has everything, or nothing was ever loaded.
    """
    loaded = read_answer(home)
    if not loaded.collections:
        return None
    published = _published_file(home)
    state = hashlib.sha256(json.dumps([models_version, loaded.load_no, dict(loaded.collections)]).encode()).hexdigest()[
        :16
    ]
    is_there = home.current.exists() and published.exists()
    return None if is_there and published.read_text(encoding="utf-8") == state else state


def mark_published(home: Home, state: str | None) -> None:
    """Remember that a build of this state (`not_published` before the build began) is published."""
    if state is not None:
        _published_file(home).write_text(state, encoding="utf-8")


def _published_file(home: Home) -> Path:
    return home.published / ".state"
