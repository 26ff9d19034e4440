from datetime import date
from pathlib import Path

import pytest

from pipeline.intake.manifest import parse_manifest, read_manifest

HEAD = "file,division_code,fiscal_year,unit_code,unit_name,source_url,published_on\n"


def test_all_columns_are_read():
    manifest = parse_manifest(HEAD + "a.pdf,410802,2024,526001,某街道办事处,https://example.org/a.pdf,2024-02-19\n")
    entry = manifest.entries["a.pdf"]
    assert manifest.problems == []
    assert (entry.division_code, entry.fiscal_year, entry.unit_code) == ("410802", 2024, "526001")
    assert (entry.unit_name, entry.source_url, entry.published_on) == (
        "某街道办事处",
        "https://example.org/a.pdf",
        date(2024, 2, 19),
    )


def test_every_column_but_file_is_optional_and_in_any_order():
    manifest = parse_manifest("fiscal_year,file\n2025,sub/b.pdf\n")
    assert manifest.entries["sub/b.pdf"].fiscal_year == 2025
    assert manifest.entries["sub/b.pdf"].unit_name is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_that_spreadsheets_write_are_read(tmp_path: Path, encoding: str):
    (tmp_path / "manifest.csv").write_bytes((HEAD + "a.pdf,,,,教育局,,\n").encode(encoding))
    assert read_manifest(tmp_path).entries["a.pdf"].unit_name == "教育局"


def test_a_manifest_without_file_column_says_what_its_first_line_must_be():
    manifest = parse_manifest("name,year\na.pdf,2024\n")
    assert manifest.entries == {}
    assert "no column `file`" in manifest.problems[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a.pdf,,24年,,,,", "fiscal_year `24年` ignored"),
        ("a.pdf,41080,,,,,", "division_code `41080` ignored"),
        ("a.pdf,,,,,,2024-02-31", "no such day"),
        ("a.pdf,,,,,,2024/2/1", "published_on `2024/2/1` ignored"),
        (",410802,,,,,", "no file named"),
    ],
)
def test_a_faulty_value_is_reported_with_its_line_and_hides_nothing_else(line: str, said: str):
    manifest = parse_manifest(HEAD + line + "\nb.pdf,410802,2024,,,,\n")
    assert len(manifest.problems) == 1
    assert "line 2" in manifest.problems[0]
    assert said in manifest.problems[0]
    assert manifest.entries["b.pdf"].fiscal_year == 2024


def test_a_file_described_twice_keeps_the_first_line_and_says_so():
    manifest = parse_manifest("file,fiscal_year\na.pdf,2024\na.pdf,2025\n")
    assert manifest.entries["a.pdf"].fiscal_year == 2024
    assert "already described" in manifest.problems[0]


def test_blank_lines_are_no_problem():
    assert parse_manifest(HEAD + ",,,,,,\n\na.pdf,,,,,,\n").problems == []
