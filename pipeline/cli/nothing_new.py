"""Whether a run has anything to do, asked before Dagster, the reader and the SQL models are imported.

A schedule asks every few minutes and the answer is nearly always no; importing all that only to find nothing takes seven CPU seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import resources
from importlib.util import find_spec

from pipeline.home import Home
from pipeline.intake.failures import is_due, read_failures
from pipeline.intake.progress import collections_with_work, not_published
from pipeline.warehouse.remembered import remembered

_PACKAGES = ("pipeline", "schemas", "dbt_like_sql")


def nothing_new(home: Home, collections: Sequence[str] | None) -> bool:
    """Whether the published build has everything of these collections, read and computed by this very program.

    Args:
        home: the home folder.
        collections: what to look at; None for the whole inbox.

    Returns:
        false also where that cannot be told: the run will say why.
    """
    if not home.current.exists():
        return False
    reader, models = program_versions()
    if not_published(home, models) is not None or _is_failure_due(home, reader):
        return False
    try:
        with_work = collections_with_work(home, reader)
    except OSError:
        return False
    return not (with_work if collections is None else set(with_work) & set(collections))


def _is_failure_due(home: Home, reader: str) -> bool:
    now = datetime.now(UTC)
    return any(is_due(failure, reader, now) for failure in read_failures(home).values())


def program_versions() -> tuple[str, str]:
    """The reader's and the models' version as `reader_version` and `models_version` give them, remembered by the program's files."""
    reader, models = remembered("program versions", _compute_versions, _digest_of_program(), *_readers_of_pictures())
    return reader, models


def _compute_versions() -> list[str]:
    # what these import is what this module is there to avoid
    from pipeline.extracting.documents import reader_version
    from pipeline.warehouse.sql_models import load_models, models_version

    return [reader_version(), models_version(load_models())]


def _digest_of_program() -> str:
    """A hash over all files that this program consists of: 500 files, 7 MB, 20 ms."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        root = resources.files(package)
        with resources.as_file(root) as folder:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    digest.update(path.relative_to(folder).as_posix().encode())
                    digest.update(path.read_bytes())
    return digest.hexdigest()


def _readers_of_pictures() -> list[str]:
    """Which parts of the extra `mingzhang[ocr]` are installed: the reader's version says whether scans can be read."""
    return [name for name in ("cv2", "numpy", "faster_paddle", "rapidocr") if find_spec(name) is not None]
