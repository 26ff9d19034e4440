from pathlib import Path

from pipeline.home import Home
from pipeline.intake.inbox import copy_into_inbox
from pipeline.intake.progress import collections_with_work, known_files, mark_published, not_published
from pipeline.intake.scan import scan_collection
from tests.unit.intake.loads import load


def deliver(home: Home, samples: Path, collection: str = "c") -> None:
    copy_into_inbox(home, [samples / "S7e_letter.pdf"], collection)


def test_a_collection_is_work_until_it_is_loaded_not_until_it_is_scanned(home: Home, samples: Path):
    deliver(home, samples)
    assert collections_with_work(home, "1") == ["c"]
    scan_collection(home, "c")
    assert collections_with_work(home, "1") == ["c"], "a run may have ended after the scan"
    load(home, "c", "1")
    assert collections_with_work(home, "1") == []


def test_a_new_file_a_changed_manifest_and_a_new_reader_are_work(home: Home, samples: Path):
    deliver(home, samples)
    scan_collection(home, "c")
    load(home, "c", "1")
    assert collections_with_work(home, "2") == ["c"]
    (home.inbox / "c" / "manifest.csv").write_text("file\n")
    assert collections_with_work(home, "1") == ["c"]
    load(home, "c", "1")
    copy_into_inbox(home, [samples / "S7d_empty.pdf"], "c")
    assert collections_with_work(home, "1") == ["c"]


def test_files_of_a_collection_that_did_not_reach_the_warehouse_are_not_known(home: Home, samples: Path):
    deliver(home, samples)
    scan_collection(home, "c")
    assert known_files(home, "1") == {}
    load(home, "c", "1")
    assert list(known_files(home, "1")) == [("c", "S7e_letter.pdf")]


def test_a_load_during_a_build_asks_for_another_build(home: Home, samples: Path):
    assert not_published(home, "m1") is None
    deliver(home, samples)
    scan_collection(home, "c")
    load(home, "c", "1")
    state = not_published(home, "m1")
    load(home, "c", "2")  # another run loads while the build is under way
    mark_published(home, state)
    home.current.touch()
    assert not_published(home, "m1") is not None
    home.current.touch()
    mark_published(home, not_published(home, "m1"))
    assert not_published(home, "m1") is None


def test_another_version_of_the_models_asks_for_another_build(home: Home, samples: Path):
    assert not_published(home, "m1") is None, "nothing was ever loaded"
    deliver(home, samples)
    scan_collection(home, "c")
    load(home, "c", "1")
    home.current.touch()
    mark_published(home, not_published(home, "m1"))
    assert not_published(home, "m1") is None
    assert not_published(home, "m2") is not None


def test_a_lost_warehouse_makes_everything_work_again_whatever_was_loaded_before(home: Home, samples: Path):
    deliver(home, samples)
    scan_collection(home, "c")
    load(home, "c", "1")
    home.working_database.unlink()
    assert collections_with_work(home, "1") == ["c"]
    assert known_files(home, "1") == {}


def test_a_warehouse_put_back_from_elsewhere_is_not_taken_for_the_one_that_was_loaded(home: Home, samples: Path):
    deliver(home, samples)
    scan_collection(home, "c")
    load(home, "c", "1")
    content = home.working_database.read_bytes()
    home.working_database.rename(home.build / "old")
    home.working_database.write_bytes(content)
    assert collections_with_work(home, "1") == ["c"]


def test_a_published_build_that_is_gone_is_published_again(home: Home, samples: Path):
    deliver(home, samples)
    scan_collection(home, "c")
    load(home, "c", "1")
    home.current.touch()
    mark_published(home, not_published(home, "m1"))
    home.current.unlink()
    assert not_published(home, "m1") is not None


def test_a_collection_that_cannot_be_looked_at_is_work_and_does_not_hide_the_others(home: Home, samples: Path):
    deliver(home, samples, "a")
    deliver(home, samples, "b")
    scan_collection(home, "a")
    (home.root / "intake" / "a.jsonl").write_text("{broken")
    assert collections_with_work(home, "1") == ["a", "b"]
