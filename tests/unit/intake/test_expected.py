"""`expected.csv`: which disclosures should be there."""

from datetime import date
from pathlib import Path

from pipeline.intake.expected import parse_expected, read_expected

HEAD = "division_code,unit_code,unit_name,fiscal_year,document_kind,approved_on\n"


def test_a_line_names_a_body_a_year_a_kind_and_the_day_of_approval():
    (entry,) = parse_expected(f"{HEAD}410802,526,某街道办事处,2024,部门预算,2024-02-20\n", "batch").entries
    assert (entry.collection, entry.line_no, entry.division_code, entry.unit_code) == ("batch", 2, "410802", "526")
    assert (entry.unit_name, entry.fiscal_year, entry.document_kind) == ("某街道办事处", 2024, "department_budget")
    assert entry.approved_on == date(2024, 2, 20)


def test_the_kind_may_be_written_in_chinese_or_as_the_warehouse_has_it():
    text = "unit_name,fiscal_year,document_kind\n甲局,2024,部门决算\n乙局,2024,unit_budget\n"
    kinds = [entry.document_kind for entry in parse_expected(text, "b").entries]
    assert kinds == ["department_final_accounts", "unit_budget"]


def test_a_faulty_line_is_left_out_and_says_what_to_write():
    text = f"{HEAD},,,2024,部门预算,\n,,甲局,24,部门预算,\n,,甲局,2024,预算,\n,,乙局,2024,部门预算,2月3日\n,,丙局,2024,部门预算,\n"
    found = parse_expected(text, "b")
    assert [entry.unit_name for entry in found.entries] == ["丙局"]
    assert [problem.split(":")[0] for problem in found.problems] == [f"expected.csv line {n}" for n in (2, 3, 4, 5)]
    assert "name the body by unit_code or unit_name" in found.problems[0]


def test_a_body_listed_twice_counts_once_and_is_reported():
    found = parse_expected(f"{HEAD},,甲局,2024,部门预算,\n,,甲局,2024,department_budget,\n", "b")
    assert len(found.entries) == 1
    assert "listed above already" in found.problems[0]


def test_a_spreadsheet_may_write_gb_18030_and_a_missing_file_is_no_list(tmp_path: Path):
    assert read_expected(tmp_path).entries == []
    (tmp_path / "expected.csv").write_bytes(f"{HEAD},,教育局,2024,部门预算,\n".encode("gb18030"))
    assert read_expected(tmp_path).entries[0].unit_name == "教育局"


def test_a_file_without_the_needed_columns_says_what_its_first_line_must_be():
    assert "no column fiscal_year" in parse_expected("unit_name,document_kind\n甲局,部门预算\n", "b").problems[0]
