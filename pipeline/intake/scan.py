"""Scan a collection: every file gets a record, every new content a copy in the store."""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.home import Home
from pipeline.intake import ledger
from pipeline.intake.expected import read_expected
from pipeline.intake.inbox import ListedFile, collection_folder, list_collection
from pipeline.intake.manifest import Manifest, ManifestEntry, read_manifest
from pipeline.intake.model import IntakeRecord
from pipeline.intake.opening import CHECK_VERSION, why_not_readable

DOCUMENT_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Outcome of one scan."""

    collection: str
    records: tuple[IntakeRecord, ...]
    """Every file that ever lay in the collection, in order of name."""
    former: tuple[IntakeRecord, ...]
    """Contents whose name now holds another content: documents without a file, in the order in which they came."""
    first_seen: int
    """How many of them this scan saw for the first time (or with new content)."""
    manifest_problems: tuple[str, ...]

    def with_status(self, status: str) -> list[IntakeRecord]:
        """The records with one status."""
        return [record for record in self.records if record.status == status]


def scan_collection(home: Home, collection: str, settle_seconds: float = 0) -> ScanResult:
    """Look at every file of `inbox/<collection>/`.

    Scanning again gives the same records; files that did not change are not read again. What was taken away stays: its content is in the store and
    its document in the warehouse, so a warehouse that is built anew has it too.

    Args:
        home: the home folder.
        collection: name of the folder below the inbox.
        settle_seconds: files that changed within the last so many seconds are left for the next scan.

    Returns:
        all records, and what was wrong with the manifest.

    Raises:
        OSError: the collection cannot be read or the store cannot be written.
        ValueError: the ledger is damaged.
    """
    listing = list_collection(home, collection)
    known = ledger.read_ledger(home, collection)
    before = {file.file_name: file for file in known if not file.former}
    gone = before.keys() - {listed.file_name for listed in listing}
    kept = [file for file in known if file.former or (file.file_name in gone and file.obstacle is None)]
    seen: list[ledger.SeenFile] = []
    for listed in listing:
        earlier = before.get(listed.file_name)
        file = earlier if _is_moving(listed, settle_seconds) else _look_at(home, listed, earlier)
        if file is not None:
            seen.append(file)
            if earlier is not None and earlier.obstacle is None and earlier.sha256 != file.sha256:
                kept.append(replace(earlier, former=True))
    ledger.write_ledger(home, collection, [*seen, *kept])
    first_seen = sum(f.file_name not in before or before[f.file_name].sha256 != f.sha256 for f in seen)
    return _result(home, collection, [*seen, *kept], first_seen)


def recall_collection(home: Home, collection: str) -> ScanResult:
    """The result of the last scan, without looking at the files again; what later steps of a run work on.

    Args:
        home: the home folder.
        collection: name of the folder below the inbox.

    Raises:
        OSError: the manifest or the ledger cannot be read.
        ValueError: the ledger is damaged.
    """
    return _result(home, collection, ledger.read_ledger(home, collection), 0)


def _result(home: Home, collection: str, files: list[ledger.SeenFile], first_seen: int) -> ScanResult:
    folder = collection_folder(home, collection)
    manifest = read_manifest(folder)
    files = sorted(files, key=lambda file: (file.file_name, file.seen_at, file.sha256))
    records = {
        file: _record(home, collection, file, manifest.entries.get(file.file_name, ManifestEntry())) for file in files
    }
    problems = [*_list_problems(manifest, files), *read_expected(folder).problems]
    return ScanResult(
        collection,
        tuple(record for file, record in records.items() if not file.former),
        tuple(record for file, record in records.items() if file.former and record.status != "duplicate"),
        first_seen,
        tuple(problems),
    )


_CLOCK_SET_BACK = 300
"""Seconds that a change may lie in the future; beyond that the clock was set back and says nothing."""


def _is_moving(listed: ListedFile, settle_seconds: float) -> bool:
    age = time.time() - listed.ctime_ns / 1e9
    return -_CLOCK_SET_BACK < age < settle_seconds


def _look_at(home: Home, listed: ListedFile, before: ledger.SeenFile | None) -> ledger.SeenFile | None:
    """What a file is now; as before while it changes under our eyes or is gone, so that the next scan looks again."""
    if before and before.obstacle == listed.obstacle and _is_as_before(home, listed, before):
        return before
    if listed.obstacle is not None:
        digest = hashlib.sha256(f"{listed.collection}/{listed.file_name}".encode()).hexdigest()
    elif (taken := _take_in(home, listed)) is not None:
        digest = taken
    else:
        return before
    same = before is not None and before.sha256 == digest
    now = before.seen_at if before and same else datetime.now(UTC).isoformat(timespec="seconds")
    return ledger.SeenFile(
        listed.file_name, listed.byte_size, listed.mtime_ns, digest, now, listed.ctime_ns, listed.obstacle
    )


def _is_as_before(home: Home, listed: ListedFile, before: ledger.SeenFile) -> bool:
    if listed.footprint != (before.byte_size, before.mtime_ns, before.ctime_ns):
        return False
    if before.obstacle is not None:
        return True
    owner = ledger.read_owner(home, before.sha256)
    if owner is None or owner.check_version != CHECK_VERSION:
        return False
    return owner.rejected_reason is not None or home.stored_file(before.sha256).exists()


_BLOCK = 1 << 20


def _take_in(home: Home, listed: ListedFile) -> str | None:
    """Copy a file into the store and judge the copy: what is hashed, judged, stored and read is one and the same sequence of bytes.

    Returns:
        its SHA-256; None when the file vanished or changed meanwhile.
    """
    path = listed.path or collection_folder(home, listed.collection) / listed.file_name
    scratch = home.store / f".{uuid.uuid4().hex}.part"
    digest = hashlib.sha256()
    try:
        source = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:  # taken away since the listing
        return None
    try:
        with os.fdopen(source, "rb") as file, scratch.open("wb") as copy:
            while block := file.read(_BLOCK):
                digest.update(block)
                copy.write(block)
            status = os.fstat(file.fileno())
        if (status.st_size, status.st_mtime_ns, status.st_ctime_ns) != listed.footprint:
            return None
        _judge(home, listed, digest.hexdigest(), scratch)
    finally:
        scratch.unlink(missing_ok=True)
    return digest.hexdigest()


def _judge(home: Home, listed: ListedFile, sha256: str, copy: Path) -> None:
    """Make the verdict on a content, once and again when the check itself has changed; keep the copy when it can be read."""
    owner = ledger.read_owner(home, sha256)
    if owner is None or owner.check_version != CHECK_VERSION:
        reason = why_not_readable(copy, listed.file_name)
        first = (owner.collection, owner.file_name) if owner else (listed.collection, listed.file_name)
        verdict = ledger.Owner(*first, CHECK_VERSION, reason)
    else:
        verdict = owner
    target = home.stored_file(sha256)
    if verdict.rejected_reason is None and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        copy.replace(target)
    if owner is None:
        ledger.claim(home, sha256, verdict)
    elif owner != verdict:
        ledger.replace_owner(home, sha256, verdict)


def _record(home: Home, collection: str, file: ledger.SeenFile, said: ManifestEntry) -> IntakeRecord:
    me = ledger.Owner(collection, file.file_name, CHECK_VERSION, file.obstacle)
    owner = me if file.obstacle else ledger.read_owner(home, file.sha256) or me
    is_owner = (owner.collection, owner.file_name) == (collection, file.file_name)
    rejected = owner.rejected_reason is not None
    return IntakeRecord(
        document_id=file.sha256[:DOCUMENT_ID_LENGTH],
        sha256=file.sha256,
        collection=collection,
        file_name=file.file_name,
        byte_size=file.byte_size,
        stored_path=None if rejected else home.stored_file(file.sha256).relative_to(home.root),
        status=("rejected" if rejected else "new") if is_owner else "duplicate",
        reason=owner.rejected_reason if is_owner else f"Same bytes as {owner.collection}/{owner.file_name}.",
        seen_at=datetime.fromisoformat(file.seen_at),
        division_code=said.division_code,
        fiscal_year=said.fiscal_year,
        unit_code=said.unit_code,
        unit_name=said.unit_name,
        source_url=said.source_url,
        published_on=said.published_on,
    )


def _list_problems(manifest: Manifest, seen: list[ledger.SeenFile]) -> list[str]:
    names = {file.file_name for file in seen}
    missing = [name for name in manifest.entries if name not in names]
    problems = list(manifest.problems)
    return problems + [
        f"manifest.csv names {name}, which is not in the collection: deliver the file or correct its name."
        for name in missing
    ]
