from pathlib import Path

from pipeline.home import Home
from pipeline.intake.inbox import copy_into_inbox
from pipeline.intake.progress import collections_with_work, known_files, mark_loaded, mark_published, not_published
from pipeline.intake.scan import scan_collection


def deliver(home: Home, samples: Path, collection: str = "c") -> None:
    copy_into_inbox(home, [samples / "S7e_letter.pdf"], collection)


def test_a_collection_is_work_until_it_is_loaded_not_until_it_is_scanned(home: Home, samples: Path):
    deliver(home, samples)
    assert collections_with_work(home, "1") == ["c"]
    scan_collection(home, "c")
    assert collections_with_work(home, "1") == ["c"], "a run may have ended after the scan"
    mark_loaded(home, "c", "1")
    assert collections_with_work(home, "1") == []


def test_a_new_file_a_changed_manifest_and_a_new_reader_are_work(home: Home, samples: Path):
    deliver(home, samples)
    scan_collection(home, "c")
    mark_loaded(home, "c", "1")
    assert collections_with_work(home, "2") == ["c"]
    (home.inbox / "c" / "manifest.csv").write_text("file\n")
    assert collections_with_work(home, "1") == ["c"]
    mark_loaded(home, "c", "1")
    copy_into_inbox(home, [samples / "S7d_empty.pdf"], "c")
    assert collections_with_work(home, "1") == ["c"]


def test_files_of_a_collection_that_did_not_reach_the_warehouse_are_not_known(home: Home, samples: Path):
    deliver(home, samples)
    scan_collection(home, "c")
    assert known_files(home, "1") == {}
    mark_loaded(home, "c", "1")
    assert list(known_files(home, "1")) == [("c", "S7e_letter.pdf")]


def test_a_load_during_a_build_asks_for_another_build(home: Home, samples: Path):
    assert not_published(home, "m1") is None
    deliver(home, samples)
    scan_collection(home, "c")
    mark_loaded(home, "c", "1")
    state = not_published(home, "m1")
    mark_loaded(home, "c", "2")  # another run loads while the build is under way
    mark_published(home, state)
    assert not_published(home, "m1") is not None
    mark_published(home, not_published(home, "m1"))
    assert not_published(home, "m1") is None


def test_another_version_of_the_models_asks_for_another_build(home: Home, samples: Path):
    assert not_published(home, "m1") is None, "nothing was ever loaded"
    deliver(home, samples)
    scan_collection(home, "c")
    mark_loaded(home, "c", "1")
    mark_published(home, not_published(home, "m1"))
    assert not_published(home, "m1") is None
    assert not_published(home, "m2") is not None
