"""What the inbox sensor decides, as a pure function of what it sees and remembers."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.intake.inbox import ListedFile

Footprint = tuple[int, int]
"""Size in bytes and modification time in nanoseconds: changes while a file is being written."""
FileKey = tuple[str, str]
"""Collection and file name."""


@dataclass(frozen=True, slots=True)
class Launch:
    """A run to start."""

    collection: str
    run_key: str
    """The same for the same new files: asking twice starts one run."""
    file_count: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do in this tick."""

    launches: tuple[Launch, ...]
    unsettled: dict[FileKey, Footprint]
    """Files to compare with at the next tick."""
    still_arriving: int
    """New files that changed since the last tick or are seen for the first time."""
    waiting: tuple[str, ...]
    """Collections with new files whose run is still under way, or beyond `limit`."""


def plan(
    listing: Iterable[ListedFile],
    known: Mapping[FileKey, Footprint],
    unsettled: Mapping[FileKey, Footprint],
    in_flight: AbstractSet[str],
    limit: int = 20,
) -> Plan:
    """Decide which collections to run.

    A file counts as arrived when size and time are the same in two ticks. A collection is run when all its new files have arrived and
    no run of it is under way.

    Args:
        listing: every PDF in the inbox now.
        known: files that a scan has recorded, as they were then.
        unsettled: new files of the last tick (`Plan.unsettled`).
        in_flight: collections with a queued or running run.
        limit: most runs to start in one tick.

    Returns:
        runs to start, and what to remember.
    """
    new: dict[str, dict[str, Footprint]] = defaultdict(dict)
    for file in listing:
        footprint = (file.byte_size, file.mtime_ns)
        if known.get((file.collection, file.file_name)) != footprint:
            new[file.collection][file.file_name] = footprint
    launches: list[Launch] = []
    remember: dict[FileKey, Footprint] = {}
    waiting: list[str] = []
    still_arriving = 0
    for collection, files in sorted(new.items()):
        remember.update({(collection, name): footprint for name, footprint in files.items()})
        moving = sum(unsettled.get((collection, name)) != footprint for name, footprint in files.items())
        still_arriving += moving
        if moving:
            continue
        if collection in in_flight or len(launches) >= limit:
            waiting.append(collection)
            continue
        launches.append(Launch(collection, f"{collection}:{_fingerprint(files)}", len(files)))
    return Plan(tuple(launches), remember, still_arriving, tuple(waiting))


def _fingerprint(files: Mapping[str, Footprint]) -> str:
    text = "\n".join(f"{name}\t{size}\t{mtime}" for name, (size, mtime) in sorted(files.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
