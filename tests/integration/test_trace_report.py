"""The reading report over a small build: real DuckDB file, real PDF, files on disk."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import duckdb
import polars as pl
import pytest
from PIL import Image

from pipeline.extracting.document import PARSER_VERSION, extract_document
from pipeline.tracing.report import ReportError, write_report

pytestmark = pytest.mark.integration
SAMPLE = Path(__file__).parents[1] / "samples" / "S1_jiaoxi_2024.pdf"
ID = "494535602632b22f"


def store(con: duckdb.DuckDBPyConnection, name: str, records: list) -> None:
    frame = pl.DataFrame([asdict(record) for record in records], infer_schema_length=None)
    con.register("incoming", frame.to_arrow())
    con.execute(f"create table {name} as select * from incoming")
    con.unregister("incoming")


@pytest.fixture
def build(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A build made of one extraction in which one amount and one table were spoilt."""
    extraction = extract_document(SAMPLE, ID)
    lost = next(amount for amount in extraction.amounts if amount.page == 10)
    extraction.amounts.remove(lost)
    extraction.tables[8].status = "unbound"
    extraction.tables[8].status_reason = "no amount unit is printed"
    extraction.columns[3].unbound_words = "金额<万>"
    con = duckdb.connect(str(tmp_path / "build.duckdb"))
    store(con, "document_table", extraction.tables)
    store(con, "table_column", extraction.columns)
    store(con, "fact_amount", extraction.amounts)
    store(con, "fact_performance_indicator", extraction.indicators)
    store(con, "document_page", extraction.pages)
    con.execute(
        "create table dim_document as select ? as document_id, 'sha' as sha256, 't' as collection, 'S1.pdf' as file_name,"
        " 22 as page_count, 'department_budget' as document_kind, 2024 as fiscal_year, '526' as unit_code,"
        " '焦西街道' as unit_name, 'loaded' as status, null::varchar as status_reason, null::varchar as duplicate_of,"
        " ? as parser_version",
        [ID, PARSER_VERSION],
    )
    con.execute(
        "create table fact_quantity(document_id varchar, table_seq int, page int, row_seq int, column_seq int, x0 double,"
        " top double, x1 double, bottom double, printed varchar, quantity varchar, row_label varchar, column_path varchar)"
    )
    con.execute(
        "create table quarantine(document_id varchar, table_seq int, page int, row_seq int, column_seq int, x0 double,"
        " top double, x1 double, bottom double, printed varchar, target_table varchar, reason_code varchar, reason varchar)"
    )
    con.execute(
        "create table finding as select ? as document_id, 'R66' as rule_id, 'warn' as severity, 'fail' as outcome,"
        " '301、303 各款 550.00万元' as message",
        [ID],
    )
    yield con
    con.close()


def test_the_report_shows_what_was_lost_what_is_unknown_and_what_does_not_add_up(
    build: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    summary = write_report(build, lambda _sha: SAMPLE, out)
    assert (summary.documents, summary.with_pictures) == (1, 1)
    page = (out / ID / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<rect class="lost"', page)) == 1
    assert "no amount unit is printed" in page
    assert "301、303 各款 550.00万元" in page
    assert '<rect class="amount"' in page
    assert Image.open(out / ID / "p9.png").width > 400
    index = summary.index.read_text(encoding="utf-8")
    assert "金额&lt;万&gt;" in index
    assert f'href="{ID}/index.html#t9"' in index
    assert "t/S1.pdf" in index


def test_a_document_that_is_not_in_the_build_is_an_error(build: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="No document ffff"):
        write_report(build, lambda _sha: SAMPLE, tmp_path / "report", documents=["ffff"])


def test_a_missing_original_is_said_on_the_page(build: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write_report(build, lambda _sha: tmp_path / "gone.pdf", tmp_path / "report")
    assert "cannot be read" in (tmp_path / "report" / ID / "index.html").read_text(encoding="utf-8")
