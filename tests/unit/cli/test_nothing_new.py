"""A run with nothing to do knows it before anything heavy is imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.cli.nothing_new import nothing_new, program_versions
from pipeline.extracting.documents import reader_version
from pipeline.home import Home
from pipeline.intake.failures import record_failure
from pipeline.warehouse.sql_models import load_models, models_version


def test_the_remembered_versions_are_those_of_the_program() -> None:
    assert program_versions() == (reader_version(), models_version(load_models()))


def test_a_home_without_a_build_has_something_to_do(tmp_path: Path) -> None:
    assert not nothing_new(Home(tmp_path).ensure(), None)


def test_a_document_whose_next_attempt_is_due_is_something_to_do(tmp_path: Path) -> None:
    home = Home(tmp_path).ensure()
    home.current.touch()
    assert nothing_new(home, None)
    record_failure(home, "0" * 16, "out of time", "another reader")
    assert not nothing_new(home, None)


def test_a_file_that_no_run_has_seen_is_something_to_do_for_its_collection_only(tmp_path: Path) -> None:
    home = Home(tmp_path).ensure()
    home.current.touch()
    (home.inbox / "a").mkdir()
    (home.inbox / "a" / "new.pdf").write_bytes(b"%PDF-1.7")
    assert not nothing_new(home, None)
    assert not nothing_new(home, ["a"])
    assert nothing_new(home, ["b"])


def test_asking_imports_neither_dagster_nor_the_libraries_of_tables(tmp_path: Path) -> None:
    program_versions()  # from now on remembered
    home = Home(tmp_path).ensure()
    home.current.touch()
    code = (
        "import sys; from pathlib import Path; from pipeline.home import Home; from pipeline.cli.main import application; "
        "from pipeline.cli.nothing_new import nothing_new; application(['ingest']); "
        f"assert nothing_new(Home(Path({str(tmp_path)!r})), None); print(*sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"dagster", "polars", "pandera", "sqlglot", "numpy"} & set(said)
