"""Files that cannot be read say why."""

from __future__ import annotations

import pytest

from pipeline.reading import ENGINES, ReadingError, engine, files


@pytest.fixture(params=["pdfium", "pdfplumber"])
def refuse(request):
    def code(path):
        with pytest.raises(ReadingError) as error, engine(request.param).open(path):
            pass
        return error.value.code, str(error.value)

    return code


def test_an_empty_file(tmp_path, refuse):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    assert refuse(path)[0] == "empty"


@pytest.mark.parametrize("start", ["<!DOCTYPE html><html>", "\n <html>", "\ufeff<html lang='zh'>"])
def test_a_web_page_named_pdf(tmp_path, refuse, start):
    path = tmp_path / "a.pdf"
    path.write_text(start + "<body>404</body></html>", encoding="utf-8")
    code, message = refuse(path)
    assert code == "not_pdf"
    assert "HTML" in message


def test_an_office_file_named_pdf(tmp_path, refuse):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    code, message = refuse(path)
    assert code == "not_pdf"
    assert "Office" in message


def test_a_file_cut_off_in_the_middle(make_pdf, refuse):
    path = make_pdf("50 100 100 50 re S")
    path.write_bytes(path.read_bytes()[:120])
    assert refuse(path)[0] == "damaged"


def test_a_file_larger_than_the_limit(make_pdf, refuse, monkeypatch):
    path = make_pdf("50 100 100 50 re S")
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    assert refuse(path)[0] == "too_large"


def test_an_unknown_engine_names_the_known_ones():
    with pytest.raises(ValueError, match="pdfium") as error:
        engine("nonesuch")
    assert all(name in str(error.value) for name in ENGINES)


def test_a_damaged_page_does_not_spoil_the_others(make_pdf, show):
    path = make_pdf(show("one", 50, 200), show("two", 50, 200))
    broken = path.read_bytes().replace(b"4 0 obj\n<< /Type /Page ", b"4 0 obj\n<< /Type /Oops ", 1)
    path.write_bytes(broken.replace(b"/Kids [ 4 0 R 6 0 R ]", b"/Kids [ 9 0 R 6 0 R ]", 1))
    with engine("pdfium").open(path) as document:
        pages = [document.read_page(n + 1) for n in range(document.page_count)]
    assert pages[0].text_source == "none"
    assert "damaged" in pages[0].problem
    assert [w.text for w in pages[1].words] == ["two"]
