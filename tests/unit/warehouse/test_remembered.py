"""Answers about SQL are computed once a machine, and a damaged or forbidden cache costs time only."""

from pathlib import Path

import pytest

from pipeline.warehouse import remembered as module
from pipeline.warehouse.remembered import remembered


@pytest.fixture
def cache_folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv(module.FOLDER_VARIABLE, str(tmp_path))
    module._answers.cache_clear()
    yield tmp_path
    module._answers.cache_clear()


def ask(sql: str, calls: list[str]) -> list[str]:
    def compute() -> list[str]:
        calls.append(sql)
        return [sql.upper()]

    return remembered("in capitals", compute, sql)


def test_an_answer_is_computed_once_for_all_processes(cache_folder):
    calls: list[str] = []
    assert ask("select 1", calls) == ["SELECT 1"]
    module._answers.cache_clear()  # as a new process begins
    assert ask("select 1", calls) == ["SELECT 1"]
    assert calls == ["select 1"]


def test_another_statement_is_another_question(cache_folder):
    calls: list[str] = []
    ask("select 1", calls)
    ask("select 2", calls)
    assert calls == ["select 1", "select 2"]


def test_a_torn_line_is_computed_again_and_spoils_no_other(cache_folder):
    calls: list[str] = []
    ask("select 1", calls)
    ask("select 2", calls)
    file = module._file()
    first, second = file.read_text(encoding="utf-8").splitlines()
    file.write_text(f"{first[:-4]}\n{second}\n", encoding="utf-8")
    module._answers.cache_clear()
    assert ask("select 1", calls) == ["SELECT 1"]
    assert ask("select 2", calls) == ["SELECT 2"]
    assert calls == ["select 1", "select 2", "select 1"]


def test_where_nothing_can_be_written_the_answer_comes_all_the_same(cache_folder, monkeypatch):
    blocked = cache_folder / "a file, no folder"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv(module.FOLDER_VARIABLE, str(blocked))
    assert ask("select 3", []) == ["SELECT 3"]
