"""What was fetched before: one JSON file per collection in `fetched/`, and answers that broke off."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from pipeline.home import Home, write_whole


@dataclass(frozen=True, slots=True)
class Fetched:
    """An address and the file it gave last."""

    address: str
    file_name: str
    """Below the collection's folder."""
    sha256: str
    byte_size: int
    etag: str | None
    last_modified: str | None
    fetched_at: str
    """ISO 8601, UTC."""


def read_memory(home: Home, collection: str) -> dict[str, Fetched]:
    """Address → what it gave; a damaged file is forgotten, which costs one download of each address."""
    try:
        stored = json.loads(_memory_file(home, collection).read_text(encoding="utf-8"))
        return {one["address"]: Fetched(**one) for one in stored}
    except (FileNotFoundError, json.JSONDecodeError, TypeError, KeyError):
        return {}


def write_memory(home: Home, collection: str, fetched: dict[str, Fetched]) -> None:
    """Replace what is remembered of a collection."""
    stored = [asdict(one) for one in fetched.values()]
    write_whole(_memory_file(home, collection), json.dumps(stored, ensure_ascii=False, indent=1))


def unfinished_file(home: Home, address: str) -> Path:
    """Where the body of an answer is written until it is complete; what is there already is asked for no more (`If-Range`)."""
    return home.root / "fetched" / "unfinished" / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.part"


def _memory_file(home: Home, collection: str) -> Path:
    return home.root / "fetched" / f"{quote(collection, safe='')}.json"
