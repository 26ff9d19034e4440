import zipfile
from pathlib import Path

import pytest

from pipeline.intake.opening import why_not_readable


@pytest.mark.parametrize(
    ("sample", "said"),
    [
        ("S7a_truncated.pdf", "cut off"),
        ("S7b_password.pdf", "password"),
        ("S7c_html_saved_as.pdf", "web page (HTML)"),
        ("S7d_empty.pdf", "empty (0 bytes)"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_plain_reason_and_what_to_do(samples: Path, sample: str, said: str):
    reason = why_not_readable(samples / sample)
    assert reason is not None
    assert said in reason
    assert ":" in reason, "the reason ends with what to do"


@pytest.mark.parametrize("sample", ["S1_jiaoxi_2024.pdf", "S4_health_2024.pdf", "S7e_letter.pdf"])
def test_a_readable_pdf_has_no_reason_whatever_it_says(samples: Path, sample: str):
    assert why_not_readable(samples / sample) is None


def test_a_file_over_the_limit_is_refused_before_it_is_opened(samples: Path):
    assert "more than" in (why_not_readable(samples / "S1_jiaoxi_2024.pdf", max_bytes=1000) or "")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"PK\x03\x04rest", "damaged ZIP archive"),
        (b"\xd0\xcf\x11\xe0rest", "Office file"),
        (b"\xff\xd8\xff\xe0rest", "picture"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "web page"),
        (b"just words", "not a PDF"),
    ],
)
def test_the_reason_names_what_the_file_is_instead(tmp_path: Path, head: bytes, said: str):
    path = tmp_path / "x.pdf"
    path.write_bytes(head)
    assert said in (why_not_readable(path) or "")


def test_a_pdf_that_pdfium_can_mend_but_whose_end_is_missing_is_cut_off(samples: Path, tmp_path: Path):
    whole = (samples / "S7e_letter.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: whole.rindex(b"startxref")])
    assert "cut off" in (why_not_readable(path) or "")


def test_bytes_after_the_end_do_no_harm(samples: Path, tmp_path: Path):
    path = tmp_path / "longer.pdf"
    path.write_bytes((samples / "S7e_letter.pdf").read_bytes() + b"\n" * 3000)
    assert why_not_readable(path) is None


@pytest.mark.parametrize(
    ("name", "inside", "said"),
    [
        ("a.ofd", ["OFD.xml", "Doc_0/Document.xml"], "OFD document"),
        ("a.docx", ["[Content_Types].xml", "word/document.xml"], "Word document"),
        ("a.xlsx", ["[Content_Types].xml", "xl/workbook.xml"], "Excel workbook"),
        ("附件.zip", ["1.pdf"], "a ZIP archive: unpack it"),
    ],
)
def test_a_container_is_named_by_what_is_in_it(tmp_path: Path, name: str, inside: list[str], said: str):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        for part in inside:
            archive.writestr(part, "x")
    assert said in (why_not_readable(path) or "")


def test_a_pdf_of_another_name_is_a_pdf(samples: Path, tmp_path: Path):
    path = tmp_path / "download"
    path.write_bytes((samples / "S7e_letter.pdf").read_bytes())
    assert why_not_readable(path) is None
