"""What intake remembers: one file of lines per collection, and one small file per content.

Both are plain JSON, replaced atomically, so that a killed run leaves the last complete state. The file per content decides, also between two
runs at the same time, which collection a document belongs to: whoever creates it first owns the content, every other copy is a duplicate.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from pipeline.home import Home


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as it was when it was last looked at."""

    file_name: str
    byte_size: int
    mtime_ns: int
    sha256: str
    seen_at: str
    """ISO 8601, UTC: when this content was first seen under this name."""
    ctime_ns: int = 0
    """When the operating system last saw it change; 0 in ledgers of older versions, whose files are looked at once more."""
    obstacle: str | None = None
    """Why it was not opened; `sha256` is then that of its place, not of its content."""
    former: bool = False
    """The name now holds another content; the document of this one stays."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The first file with a content, and the verdict on the content."""

    collection: str
    file_name: str
    check_version: int
    rejected_reason: str | None


def ledger_folder(home: Home) -> Path:
    """Where the ledgers are kept."""
    return home.root / "intake"


def ledger_file(home: Home, collection: str) -> Path:
    """The ledger of a collection; its name is percent-encoded so that any folder name is safe and can be read back."""
    return ledger_folder(home) / f"{quote(collection, safe='')}.jsonl"


def known_collections(home: Home) -> list[str]:
    """Collections that have been scanned at least once, in order of name."""
    folder = ledger_folder(home)
    if not folder.exists():
        return []
    return sorted(unquote(path.stem) for path in folder.iterdir() if path.suffix == ".jsonl")


def read_ledger(home: Home, collection: str) -> list[SeenFile]:
    """Files of a collection seen before, those that are gone or replaced included; empty when it was never scanned.

    Raises:
        OSError: the ledger exists but cannot be read.
        ValueError: it is not what `write_ledger` wrote.
    """
    path = ledger_file(home, collection)
    if not path.exists():
        return []
    try:
        return [SeenFile(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    except (TypeError, json.JSONDecodeError) as error:
        raise ValueError(
            f"{path} is damaged: delete it and scan the collection again (nothing else is lost)."
        ) from error


def write_ledger(home: Home, collection: str, files: Iterable[SeenFile]) -> None:
    """Replace the ledger of a collection."""
    lines = [
        json.dumps(asdict(file), ensure_ascii=False) + "\n"
        for file in sorted(files, key=lambda file: (file.file_name, file.former, file.seen_at, file.sha256))
    ]
    _replace(ledger_file(home, collection), "".join(lines))


def read_owner(home: Home, sha256: str) -> Owner | None:
    """Who owns a content; None when nobody has delivered it yet."""
    path = _owner_file(home, sha256)
    try:
        return Owner(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} is damaged: delete it and scan again.") from error


def claim(home: Home, sha256: str, owner: Owner) -> Owner:
    """Become the owner of a content, or learn who is.

    Args:
        home: the home folder.
        sha256: the content.
        owner: who asks.

    Returns:
        the owner from now on: `owner` itself, or whoever was first.
    """
    path = _owner_file(home, sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = _scratch(path, json.dumps(asdict(owner), ensure_ascii=False))
    try:
        os.link(scratch, path)  # fails when it exists, and never shows a half-written file
    except FileExistsError:
        return read_owner(home, sha256) or owner
    finally:
        scratch.unlink()
    return owner


def replace_owner(home: Home, sha256: str, owner: Owner) -> None:
    """Write a new verdict on a content (after `CHECK_VERSION` was raised)."""
    _replace(_owner_file(home, sha256), json.dumps(asdict(owner), ensure_ascii=False))


def _owner_file(home: Home, sha256: str) -> Path:
    return home.stored_file(sha256).with_suffix(".json")


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _scratch(path, text).replace(path)


def _scratch(path: Path, text: str) -> Path:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=".", suffix=".part", delete=False
    ) as file:
        file.write(text)
    return Path(file.name)
