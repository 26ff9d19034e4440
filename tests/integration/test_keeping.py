"""Backup, restore, rollback, verify and prune as an operator uses them, from the command line."""

import shutil
from pathlib import Path

import duckdb
import pytest

from benchmarks.comparing import differences
from pipeline.home import Home

pytestmark = pytest.mark.integration


@pytest.fixture
def copy(ingested, tmp_path: Path) -> Home:
    """A home of the test's own with all samples."""
    home = Home(tmp_path / "copy")
    shutil.copytree(ingested.home.root, home.root, symlinks=True)
    return home


def test_a_restored_home_gives_every_document_as_it_was(ingested, cli, tmp_path: Path):
    folder, restored = tmp_path / "backups", Home(tmp_path / "restored")
    assert cli("backup", folder, home=ingested.home).returncode == 0
    assert cli("restore", folder, home=restored).returncode == 0
    done = cli("ingest", home=restored)
    assert done.returncode == 0, done.stderr
    assert "0 documents, 0 pages" in done.stdout
    assert differences(ingested.home.current, restored.current) == {}
    assert cli("verify", home=restored).returncode == 0


def test_a_comparison_of_builds_sees_one_changed_figure(copy, tmp_path: Path):
    changed = tmp_path / "changed.duckdb"
    shutil.copy(copy.current, changed)
    with duckdb.connect(str(changed)) as connection:
        ((amount, document),) = connection.execute(
            "update fact_amount set amount_yuan = amount_yuan + 1 "
            "where amount_id = (select min(amount_id) from fact_amount) returning amount_id, document_id"
        ).fetchall()
    assert differences(copy.current, changed) == {document: ["fact_amount"]}, amount


def test_verify_finds_a_figure_that_is_not_the_one_that_was_read(copy, cli):
    assert cli("verify", home=copy).returncode == 0
    build = copy.current.resolve()
    with duckdb.connect(str(build)) as connection:
        ((document,),) = connection.execute(
            "update fact_amount set amount_yuan = amount_yuan + 1 "
            "where amount_id = (select min(amount_id) from fact_amount) returning document_id"
        ).fetchall()
    found = cli("verify", home=copy)
    assert found.returncode == 1
    assert f"fact_amount of {document}" in found.stdout


def test_a_rollback_outlives_an_ingest_and_status_says_so(copy, cli, samples: Path, tmp_path: Path):
    first = copy.current.resolve()
    again = tmp_path / "again.pdf"
    again.write_bytes((samples / "S7e_letter.pdf").read_bytes() + b"\n")
    assert cli("ingest", again, "--collection", "second", home=copy).returncode == 0
    second = copy.current.resolve()
    assert cli("rollback", first.stem, home=copy).returncode == 0
    third = tmp_path / "third.pdf"
    third.write_bytes((samples / "S7e_letter.pdf").read_bytes() + b"\n\n")
    done = cli("ingest", third, "--collection", "second", home=copy)
    assert done.returncode == 0, done.stderr
    assert copy.current.resolve() == first
    assert "mingzhang rollback --undo" in done.stderr
    status = cli("status", home=copy)
    assert status.returncode == 1
    assert "mingzhang rollback --undo" in status.stdout
    assert cli("rollback", "--undo", home=copy).returncode == 0
    assert copy.current.resolve() not in (first, second)
    assert cli("status", home=copy).returncode == 0


def test_prune_keeps_what_the_ui_and_readers_need(copy, cli):
    left = copy.published / ".20260101T000000000000Z_ab.unfinished"
    left.write_bytes(b"half")
    before = copy.current.resolve()
    done = cli("prune", home=copy)
    assert done.returncode == 0, done.stderr
    assert "1 leftovers" in done.stdout
    assert copy.current.resolve() == before
    assert not left.exists()
    assert cli("verify", home=copy).returncode == 0


@pytest.mark.parametrize("words", [["rollback"], ["rollback", "x", "--undo"], ["rollback", "19"]])
def test_a_rollback_to_nothing_is_wrong_usage(copy, cli, words):
    assert cli(*words, home=copy).returncode == 2
