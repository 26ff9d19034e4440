"""Pages that no printer makes are refused with their own reason; the others of the file are read."""

from pathlib import Path

import pytest

from benchmarks.hostile import one_page, text
from pipeline.extracting.document import extract_document, read_pages
from pipeline.reading import files


def read(tmp_path: Path, data: bytes):
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return read_pages(path)


def test_a_page_larger_than_pdf_allows_is_refused(tmp_path):
    (page,) = read(tmp_path, one_page(text(50, 50, "收入"), box="[0 0 20000 500]"))
    assert page.problem == "Page 1 measures 20,000 × 500 points, more than the 14,400 of PDF, and is not read."
    assert page.words == []


def test_the_largest_page_of_pdf_is_read(tmp_path):
    (page,) = read(tmp_path, one_page(text(50, 50, "收入"), box="[0 0 14400 500]"))
    assert [word.text for word in page.words] == ["收入"]


@pytest.mark.parametrize(("lines", "is_read"), [(9, True), (10, False)])
def test_a_page_with_too_many_objects_is_refused(tmp_path, monkeypatch, lines, is_read):
    monkeypatch.setattr(files, "MOST_OBJECTS", 10)
    (page,) = read(tmp_path, one_page(text(50, 50, "收入") + b"0 0 m 9 9 l S\n" * lines))
    assert bool(page.words) == is_read
    assert (page.problem is None) == is_read


def test_the_reason_reaches_the_document(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(one_page(text(50, 50, "收入"), box="[0 0 20000 20000]"))
    assert "14,400" in (extract_document(path, "0" * 16).rejected_reason or "")
