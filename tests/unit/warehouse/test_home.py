from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.home import Home


def test_the_option_wins_over_the_environment_and_the_environment_over_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MINGZHANG_HOME", raising=False)
    assert Home.locate().root == tmp_path / "data"
    monkeypatch.setenv("MINGZHANG_HOME", str(tmp_path / "from_environment"))
    assert Home.locate().root == tmp_path / "from_environment"
    assert Home.locate(tmp_path / "typed").root == tmp_path / "typed"


def test_the_public_paths_are_those_of_the_contract(tmp_path: Path) -> None:
    home = Home.locate(tmp_path).ensure()
    assert home.inbox == tmp_path / "inbox"
    assert home.inbox.is_dir()
    assert home.current == tmp_path / "published" / "current.duckdb"
    assert not home.current.exists()
