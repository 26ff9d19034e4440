"""A home folder with all sample disclosures ingested by the real command line, made once per test process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

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


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Ingested:
    """All samples in one collection; tests may read this home and must not change it."""
    home = Home(tmp_path_factory.mktemp("ingested") / "home")
    done = run_cli("ingest", *sorted(samples.glob("*.pdf")), "--collection", "samples", "--json", home=home)
    assert done.returncode == 0, done.stderr
    return Ingested(home, json.loads(done.stdout))


@pytest.fixture(scope="session")
def corpus_build(
    cli: Cli, samples: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """All real disclosures and the samples, published; tests that use it belong to the xdist group `corpus`, so that it is made once."""
    home = Home(tmp_path_factory.mktemp("corpus") / "home")
    places = sorted(path for path in CORPUS.iterdir() if any(path.glob("*.pdf")) and path.name != "not_disclosures")
    done = cli("ingest", *places, "--collection", "real", home=home, timeout=1500)
    assert done.returncode == 0, done.stderr
    # the scan among the samples is too large for this repository; it lies beside the real disclosures
    everything = sorted(CORPUS.parent.glob("*.pdf")) or sorted(samples.glob("*.pdf"))
    done = cli("ingest", *everything, "--collection", "samples", home=home)
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        yield connection
