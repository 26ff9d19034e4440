"""What analysts and operators type, on the published samples."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import pyarrow.parquet as pq
import pytest
from PIL import Image

from pipeline.warehouse.sql_models import HELPER_PREFIXES

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("ingest")]


def rows_of(cli, ingested, sql: str) -> list[dict]:
    done = cli("query", sql, "--format", "json", home=ingested.home)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_documents_say_why(ingested, cli):
    done = cli("documents", "--format", "csv", home=ingested.home)
    rows = {row["file"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert "0 bytes" in rows["samples/S7d_empty.pdf"]["status_reason"]
    assert rows["samples/S1_jiaoxi_2024.pdf"]["tables"] == "15"
    assert "S7d_empty.pdf" in cli("documents", home=ingested.home).stdout


def test_findings_show_both_figures_their_pages_and_the_printed_text(ingested, cli):
    done = cli("findings", "S6_justice_2024_inconsistent.pdf", home=ingested.home)
    assert done.returncode == 0
    # 预算09表 on page 15: 7.88 is printed as total of 6.00 and 0.38
    assert "78,800.00 ≠ 63,800.00" in done.stdout
    assert "p15 7.88 against p15 6.00, p15 0.38" in done.stdout


def test_findings_of_a_document_without_failed_rule_say_so(ingested, cli):
    done = cli("findings", "S7e_letter.pdf", home=ingested.home)
    assert done.returncode == 0
    assert "No failed rule" in done.stdout


def test_findings_of_an_unknown_document_are_wrong_usage(ingested, cli):
    done = cli("findings", "nothing.pdf", home=ingested.home)
    assert done.returncode == 2
    assert "mingzhang documents" in done.stderr


def test_all_outcomes_are_listed_on_request(ingested, cli):
    outcomes = {
        row["outcome"] for row in json.loads(cli("findings", "--all", "--format", "json", home=ingested.home).stdout)
    }
    assert {"pass", "fail"} <= outcomes


def test_an_amount_leads_back_to_its_cell_and_a_picture(ingested, cli, tmp_path: Path):
    (amount,) = rows_of(
        cli,
        ingested,
        """select amount_id from fact_amount join dim_document using (document_id)
           where file_name = 'S6_justice_2024_inconsistent.pdf' and page = 15 and printed = '7.88'""",
    )
    picture = tmp_path / "cell.png"
    done = cli("trace", amount["amount_id"], "-o", picture, home=ingested.home)
    assert done.returncode == 0, done.stderr
    assert "7.88 万元" in done.stdout
    assert "预算09表" in done.stdout
    with Image.open(picture) as image:
        assert image.format == "PNG"
        red = sum(
            count
            for count, (r, g, b) in image.convert("RGB").getcolors(1_000_000) or []
            if r > 180 and g < 80 and b < 80
        )
    assert red > 50, "the cell is framed in red"


def test_a_finding_begins_with_its_message_and_leads_to_both_sides(ingested, cli, tmp_path: Path):
    picture = tmp_path / "finding.png"
    done = cli("trace", "S6_justice_2024_inconsistent.pdf:R39", "-o", picture, home=ingested.home)
    assert done.returncode == 0, done.stderr
    (finding,) = rows_of(
        cli,
        ingested,
        """select message from finding join dim_document using (document_id)
           where file_name = 'S6_justice_2024_inconsistent.pdf' and rule_id = 'R39' and outcome = 'fail'""",
    )
    lines = done.stdout.splitlines()
    assert lines[0] == finding["message"]
    sides = [line.split() for line in lines if line.startswith("  ")]
    assert [(words[0], words[2]) for words in sides] == [("first", "7.88"), ("second", "0.38"), ("second", "6.00")]
    with Image.open(picture) as image:
        colours = image.convert("RGB").getcolors(1_000_000) or []
    assert sum(count for count, (r, g, b) in colours if r > 180 and g < 80 and b < 80) > 50, "one side is framed in red"
    assert sum(count for count, (r, g, b) in colours if b > 160 and r < 80 and g < 120) > 50, "the other in blue"


@pytest.mark.parametrize("key", ["no-such-amount", "S6_justice_2024_inconsistent.pdf:R999", "nothing.pdf:R01"])
def test_an_unknown_key_is_wrong_usage(ingested, cli, key: str):
    done = cli("trace", key, home=ingested.home)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert 0 < len(done.stderr.splitlines()) <= 2


def test_a_picture_that_cannot_be_written_is_an_error_of_one_line(ingested, cli, tmp_path: Path):
    (amount,) = rows_of(cli, ingested, "select min(amount_id) as amount_id from fact_amount")
    (tmp_path / "file").write_text("in the way")
    done = cli("trace", amount["amount_id"], "-o", tmp_path / "file" / "x.png", home=ingested.home)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_exported_parquet_and_csv_hold_every_row_with_exact_amounts(ingested, cli, tmp_path: Path):
    (expected,) = rows_of(cli, ingested, "select count(*) as n, sum(amount_yuan) as yuan from fact_amount")
    assert cli("export", tmp_path / "p", "--format", "parquet", home=ingested.home).returncode == 0
    table = pq.read_table(tmp_path / "p" / "fact_amount.parquet")
    assert table.num_rows == expected["n"]
    assert str(table.schema.field("amount_yuan").type) == "decimal128(20, 2)"
    assert cli("export", tmp_path / "c", "--format", "csv", home=ingested.home).returncode == 0
    data = (tmp_path / "c" / "fact_amount.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes a CSV without byte order mark for GBK"
    assert len(list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))) == expected["n"]
    assert not [path for path in (tmp_path / "c").iterdir() if path.name.startswith(HELPER_PREFIXES)]


def test_the_workbook_of_everything_has_a_dictionary_and_a_sheet_per_table(ingested, cli, tmp_path: Path):
    assert cli("export", tmp_path, "--format", "xlsx", "--view", "all", home=ingested.home).returncode == 0
    with zipfile.ZipFile(tmp_path / "mingzhang.xlsx") as book:
        names = book.read("xl/workbook.xml").decode()
    assert 'name="dictionary"' in names
    assert 'name="fact_amount"' in names
    assert 'name="mart_unit_year"' in names


def test_the_data_package_describes_every_file_and_column(ingested, cli, tmp_path: Path):
    assert cli("export", tmp_path, "--format", "datapackage", home=ingested.home).returncode == 0
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["profile"] == "tabular-data-package"
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names))
    for resource in package["resources"]:
        path = tmp_path / resource["path"]
        assert path.stat().st_size == resource["bytes"]
        with path.open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [field["name"] for field in resource["schema"]["fields"]]
    (fact,) = [resource for resource in package["resources"] if resource["name"] == "fact_amount"]
    types = {field["name"]: field["type"] for field in fact["schema"]["fields"]}
    assert (types["amount_yuan"], types["page"], types["is_leaf"], types["printed"]) == (
        "number",
        "integer",
        "boolean",
        "string",
    )


def test_a_validator_accepts_the_data_package_with_its_keys(ingested, cli, tmp_path: Path):
    """frictionless reads every row of every file: types, primary keys, and that each document_id is in dim_document."""
    assert cli("export", tmp_path, "--format", "datapackage", home=ingested.home).returncode == 0
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    keys = {r["name"]: r["schema"].get("primaryKey") for r in package["resources"]}
    assert (keys["fact_amount"], keys["dim_document"], keys["mart_unit_year"]) == (
        ["amount_id"],
        ["document_id"],
        ["document_id", "disclosure_seq"],  # a file can hold several disclosures, the mart has one row of each
    )
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []


def test_the_facts_carry_the_column_types_of_the_budget_taxonomy(ingested, cli, tmp_path: Path):
    """Fiscal Data Package: an amount, whose it is, what for, when, at which phase, in which currency."""
    assert cli("export", tmp_path, "--format", "datapackage", home=ingested.home).returncode == 0
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (fact,) = [resource for resource in package["resources"] if resource["name"] == "fact_expenditure"]
    types = {field["name"]: field.get("columnType") for field in fact["schema"]["fields"]}
    assert types["amount_yuan"] == "value"
    assert types["function_code"] == "functional-classification:generic:code"
    assert (types["stage"], types["fiscal_year"]) == ("phase:id", "date:fiscal-year")
    assert fact["schema"]["extraFields"][0]["constant"] == "CNY"
    given = [kind for kind in types.values() if kind]
    assert len(given) == len(set(given))


def test_a_report_is_written(ingested, cli, tmp_path: Path):
    done = cli(
        "report",
        tmp_path / "r",
        "--document",
        "S6_justice_2024_inconsistent.pdf",
        "--pictures",
        "1",
        home=ingested.home,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r" / "index.html").stat().st_size > 1000


def test_on_a_terminal_there_is_a_bar_and_elsewhere_plain_lines(cli, samples: Path, tmp_path: Path):
    plain = cli("ingest", samples / "S7e_letter.pdf", home=tmp_path / "plain")
    assert "[1/1] S7e_letter.pdf" in plain.stderr
    assert "\x1b[" not in plain.stderr

    ours, theirs = pty.openpty()
    words = [
        sys.executable,
        "-m",
        "pipeline.cli.main",
        "ingest",
        str(samples / "S7e_letter.pdf"),
        "--home",
        str(tmp_path / "tty"),
    ]
    with subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                chunk = os.read(ours, 4096)
            except OSError:  # the other side is closed
                break
            if not chunk:
                break
            shown += chunk
    os.close(ours)
    assert process.returncode == 0
    assert b"\x1b[" in shown
    assert "building" in shown.decode(errors="replace")


def test_the_demo_shows_documents_figures_findings_and_what_to_try(samples: Path, tmp_path: Path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pipeline.cli.demo",
            "--home",
            str(tmp_path / "demo"),
            *map(str, sorted(samples.glob("*.pdf"))),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    for part in ("Documents", "What the offices spend", "What does not add up", "Try next", "mingzhang trace "):
        assert part in done.stdout
