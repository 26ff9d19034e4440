"""What is deleted, and what must stay."""

from pathlib import Path

from pipeline.home import Home
from pipeline.operating.pruning import prune
from pipeline.warehouse.extracts import has_extraction, write_extraction
from pipeline.warehouse.publish import publish
from tests.unit.warehouse.rows import DOCUMENT, amount, extraction
from tests.unit.warehouse.test_publish import OTHER, load


def read(home: Home, document_id: str, version: str) -> None:
    write_extraction(home, extraction([amount(1, document_id=document_id)]), document_id, version)


def test_an_older_extraction_goes_once_the_current_version_has_read_the_document(home):
    read(home, DOCUMENT, "1")
    read(home, DOCUMENT, "2")
    read(home, OTHER, "1")
    assert prune(home, "2").extractions == 1
    assert not has_extraction(home, DOCUMENT, "1")
    assert has_extraction(home, DOCUMENT, "2")
    assert has_extraction(home, OTHER, "1")


def test_the_folder_of_an_older_version_goes_with_its_last_document(home):
    read(home, DOCUMENT, "1")
    read(home, DOCUMENT, "2")
    prune(home, "2")
    assert len(list(home.extractions.iterdir())) == 1


def test_what_killed_writers_left_goes_and_files_of_the_inbox_stay(home):
    load(home, DOCUMENT)
    publish(home, {})
    left: list[Path] = [
        home.published / ".20261129T000000000000Z_ab.unfinished",
        home.published / ".20261129T000000000000Z_ab.unfinished.wal",
        home.store / ".abc.part",
    ]
    arriving = home.inbox / "c" / "arriving.pdf.part"
    arriving.parent.mkdir()
    for path in (*left, arriving):
        path.write_bytes(b"half")
    half_read = next(home.extractions.glob("v*/*")) / f".{OTHER}.12345678"
    half_read.mkdir()
    assert prune(home, "1").leftovers == 4
    assert not [path for path in (*left, half_read) if path.exists()]
    assert arriving.exists()
    assert home.current.exists()


def test_builds_beyond_the_newest_go_with_their_differences(home):
    for document in (DOCUMENT, OTHER, "a" * 16):
        load(home, document)
        publish(home, {})
    pruned = prune(home, "1", keep=1)
    assert len(pruned.builds) == 2
    assert pruned.freed_bytes > 0
    stems = {path.name.split(".")[0] for path in home.published.iterdir() if path.name.startswith("2")}
    assert stems == {home.current.resolve().stem}
