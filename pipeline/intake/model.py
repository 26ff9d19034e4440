"""What intake gives: one record per file seen in an inbox, and nothing read from inside the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

IntakeStatus = Literal["new", "duplicate", "rejected"]


@dataclass(frozen=True, slots=True)
class IntakeRecord:
    """raw `document_file`: one file as an operator or crawler dropped it; the key is (`collection`, `file_name`).

    A document (`document_id`) is a distinct file content. Exactly one record per content is `new` or `rejected` and names the document's
    collection; every further file with the same bytes, in any collection, is `duplicate`.
    """

    document_id: str
    """First 16 hex digits of `sha256`."""
    sha256: str
    """Of the whole file."""
    collection: str
    """First folder below `inbox/`; the operator's name of a batch, never derived from text."""
    file_name: str
    """Path below `inbox/<collection>/`, with `/` as separator."""
    byte_size: int
    stored_path: Path | None
    """The content-addressed copy, relative to the home folder; None when the content was rejected."""
    status: IntakeStatus
    """`new`: readable, to be extracted (stays `new` on every later scan); `duplicate`; `rejected`: cannot be read as a PDF."""
    reason: str | None
    """For people: why it was rejected, or of which file it is a copy."""
    seen_at: datetime
    """When this content was first seen under this name (UTC)."""
    division_code: str | None = None
    """This and the following: what `manifest.csv` says; None where it says nothing."""
    fiscal_year: int | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    source_url: str | None = None
    published_on: date | None = None
