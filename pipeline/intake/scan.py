"""Scan a collection: every file gets a record, every new content a copy in the store."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.home import Home
from pipeline.intake import ledger
from pipeline.intake.expected import read_expected
from pipeline.intake.inbox import ListedFile, list_collection
from pipeline.intake.manifest import Manifest, ManifestEntry, read_manifest
from pipeline.intake.model import IntakeRecord
from pipeline.intake.opening import CHECK_VERSION, why_not_readable

DOCUMENT_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Outcome of one scan."""

    collection: str
    records: tuple[IntakeRecord, ...]
    """Every file of the collection, in order of name, those seen in earlier scans included."""
    first_seen: int
    """How many of them this scan saw for the first time (or with new content)."""
    manifest_problems: tuple[str, ...]

    def with_status(self, status: str) -> list[IntakeRecord]:
        """The records with one status."""
        return [record for record in self.records if record.status == status]


def scan_collection(home: Home, collection: str) -> ScanResult:
    """Look at every PDF of `inbox/<collection>/`.

    Scanning again gives the same records; files whose size and time did not change are not read again. A file that was taken away
    stays in the store and in the warehouse, and is no longer in the records.

    Args:
        home: the home folder.
        collection: name of the folder below the inbox.

    Returns:
        all records, and what was wrong with the manifest.

    Raises:
        OSError: the collection cannot be read or the store cannot be written.
        ValueError: the ledger is damaged.
    """
    listing = list_collection(home, collection)
    manifest = read_manifest(home.inbox / collection)
    known = ledger.read_ledger(home, collection)
    seen: list[ledger.SeenFile] = []
    records: list[IntakeRecord] = []
    for listed in listing:
        file = _look_at(home, listed, known.get(listed.file_name))
        if file is None:
            continue
        seen.append(file)
        records.append(_record(home, collection, file, manifest.entries.get(file.file_name, ManifestEntry())))
    ledger.write_ledger(home, collection, seen)
    first_seen = sum(file.file_name not in known or known[file.file_name].sha256 != file.sha256 for file in seen)
    return ScanResult(collection, tuple(records), first_seen, tuple(_list_problems(home, collection, manifest, seen)))


def recall_collection(home: Home, collection: str) -> ScanResult:
    """The result of the last scan, without looking at the files again; what later steps of a run work on.

    Args:
        home: the home folder.
        collection: name of the folder below the inbox.

    Raises:
        OSError: the manifest or the ledger cannot be read.
        ValueError: the ledger is damaged.
    """
    manifest = read_manifest(home.inbox / collection)
    seen = list(ledger.read_ledger(home, collection).values())
    records = [_record(home, collection, file, manifest.entries.get(file.file_name, ManifestEntry())) for file in seen]
    return ScanResult(collection, tuple(records), 0, tuple(_list_problems(home, collection, manifest, seen)))


def _look_at(home: Home, listed: ListedFile, before: ledger.SeenFile | None) -> ledger.SeenFile | None:
    if before and (before.byte_size, before.mtime_ns) == (listed.byte_size, listed.mtime_ns):
        return before
    path = home.inbox / listed.collection / listed.file_name
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:  # taken away since the listing
        return None
    same = before is not None and before.sha256 == digest
    now = before.seen_at if before and same else datetime.now(UTC).isoformat(timespec="seconds")
    return ledger.SeenFile(listed.file_name, listed.byte_size, listed.mtime_ns, digest, now)


def _record(home: Home, collection: str, file: ledger.SeenFile, said: ManifestEntry) -> IntakeRecord:
    owner = _owner(home, collection, file)
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


def _owner(home: Home, collection: str, file: ledger.SeenFile) -> ledger.Owner:
    """Who owns the content; its verdict is made once, and again when the check itself has changed."""
    owner = ledger.read_owner(home, file.sha256)
    if owner and owner.check_version == CHECK_VERSION:
        return owner
    path = home.inbox / collection / file.file_name
    reason = why_not_readable(path)
    if reason is None:
        _store(path, home.stored_file(file.sha256))
    if owner is None:
        return ledger.claim(home, file.sha256, ledger.Owner(collection, file.file_name, CHECK_VERSION, reason))
    owner = ledger.Owner(owner.collection, owner.file_name, CHECK_VERSION, reason)
    ledger.replace_owner(home, file.sha256, owner)
    return owner


def _store(source: Path, target: Path) -> None:
    """Copy (not link: an operator may write into the inbox file later) so that a half-written copy never has the final name."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_suffix(".part")
    shutil.copyfile(source, scratch)
    scratch.replace(target)


def _list_problems(home: Home, collection: str, manifest: Manifest, seen: list[ledger.SeenFile]) -> list[str]:
    names = {file.file_name for file in seen}
    missing = [name for name in manifest.entries if name not in names]
    problems = list(manifest.problems)
    problems += [
        f"manifest.csv names {name}, which is not in the collection: deliver the file or correct its name."
        for name in missing
    ]
    return problems + read_expected(home.inbox / collection).problems
