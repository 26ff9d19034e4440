"""The home folder: where everything lives that is not code.

`inbox/` and `published/current.duckdb` are public (the contract); every other path is an internal of this project and may move.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "MINGZHANG_HOME"
DEFAULT_HOME = "data"
CORRECTIONS_NAME = "corrections.yml"
EXPECTED_NAME = "expected.csv"
"""In a collection's folder: corrections by hand (`pipeline.warehouse.corrections`)."""


def write_whole(path: Path, text: str) -> None:
    """Write a file so that others see it as it was or as it is now, and a killed program leaves no half of it.

    Args:
        path: in a folder that is made when it is missing.
        text: written as UTF-8.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(path)


@dataclass(frozen=True, slots=True)
class Home:
    """Paths below one home folder; a value object that creates nothing until `ensure` is called."""

    root: Path

    @classmethod
    def locate(cls, explicit: str | Path | None = None) -> Home:
        """Find the home folder.

        Args:
            explicit: what the user typed for `--home`; None to fall back to `$MINGZHANG_HOME`, then to `./data`.

        Returns:
            the home, its root absolute so that workers started elsewhere see the same one.
        """
        chosen = explicit or os.environ.get(HOME_VARIABLE) or DEFAULT_HOME
        return cls(Path(chosen).expanduser().absolute())

    @property
    def inbox(self) -> Path:
        """`inbox/<collection>/…`: where operators drop PDFs."""
        return self.root / "inbox"

    @property
    def store(self) -> Path:
        """Originals by content: `store/ab/abcdef….pdf`."""
        return self.root / "store"

    def stored_file(self, sha256: str) -> Path:
        """Where the original with this content hash is kept."""
        return self.store / sha256[:2] / f"{sha256}.pdf"

    @property
    def extractions(self) -> Path:
        """Parquet sets, one folder per document and parser version."""
        return self.root / "extractions"

    def extraction(self, document_id: str, parser_version: str) -> Path:
        """Folder of one document's Parquet set; it exists only when the set is complete."""
        return self.extractions / f"v{parser_version}" / document_id[:2] / document_id

    @property
    def build(self) -> Path:
        """The writer's own files; nobody else opens them."""
        return self.root / "build"

    @property
    def working_database(self) -> Path:
        """The DuckDB file that the single writer loads into."""
        return self.build / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        """Finished builds, versioned, with `current.duckdb` pointing at the newest."""
        return self.root / "published"

    @property
    def current(self) -> Path:
        """`published/current.duckdb`: what analysts open read-only (a symlink)."""
        return self.published / "current.duckdb"

    @property
    def dagster(self) -> Path:
        """`DAGSTER_HOME`: run history, event log, schedules."""
        return self.root / "dagster"

    def ensure(self) -> Home:
        """Create the folders that are missing.

        Returns:
            itself.

        Raises:
            OSError: the folder cannot be created (a file is in the way, no permission).
        """
        for folder in (self.inbox, self.store, self.extractions, self.build, self.published, self.dagster):
            folder.mkdir(parents=True, exist_ok=True)
        return self
