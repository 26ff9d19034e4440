"""Documents whose reading process died or ran out of time or memory: not a verdict on the document, so it is tried again.

A killed process may have been the machine's fault (other programs took its memory, a restart), so the document counts as rejected with that
reason and is read again a day later, then after two days, four, … up to a month.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.home import Home, write_whole
from pipeline.intake.ledger import ledger_folder

_FIRST_DELAY = timedelta(hours=20)
"""Less than a day, so that the daily scan of the next day finds it due."""
_LONGEST_DELAY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that could not be read for want of something."""

    document_id: str
    reason: str
    """For people."""
    reader: str
    """Version of the reader; another version tries at once."""
    attempts: int
    failed_at: str
    """ISO 8601, UTC: the last attempt."""


def is_due(failure: Failure, reader: str, now: datetime) -> bool:
    """Whether the document is to be read again.

    Args:
        failure: what happened.
        reader: version of the reader now.
        now: with a zone. A clock that was set back makes everything due.
    """
    if failure.reader != reader:
        return True
    passed = now - datetime.fromisoformat(failure.failed_at)
    delay = min(_FIRST_DELAY + timedelta(days=2.0 ** min(failure.attempts - 1, 6) - 1), _LONGEST_DELAY)
    return passed >= delay or passed < timedelta(hours=-1)


def read_failures(home: Home) -> dict[str, Failure]:
    """All failures by document; a damaged record is dropped, which only means that its document is read again."""
    found = {}
    for path in _folder(home).glob("*.json") if _folder(home).exists() else ():
        try:
            failure = Failure(**json.loads(path.read_text(encoding="utf-8")))
        except (TypeError, json.JSONDecodeError, FileNotFoundError):
            continue
        found[failure.document_id] = failure
    return found


def record_failure(home: Home, document_id: str, reason: str, reader: str) -> Failure:
    """Note one more failed attempt of this version of the reader."""
    before = read_failures(home).get(document_id)
    attempts = before.attempts + 1 if before and before.reader == reader else 1
    failure = Failure(document_id, reason, reader, attempts, datetime.now(UTC).isoformat(timespec="seconds"))
    write_whole(_file(home, document_id), json.dumps(asdict(failure), ensure_ascii=False))
    return failure


def forget_failure(home: Home, document_id: str) -> None:
    """The document was read, or is to be read at once."""
    _file(home, document_id).unlink(missing_ok=True)


def _folder(home: Home) -> Path:
    return ledger_folder(home) / "failures"


def _file(home: Home, document_id: str) -> Path:
    return _folder(home) / f"{document_id}.json"
