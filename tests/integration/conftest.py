"""A home folder with all sample disclosures ingested by the real command line, made once per test process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.home import Home

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
