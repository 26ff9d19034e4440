import hashlib
import os
from pathlib import Path

import pytest

from pipeline.home import Home
from pipeline.intake import scan
from pipeline.intake.inbox import LOOSE_FILES, InboxError, copy_into_inbox, list_collection, list_collections
from pipeline.intake.ledger import known_collections
from pipeline.intake.scan import recall_collection, scan_collection


def put(home: Home, collection: str, name: str, source: Path) -> Path:
    path = home.inbox / collection / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source.read_bytes())
    return path


def test_the_second_file_with_the_same_bytes_is_a_duplicate_of_the_first(home: Home, samples: Path):
    put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    put(home, "c", "b.pdf", samples / "S7e_letter.pdf")
    first, second = scan_collection(home, "c").records
    assert (first.status, second.status) == ("new", "duplicate")
    assert first.document_id == second.document_id
    assert second.reason == "Same bytes as c/a.pdf."


def test_a_duplicate_is_found_across_collections_and_does_not_change_who_owns_the_content(home: Home, samples: Path):
    put(home, "z-first", "a.pdf", samples / "S7e_letter.pdf")
    scan_collection(home, "z-first")
    put(home, "a-later", "a.pdf", samples / "S7e_letter.pdf")
    assert scan_collection(home, "a-later").records[0].status == "duplicate"
    assert scan_collection(home, "z-first").records[0].status == "new"


def test_scanning_again_gives_the_same_records_and_reads_no_file(
    home: Home, samples: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("S7e_letter.pdf", "S7d_empty.pdf", "S7c_html_saved_as.pdf"):
        put(home, "c", name, samples / name)
    before = scan_collection(home, "c")
    monkeypatch.setattr(scan, "_take_in", lambda *_: pytest.fail("a file was read again"))
    monkeypatch.setattr(scan, "why_not_readable", lambda *_: pytest.fail("a file was checked again"))
    again = scan_collection(home, "c")
    assert again.records == before.records
    assert (before.first_seen, again.first_seen) == (3, 0)
    assert recall_collection(home, "c").records == before.records


def test_new_bytes_under_an_old_name_are_a_new_document(home: Home, samples: Path):
    put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    old = scan_collection(home, "c").records[0]
    put(home, "c", "a.pdf", samples / "S6_justice_2024_inconsistent.pdf")
    new = scan_collection(home, "c")
    assert new.records[0].document_id != old.document_id
    assert new.first_seen == 1


def test_the_stored_copy_does_not_follow_later_changes_of_the_inbox_file(home: Home, samples: Path):
    path = put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    record = scan_collection(home, "c").records[0]
    path.write_bytes(b"overwritten")
    assert record.stored_path is not None
    assert (home.root / record.stored_path).read_bytes() == (samples / "S7e_letter.pdf").read_bytes()


def test_a_rejected_file_does_not_stop_the_others(home: Home, samples: Path):
    for name in ("S7a_truncated.pdf", "S7b_password.pdf", "S7d_empty.pdf", "S7e_letter.pdf"):
        put(home, "c", name, samples / name)
    assert [record.status for record in scan_collection(home, "c").records] == [
        "rejected",
        "rejected",
        "rejected",
        "new",
    ]


def test_a_collection_that_cannot_be_read_is_an_error_and_not_an_empty_one(home: Home):
    with pytest.raises(OSError, match="no-such"):
        scan_collection(home, "no-such")
    assert known_collections(home) == []


def test_manifest_values_reach_the_record_and_unknown_files_are_reported(home: Home, samples: Path):
    put(home, "c", "sub/a.pdf", samples / "S7e_letter.pdf")
    (home.inbox / "c" / "manifest.csv").write_text(
        "file,fiscal_year\nsub/a.pdf,2024\ngone.pdf,2024\n", encoding="utf-8"
    )
    result = scan_collection(home, "c")
    assert result.records[0].fiscal_year == 2024
    assert "gone.pdf" in result.manifest_problems[0]


def test_a_damaged_ledger_says_what_to_do(home: Home, samples: Path):
    put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    scan_collection(home, "c")
    (home.root / "intake" / "c.jsonl").write_text("{broken", encoding="utf-8")
    with pytest.raises(ValueError, match="delete it"):
        scan_collection(home, "c")


@pytest.mark.parametrize("name", ["", " x", "a/b", "..", ".hidden", "a*", "a,b", "x...y"])
def test_a_name_that_cannot_be_a_folder_and_partition_key_is_refused(home: Home, samples: Path, name: str):
    with pytest.raises(InboxError, match="cannot name a collection"):
        copy_into_inbox(home, [samples / "S7e_letter.pdf"], name)


def test_copying_twice_changes_nothing(home: Home, samples: Path):
    first = copy_into_inbox(home, [samples / "S7e_letter.pdf", samples / "S7d_empty.pdf"], "c")
    second = copy_into_inbox(home, [samples / "S7e_letter.pdf", samples / "S7d_empty.pdf"], "c")
    assert (first.copied, second.copied, second.already_there) == (2, 0, 2)
    assert len(list_collection(home, "c")) == 2


def test_another_content_of_the_same_name_does_not_overwrite_the_first(home: Home, samples: Path, tmp_path: Path):
    for folder, source in (("one", "S7e_letter.pdf"), ("two", "S6_justice_2024_inconsistent.pdf")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.pdf").write_bytes((samples / source).read_bytes())
        copy_into_inbox(home, [tmp_path / folder / "1.pdf"], "c")
    copy_into_inbox(home, [tmp_path / "two" / "1.pdf"], "c")
    assert len(list_collection(home, "c")) == 2


def test_a_folder_is_copied_with_its_sub_folders_and_its_manifest(home: Home, samples: Path, tmp_path: Path):
    (tmp_path / "drop" / "sub").mkdir(parents=True)
    (tmp_path / "drop" / "sub" / "A.PDF").write_bytes((samples / "S7e_letter.pdf").read_bytes())
    (tmp_path / "drop" / "notes.txt").write_text("no document")
    (tmp_path / "drop" / "manifest.csv").write_text("file,fiscal_year\nsub/A.PDF,2024\n")
    copy_into_inbox(home, [tmp_path / "drop"], "c")
    note, record = scan_collection(home, "c").records
    assert (record.file_name, record.fiscal_year) == ("sub/A.PDF", 2024)
    assert (note.file_name, note.status) == ("notes.txt", "rejected"), "no file without a row"


def test_a_second_delivery_adds_to_the_manifest(home: Home, samples: Path, tmp_path: Path):
    for name, year in (("a.pdf", 2024), ("b.pdf", 2025)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).write_bytes((samples / "S7e_letter.pdf").read_bytes() + name.encode())
        (folder / "manifest.csv").write_text(f"file,fiscal_year\n{name},{year}\n")
        copy_into_inbox(home, [folder], "c")
    assert [record.fiscal_year for record in scan_collection(home, "c").records] == [2024, 2025]


@pytest.mark.parametrize(
    ("name", "said"),
    [("gone.pdf", "does not exist"), ("notes.txt", "not named .pdf"), ("empty-folder", "holds no file")],
)
def test_a_path_that_cannot_be_ingested_says_why(home: Home, tmp_path: Path, name: str, said: str):
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "empty-folder").mkdir()
    with pytest.raises(InboxError, match=said):
        copy_into_inbox(home, [tmp_path / name], "c")


def test_corrections_are_taken_along_and_two_different_lists_are_left_to_people(
    home: Home, samples: Path, tmp_path: Path
):
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "a.pdf").write_bytes((samples / "S7e_letter.pdf").read_bytes())
    (drop / "corrections.yml").write_text("corrections: []\n")
    for _ in range(2):
        copy_into_inbox(home, [drop], "c")
    assert (home.inbox / "c" / "corrections.yml").read_text() == "corrections: []\n"
    (home.inbox / "c" / "corrections.yml").write_text("corrections:\n- mine\n")
    with pytest.raises(InboxError, match="put the entries of both"):
        copy_into_inbox(home, [drop], "c")
    assert (home.inbox / "c" / "corrections.yml").read_text() == "corrections:\n- mine\n"


def test_a_content_whose_name_was_taken_by_another_keeps_its_document(home: Home, samples: Path):
    put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    old = scan_collection(home, "c").records[0]
    put(home, "c", "a.pdf", samples / "S6_justice_2024_inconsistent.pdf")
    for result in (scan_collection(home, "c"), scan_collection(home, "c"), recall_collection(home, "c")):
        assert [record.document_id for record in result.former] == [old.document_id]
        assert len(result.records) == 1


def test_a_file_that_was_taken_away_stays_on_record(home: Home, samples: Path):
    path = put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    before = scan_collection(home, "c").records
    path.unlink()
    assert scan_collection(home, "c").records == before


def test_a_file_is_stored_under_the_hash_of_what_is_stored_even_when_it_changes_meanwhile(
    home: Home, samples: Path, monkeypatch: pytest.MonkeyPatch
):
    path = put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    read = scan.os.fstat

    def replaced_while_read(file: int):
        path.write_bytes((samples / "S6_justice_2024_inconsistent.pdf").read_bytes())
        return read(file)

    monkeypatch.setattr(scan.os, "fstat", replaced_while_read)
    assert scan_collection(home, "c").records == (), "it is left for the next scan"
    monkeypatch.undo()
    (record,) = scan_collection(home, "c").records
    stored = (home.root / (record.stored_path or "")).read_bytes()
    assert hashlib.sha256(stored).hexdigest() == record.sha256


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_noticed(home: Home, samples: Path):
    path = put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    before = scan_collection(home, "c").records[0]
    status = path.stat()
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert scan_collection(home, "c").records[0].sha256 != before.sha256


def test_a_stored_copy_that_was_lost_is_taken_from_the_inbox_again(home: Home, samples: Path):
    put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    record = scan_collection(home, "c").records[0]
    home.stored_file(record.sha256).unlink()
    scan_collection(home, "c")
    assert home.stored_file(record.sha256).exists()


def test_a_name_in_gbk_is_read_as_chinese_and_one_in_no_encoding_is_escaped(home: Home, samples: Path):
    (home.inbox / "c").mkdir()
    folder = os.fsencode(home.inbox / "c")
    for name in ("预算.pdf".encode("gb18030"), b"\xff\xfe.pdf"):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes((samples / "S7e_letter.pdf").read_bytes() + name)
    assert [r.file_name for r in scan_collection(home, "c").records] == ["%FF%FE.pdf", "预算.pdf"]
    assert all(r.status == "new" for r in recall_collection(home, "c").records)


def test_two_names_of_the_same_text_stay_two_files(home: Home, samples: Path):
    (home.inbox / "c").mkdir()
    folder = os.fsencode(home.inbox / "c")
    for name in ("预算.pdf".encode("gb18030"), "预算.pdf".encode()):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes((samples / "S7e_letter.pdf").read_bytes() + name)
    assert [r.file_name for r in scan_collection(home, "c").records] == ["%D4%A4%CB%E3.pdf", "预算.pdf"]


def test_a_collection_whose_name_is_not_utf_8_is_one_like_any_other(home: Home, samples: Path):
    folder = Path(os.fsdecode(os.fsencode(home.inbox) + b"/" + "焦作".encode("gb18030")))
    folder.mkdir()
    (folder / "a.pdf").write_bytes((samples / "S7e_letter.pdf").read_bytes())
    (folder / "manifest.csv").write_text("file,fiscal_year\na.pdf,2024\n")
    assert list_collections(home) == ["焦作"]
    assert [r.fiscal_year for r in scan_collection(home, "焦作").records] == [2024]


def test_links_out_of_the_inbox_have_a_row_and_are_not_followed(home: Home, samples: Path, tmp_path: Path):
    secret = tmp_path / "secret.pdf"
    secret.write_bytes((samples / "S7e_letter.pdf").read_bytes())
    folder = home.inbox / "c"
    folder.mkdir()
    for name, target in (("a.pdf", secret), ("b.pdf", folder / "b.pdf"), ("c.pdf", tmp_path / "gone"), ("d", tmp_path)):
        (folder / name).symlink_to(target)
    records = scan_collection(home, "c").records
    assert [(r.file_name, r.status) for r in records] == [(n, "rejected") for n in ("a.pdf", "b.pdf", "c.pdf", "d")]
    assert all("is not followed" in (r.reason or "") for r in records)
    assert list(home.store.rglob("*.pdf")) == []


def test_a_link_inside_the_inbox_is_a_copy_of_its_target(home: Home, samples: Path):
    target = put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    (home.inbox / "c" / "b.pdf").symlink_to(target)
    assert [r.status for r in scan_collection(home, "c").records] == ["new", "duplicate"]


def test_files_beside_the_collections_have_a_row_until_they_are_moved_and_do_not_own_their_content(
    home: Home, samples: Path
):
    loose = home.inbox / "a.pdf"
    loose.write_bytes((samples / "S7e_letter.pdf").read_bytes())
    assert list_collections(home) == [LOOSE_FILES]
    (record,) = scan_collection(home, LOOSE_FILES).records
    assert (record.status, "move it into a folder" in (record.reason or "")) == ("rejected", True)
    (home.inbox / "c").mkdir()
    loose.rename(home.inbox / "c" / "a.pdf")
    assert scan_collection(home, LOOSE_FILES).records == ()
    assert [r.status for r in scan_collection(home, "c").records] == ["new"]


def test_a_download_under_way_is_no_file_yet_and_an_abandoned_one_is(home: Home, samples: Path):
    path = put(home, "c", "a.pdf.part", samples / "S7a_truncated.pdf")
    assert scan_collection(home, "c").records == ()
    os.utime(path, (1, 1))
    assert [r.status for r in scan_collection(home, "c").records] == ["rejected"]


def test_files_that_just_changed_are_left_for_the_next_scan_on_request(home: Home, samples: Path):
    put(home, "c", "a.pdf", samples / "S7e_letter.pdf")
    assert scan_collection(home, "c", settle_seconds=60).records == ()
    assert len(scan_collection(home, "c").records) == 1


def test_a_name_of_255_bytes_is_copied(home: Home, samples: Path, tmp_path: Path):
    name = "长" * 83 + "ab.pdf"
    for folder, sample in (("one", "S7e_letter.pdf"), ("two", "S7d_empty.pdf")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes((samples / sample).read_bytes())
        copy_into_inbox(home, [tmp_path / folder], "c")
    assert len(list_collection(home, "c")) == 2
