"""A backup holds everything once, is complete or not there, and comes back byte by byte."""

import json
import os
from pathlib import Path

import pytest

from pipeline.home import Home
from pipeline.operating import backup as module
from pipeline.operating.backup import BackupError, back_up, list_backups, restore, restore_is_unfinished
from pipeline.warehouse.publish import publish
from tests.unit.warehouse.rows import DOCUMENT
from tests.unit.warehouse.test_publish import OTHER, load

GBK_NAME = "预算".encode("gb18030")


@pytest.fixture
def full(home: Home) -> Home:
    """A home with two builds, a file under a name in GBK, its copy in the store, and scratch files."""
    load(home, DOCUMENT)
    publish(home, {})
    load(home, OTHER)
    publish(home, {})
    (home.inbox / "c").mkdir()
    name = os.fsencode(home.inbox / "c") + b"/" + GBK_NAME + b".pdf"
    Path(os.fsdecode(name)).write_bytes(b"%PDF-1.4 the same bytes")
    (home.store / "ab").mkdir()
    (home.store / "ab" / "ab.pdf").write_bytes(b"%PDF-1.4 the same bytes")
    (home.store / ".scratch.part").write_bytes(b"half")
    (home.root / "sources.yml").write_text("sources: []\n")
    os.utime(home.store / "ab" / "ab.pdf", ns=(10**18, 10**18 + 1))
    return home


def contents(home: Home) -> dict[str, bytes | str]:
    return {
        str(path.relative_to(home.root)): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in home.root.rglob("*")
        if (path.is_file() or path.is_symlink()) and "build" not in path.relative_to(home.root).parts[:1]
    }


def test_what_comes_back_is_what_was_there(full, tmp_path):
    folder, other = tmp_path / "backups", Home(tmp_path / "elsewhere")
    back_up(full, folder)
    restore(folder, other)
    expected = contents(full)
    del expected["store/.scratch.part"]
    older_build = min(name for name in expected if name.endswith(".duckdb") and "current" not in name)
    del expected[older_build]
    assert contents(other) == expected
    assert (other.store / "ab" / "ab.pdf").stat().st_mtime_ns == 10**18 + 1
    assert other.current.exists()


def test_equal_bytes_are_kept_once_and_a_second_backup_costs_what_is_new(full, tmp_path):
    folder = tmp_path / "backups"
    back_up(full, folder)
    kept = [path.read_bytes() for path in (folder / "content").rglob("*") if path.is_file()]
    assert kept.count(b"%PDF-1.4 the same bytes") == 1
    assert back_up(full, folder).new_bytes == 0
    (full.inbox / "c" / "b.pdf").write_bytes(b"%PDF new")
    assert back_up(full, folder).new_bytes == len(b"%PDF new")


def test_an_older_backup_can_be_chosen(full, tmp_path):
    folder = tmp_path / "backups"
    before = back_up(full, folder).name
    (full.inbox / "c" / "later.pdf").write_bytes(b"%PDF later")
    back_up(full, folder)
    restore(folder, Home(tmp_path / "old"), before)
    restore(folder, Home(tmp_path / "new"))
    assert not (tmp_path / "old" / "inbox" / "c" / "later.pdf").exists()
    assert (tmp_path / "new" / "inbox" / "c" / "later.pdf").exists()


def test_a_backup_that_breaks_off_is_none(full, tmp_path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "backups"
    kept = back_up(full, folder).name
    save = module._save
    calls = iter(range(100))

    def full_disk(*arguments):
        if next(calls) == 3:
            raise OSError(28, "No space left on device")
        return save(*arguments)

    monkeypatch.setattr(module, "_save", full_disk)
    with pytest.raises(OSError, match="No space"):
        back_up(full, folder)
    assert list_backups(folder) == [kept]


def test_a_damaged_content_is_never_restored(full, tmp_path):
    folder = tmp_path / "backups"
    back_up(full, folder)
    (damaged,) = [p for p in (folder / "content").rglob("*") if p.is_file() and p.read_bytes() == b"sources: []\n"]
    damaged.write_bytes(b"sources: ()\n")
    with pytest.raises(BackupError, match=r"sources\.yml cannot be restored"):
        restore(folder, Home(tmp_path / "elsewhere"))


def test_a_restore_that_broke_off_is_finished_by_the_same_command(full, tmp_path, monkeypatch: pytest.MonkeyPatch):
    folder, other = tmp_path / "backups", Home(tmp_path / "elsewhere")
    back_up(full, folder)
    put_back = module._put_back
    calls = iter(range(100))

    def pulled_plug(*arguments):
        if next(calls) == 4:
            raise OSError(5, "Input/output error")
        return put_back(*arguments)

    monkeypatch.setattr(module, "_put_back", pulled_plug)
    with pytest.raises(OSError, match="Input/output"):
        restore(folder, other)
    assert restore_is_unfinished(other)
    monkeypatch.undo()
    restore(folder, other)
    assert not restore_is_unfinished(other)
    assert contents(other).keys() >= {"sources.yml", "store/ab/ab.pdf"}


def test_nothing_is_restored_over_a_home_that_holds_something(full, tmp_path):
    folder = tmp_path / "backups"
    back_up(full, folder)
    with pytest.raises(BackupError, match="is not empty"):
        restore(folder, full)


def test_a_folder_with_other_things_is_not_taken_for_backups(full, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"")
    with pytest.raises(BackupError, match="neither empty nor"):
        back_up(full, tmp_path / "photos")
    with pytest.raises(BackupError, match="lies in the home"):
        back_up(full, full.root / "backups")


def test_a_list_that_names_a_place_outside_of_the_home_is_refused(full, tmp_path):
    folder = tmp_path / "backups"
    name = back_up(full, folder).name
    path = folder / "backups" / f"{name}.json"
    first, *rest = path.read_text().splitlines()
    path.write_text("\n".join([json.dumps({**json.loads(first), "path": "../outside"}), *rest]))
    with pytest.raises(BackupError, match="outside of a home"):
        restore(folder, Home(tmp_path / "elsewhere"))
    assert not (tmp_path / "outside").exists()
