"""A copy of the tree, to be changed and tested without touching this one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PARTS = ("pipeline", "schemas", "tests", "benchmarks", "dbt_like_sql", "docs", "pyproject.toml")


def copy_tree(to: Path) -> Path:
    """Everything that tests need, without what they make."""
    for name in _PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, to / name)
    return to


def tests_fail(tree: Path, tests: Sequence[str]) -> bool:
    """Whether a test of the tree fails (the first one ends the run)."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests],
        env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=tree,
        capture_output=True,
        check=False,
    )
    return done.returncode != 0
