"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.home import Home

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of the sample disclosures made for this project."""
    return SAMPLES


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home folder."""
    return Home(tmp_path / "home").ensure()


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [
        name for name in os.environ if name.startswith(("MINGZHANG_", "DAGSTER_")) and name != "MINGZHANG_CORPUS"
    ]:
        monkeypatch.delenv(name)
