"""Home folders with the sample and the real disclosures, ingested by the real command line; made once for all workers of a test run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

from pipeline.home import Home

CORPUS = Path(os.environ.get("MINGZHANG_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus" / "real")
"""The real disclosures: they are no part of this repository."""

Cli = Callable[..., "subprocess.CompletedProcess[str]"]


@dataclass(frozen=True)
class Ingested:
    """A home and what `mingzhang ingest --json` said about it."""

    home: Home
    summary: dict[str, Any]


def run_cli(
    *words: str | Path,
    home: Home | Path | None = None,
    environment: dict[str, str] | None = None,
    timeout: float = 600,
) -> subprocess.CompletedProcess[str]:
    """`mingzhang` in a process of its own, as a user starts it."""
    where = ["--home", str(home.root if isinstance(home, Home) else home)] if home else []
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli.main", *map(str, words), *where],
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
        env={**os.environ, "COLUMNS": "200", **(environment or {})},
    )


@pytest.fixture(scope="session")
def cli() -> Cli:
    """Runs the command line."""
    return run_cli


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first worker who needs it fills, and the others wait for: groups of pytest-xdist do not hold with pytest 9.2."""
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / name
    with FileLock(shared / f"{name}.lock"):
        if not (folder / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / "done").touch()
    return folder


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Ingested:
    """All samples in one collection; tests may read this home and must not change it."""

    def make(folder: Path) -> None:
        done = run_cli(
            "ingest", *sorted(samples.glob("*.pdf")), "--collection", "samples", "--json", home=folder / "home"
        )
        assert done.returncode == 0, done.stderr
        (folder / "summary.json").write_text(done.stdout, encoding="utf-8")

    folder = made_once(tmp_path_factory, "ingested", make)
    return Ingested(Home(folder / "home"), json.loads((folder / "summary.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def corpus_build(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """All real disclosures and the samples, published."""

    def make(folder: Path) -> None:
        places = sorted(path for path in CORPUS.iterdir() if any(path.glob("*.pdf")) and path.name != "not_disclosures")
        # the scan among the samples is too large for this repository; it lies beside the real disclosures
        everything = sorted(CORPUS.parent.glob("*.pdf")) or sorted(samples.glob("*.pdf"))
        for collection, paths in (("real", places), ("samples", everything)):
            done = run_cli("ingest", *paths, "--collection", collection, home=folder / "home", timeout=1500)
            assert done.returncode == 0, done.stderr

    home = Home(made_once(tmp_path_factory, "corpus", make) / "home")
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        yield connection
