"""What the sensors decide, as pure functions of what they see: the inbox, what is loaded, and how earlier runs of the same files ended."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.intake.inbox import Footprint, ListedFile

FileKey = tuple[str, str]
"""Collection and file name."""

SETTLE_SECONDS = 30.0
"""A file counts as arrived when it has not changed for so long."""
PATIENCE_SECONDS = 300.0
"""Files that have arrived wait no longer than this for others of their collection that are still arriving."""
_FIRST_DELAY = 60.0
_LONGEST_DELAY = 6 * 3600.0
_CLOCK_SET_BACK = 300.0


@dataclass(frozen=True, slots=True)
class Launch:
    """A run to start."""

    collection: str
    state: str
    """The same for the same new files; earlier runs for them are found by it."""
    attempt: int
    """1 for the first run of these files."""
    file_count: int

    @property
    def run_key(self) -> str:
        """Asking twice starts one run; another attempt is another run."""
        return f"{self.collection}:{self.state}:{self.attempt}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The runs that were started for one state before."""

    ended: int = 0
    """How many came to an end. What they were started for is still to be done, so they failed or did not help."""
    last_end: float = 0.0
    """Seconds since 1970."""
    reason: str = ""
    """Why the last one failed, for people."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do in this tick."""

    launches: tuple[Launch, ...]
    still_arriving: int
    """New files that changed a moment ago."""
    waiting: tuple[str, ...]
    """Why a collection with new files is not run now, one sentence each."""


def seconds_until_due(earlier: Earlier, now: float) -> float:
    """How long to wait before the next attempt: a minute after the first failure, then four times as long each time, at most six hours.

    Args:
        earlier: the runs before.
        now: seconds since 1970. A clock that was set back makes it due.

    Returns:
        seconds; 0 when it is due.
    """
    if not earlier.ended or now < earlier.last_end - _CLOCK_SET_BACK:
        return 0
    delay = min(_FIRST_DELAY * 4.0 ** min(earlier.ended - 1, 10), _LONGEST_DELAY)
    return max(0.0, earlier.last_end + delay - now)


def plan(
    listing: Iterable[ListedFile],
    known: Mapping[FileKey, Footprint],
    in_flight: AbstractSet[str],
    earlier: Callable[[str], Earlier],
    now: float,
    *,
    limit: int = 20,
) -> Plan:
    """Decide which collections to run.

    A collection is run when its new files have arrived and no run of it is under way. Where files never stop arriving, those that have arrived are
    taken every few minutes; the run leaves the others for the next one.

    Args:
        listing: every file in the inbox now.
        known: files that the warehouse has, as they were then.
        in_flight: collections with a queued or running run.
        earlier: state → the runs that were started for it before.
        now: seconds since 1970.
        limit: most runs to start in one tick.

    Returns:
        runs to start, and why others wait.
    """
    new: dict[str, list[ListedFile]] = defaultdict(list)
    for file in listing:
        if known.get((file.collection, file.file_name)) != file.footprint:
            new[file.collection].append(file)
    launches: list[Launch] = []
    waiting: list[str] = []
    still_arriving = 0
    for collection, files in sorted(new.items()):
        ages = {file: _age(file, now) for file in files}
        arrived = [file for file in files if ages[file] >= SETTLE_SECONDS]
        still_arriving += len(files) - len(arrived)
        impatient = any(age >= PATIENCE_SECONDS for age in ages.values())
        if len(arrived) < len(files) and not impatient:
            continue
        if collection in in_flight:
            waiting.append(f"{collection}: its run is under way.")
            continue
        state = _fingerprint(arrived)
        before = earlier(state)
        if seconds := seconds_until_due(before, now):
            waiting.append(
                f"{collection}: {before.ended} runs did not help ({before.reason}); next in {seconds:,.0f} s."
            )
        elif len(launches) >= limit:
            waiting.append(f"{collection}: after the {limit} that start now.")
        else:
            launches.append(Launch(collection, state, before.ended + 1, len(arrived)))
    return Plan(tuple(launches), still_arriving, tuple(waiting))


def _age(file: ListedFile, now: float) -> float:
    """Seconds since the last change; a change in the future is old, because the clock was set back."""
    age = now - file.ctime_ns / 1e9
    return PATIENCE_SECONDS if age < -_CLOCK_SET_BACK else age


def _fingerprint(files: Iterable[ListedFile]) -> str:
    lines = sorted(f"{file.file_name}\t{file.footprint}" for file in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
