"""What the warehouse last said of itself: which collections are in it, read from the copy that is written beside it after each load.

The sensor and the command line ask while another process may be writing, when DuckDB lets nobody open the file. The copy names the file that it
speaks of; without that very file it says nothing, and everything is loaded again, which costs little for what is there unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.home import Home, write_whole


@dataclass(frozen=True, slots=True)
class Loaded:
    """What has reached the warehouse."""

    load_no: int
    """Of the last load that changed anything; another number is another content."""
    collections: Mapping[str, str]
    """Collection → state of it that is loaded."""


_NOTHING = Loaded(0, {})


def write_answer(home: Home, loaded: Loaded) -> None:
    """Write beside the warehouse what it says."""
    text = json.dumps({"file": _identity(home.working_database), **asdict(loaded)}, ensure_ascii=False, indent=1)
    write_whole(_copy_file(home), text)


def read_answer(home: Home) -> Loaded:
    """The last copied answer; nothing when it speaks of another file than the warehouse that is there now."""
    try:
        stored = json.loads(_copy_file(home).read_text(encoding="utf-8"))
        if stored["file"] != _identity(home.working_database):
            return _NOTHING
        return Loaded(stored["load_no"], stored["collections"])
    except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError):
        return _NOTHING


def _copy_file(home: Home) -> Path:
    return home.build / "loaded.json"


def _identity(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_dev, status.st_ino]
